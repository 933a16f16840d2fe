// One course as of a day: plan and its end, dose figures, adherence, capsules, what is in hand.
// Never a verdict of the gate and never a changed dose: it derives, names what is missing, and advises.

import type { EventOf } from '../events/event.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { type Adherence, adherenceOf } from './adherence.ts';
import { type CapsuleAnswer, chooseCapsules } from './capsules.ts';
import { type Course, type CourseDoses, dosesOf, type FoldedCourses } from './course-history.ts';
import { type CoursePlan, coursePlanOf, type PlanReading } from './course-plan.ts';
import { type CourseRules, numberOn, rangeOn } from './course-rules.ts';
import { type DoseFigures, doseFigures, periodOn, plannedMgOn } from './dose-figures.ts';
import { classNow, type PlanEnd, planEnd } from './plan-end.ts';
import type { Allergen, CapsuleProduct } from './products.ts';
import { capsulesInHand, type InHand, type SupplyNeed, supplyFor } from './supply.ts';
import { type Weight, weightsOf } from './weights.ts';

/** What a course is derived from besides its history. */
export interface CourseContext {
  readonly rules: CourseRules;
  /** Capsules by code, to read what was handed out. */
  readonly products: ReadonlyMap<string, CapsuleProduct>;
  /** Capsules that can be had here, to choose from. */
  readonly available: readonly CapsuleProduct[];
  readonly avoid: readonly Allergen[];
  /** The day at the place of treatment. */
  readonly today: CalendarDay;
  /** Left out: the latest course. */
  readonly course?: string;
}

/** One course, derived anew from its events. */
export interface CourseView {
  readonly course: Course;
  readonly doses: CourseDoses;
  readonly reading: PlanReading;
  readonly weights: readonly Weight[];
  readonly figures: DoseFigures;
  readonly adherence: Adherence;
  readonly end: PlanEnd;
  readonly inHand: InHand;
  /** Capsules for the next day that the plan gives a dose; absent without one, or without a weight. */
  readonly capsules: CapsuleAnswer | undefined;
  readonly nextDoseOn: CalendarDay | undefined;
  readonly need: SupplyNeed | undefined;
}

/** What a course is read with, without the capsules that could be had. */
export type ReadingContext = Pick<CourseContext, 'rules' | 'products' | 'today' | 'course'>;

/** Derives a course; `undefined` where the patient has none of that id, or none at all. */
export function deriveCourse(
  history: FoldedCourses,
  context: CourseContext,
): CourseView | undefined {
  const view = courseRead(history, context);
  if (view === undefined) return undefined;
  const { reading, figures, end } = view;
  const plan = reading.kind === 'planned' ? reading.plan : undefined;
  return { ...view, ...capsulesFor(context, plan, figures, end) };
}

/** The same without the choice of capsules, which takes most of the time. */
export function courseRead(
  history: FoldedCourses,
  context: ReadingContext,
): Omit<CourseView, 'capsules' | 'nextDoseOn' | 'need'> | undefined {
  const { rules, today, products } = context;
  const course =
    context.course === undefined
      ? history.courses.at(-1)
      : history.courses.find((one) => one.id === context.course);
  if (course === undefined) return undefined;
  const doses = dosesOf(history, course);
  const reading = coursePlanOf(history.record.dosesPlanned, course.id);
  const plan = reading.kind === 'planned' ? reading.plan : undefined;
  const weights = weightsOf(history.weights);
  const figures = doseFigures({ history, course, doses, plan, weights, products, today });
  const adherence = adherenceOf(doses, plan, today);
  const end = planEnd({
    plan,
    choice: history.record.endPolicies.findLast((event) => event.data.course === course.id),
    figures,
    doses,
    adherence,
    weights,
    rules,
    today,
    startedOn: doses.startedOn,
    pauses: course.pauses,
    clearSince: clearSince(history.record.severities, today),
    isTodayTaken: doses.taken.some((dose) => dose.occurredOn === today),
  });
  const inHand = capsulesInHand(course, doses, history.record.capsuleCounts, today);
  return { course, doses, reading, weights, figures, adherence, end, inHand };
}

const NO_CAPSULES = { capsules: undefined, nextDoseOn: undefined, need: undefined };

function capsulesFor(
  { rules, available, avoid, today }: CourseContext,
  plan: CoursePlan | undefined,
  figures: DoseFigures,
  end: PlanEnd,
): Pick<CourseView, 'capsules' | 'nextDoseOn' | 'need'> {
  const kg = figures.current?.kg;
  const nextDoseOn = plan === undefined ? undefined : nextDose(plan, today);
  if (plan === undefined || nextDoseOn === undefined || kg === undefined) return NO_CAPSULES;
  const productClass = classNow(plan, nextDoseOn)!;
  const perKg = numberOn(rules, 'daily-maximum', today, productClass);
  if (perKg === undefined) return NO_CAPSULES;
  const schedule = periodOn(plan, nextDoseOn)!.schedule;
  const intakes = schedule.kind === 'split' ? 2 : numberOn(rules, 'intakes', today, productClass);
  const rounding = rangeOn(rules, 'rounding', today);
  const capsules = chooseCapsules({
    products: available.filter((one) => one.productClass === productClass),
    targetMg: plannedMgOn(plan, nextDoseOn),
    // 0.1 of a kilogram times 2 mg/kg is no capsule; the tiny part that floats leave is none either.
    maximumMg: perKg * kg + 1e-9,
    intakes: intakes === 2 ? 2 : 1,
    avoid,
    roundingPercent: rounding?.max ?? 0,
  });
  const most = numberOn(rules, 'supply-maximum', today, productClass) ?? 0;
  const need =
    capsules.best === undefined || end.notes.includes('above_maximum')
      ? undefined
      : supplyFor(capsules.best, daysToSupply(plan, nextDoseOn, end), most);
  return { capsules, nextDoseOn, need };
}

/** The first day from `today` on with a planned dose. */
function nextDose(plan: CoursePlan, today: CalendarDay): CalendarDay | undefined {
  const last = plan.regimen.periods.at(-1)!;
  const until = plan.startsOn + last.firstDay + last.lengthDays;
  const from = Math.max(today, plan.startsOn) as CalendarDay;
  for (let day = from; day < until; day = addDays(day, 1))
    if (plannedMgOn(plan, day) > 0) return day;
  return undefined;
}

/** Days with this same dose until the period or the course ends. */
function daysToSupply(plan: CoursePlan, from: CalendarDay, end: PlanEnd): number {
  const mg = plannedMgOn(plan, from);
  const period = periodOn(plan, from)!;
  const periodEnd = plan.startsOn + period.firstDay + period.lengthDays - 1;
  const until = Math.min(periodEnd, end.endsOn ?? periodEnd);
  let days = 0;
  for (let day = from; day <= until; day = addDays(day, 1))
    if (plannedMgOn(plan, day) === mg) days += 1;
  return days;
}

/** The first day from which every assessment by IGA up to `today` says clear (0). */
function clearSince(
  severities: readonly EventOf<'SeverityAssessed'>[],
  today: CalendarDay,
): CalendarDay | undefined {
  const looked = severities
    .filter(({ data, occurredOn }) => data.scale.toLowerCase() === 'iga' && occurredOn <= today)
    .sort((a, b) => a.occurredOn - b.occurredOn);
  const lastUnclear = looked.findLastIndex(({ data }) => data.score > 0);
  return looked[lastUnclear + 1]?.occurredOn;
}
