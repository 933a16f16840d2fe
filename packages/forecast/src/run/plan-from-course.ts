// The plan of a course on record as a forecast's plan: what was taken so far, then what is planned.
// Never guesses a day: a day nobody told of keeps its planned dose, and a dose outside the plan is refused.

import type { CalendarDay, CourseView, Regimen, RegimenPeriod, RegimenRefusal } from '@aegle/core';
import { dayTotalMg } from '@aegle/core';

/** What the plan was made from, so that whoever shows it can say so. */
export interface CoursePlanReading {
  readonly regimen: Regimen;
  /** Days of the plan before today that somebody told of, and those that keep their planned dose. */
  readonly reportedDays: number;
  readonly silentDays: number;
  /** Share of the doses ahead that are taken: as so far, or 1 where nothing was told. */
  readonly adherence: number;
}

export type PlanFromCourse =
  | { readonly accepted: true; readonly plan: CoursePlanReading }
  | { readonly accepted: false; readonly refusals: readonly RegimenRefusal[] };

/** Days of one list; see the `repeating` schedule. */
const MOST_LISTED = 56;

function refused(rule: string, nextStep: string): PlanFromCourse {
  return { accepted: false, refusals: [{ field: 'course', rule, nextStep }] };
}

/**
 * Reads a derived course as of `today`. Days before it hold what was reported taken (nil where missed or
 * paused), else the planned dose; from it on the plan stands up to the day on which its policy ends it.
 */
export function planFromCourse(view: CourseView, today: CalendarDay): PlanFromCourse {
  const { reading, doses, course, end } = view;
  if (reading.kind === 'unreadable') return { accepted: false, refusals: reading.refusals };
  if (reading.kind === 'none')
    return refused('the course has planned doses', 'record the planned doses, or write a plan');
  const { startsOn, regimen } = reading.plan;
  const takenMg = new Map<number, number>();
  for (const { occurredOn, data } of doses.taken)
    takenMg.set(occurredOn - startsOn, (takenMg.get(occurredOn - startsOn) ?? 0) + data.doseMg);
  const missed = new Set(doses.missed.map(({ occurredOn }) => occurredOn - startsOn));
  const now = today - startsOn;
  const isPlanned = (day: number) =>
    regimen.periods.some(
      ({ firstDay, lengthDays }) => day >= firstDay && day < firstDay + lengthDays,
    );
  if ([...takenMg.keys()].some((day) => day < now && !isPlanned(day)))
    return refused(
      'every dose taken lies in a planned period',
      'record a planned period for the days on which doses were taken',
    );
  const until = (course.lastDoseOn ?? end.endsOn ?? Number.POSITIVE_INFINITY) - startsOn;
  const isPaused = (day: number) =>
    course.pauses.some(({ from, to }) => day >= from - startsOn && day < (to ?? today) - startsOn);
  const mgOn = (period: RegimenPeriod, day: number): number => {
    if (day > until) return 0;
    if (day < now) {
      const told = takenMg.get(day);
      if (told !== undefined) return told;
      if (missed.has(day) || isPaused(day)) return 0;
    }
    return dayTotalMg(period.schedule, day - period.firstDay);
  };
  const seen = view.adherence.share;
  const adherence = seen === undefined || seen <= 0 ? 1 : Math.min(1, seen);
  const periods = regimen.periods.flatMap((period) => listed(period, now, until, adherence, mgOn));
  if (periods.length === 0) return refused('the plan gives a capsule', 'write a plan by hand');
  const { reportedDays, silentDays } = view.adherence;
  return { accepted: true, plan: { regimen: { periods }, reportedDays, silentDays, adherence } };
}

/** A period as lists of daily amounts, cut at today; equal days in a row stay one constant period. */
function listed(
  period: RegimenPeriod,
  now: number,
  until: number,
  adherence: number,
  mgOn: (period: RegimenPeriod, day: number) => number,
): RegimenPeriod[] {
  const { firstDay, productClass, meal } = period;
  const last = Math.min(until, firstDay + period.lengthDays - 1);
  const out: RegimenPeriod[] = [];
  let day = firstDay;
  while (day <= last) {
    const isPast = day < now;
    const end = isPast ? Math.min(last, now - 1) : last;
    const amounts: number[] = [mgOn(period, day)];
    while (day + amounts.length <= end && mgOn(period, day + amounts.length) === amounts[0])
      amounts.push(amounts[0]!);
    const isEqual = amounts.length > 1 || day === end;
    if (!isEqual)
      while (day + amounts.length <= end && amounts.length < MOST_LISTED)
        amounts.push(mgOn(period, day + amounts.length));
    const schedule = isEqual
      ? same(amounts[0]!)
      : ({ kind: 'repeating', dosesMg: amounts } as const);
    const given = { productClass, meal, adherence: isPast ? 1 : adherence };
    out.push({ firstDay: day, lengthDays: amounts.length, schedule, ...given });
    day += amounts.length;
  }
  return out;
}

function same(doseMg: number): RegimenPeriod['schedule'] {
  return doseMg === 0 ? { kind: 'break' } : { kind: 'constant', doseMg };
}
