// What the course's drawing holds: steps of the plan, doses by day, sums in mg/kg, scores and symptoms.
// Never a dose that nobody reported: a day without a word adds nothing to what was taken.

import type { CourseRead } from '@aegle/api';
import { addDays, type CalendarDay, parseCalendarDay } from '@aegle/core';
import type { Range } from '../timeline/layout.ts';

export type Course = NonNullable<CourseRead['course']>;

/** A value on a day. */
export interface DayValue {
  readonly day: CalendarDay;
  readonly value: number;
}

const dayOf = (text: string): CalendarDay => parseCalendarDay(text)!;

/** The range with the course's own days: a plan ends later than anything that happened. */
export function rangeWithCourse(range: Range, course: Course | null): Range {
  if (course === null) return range;
  const last = [course.end.endsOn, course.end.targetReachedOn, course.plan.at(-1)?.to]
    .flatMap((day) => (day === null || day === undefined ? [] : [dayOf(day)]))
    // A plan that goes on for years would leave no room for what happened.
    .map((day) => Math.min(day, range.to + 200) as CalendarDay);
  return { from: range.from, to: Math.max(range.to, ...last) as CalendarDay };
}

/** mg on each day with capsules, in order; two entries of a day add up. */
export function takenByDay({ taken }: Course): readonly DayValue[] {
  const days = new Map<CalendarDay, number>();
  for (const { on, mg } of taken) days.set(dayOf(on), (days.get(dayOf(on)) ?? 0) + mg);
  return [...days].map(([day, value]) => ({ day, value })).sort((a, b) => a.day - b.day);
}

/** The weight by which mg/kg of this course is drawn; `undefined`: none is recorded. */
function weightOn({ weights, end, startedOn }: Course, day: CalendarDay): number | undefined {
  const at =
    end.convention === 'baseline_weight' ? (startedOn === null ? day : dayOf(startedOn)) : day;
  if (end.convention === 'current_weight') return weights.at(-1)?.kg;
  return (weights.findLast(({ on }) => dayOf(on) <= at) ?? weights[0])?.kg;
}

/** Several classes of capsules: their milligrams make no one sum, and none is drawn. */
export const isOneClass = ({ doses }: Course): boolean =>
  doses.filter(({ taken }) => taken.mg > 0).length <= 1;

/** mg/kg taken up to each day with capsules; empty without a weight, or with several classes. */
export function cumulativeTaken(course: Course): readonly DayValue[] {
  if (!isOneClass(course)) return [];
  return summed(course, takenByDay(course));
}

/** mg/kg up to each day as planned, by the day; empty without a weight. */
export function cumulativePlanned(course: Course): readonly DayValue[] {
  const days = course.plan.flatMap(({ from, to, mg }) => {
    const first = dayOf(from);
    return Array.from({ length: dayOf(to) - first + 1 }, (_, index) => ({
      day: addDays(first, index),
      value: mg,
    }));
  });
  return summed(course, days);
}

function summed(course: Course, days: readonly DayValue[]): readonly DayValue[] {
  let sum = 0;
  const points: DayValue[] = [];
  for (const { day, value } of days) {
    const kg = weightOn(course, day);
    if (kg === undefined) return [];
    sum += value / kg;
    points.push({ day, value: sum });
  }
  return points;
}

/** One week of the course: the sum taken, on how many days, and how many were missed. */
export interface CourseWeek {
  readonly week: number;
  readonly from: CalendarDay;
  readonly mg: number;
  readonly days: number;
  readonly missed: number;
}

/** Weeks of the course with a report, counted from the first capsule. */
export function weeksOf(course: Course): readonly CourseWeek[] {
  if (course.startedOn === null) return [];
  const start = dayOf(course.startedOn);
  const weeks = new Map<number, CourseWeek>();
  const add = (day: CalendarDay, mg: number, days: number, missed: number) => {
    const week = Math.floor((day - start) / 7) + 1;
    const known = weeks.get(week) ?? {
      week,
      from: addDays(start, (week - 1) * 7),
      mg: 0,
      days: 0,
      missed: 0,
    };
    weeks.set(week, {
      ...known,
      mg: known.mg + mg,
      days: known.days + days,
      missed: known.missed + missed,
    });
  };
  for (const { day, value } of takenByDay(course)) add(day, value, 1, 0);
  for (const on of course.missedOn) add(dayOf(on), 0, 0, 1);
  return [...weeks.values()].sort((a, b) => a.week - b.week);
}

/** The results of one analyte in one unit, in order. */
export function resultsOf(
  { results }: CourseRead,
  analyte: string,
  unit: string,
): readonly DayValue[] {
  return results.flatMap((one) =>
    one.analyte === analyte && one.unit === unit && one.on !== null && one.value !== null
      ? [{ day: dayOf(one.on), value: one.value }]
      : [],
  );
}

/** A row of a strip: one scale or symptom with its values by day. */
export interface StripRow {
  readonly name: string;
  readonly points: readonly DayValue[];
}

const rowsBy = <T>(
  all: readonly T[],
  nameOf: (one: T) => string,
  pointOf: (one: T) => DayValue,
): readonly StripRow[] =>
  [...new Set(all.map(nameOf))].map((name) => ({
    name,
    points: all.filter((one) => nameOf(one) === name).map(pointOf),
  }));

export const severityRows = ({ severity }: CourseRead): readonly StripRow[] =>
  rowsBy(
    severity,
    ({ scale }) => scale,
    ({ on, score }) => ({ day: dayOf(on), value: score }),
  );

export const symptomRows = ({ symptoms }: CourseRead): readonly StripRow[] =>
  rowsBy(
    symptoms,
    ({ symptom }) => symptom,
    ({ on, grade }) => ({ day: dayOf(on), value: grade }),
  );
