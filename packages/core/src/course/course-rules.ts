// The numbers of the labels by jurisdiction and day: dose, length, target, intervals, strengths.
// Never a number of its own: each comes with the evidence row that gives it and how it is known.

import type { Status } from '../programme/parameter.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { ProductClass } from './regimen.ts';

/** A number, or a range whose ends are included. */
export type RuleValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  | { readonly kind: 'list'; readonly values: readonly number[] };

/** A value from a day on. */
export interface DatedValue {
  readonly from: CalendarDay;
  readonly value: RuleValue;
  /** Full name of the evidence row, e.g. `dosing.us-lidose.daily-maximum`. */
  readonly row: string;
  readonly status: Status;
}

/** Names of the numbers that a course reads. */
export const COURSE_PARAMETERS = [
  'daily-dose',
  'daily-maximum',
  'cumulative-target',
  'length',
  'clear-weeks',
  'low-dose',
  'strengths',
  'intakes',
  'pack',
  'supply-maximum',
  'conversion-to-lidose',
  'warn-daily',
  'warn-cumulative',
  'weight-age',
  'weight-change',
  'convention-difference',
  'rounding',
  'second-course-wait',
  'renal-start',
  'blood-wait',
  'breastfeeding-wait',
  'wax-wait',
  'dermabrasion-wait',
] as const;
export type CourseParameter = (typeof COURSE_PARAMETERS)[number];

/** One number of a label, for one class of products or for all. */
export interface CourseRule {
  readonly parameter: CourseParameter;
  readonly unit: string;
  readonly productClass: ProductClass | undefined;
  /** By first day, the earliest first. */
  readonly values: readonly DatedValue[];
}

/** The rules of one jurisdiction. */
export interface CourseRules {
  readonly id: string;
  readonly title: string;
  readonly rules: readonly CourseRule[];
}

/** The value in force on `day`, of the class's own rule before the one for all; `undefined`: none. */
export function ruleOn(
  rules: CourseRules,
  parameter: CourseParameter,
  day: CalendarDay,
  productClass?: ProductClass,
): DatedValue | undefined {
  const named = rules.rules.filter((rule) => rule.parameter === parameter);
  const rule =
    named.find((one) => one.productClass === productClass) ??
    named.find((one) => one.productClass === undefined);
  return rule?.values.findLast((value) => value.from <= day);
}

/** A rule's single number on a day, e.g. a maximum. */
export function numberOn(
  rules: CourseRules,
  parameter: CourseParameter,
  day: CalendarDay,
  productClass?: ProductClass,
): number | undefined {
  const found = ruleOn(rules, parameter, day, productClass)?.value;
  return found?.kind === 'number' ? found.value : undefined;
}

/** A rule's range on a day, e.g. the usual daily dose. */
export function rangeOn(
  rules: CourseRules,
  parameter: CourseParameter,
  day: CalendarDay,
  productClass?: ProductClass,
): { readonly min: number; readonly max: number } | undefined {
  const found = ruleOn(rules, parameter, day, productClass)?.value;
  return found?.kind === 'range' ? found : undefined;
}
