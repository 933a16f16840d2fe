// The instants at which a question's answer can turn: a day begins on a clock that the question reads.
// Never an offset of its own: days begin where the zone's clock says that they begin.

import { placeOfCare } from '../facts/patient-facts.ts';
import type { GateFacts } from '../gate/decide-programme.ts';
import type { CompiledProgramme } from '../gate/rules.ts';
import type { Question } from '../requirements/view.ts';
import { addDays, type CalendarDay, calendarDayOf, civilDateOf } from '../time/calendar-day.ts';
import type { ClockOf, ZoneClock } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';
import { deadlineZone, latestDayAnywhere } from '../time/question-days.ts';

/** One question over fixed facts, to be asked at any instant. */
export interface GateAsked {
  readonly programmes: readonly CompiledProgramme[];
  readonly facts: GateFacts;
  readonly question: Omit<Question, 'at'>;
  readonly clockOf: ClockOf;
}

const DAY_MS = 86_400_000;
const EARLIEST_ZONE_MS = 14 * 3_600_000;

/** The clocks whose midnights a question reads; the last is of the furthest east. */
function clocksOf({ programmes, facts, question, clockOf }: GateAsked): readonly DayClock[] {
  const place = placeOfCare(facts.patient) ?? question.zone;
  const zones = new Set(programmes.map(({ programme }) => deadlineZone(programme, place)));
  if (place === undefined) return [...zones].map(clockOf);
  zones.add(place);
  return [...[...zones].map(clockOf), FURTHEST_EAST];
}

type DayClock = Pick<ZoneClock, 'dayAt' | 'lastInstantOf'>;

const FURTHEST_EAST: DayClock = {
  dayAt: latestDayAnywhere,
  lastInstantOf: (day) => ((day + 1) * DAY_MS - EARLIEST_ZONE_MS - 1) as Instant,
};

/** Instants after `from` and up to `to` at which a day begins on one of the question's clocks. */
export function turnsBetween(asked: GateAsked, from: Instant, to: Instant): readonly Instant[] {
  const turns = new Set<Instant>();
  for (const clock of clocksOf(asked))
    for (let day = clock.dayAt(from); ; day = addDays(day, 1)) {
      const turn = (clock.lastInstantOf(day) + 1) as Instant;
      if (turn > to) break;
      if (turn > from) turns.add(turn);
    }
  return [...turns].sort((left, right) => left - right);
}

/** The latest day that is being lived on any of the question's clocks. */
export function latestDayOf(asked: GateAsked, at: Instant): CalendarDay {
  return Math.max(...clocksOf(asked).map((clock) => clock.dayAt(at))) as CalendarDay;
}

/** Where a day begins and where it ends, on each of the question's clocks. */
export function edgesOf(asked: GateAsked, day: CalendarDay): readonly Instant[] {
  return clocksOf(asked).flatMap((clock) => [
    (clock.lastInstantOf(addDays(day, -1)) + 1) as Instant,
    (clock.lastInstantOf(day) + 1) as Instant,
  ]);
}

/**
 * Days that facts and programmes themselves name: where an edition begins or ends, birthdays, the
 * last days of recorded judgements and of a portal's answers.
 */
export function namedDays(
  { programmes, facts: { patient } }: GateAsked,
  first: CalendarDay,
  last: CalendarDay,
): readonly CalendarDay[] {
  const editions = programmes.flatMap(({ programme }) =>
    programme.editions.flatMap((edition) => [edition.effectiveFrom, edition.effectiveTo]),
  );
  const ends = [...patient.clinicalOverrides, ...patient.externalAuthorizations].map(
    ({ data }) => data.lastDay,
  );
  return [...editions, ...ends, ...birthdaysOf(patient, first, last)].filter(
    (day) => day !== undefined && day >= first && day <= last,
  ) as readonly CalendarDay[];
}

/** By every birth date; of an age recorded on a day, its anniversary and the day after. */
function birthdaysOf(
  { enrolments, reproductiveStatuses }: GateAsked['facts']['patient'],
  first: CalendarDay,
  last: CalendarDay,
): readonly CalendarDay[] {
  const stated = reproductiveStatuses.filter(({ data }) => data.ageYears !== undefined);
  return [
    ...new Set(enrolments.map(({ data }) => data.bornOn)),
    ...stated.flatMap(({ occurredOn }) => [occurredOn, addDays(occurredOn, 1)]),
  ].flatMap((day) => birthdays(day, first, last));
}

/** Days on which somebody may be a year older, 29 February on 1 March. */
function birthdays(
  bornOn: CalendarDay | undefined,
  first: CalendarDay,
  last: CalendarDay,
): readonly CalendarDay[] {
  if (bornOn === undefined) return [];
  const born = civilDateOf(bornOn);
  const days: CalendarDay[] = [];
  for (let year = civilDateOf(first).year; year <= civilDateOf(last).year; year += 1) {
    const day = calendarDayOf(year, born.month, born.dayOfMonth) ?? calendarDayOf(year, 3, 1);
    if (day !== undefined) days.push(day as CalendarDay);
  }
  return days;
}
