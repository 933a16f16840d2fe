// The plan of a course on record as a forecast's plan: what was taken so far, then what is planned.
// Never guesses a day: a day nobody told of keeps its planned dose, and a dose outside the plan is refused.

import {
  type CalendarDay,
  type CourseView,
  dayTotalMg,
  type Regimen,
  type RegimenPeriod,
  type RegimenRefusal,
  readRegimen,
} from '@aegle/core';
import { restOf } from './rest-of-schedule.ts';

/** What the plan was made from, so that whoever shows it can say so. */
export interface CoursePlanReading {
  /** The first planned day: day 0 of the regimen. */
  readonly startsOn: CalendarDay;
  /** Where the share taken is not known its periods say 1, as if every dose were taken. */
  readonly regimen: Regimen;
  /**
   * Days of the plan before today that somebody told of, and those that keep their planned dose: none
   * paused, and none after the last capsule.
   */
  readonly reportedDays: number;
  readonly silentDays: number;
  /** Share of the doses taken so far, which stands ahead too; `undefined`: none was told of as taken. */
  readonly adherence: number | undefined;
}

export type PlanFromCourse =
  | { readonly accepted: true; readonly plan: CoursePlanReading }
  | { readonly accepted: false; readonly refusals: readonly RegimenRefusal[] };

/** Days of one list; see the `repeating` schedule. */
const MOST_LISTED = 56;

function refused(rule: string, nextStep: string): PlanFromCourse {
  return { accepted: false, refusals: [{ field: 'course', rule, nextStep }] };
}

/** A plan, and what stands in place of its doses. Days are counted from the plan's first one. */
interface Told {
  /** The first day that is ahead. */
  readonly now: number;
  /** The last day with a dose. */
  readonly until: number;
  readonly adherence: number | undefined;
  /** Whether anything stands in place of the planned dose: a dose, a missed one, a pause. */
  readonly isToldOf: (day: number) => boolean;
  readonly mgOn: (period: RegimenPeriod, day: number) => number;
}

/** Days before today of which nobody told, so that they keep their planned dose. */
function silentIn({ firstDay, lengthDays, schedule }: RegimenPeriod, told: Told): number {
  const end = Math.min(firstDay + lengthDays, told.now, told.until + 1);
  let days = 0;
  for (let day = firstDay; day < end; day++)
    if (!told.isToldOf(day) && dayTotalMg(schedule, day - firstDay) > 0) days += 1;
  return days;
}

/**
 * Reads a derived course as of `today`. Days before it hold what was reported taken (nil where missed or
 * paused), else the planned dose; from it on the plan stands up to the day on which its policy ends it.
 * A period on whose days nothing else was told keeps its schedule: a ramp stays a ramp, a list a list.
 */
export function planFromCourse(view: CourseView, today: CalendarDay): PlanFromCourse {
  const { reading } = view;
  if (reading.kind === 'unreadable') return { accepted: false, refusals: reading.refusals };
  if (reading.kind === 'none')
    return refused('the course has planned doses', 'record the planned doses, or write a plan');
  const { startsOn, regimen } = reading.plan;
  const takenMg = takenByDay(view, startsOn);
  const isPlanned = (day: number) =>
    regimen.periods.some(
      ({ firstDay, lengthDays }) => day >= firstDay && day < firstDay + lengthDays,
    );
  if ([...takenMg.keys()].some((day) => day < today - startsOn && !isPlanned(day)))
    return refused(
      'every dose taken lies in a planned period',
      'record a planned period for the days on which doses were taken',
    );
  const told = toldOf(view, startsOn, today, takenMg);
  const periods = regimen.periods.flatMap((period) => periodsAs(period, told));
  if (periods.length === 0) return refused('the plan gives a capsule', 'write a plan by hand');
  const read = readRegimen({ periods });
  if (!read.accepted) return read;
  const { reportedDays } = view.adherence;
  const { adherence } = told;
  const silentDays = regimen.periods.reduce((sum, period) => sum + silentIn(period, told), 0);
  return {
    accepted: true,
    plan: { startsOn, regimen: read.regimen, reportedDays, silentDays, adherence },
  };
}

function takenByDay({ doses }: CourseView, startsOn: CalendarDay): ReadonlyMap<number, number> {
  const takenMg = new Map<number, number>();
  for (const { occurredOn, data } of doses.taken)
    takenMg.set(occurredOn - startsOn, (takenMg.get(occurredOn - startsOn) ?? 0) + data.doseMg);
  return takenMg;
}

function toldOf(
  { doses, course, end, adherence }: CourseView,
  startsOn: CalendarDay,
  today: CalendarDay,
  takenMg: ReadonlyMap<number, number>,
): Told {
  const missed = new Set(doses.missed.map(({ occurredOn }) => occurredOn - startsOn));
  const now = today - startsOn;
  const until = (course.lastDoseOn ?? end.endsOn ?? Number.POSITIVE_INFINITY) - startsOn;
  const isPaused = (day: number) =>
    course.pauses.some(({ from, to }) => day >= from - startsOn && day < (to ?? today) - startsOn);
  const seen = adherence.share;
  return {
    now,
    until,
    adherence: seen === undefined || seen <= 0 ? undefined : Math.min(1, seen),
    isToldOf: (day) => takenMg.has(day) || missed.has(day) || isPaused(day),
    mgOn(period, day) {
      if (day > until) return 0;
      if (day < now) {
        const told = takenMg.get(day);
        if (told !== undefined) return told;
        if (missed.has(day) || isPaused(day)) return 0;
      }
      return dayTotalMg(period.schedule, day - period.firstDay);
    },
  };
}

/** A period with what was told of its days; cut at today where that makes a difference. */
function periodsAs(period: RegimenPeriod, told: Told): readonly RegimenPeriod[] {
  const { now, until, adherence, mgOn } = told;
  const { firstDay, schedule } = period;
  const last = Math.min(until, firstDay + period.lengthDays - 1);
  if (last < firstDay) return [];
  const isAsPlanned = (from: number, to: number): boolean => {
    for (let day = from; day <= to; day++)
      if (mgOn(period, day) !== dayTotalMg(schedule, day - firstDay)) return false;
    return true;
  };
  const isCut = firstDay < now && now <= last;
  // A share that is known holds from today on: before it each day has its own dose.
  const isOne = !isCut || adherence === undefined;
  if (isOne && isAsPlanned(firstDay, last))
    return [{ ...period, lengthDays: last - firstDay + 1, adherence: shareOn(firstDay, told) }];
  if (!isCut) return listed(period, firstDay, last, told);
  const past = isAsPlanned(firstDay, now - 1)
    ? [{ ...period, lengthDays: now - firstDay, adherence: 1 }]
    : listed(period, firstDay, now - 1, told);
  const rest = restOf(schedule, now - firstDay, last - now + 1);
  const ahead = rest === undefined ? listed(period, now, last, told) : placed(period, rest, told);
  return [...past, ...ahead];
}

const shareOn = (day: number, { now, adherence }: Told) => (day < now ? 1 : (adherence ?? 1));

function placed(
  { productClass, meal }: RegimenPeriod,
  stretches: NonNullable<ReturnType<typeof restOf>>,
  told: Told,
): readonly RegimenPeriod[] {
  let firstDay = told.now;
  return stretches.map((stretch) => {
    const from = firstDay;
    firstDay += stretch.lengthDays;
    return { firstDay: from, ...stretch, productClass, meal, adherence: shareOn(from, told) };
  });
}

/** Days of a period as lists of daily amounts; equal days in a row stay one constant period. */
function listed(
  period: RegimenPeriod,
  from: number,
  last: number,
  told: Told,
): readonly RegimenPeriod[] {
  const { productClass, meal } = period;
  const mgOn = (day: number) => told.mgOn(period, day);
  const out: RegimenPeriod[] = [];
  let day = from;
  while (day <= last) {
    const amounts: number[] = [mgOn(day)];
    while (day + amounts.length <= last && mgOn(day + amounts.length) === amounts[0])
      amounts.push(amounts[0]!);
    const isEqual = amounts.length > 1 || day === last;
    if (!isEqual)
      while (day + amounts.length <= last && amounts.length < MOST_LISTED)
        amounts.push(mgOn(day + amounts.length));
    const schedule = isEqual
      ? same(amounts[0]!)
      : ({ kind: 'repeating', dosesMg: amounts } as const);
    const given = { productClass, meal, adherence: shareOn(day, told) };
    out.push({ firstDay: day, lengthDays: amounts.length, schedule, ...given });
    day += amounts.length;
  }
  return out;
}

function same(doseMg: number): RegimenPeriod['schedule'] {
  return doseMg === 0 ? { kind: 'break' } : { kind: 'constant', doseMg };
}
