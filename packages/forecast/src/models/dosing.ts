// Turns a regimen into daily amounts, and amounts into what this person absorbs per kg of weight.
// Never adds milligrams of different product classes without converting them first.

import { dayTotalMg, lastDoseDay, MEALS, PRODUCT_CLASSES, type Regimen } from '@aegle/core';
import type { ModelVersion } from '../parameters/parameters.ts';
import type { Individual } from '../population/individual.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import { fillWords, type SeededStream } from '../random/streams.ts';

/** 32 mg micronised stand for 40 mg of the others (US label: dose x 0.8). */
const LABEL_EQUIVALENT = [1, 1, 1.25] as const;
const MEAL_COUNT = MEALS.length;

/** A plan laid out by day, made once and used for every patient. */
export interface DailyPlan {
  /** Days 0 to lastDoseDay; mg of the day's own product. */
  readonly amountMg: Float64Array;
  /** Label-equivalent mg: micronised mg count 1.25, so that classes may be added. */
  readonly labelMg: Float64Array;
  /** Product class times three plus meal. */
  readonly productMeal: Uint8Array;
  /** Day's capsules are taken when a 16-bit draw is below this. */
  readonly takenBelow: Int32Array;
  /** Last day with a capsule; -1 for the untreated course. */
  readonly lastDoseDay: number;
  /** First day with a capsule; -1 for the untreated course. */
  readonly firstDoseDay: number;
  /** Weight (kg) of the person the mg are for; 0 where they are the same for everyone. */
  readonly forWeightKg: number;
  /** Days without more than a few lesions after which this person stops; 0 where the plan is fixed. */
  readonly untilClearDays: number;
}

export const UNTREATED: DailyPlan = {
  amountMg: new Float64Array(0),
  labelMg: new Float64Array(0),
  productMeal: new Uint8Array(0),
  takenBelow: new Int32Array(0),
  lastDoseDay: -1,
  firstDoseDay: -1,
  forWeightKg: 0,
  untilClearDays: 0,
};

export function layOut(regimen: Regimen, forWeightKg = 0, untilClearDays = 0): DailyPlan {
  const last = lastDoseDay(regimen);
  const amountMg = new Float64Array(last + 1);
  const labelMg = new Float64Array(last + 1);
  const productMeal = new Uint8Array(last + 1);
  const takenBelow = new Int32Array(last + 1);
  for (const period of regimen.periods) {
    const productClass = PRODUCT_CLASSES.indexOf(period.productClass);
    const group = MEAL_COUNT * productClass + MEALS.indexOf(period.meal);
    for (let i = 0; i < period.lengthDays && period.firstDay + i <= last; i++) {
      const day = period.firstDay + i;
      amountMg[day] = dayTotalMg(period.schedule, i);
      labelMg[day] = amountMg[day]! * LABEL_EQUIVALENT[productClass]!;
      productMeal[day] = group;
      takenBelow[day] = Math.round(period.adherence * 65536);
    }
  }
  return {
    ...{ amountMg, labelMg, productMeal, takenBelow, forWeightKg, untilClearDays },
    lastDoseDay: last,
    firstDoseDay: amountMg.findIndex((mg) => mg > 0),
  };
}

const CONVENTIONAL_FULL = 2;
const FASTED = 0;
const NAMED = [
  ['bio.conventionalFasted', 0],
  ['bio.conventionalLight', 1],
  ['bio.lidoseFasted', 3],
  ['bio.lidoseLight', 4],
  ['bio.lidoseFull', 5],
  ['bio.micronisedFasted', 6],
  ['bio.micronisedLight', 7],
  ['bio.micronisedFull', 8],
] as const;

/** Relative availability per mg of each class and meal; conventional with a full meal is 1. */
export function availabilities(values: Float64Array): Float64Array {
  const table = new Float64Array(9);
  table[CONVENTIONAL_FULL] = 1;
  for (const [name, group] of NAMED) table[group] = values[at(name)]!;
  return table;
}

/** Doses of one patient. */
export interface TakenDoses {
  /** mg absorbed by day, on the scale of a conventional capsule with a full meal. */
  readonly absorbedMg: Float64Array;
  /** Label-equivalent mg/kg swallowed before each output time. */
  readonly cumulativeMgPerKg: Float64Array;
  /** The same at the end of the plan, or of the horizon where that comes first. */
  totalMgPerKg: number;
}

const factors = new Float64Array(9);

/** The day's 16 bits. */
function halfOf(words: Uint32Array, day: number): number {
  return (words[day >> 1]! >>> ((day & 1) << 4)) & 0xffff;
}

/** The day's 10 bits, on the scale of 16. */
function thirdOf(words: Uint32Array, day: number): number {
  const word = (day * 43_691) >>> 17;
  return ((words[word]! >>> (10 * (day - 3 * word))) & 0x3ff) << 6;
}

/** Decides which days up to this person's `lastDoseDay` were taken and writes their amounts. */
export function takeDoses(
  plan: DailyPlan,
  availability: Float64Array,
  stream: SeededStream,
  id: number,
  person: Individual,
  words: Uint32Array,
  outputs: Int32Array,
  days: number,
  lastDoseDay: number,
  model: ModelVersion,
  out: TakenDoses,
): void {
  const { absorbedMg, cumulativeMgPerKg } = out;
  const { amountMg, labelMg, productMeal, takenBelow } = plan;
  const share = plan.forWeightKg > 0 ? person.weightKg / plan.forWeightKg : 1;
  for (let group = 0; group < factors.length; group++) {
    const isFasted = group % MEAL_COUNT === FASTED;
    const own = isFasted ? person.fastedFactor * person.availability : person.availability;
    factors[group] = share * availability[group]! * own;
  }
  const end = Math.min(days + 1, lastDoseDay + 1);
  // One 16-bit half a day: four words of a block serve eight days; in the second model a third.
  const isFirst = model === '1';
  fillWords(stream, id, words, 4 * Math.ceil(end / (isFirst ? 8 : 12)));
  let swallowed = 0;
  let t = 0;
  let next = outputs[0]!;
  for (let day = 0; day < end; day++) {
    if (day === next) {
      cumulativeMgPerKg[t] = (share * swallowed) / person.weightKg;
      next = outputs[++t]!;
    }
    const draw = isFirst ? halfOf(words, day) : thirdOf(words, day);
    // Sign bit instead of a branch: a missed day is random, and a branch would be mispredicted.
    const taken = (draw - takenBelow[day]!) >>> 31;
    absorbedMg[day] = taken * amountMg[day]! * factors[productMeal[day]!]!;
    swallowed += taken * labelMg[day]!;
  }
  out.totalMgPerKg = (share * swallowed) / person.weightKg;
  for (; t < outputs.length - 1; t++) cumulativeMgPerKg[t] = out.totalMgPerKg;
}
