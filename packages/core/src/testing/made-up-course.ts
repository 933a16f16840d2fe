// Invented rules, capsules and courses for core's own tests of the course.
// It must never hold anything about a real person; its numbers are test data, not a label.

import { foldCourses } from '../course/course-history.ts';
import type { CourseRule, CourseRules, RuleValue } from '../course/course-rules.ts';
import { type CourseContext, deriveCourse } from '../course/derive-course.ts';
import type { Allergen, CapsuleProduct } from '../course/products.ts';
import type { ProductClass } from '../course/regimen.ts';
import type { EventData } from '../events/catalogue.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { dayOf, MadeUpHistory, noonOf } from './made-up-history.ts';

/** The first day of every made-up course. */
export const COURSE_START = dayOf('2024-03-04');

const number = (value: number): RuleValue => ({ kind: 'number', value });
const range = (min: number, max: number): RuleValue => ({ kind: 'range', min, max });

function rule(
  parameter: CourseRule['parameter'],
  value: RuleValue,
  productClass?: ProductClass,
): CourseRule {
  const from = dayOf('2020-01-01');
  return {
    parameter,
    unit: '1',
    productClass,
    values: [{ from, value, row: 'x', status: 'stated' }],
  };
}

export const MADE_UP_RULES: CourseRules = {
  id: 'made-up',
  title: 'Made up',
  rules: [
    rule('daily-dose', range(0.5, 1), 'conventional'),
    rule('daily-dose', range(0.4, 0.8), 'micronised'),
    rule('daily-maximum', number(2), 'conventional'),
    rule('daily-maximum', number(2), 'lidose'),
    rule('daily-maximum', number(1.6), 'micronised'),
    rule('cumulative-target', range(120, 150), 'conventional'),
    rule('length', range(15, 20)),
    rule('clear-weeks', range(4, 8)),
    rule('low-dose', range(0.25, 0.4)),
    rule('supply-maximum', number(30)),
    rule('weight-age', number(90)),
    rule('weight-change', number(10)),
    rule('convention-difference', number(5)),
    rule('rounding', range(-10, 10)),
    rule('intakes', number(1)),
  ],
};

/** A capsule of a class and strength, of boxes of 30. */
export function capsule(
  strengthMg: number,
  productClass: ProductClass = 'conventional',
  allergens: readonly Allergen[] = [],
): CapsuleProduct {
  const code = `${productClass}-${strengthMg}`;
  return { code, name: code, productClass, strengthMg, allergens, packSize: 30, rows: [] };
}

const planned = {
  course: 'c1',
  startsOn: COURSE_START,
  lengthDays: 400,
  productClass: 'conventional',
  meal: 'full',
} as const;

/** A course of 60 kg from `COURSE_START` with one planned period; `plan` changes what is planned. */
export function madeUpCourse(
  plan: Partial<EventData<'DosePlanned'>> & Pick<EventData<'DosePlanned'>, 'schedule' | 'dosesMg'>,
  weightKg = 60,
): MadeUpHistory {
  return new MadeUpHistory()
    .add('PatientEnrolled', COURSE_START, { programme: 'p', course: 'c1' })
    .add('CourseStarted', COURSE_START, { course: 'c1' })
    .add('WeightMeasured', COURSE_START, { weightKg })
    .add('DosePlanned', COURSE_START, { ...planned, ...plan });
}

/** Derives the course `days` days after its start, from everything recorded by then. */
export function derived(history: MadeUpHistory, days: number, change: Partial<CourseContext> = {}) {
  const today = addDays(COURSE_START, days) as CalendarDay;
  // Both streams are handed in whole: each fold passes over what is not its own.
  const folded = foldCourses(history.events, history.events.filter(isNoCorrection), noonOf(today));
  const view = deriveCourse(folded, {
    rules: MADE_UP_RULES,
    products: new Map(),
    available: [10, 20, 30, 40].map((mg) => capsule(mg)),
    avoid: [],
    today,
    ...change,
  });
  if (view === undefined) throw new Error('the made-up history has a course');
  return view;
}

const isNoCorrection = (event: { readonly type: string }) => event.type !== 'Corrected';
