// The cumulative dose of one course: prescribed, dispensed, taken; mg and mg/kg by three conventions.
// Never one sum over classes: mg of one formulation are not mg of another.

import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Course, CourseDoses, FoldedCourses } from './course-history.ts';
import type { CoursePlan } from './course-plan.ts';
import type { CapsuleProduct } from './products.ts';
import { dayTotalMg, type ProductClass } from './regimen.ts';
import { type Weight, weightOn } from './weights.ts';

export type DoseClass = ProductClass | 'unstated';

/** An amount of one class; `unstated` counts entries that give no mg, so that a sum can be short. */
export interface Amount {
  readonly mg: number;
  readonly unstated: number;
}

export const CONVENTIONS = ['baseline_weight', 'current_weight', 'per_period'] as const;
/** Which weight a mg/kg is by: that at the start, the latest, or each dose's own (sum of d/W). */
export type Convention = (typeof CONVENTIONS)[number];

/** mg/kg taken, by convention; absent without a weight. */
export type PerKg = { readonly [C in Convention]?: number };

/** The figures of one class of products. */
export interface ClassDose {
  readonly doseClass: DoseClass;
  readonly prescribed: Amount;
  readonly dispensed: Amount;
  readonly taken: Amount;
  readonly takenPerKg: PerKg;
}

/** A course from elsewhere, as its document says. Its mg stand beside this course's, never in them. */
export interface ElsewhereDose {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly days: number;
  readonly takenMg: number | undefined;
  readonly productClass: ProductClass | undefined;
}

export interface DoseFigures {
  readonly classes: readonly ClassDose[];
  /** Days on which a planned dose was reported as missed, in order. */
  readonly missedOn: readonly CalendarDay[];
  readonly baseline: Weight | undefined;
  readonly current: Weight | undefined;
  /** The furthest that two conventions lie apart, as a share of the smaller; absent without a weight. */
  readonly spread: number | undefined;
  readonly elsewhere: readonly ElsewhereDose[];
}

/** What the figures are made from. */
export interface DoseSource {
  readonly history: FoldedCourses;
  readonly course: Course;
  readonly doses: CourseDoses;
  readonly plan: CoursePlan | undefined;
  readonly weights: readonly Weight[];
  readonly products: ReadonlyMap<string, CapsuleProduct>;
  readonly today: CalendarDay;
}

interface Sums {
  prescribedMg: number;
  prescribedUnstated: number;
  dispensedMg: number;
  dispensedUnstated: number;
  takenMg: number;
  takenPerKg: number;
}

/** All figures of a course as of `today`, both ends included; later doses are not counted. */
export function doseFigures(source: DoseSource): DoseFigures {
  const { doses, weights, today, history } = source;
  const sums = new Map<DoseClass, Sums>();
  sumSupply(source, sums);
  for (const dose of doses.taken) {
    if (dose.occurredOn > today) continue;
    const sum = sumOf(sums, classOf(source, dose.data.product, dose.occurredOn));
    sum.takenMg += dose.data.doseMg;
    const weight = weightOn(weights, dose.occurredOn);
    if (weight !== undefined) sum.takenPerKg += dose.data.doseMg / weight.kg;
  }
  const baseline = weightOn(weights, doses.startedOn ?? today);
  const current = weightOn(weights, today);
  const classes = [...sums].map(([doseClass, sum]) => classDose(doseClass, sum, baseline, current));
  const missed = doses.missed.map((event) => event.occurredOn).filter((day) => day <= today);
  return {
    classes,
    missedOn: [...new Set(missed)].sort((a, b) => a - b),
    baseline,
    current,
    spread: spreadOf(classes),
    elsewhere: history.elsewhere.map(({ data }) => ({
      from: data.coversFrom,
      to: data.coversTo,
      days: data.dispensedDays,
      takenMg: data.takenMg,
      productClass: data.productClass,
    })),
  };
}

function sumOf(sums: Map<DoseClass, Sums>, doseClass: DoseClass): Sums {
  const known = sums.get(doseClass);
  if (known !== undefined) return known;
  const sum: Sums = {
    prescribedMg: 0,
    prescribedUnstated: 0,
    dispensedMg: 0,
    dispensedUnstated: 0,
    takenMg: 0,
    takenPerKg: 0,
  };
  sums.set(doseClass, sum);
  return sum;
}

function sumSupply(source: DoseSource, sums: Map<DoseClass, Sums>): void {
  const { course, today } = source;
  for (const { data, occurredOn } of course.prescriptions) {
    if (occurredOn > today) continue;
    const sum = sumOf(sums, classOf(source, data.product, occurredOn));
    if (data.doseMgPerDay === undefined) sum.prescribedUnstated += 1;
    else sum.prescribedMg += data.doseMgPerDay * data.daysSupply * (1 + data.refills);
  }
  for (const { event, prescription } of course.supplies) {
    if (event.occurredOn > today) continue;
    const product = prescription?.data.product;
    const sum = sumOf(sums, classOf(source, product, event.occurredOn));
    const mg = suppliedMg(source, event, prescription);
    if (mg === undefined) sum.dispensedUnstated += 1;
    else sum.dispensedMg += mg;
  }
}

/** By counted capsules of a known strength, else by the prescription's dose and the days supplied. */
function suppliedMg(
  { products }: DoseSource,
  { data }: EventOf<'Dispensed'> | EventOf<'DispensedPartially'>,
  prescription: EventOf<'PrescriptionWritten'> | undefined,
): number | undefined {
  const strengthMg = products.get(prescription?.data.product ?? '')?.strengthMg;
  if (strengthMg !== undefined && data.capsules !== undefined) return strengthMg * data.capsules;
  const perDay = prescription?.data.doseMgPerDay;
  return perDay === undefined ? undefined : perDay * data.daysSupply;
}

/** Of the product's code; else as planned for that day; else unstated. */
function classOf(
  { products, plan }: DoseSource,
  product: string | undefined,
  day: CalendarDay,
): DoseClass {
  const known = product === undefined ? undefined : products.get(product);
  if (known !== undefined) return known.productClass;
  return (plan === undefined ? undefined : periodOn(plan, day)?.productClass) ?? 'unstated';
}

function classDose(
  doseClass: DoseClass,
  sum: Sums,
  baseline: Weight | undefined,
  current: Weight | undefined,
): ClassDose {
  const takenPerKg: PerKg =
    baseline === undefined || current === undefined
      ? {}
      : {
          baseline_weight: sum.takenMg / baseline.kg,
          current_weight: sum.takenMg / current.kg,
          per_period: sum.takenPerKg,
        };
  return {
    doseClass,
    prescribed: { mg: sum.prescribedMg, unstated: sum.prescribedUnstated },
    dispensed: { mg: sum.dispensedMg, unstated: sum.dispensedUnstated },
    taken: { mg: sum.takenMg, unstated: 0 },
    takenPerKg,
  };
}

function spreadOf(classes: readonly ClassDose[]): number | undefined {
  const spreads = classes.flatMap(({ takenPerKg }) => {
    const values = Object.values(takenPerKg).filter((value) => value > 0);
    return values.length === 0 ? [] : [Math.max(...values) / Math.min(...values) - 1];
  });
  return spreads.length === 0 ? undefined : Math.max(...spreads);
}

/** The planned period that holds `day`; `undefined` before, between and after the periods. */
export function periodOn({ startsOn, regimen }: CoursePlan, day: CalendarDay) {
  const at = day - startsOn;
  return regimen.periods.find(
    (period) => at >= period.firstDay && at < period.firstDay + period.lengthDays,
  );
}

/** Planned mg on `day`, of the period's own class; 0 on a day without. */
export function plannedMgOn(plan: CoursePlan, day: CalendarDay): number {
  const period = periodOn(plan, day);
  if (period === undefined) return 0;
  return dayTotalMg(period.schedule, day - plan.startsOn - period.firstDay);
}
