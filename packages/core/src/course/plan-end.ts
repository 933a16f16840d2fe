// Which rule ends a course, and when: label duration, cumulative target, clear and some weeks, low dose.
// Never ends a course: it names the day that the plan's own numbers give, and what is missing for one.

import type { EventOf } from '../events/event.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { Adherence } from './adherence.ts';
import type { CourseDoses } from './course-history.ts';
import type { CoursePlan } from './course-plan.ts';
import { type CourseRules, numberOn, rangeOn } from './course-rules.ts';
import { type Convention, type DoseFigures, plannedMgOn } from './dose-figures.ts';
import { daysPaused, goesOnOn, openPause, type Pause } from './pauses.ts';
import { dayTotalMg, highestDayMg, MAX_REGIMEN_DAYS, type ProductClass } from './regimen.ts';
import { type Weight, weightOn } from './weights.ts';

export type EndPolicyKind = EventOf<'EndPolicyChosen'>['data']['policy'];

/** What a plan's end depends on that is not known, or speaks against it. Ordered: the first counts most. */
export const PLAN_NOTES = [
  'above_maximum',
  'no_policy',
  'no_plan',
  'weight_missing',
  'classes_mixed',
  'target_missing',
  'weeks_missing',
  'not_clear_yet',
  'plan_ends_before_target',
  'target_reached',
  'length_passed',
  'above_usual_dose',
  'below_usual_dose',
  'outside_low_dose',
  'adherence_unknown',
  'conventions_differ',
  'weight_old',
  'weight_changed',
  'target_above_range',
  'paused',
] as const;
export type PlanNote = (typeof PLAN_NOTES)[number];

/** The policy in force, what it needs, and the days it gives. */
export interface PlanEnd {
  readonly policy: EndPolicyKind | undefined;
  /** The last day of treatment by the policy, with the adherence seen so far; `undefined`: notes say why. */
  readonly endsOn: CalendarDay | undefined;
  /** The day on which the cumulative target is reached, whichever policy ends the course. */
  readonly targetReachedOn: CalendarDay | undefined;
  readonly targetMgPerKg: number | undefined;
  readonly convention: Convention;
  /** mg of the planned class still to take to the target. */
  readonly remainingMg: number | undefined;
  /** First planned day of the highest daily dose: results "at peak dose" are due after it. */
  readonly peakFrom: CalendarDay | undefined;
  readonly notes: readonly PlanNote[];
}

/** What the end is derived from. */
export interface PlanEndSource {
  readonly plan: CoursePlan | undefined;
  readonly choice: EventOf<'EndPolicyChosen'> | undefined;
  readonly figures: DoseFigures;
  readonly doses: CourseDoses;
  readonly adherence: Adherence;
  readonly weights: readonly Weight[];
  readonly rules: CourseRules;
  readonly today: CalendarDay;
  readonly startedOn: CalendarDay | undefined;
  readonly pauses: readonly Pause[];
  /** First day from which every assessment says clear; `undefined`: not clear, or nobody looked. */
  readonly clearSince: CalendarDay | undefined;
  /** True when today's dose is among those taken, so that tomorrow is the next one. */
  readonly isTodayTaken: boolean;
}

const DAYS_A_WEEK = 7;

/** The end of the plan under the policy chosen last. */
export function planEnd(source: PlanEndSource): PlanEnd {
  const { choice, plan, rules, today } = source;
  const notes = new Set<PlanNote>();
  const convention = choice?.data.convention ?? 'baseline_weight';
  const productClass = classNow(plan, today);
  if (plan === undefined) notes.add('no_plan');
  else checkDoses(source, plan, notes);
  checkWeights(source, notes);
  const target = targetOf(source, productClass, notes);
  const reach = reachOf(source, productClass, target, convention, notes);
  const policy = choice?.data.policy;
  if (policy === undefined) notes.add('no_policy');
  const endsOn = notes.has('above_maximum') ? undefined : endOf(source, reach.on, notes);
  if (endsOn !== undefined && endsOn < today) notes.add('length_passed');
  if (openPause(source.pauses) !== undefined) notes.add('paused');
  const range = rangeOn(rules, 'cumulative-target', today, productClass);
  if (target !== undefined && range !== undefined && target > range.max)
    notes.add('target_above_range');
  return {
    policy,
    endsOn,
    targetReachedOn: notes.has('above_maximum') ? undefined : reach.on,
    targetMgPerKg: target,
    convention,
    remainingMg: reach.remainingMg,
    peakFrom: plan === undefined ? undefined : peakOf(plan),
    notes: PLAN_NOTES.filter((note) => notes.has(note)),
  };
}

/** The class planned for today; before the first period the first one's, after the last the last one's. */
export function classNow(
  plan: CoursePlan | undefined,
  today: CalendarDay,
): ProductClass | undefined {
  if (plan === undefined) return undefined;
  const { periods } = plan.regimen;
  const at = today - plan.startsOn;
  return (periods.findLast((period) => period.firstDay <= at) ?? periods[0])?.productClass;
}

function targetOf(
  { choice, rules, today }: PlanEndSource,
  productClass: ProductClass | undefined,
  notes: Set<PlanNote>,
): number | undefined {
  const chosen = choice?.data.targetMgPerKg;
  if (chosen !== undefined) return chosen;
  if (choice?.data.policy !== 'cumulative_target') return undefined;
  // The lower end: the label's text sees no benefit above it. Without one, nothing is assumed.
  const least = rangeOn(rules, 'cumulative-target', today, productClass)?.min;
  if (least === undefined) notes.add('target_missing');
  return least;
}

interface Reach {
  readonly on: CalendarDay | undefined;
  readonly remainingMg: number | undefined;
}

/**
 * Walks the plan forward from today with the adherence seen so far until the target is reached. Where
 * the written plan ends before, its last period goes on, and a note says so.
 */
function reachOf(
  source: PlanEndSource,
  productClass: ProductClass | undefined,
  target: number | undefined,
  convention: Convention,
  notes: Set<PlanNote>,
): Reach {
  const nothing: Reach = { on: undefined, remainingMg: undefined };
  const { figures, plan, weights, today, isTodayTaken, adherence } = source;
  if (target === undefined || plan === undefined || productClass === undefined) return nothing;
  const taken = figures.classes.filter((one) => one.taken.mg > 0);
  if (taken.some((one) => one.doseClass !== productClass)) {
    notes.add('classes_mixed');
    return nothing;
  }
  const weight = convention === 'baseline_weight' ? figures.baseline : figures.current;
  if (weight === undefined) {
    notes.add('weight_missing');
    return nothing;
  }
  if (adherence.share === undefined) notes.add('adherence_unknown');
  const share = Math.min(1, adherence.share ?? 1);
  let left = target - (taken[0]?.takenPerKg[convention] ?? 0);
  const remainingMg = Math.max(0, left * weight.kg);
  if (left <= TOLERANCE) {
    notes.add('target_reached');
    return { on: reachedBefore(source, target, convention, weight), remainingMg };
  }
  const rest = openPause(source.pauses);
  const next = rest === undefined ? today : goesOnOn(rest, today);
  const first = Math.max(next, today + (isTodayTaken ? 1 : 0), plan.startsOn);
  const written = endOfRegimen(plan);
  const last = plan.startsOn + MAX_REGIMEN_DAYS;
  for (let day = first as CalendarDay; share > 0 && day < last; day = addDays(day, 1)) {
    const kg = convention === 'per_period' ? weightOn(weights, day)!.kg : weight.kg;
    left -= (continuedMgOn(plan, day) * share) / kg;
    if (left > TOLERANCE) continue;
    if (day > written) notes.add('plan_ends_before_target');
    return { on: day, remainingMg };
  }
  notes.add('plan_ends_before_target');
  return { on: undefined, remainingMg };
}

/** The last day of the last period as written. */
function endOfRegimen({ startsOn, regimen }: CoursePlan): CalendarDay {
  const last = regimen.periods.at(-1)!;
  return addDays(startsOn, last.firstDay + last.lengthDays - 1);
}

/** Far below any dose, far above what adding up days in floating point leaves over, mg/kg. */
const TOLERANCE = 1e-9;

/** The day on which the doses taken passed the target, all of one class. */
function reachedBefore(
  { doses, weights, today }: PlanEndSource,
  target: number,
  convention: Convention,
  weight: Weight,
): CalendarDay | undefined {
  const taken = doses.taken
    .filter((dose) => dose.occurredOn <= today)
    .sort((a, b) => a.occurredOn - b.occurredOn);
  let left = target;
  for (const { occurredOn, data } of taken) {
    const kg = convention === 'per_period' ? weightOn(weights, occurredOn)!.kg : weight.kg;
    left -= data.doseMg / kg;
    if (left <= TOLERANCE) return occurredOn;
  }
  return undefined;
}

/** Planned mg on a day; after the plan's last period, as that period would go on. */
function continuedMgOn(plan: CoursePlan, day: CalendarDay): number {
  const last = plan.regimen.periods.at(-1)!;
  const at = day - plan.startsOn - last.firstDay;
  return at < last.lengthDays ? plannedMgOn(plan, day) : dayTotalMg(last.schedule, at);
}

function endOf(
  source: PlanEndSource,
  targetOn: CalendarDay | undefined,
  notes: Set<PlanNote>,
): CalendarDay | undefined {
  const { choice, rules, today, clearSince, startedOn, plan } = source;
  const start = startedOn ?? plan?.startsOn;
  const weeks = choice?.data.weeks;
  switch (choice?.data.policy) {
    case undefined:
      return undefined;
    case 'cumulative_target':
      return targetOn;
    case 'label_duration': {
      const length = weeks ?? rangeOn(rules, 'length', today)?.max;
      if (length === undefined) notes.add('weeks_missing');
      return length === undefined || start === undefined
        ? undefined
        : addDays(start, length * DAYS_A_WEEK - 1 + daysPaused(source.pauses, today));
    }
    case 'clear_plus_weeks': {
      const length = weeks ?? rangeOn(rules, 'clear-weeks', today)?.max;
      if (length === undefined) notes.add('weeks_missing');
      if (clearSince === undefined) notes.add('not_clear_yet');
      return length === undefined || clearSince === undefined
        ? undefined
        : addDays(clearSince, length * DAYS_A_WEEK);
    }
    case 'low_dose':
      if (weeks === undefined) notes.add('weeks_missing');
      return weeks === undefined || start === undefined
        ? undefined
        : addDays(start, weeks * DAYS_A_WEEK - 1 + daysPaused(source.pauses, today));
  }
}

/** Each dose that is still to come, against the label's range and maximum by the latest weight. */
function checkDoses(source: PlanEndSource, plan: CoursePlan, notes: Set<PlanNote>): void {
  const { rules, figures, today, choice } = source;
  const kg = figures.current?.kg;
  if (kg === undefined) return;
  const at = today - plan.startsOn;
  for (const { firstDay, lengthDays, schedule, productClass } of plan.regimen.periods) {
    const highestMg = highestDayMg(schedule, lengthDays);
    const perKg = highestMg / kg;
    if (firstDay + lengthDays <= at || perKg === 0) continue;
    const most = numberOn(rules, 'daily-maximum', today, productClass);
    // Compared in mg, as a label's table gives it: 2 mg/kg at 100 kg is 200 mg and not more.
    if (most !== undefined && highestMg > most * kg + TOLERANCE) notes.add('above_maximum');
    const usual = rangeOn(rules, 'daily-dose', today, productClass);
    if (usual !== undefined && perKg > usual.max + TOLERANCE) notes.add('above_usual_dose');
    if (usual !== undefined && perKg < usual.min - TOLERANCE) notes.add('below_usual_dose');
    const low = rangeOn(rules, 'low-dose', today, productClass);
    if (choice?.data.policy !== 'low_dose' || low === undefined) continue;
    if (perKg < low.min - TOLERANCE || perKg > low.max + TOLERANCE) notes.add('outside_low_dose');
  }
}

function checkWeights({ rules, figures, today }: PlanEndSource, notes: Set<PlanNote>): void {
  const { baseline, current, spread } = figures;
  if (baseline === undefined || current === undefined) {
    notes.add('weight_missing');
    return;
  }
  const oldest = numberOn(rules, 'weight-age', today);
  if (oldest !== undefined && today - current.on > oldest) notes.add('weight_old');
  const change = numberOn(rules, 'weight-change', today);
  // In kg, not in shares: from 60 to 66 kg is a tenth and not a trace more.
  if (change !== undefined && Math.abs(current.kg - baseline.kg) * 100 > change * baseline.kg)
    notes.add('weight_changed');
  const apart = numberOn(rules, 'convention-difference', today);
  if (apart !== undefined && spread !== undefined && spread * 100 > apart + TOLERANCE)
    notes.add('conventions_differ');
}

/** First planned day of the highest daily dose. */
function peakOf(plan: CoursePlan): CalendarDay {
  let highest = 0;
  let first = 0;
  for (const { firstDay, lengthDays, schedule } of plan.regimen.periods) {
    if (highestDayMg(schedule, lengthDays) <= highest) continue;
    for (let day = 0; day < lengthDays; day += 1) {
      const mg = dayTotalMg(schedule, day);
      if (mg > highest) {
        highest = mg;
        first = firstDay + day;
      }
    }
  }
  return addDays(plan.startsOn, first);
}
