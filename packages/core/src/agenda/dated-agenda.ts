// An agenda over a stretch of time: which items it shows, from which instant until which.
// Never a status without its validity: outside the stretch there is no answer, and facts are asked again.

import { placeOfCare } from '../facts/patient-facts.ts';
import { programmesApplying } from '../gate/programmes-applying.ts';
import type { CompiledProgramme } from '../gate/rules.ts';
import type { Stage } from '../programme/programme.ts';
import type { Instant } from '../time/instant.ts';
import { agendaItemsOf } from './agenda.ts';
import type { AgendaItem } from './agenda-item.ts';
import type { AgendaQuestion } from './agenda-question.ts';
import type { CourseAgenda } from './course-items.ts';
import { turnsBetween } from './gate-turns.ts';
import { moveOf, programmesThere } from './move.ts';

/** What is shown from one turn to the next: places in `items`, in the agenda's order. */
export interface DatedSpan {
  readonly from: Instant;
  readonly shows: readonly number[];
}

/** The agenda of the same facts from one instant until another. Plain data: JSON says all of it. */
export interface DatedAgenda {
  readonly from: Instant;
  /** Exclusive. */
  readonly until: Instant;
  /** Each item once, however long it is shown; without anything about working days. */
  readonly items: readonly AgendaItem[];
  readonly spans: readonly DatedSpan[];
}

/** Fixed facts, asked at any instant; `courseAt` says what the course asks for beside the gate then. */
export interface DatedQuestion extends Omit<AgendaQuestion, 'now' | 'course' | 'workingDays'> {
  readonly courseAt: (now: Instant) => CourseAgenda | undefined;
}

const STAGES: readonly (Stage | undefined)[] = ['prescribe', 'dispense', 'donate_blood', undefined];

/**
 * The instants after `from` and before `until` at which an agenda of these facts can change: a day
 * begins where a programme that applies ends its days, at the place of care, or in UTC.
 */
export function agendaTurns(
  asked: DatedQuestion,
  from: Instant,
  until: Instant,
): readonly Instant[] {
  const { facts, programmes, question, clockOf } = asked;
  const applying = new Map<string, CompiledProgramme>();
  for (const stage of STAGES)
    for (const one of programmesApplying(facts.patient, programmes, stage))
      applying.set(one.programme.id, one);
  const move = moveOf(facts.patient);
  for (const one of move === undefined ? [] : programmesThere(move, programmes))
    applying.set(one.programme.id, one);
  const gate = { facts, clockOf, question: { ...question, kind: 'dispense' as const } };
  const last = (until - 1) as Instant;
  const turns = new Set([
    ...turnsBetween({ ...gate, programmes: [...applying.values()] }, from, last),
    ...daysBegin(asked, from, last),
  ]);
  return [...turns].sort((left, right) => left - right);
}

/** Where a day begins on the clocks that an agenda reads beside the gate. */
function daysBegin(
  { facts, programmes, clockOf, courseAt }: DatedQuestion,
  from: Instant,
  last: Instant,
): readonly Instant[] {
  const own = programmesApplying(facts.patient, programmes)[0]?.programme.zone;
  const place = placeOfCare(facts.patient) ?? own ?? 'UTC';
  const zones = new Set(['UTC', place, courseAt(from)?.zone ?? place]);
  const turns: Instant[] = [];
  for (const zone of zones) {
    const clock = clockOf(zone);
    for (let at = from; ; ) {
      at = (clock.lastInstantOf(clock.dayAt(at)) + 1) as Instant;
      if (at > last) break;
      turns.push(at);
    }
  }
  return turns;
}

/** The agenda at every turn from `from` up to, not including, `until`; no event is recorded between. */
export function datedAgendaOf(asked: DatedQuestion, from: Instant, until: Instant): DatedAgenda {
  const items: AgendaItem[] = [];
  const places = new Map<string, number>();
  const spans: DatedSpan[] = [];
  for (const now of [from, ...agendaTurns(asked, from, until)]) {
    const course = asked.courseAt(now);
    const shown = agendaItemsOf({ ...asked, now, ...(course === undefined ? {} : { course }) });
    const shows = shown.map((item) => {
      const said = JSON.stringify(item);
      const known = places.get(said);
      if (known !== undefined) return known;
      places.set(said, items.length);
      return items.push(item) - 1;
    });
    if (spans.at(-1)?.shows.join() !== shows.join() || spans.length === 0)
      spans.push({ from: now, shows });
  }
  return { from, until, items, spans };
}

/** What is shown at an instant; undefined before the agenda's first and from its end on. */
export function spanAt(dated: DatedAgenda, now: Instant): DatedSpan | undefined {
  if (now < dated.from || now >= dated.until) return undefined;
  return dated.spans.findLast((span) => span.from <= now);
}

/** The items shown at an instant, in order; undefined where the agenda does not say. */
export function itemsAt(dated: DatedAgenda, now: Instant): readonly AgendaItem[] | undefined {
  return spanAt(dated, now)?.shows.map((place) => dated.items[place]!);
}
