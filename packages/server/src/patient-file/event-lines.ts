// Events as people write them in YAML: a type, a day, perhaps a time, and the data.
// Never guesses: a line that is not an event is refused with its place and the next step.

import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  type FieldProblem,
  formatCalendarDay,
  type Instant,
  parseCalendarDay,
  parseEvent,
  ROLES,
  type Role,
} from '@aegle/core';
import { z } from 'zod';
import { instantAt } from '../zones/zone-clock.ts';

/** One written event. Days may be relative (`+6`) where an anchor day is given. */
export const eventLineSchema = z.strictObject({
  id: z.string().optional(),
  type: z.string(),
  v: z.number().int().positive().default(1),
  day: z.string(),
  /** Wall-clock time of recording on that day; left out, the very start of the day. */
  time: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  zone: z.string().optional(),
  /** Day of recording, when it was recorded later than it happened. */
  recorded: z.string().optional(),
  /** `prescriber` or `prescriber:dr-b`. */
  by: z.string().optional(),
  data: z.record(z.string(), z.unknown()).default({}),
});
export type EventLine = z.infer<typeof eventLineSchema>;

/** Where relative days and default zones come from. */
export interface LineContext {
  readonly anchor?: CalendarDay;
  readonly zone: string;
}

/** A day as written: `2024-03-04`, or `+6` after the anchor. */
export function dayFrom(text: string, context: LineContext): CalendarDay | undefined {
  if (/^[+-]\d{1,5}$/.test(text))
    return context.anchor === undefined ? undefined : addDays(context.anchor, Number(text));
  return parseCalendarDay(text);
}

/** The events of one stream in the written order, or every problem with its place. */
export function eventsFrom(
  lines: readonly EventLine[],
  context: LineContext,
  place: string,
): { readonly events: readonly AegleEvent[]; readonly problems: readonly FieldProblem[] } {
  const events: AegleEvent[] = [];
  const problems: FieldProblem[] = [];
  const ids = new Set<string>();
  let head = 0 as Instant;
  lines.forEach((line, index) => {
    const at = `${place}[${index}]`;
    const refuse = (field: string, rule: string, nextStep: string) =>
      problems.push({ field: `${at}.${field}`, rule, nextStep });
    const day = dayFrom(line.day, context);
    const recordedDay = dayFrom(line.recorded ?? line.day, context);
    const [role, actorId = role] = (line.by ?? 'prescriber').split(':');
    const id = line.id ?? `${place}-${index + 1}`;
    if (ids.has(id)) refuse('id', 'duplicate_event', 'Give every event an id of its own.');
    ids.add(id);
    if (day === undefined || recordedDay === undefined)
      return refuse('day', 'not_a_calendar_day', 'Write a day that exists, as YYYY-MM-DD.');
    if (!ROLES.includes(role as Role))
      refuse('by', 'unknown_role', `Write one of: ${ROLES.join(', ')}.`);
    const written = instantAt(recordedDay, line.time ?? '00:00', line.zone ?? context.zone);
    head = (written > head ? written : head) as Instant;
    const parsed = parseEvent(
      {
        id,
        type: line.type,
        v: line.v,
        occurredOn: formatCalendarDay(day),
        data: datesFrom(line.data, context),
      },
      { sequence: index + 1, recordedAt: head, actor: { id: actorId!, role: role as Role } },
    );
    if (parsed.ok) events.push(parsed.event);
    else
      for (const problem of parsed.problems)
        problems.push({ ...problem, field: `${at}.${problem.field}` });
  });
  return { events, problems };
}

/** Relative days inside data (`lastDay: '+6'`) become days; everything else stays as written. */
function datesFrom(data: Readonly<Record<string, unknown>>, context: LineContext) {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (typeof value !== 'string' || !/^[+-]\d{1,5}$/.test(value)) return [key, value];
      const day = dayFrom(value, context);
      return [key, day === undefined ? value : formatCalendarDay(day)];
    }),
  );
}
