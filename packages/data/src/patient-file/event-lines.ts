// Events as people write them in YAML: a type, a day, perhaps a time, and the data.
// Never guesses: a line that is not an event is refused with its place and the next step.

import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  EVENT_CATALOGUE,
  type FieldProblem,
  formatCalendarDay,
  type Instant,
  parseCalendarDay,
  parseEvent,
  ROLES,
  type Role,
  type StreamKind,
} from '@aegle/core';
import { z } from 'zod';
import { zoneClocks } from '../zones/zone-clock.ts';
import { doorProblems } from './door-problems.ts';
import { chosenReadings, isZone, placeOf, readingsOf, WALL_TIME } from './recording-times.ts';

const clockOf = zoneClocks();

/** One written event. Days may be relative (`+6`) where an anchor day is given. */
export const eventLineSchema = z.strictObject({
  id: z
    .string()
    .optional()
    .meta({ description: 'Id of the event, unique in the file; left out, its place.' }),
  type: z.string().meta({ description: 'A type of the event catalogue, past tense.' }),
  v: z
    .number()
    .int()
    .positive()
    .default(1)
    .meta({ description: 'Version of the payload; left out, 1.' }),
  day: z.string().meta({ description: 'Day it happened, where it happened: YYYY-MM-DD.' }),
  /** Wall-clock time of recording on that day; left out, the very start of the day. */
  time: z
    .string()
    .regex(WALL_TIME, 'a time of day as HH:MM, perhaps with its offset')
    .optional()
    .meta({
      description:
        'Wall-clock time of recording, HH:MM or HH:MM-04:00; left out, the start of the day.',
    }),
  zone: z.string().optional().meta({ description: 'Zone of this line when not that of the file.' }),
  /** Instant at which it happened, where the hour matters. */
  at: z.string().optional().meta({
    description: 'Instant it happened, ISO 8601 with its offset, where the hour matters.',
  }),
  /** Day of recording, when it was recorded later than it happened. */
  recorded: z
    .string()
    .optional()
    .meta({ description: 'Day of recording, when that was later than the day it happened.' }),
  /** Exact instant of recording, as exports write it; then neither `time` nor `recorded`. */
  recordedAt: z
    .string()
    .optional()
    .meta({ description: 'Exact instant of recording, in place of `time` and `recorded`.' }),
  /** `prescriber` or `prescriber:dr-b`. */
  by: z
    .string()
    .optional()
    .meta({ description: 'Role that recorded it, with an id if it matters: prescriber:dr-b.' }),
  data: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: 'The fields of this event type; decimals as text.' }),
});
export type EventLine = z.infer<typeof eventLineSchema>;

/** Where relative days and default zones come from. */
export interface LineContext {
  readonly anchor?: CalendarDay;
  readonly zone: string;
}

/** What a list of lines must keep to besides each line being an event. */
export interface LineRules {
  /** Streams whose events may stand here. Left out: any. */
  readonly streams?: readonly StreamKind[];
  /** True: read as an older Aegle stored it, though it would not be taken like this today. */
  readonly isStored?: boolean;
  /** True: a line recorded before the line above it is refused. */
  readonly isInOrder?: boolean;
}

/** A day as written: `2024-03-04`, or `+6` after the anchor. */
export function dayFrom(text: string, context: LineContext): CalendarDay | undefined {
  if (/^[+-]\d{1,5}$/.test(text))
    return context.anchor === undefined ? undefined : addDays(context.anchor, Number(text));
  return parseCalendarDay(text);
}

type Refuse = (field: string, rule: string, nextStep: string) => void;

/** The events of one stream in the written order, or every problem with its place. */
export function eventsFrom(
  lines: readonly EventLine[],
  context: LineContext,
  place: string,
  rules: LineRules = {},
): { readonly events: readonly AegleEvent[]; readonly problems: readonly FieldProblem[] } {
  const events: AegleEvent[] = [];
  const problems: FieldProblem[] = [];
  const refuseAt = (index: number, field: string, rule: string, nextStep: string) =>
    problems.push({ field: `${place}[${index}].${field}`, rule, nextStep });
  const recordings = recordingsOf(lines, context, rules, refuseAt);
  const ids = new Set<string>();
  let head = 0 as Instant;
  for (const [index, line] of lines.entries()) {
    const at = `${place}[${index}]`;
    const refuse: Refuse = (field, rule, nextStep) => refuseAt(index, field, rule, nextStep);
    const id = line.id ?? `${place}-${index + 1}`;
    if (ids.has(id)) refuse('id', 'duplicate_event', 'Give every event an id of its own.');
    ids.add(id);
    const day = dayFrom(line.day, context);
    if (day === undefined) {
      refuse('day', 'not_a_calendar_day', 'Write a day that exists, as YYYY-MM-DD.');
      continue;
    }
    const written = recordings[index];
    if (written === undefined) continue;
    head = Math.max(written.at, head) as Instant;
    // A line without a time was recorded at some hour of its day.
    const latest = Math.max(written.latest, head) as Instant;
    const today = rules.isStored === true ? undefined : todayOf(line, written.latest, context);
    const recording = {
      sequence: index + 1,
      recordedAt: head,
      actor: actorOf(line, refuse),
      ...(today === undefined ? {} : { today }),
    };
    const wire = wireOf(line, id, formatCalendarDay(day), context);
    const parsed = parseEvent(wire, recording);
    const refusals = parsed.ok
      ? rules.isStored === true
        ? []
        : doorProblems(wire, { ...parsed.event, recordedAt: latest })
      : parsed.problems;
    for (const problem of refusals)
      problems.push({ ...problem, field: `${at}.${LINE_FIELDS[problem.field] ?? problem.field}` });
    if (!parsed.ok || refusals.length > 0) continue;
    const { stream } = EVENT_CATALOGUE[parsed.event.type];
    // A correction stands in the stream of what it corrects.
    const isAnywhere = rules.streams === undefined || parsed.event.type === 'Corrected';
    if (isAnywhere || rules.streams.includes(stream)) events.push(parsed.event);
    else refuse('type', 'event_of_another_stream', `It belongs to a ${stream}: move it there.`);
  }
  return { events, problems };
}

/** What the wire calls a field that a line calls otherwise. */
const LINE_FIELDS: Readonly<Record<string, string>> = { occurredOn: 'day', occurredAt: 'at' };

function wireOf(line: EventLine, id: string, occurredOn: string, context: LineContext) {
  return {
    id,
    type: line.type,
    v: line.v,
    occurredOn,
    ...(line.at === undefined ? {} : { occurredAt: line.at }),
    data: datesFrom(line.data, context),
  };
}

/** When each line was recorded; `undefined` where that was refused. */
function recordingsOf(
  lines: readonly EventLine[],
  context: LineContext,
  rules: LineRules,
  refuseAt: (index: number, ...problem: Parameters<Refuse>) => void,
) {
  const readings = lines.map((line, index) => {
    const day = dayFrom(line.recorded ?? line.day, context);
    // A day that does not exist is refused where it is written, once.
    if (line.recorded === undefined && dayFrom(line.day, context) === undefined) return [];
    const zone = line.zone ?? context.zone;
    return readingsOf(line, day, zone, (...problem) => refuseAt(index, ...problem));
  });
  return chosenReadings(lines, readings, rules.isInOrder === true, refuseAt);
}

/** The day that was being lived at a line's place when it was recorded; `undefined` where none is known. */
function todayOf(line: EventLine, at: Instant, context: LineContext): CalendarDay | undefined {
  const zone = placeOf(line.zone ?? context.zone);
  return zone === undefined || !isZone(zone) ? undefined : clockOf(zone).dayAt(at);
}

function actorOf(line: EventLine, refuse: Refuse): { readonly id: string; readonly role: Role } {
  const text = line.by ?? 'prescriber';
  const colon = text.indexOf(':');
  const role = colon < 0 ? text : text.slice(0, colon);
  if (!ROLES.includes(role as Role))
    refuse('by', 'unknown_role', `Write one of: ${ROLES.join(', ')}.`);
  return { id: colon < 0 ? role : text.slice(colon + 1), role: role as Role };
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
