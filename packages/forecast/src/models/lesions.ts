// Lesion pools behind one acne drive, and what they do to skin and to life: scars, quality of life.
// Never lets sebum alone bring acne back: the drive returns only at a drawn relapse.

import type { ParameterName } from '../parameters/parameter-names.ts';
import type { Individual } from '../population/individual.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import { exponential } from '../solver/exponential.ts';
import type { GlandCourse, GlandRates, GlandState } from './gland.ts';

/** Values at each output time. */
export interface LesionCourse {
  /** Lesions relative to before treatment, natural course included. */
  readonly comedones: Float64Array;
  readonly inflammatory: Float64Array;
  readonly nodules: Float64Array;
  /** Persistent scars formed since the start. */
  readonly scars: Float64Array;
  /** Acne-related burden of life relative to before treatment. */
  readonly burden: Float64Array;
}

/** Tables that depend on the parameter set alone, shared by all patients of a chunk. */
export interface LesionTables {
  /** Share of the natural fall reached by each day. */
  readonly natural: Float64Array;
  /** Shape of the early flare by day of treatment, peak 1. */
  readonly flare: Float64Array;
}

/** What the course looked like when the last capsule was taken. */
export interface StopState {
  readonly daysClear: number;
  /** Day on which the wanted stretch of clearance was full; -1 where it never was. */
  readonly clearDay: number;
  readonly inflammatoryLeft: number;
}

const RESET_DOSE50 = at('lesion.resetDose50');
const RELAPSE_LEVEL = at('lesion.relapseLevel');
const CLEAR_BELOW = at('iga.mild');
const FLARE_DAYS = 200;

const NATURAL_TIME = at('lesion.naturalTime');
const FLARE_PEAK = at('flare.peakDay');

export function lesionTables(p: Float64Array, days: number): LesionTables {
  const natural = new Float64Array(days + 1);
  const flare = new Float64Array(FLARE_DAYS + 1);
  const time = p[NATURAL_TIME]!;
  const peak = p[FLARE_PEAK]!;
  for (let day = 0; day <= days; day++) natural[day] = 1 - exponential(-day / time);
  for (let day = 0; day < FLARE_DAYS; day++) {
    const x = day / peak;
    flare[day] = x * x * exponential(2 - 2 * x);
  }
  return { natural, flare };
}

/** The same by products instead of powers: many sets are met, each by few people. */
export function quickLesionTables(p: Float64Array, days: number): LesionTables {
  const natural = new Float64Array(days + 1);
  const flare = new Float64Array(FLARE_DAYS + 1);
  const keep = exponential(-1 / p[NATURAL_TIME]!);
  const peak = p[FLARE_PEAK]!;
  const fall = exponential(-2 / peak);
  let left = 1;
  for (let day = 0; day <= days; day++) {
    natural[day] = 1 - left;
    left *= keep;
  }
  let height = exponential(2) / (peak * peak);
  for (let day = 0; day < FLARE_DAYS; day++) {
    flare[day] = day * day * height;
    height *= fall;
  }
  return { natural, flare };
}

/** Severity on the scale of the global assessment: nodules weigh five, comedones one half. */
export function burdenOf(inflammatory: number, comedones: number, nodules: number): number {
  return inflammatory + 0.5 * comedones + 5 * nodules;
}

/** The pools' carried values; reused between patients. */
export interface Pools extends GlandState {
  drive: number;
  comedone: number;
  inflammatory: number;
  nodule: number;
  scars: number;
  burden: number;
  /** Next output time to write. */
  time: number;
}

/** Daily shares of the way to a target, and weights: the set's own, made once a chunk. */
export interface LesionRates {
  readonly toComedone: number;
  readonly toInflammatory: number;
  readonly toNodule: number;
  readonly back: number;
  readonly toBurden: number;
  /** What is left of the way after a day. */
  readonly keepComedone: number;
  readonly keepInflammatory: number;
  readonly keepNodule: number;
  readonly keepBurden: number;
  readonly weight: number;
  readonly glandShare: number;
}

export function lesionRates(p: Float64Array): LesionRates {
  const approach = (name: ParameterName): number => 1 - exponential(-p[at(name)]!);
  const toComedone = approach('lesion.comedoneRate');
  const toInflammatory = approach('lesion.inflammatoryRate');
  const toNodule = approach('lesion.noduleRate');
  const toBurden = approach('qol.lagRate');
  return {
    toComedone,
    toInflammatory,
    toNodule,
    toBurden,
    keepComedone: 1 - toComedone,
    keepInflammatory: 1 - toInflammatory,
    keepNodule: 1 - toNodule,
    keepBurden: 1 - toBurden,
    back: approach('lesion.relapseReturnRate'),
    weight: p[at('qol.inflammatoryWeight')]!,
    glandShare: p[at('lesion.glandShare')]!,
  };
}

export function newPools(): Pools {
  const gland = { fast: 0, durable: 0, level: 1 };
  const lesions = { drive: 1, comedone: 1, inflammatory: 1, nodule: 1 };
  return { ...lesions, ...gland, scars: 0, burden: 1, time: 0 };
}

export function startPools(pools: Pools): void {
  pools.drive = 1;
  pools.comedone = 1;
  pools.inflammatory = 1;
  pools.nodule = 1;
  pools.scars = 0;
  pools.burden = 1;
  pools.time = 0;
  pools.fast = 0;
  pools.durable = 0;
  pools.level = 1;
}

/**
 * Days 0 to `end` - 1 under drug; `stopDay` is the day after the last capsule, `flareFrom` the day on
 * which the flare's clock starts, `untilClearDays` the stretch of clearance to look for (0 for none).
 */
export function treatPools(
  p: Float64Array,
  rates: LesionRates,
  person: Individual,
  doseRate: Float64Array,
  suppression: Float64Array,
  tables: LesionTables,
  end: number,
  stopDay: number,
  flareFrom: number,
  untilClearDays: number,
  outputs: Int32Array,
  pools: Pools,
  out: LesionCourse,
): StopState {
  const { toComedone, toInflammatory, toNodule, toBurden, weight, glandShare } = rates;
  const { keepComedone, keepInflammatory, keepNodule, keepBurden } = rates;
  const reset = 1 - exponential(-person.resetRate);
  const dose50 = p[RESET_DOSE50]!;
  const clearBelow = p[CLEAR_BELOW]! / person.raterFactor;
  const wi = person.inflammatory;
  const wc = 0.5 * person.nonInflammatory;
  const wn = 5 * person.nodules;
  const scarring = person.scarRate * wi;
  let { drive, comedone, inflammatory, nodule, scars, burden, time } = pools;
  const { naturalFall } = person;
  let next = outputs[time]!;
  let daysClear = 0;
  let left = 1;
  let clearDay = -1;
  for (let day = 0; day < end; day++) {
    const dose = doseRate[day]!;
    const natural = 1 - naturalFall * tables.natural[day]!;
    const since = day - flareFrom;
    const isFlaring = since >= 0 && since < FLARE_DAYS && dose > 0;
    const flare = isFlaring ? person.flareRise * tables.flare[since]! : 0;
    const shownComedone = natural * comedone;
    const shownInflamed = natural * inflammatory + flare;
    const shownNodule = natural * nodule;
    if (day === next) {
      write(out, time, shownComedone, shownInflamed, shownNodule, scars, burden);
      next = outputs[++time]!;
    }
    if (day < stopDay) {
      left = natural * inflammatory;
      const seen = wi * shownInflamed + wc * shownComedone + wn * shownNodule;
      daysClear = seen < clearBelow ? daysClear + 1 : 0;
      if (daysClear === untilClearDays && clearDay < 0 && daysClear > 0) clearDay = day;
    }
    scars += scarring * shownInflamed;
    burden =
      burden * keepBurden + toBurden * (shownComedone + weight * (shownInflamed - shownComedone));
    drive *= 1 - (reset * dose) / (dose50 + dose);
    nodule = nodule * keepNodule + toNodule * inflammatory;
    inflammatory = inflammatory * keepInflammatory + toInflammatory * comedone;
    comedone = comedone * keepComedone + toComedone * drive * (1 - glandShare * suppression[day]!);
  }
  keep(pools, drive, comedone, inflammatory, nodule, scars, burden, time);
  return { daysClear, inflammatoryLeft: left, clearDay };
}

function keep(
  pools: Pools,
  drive: number,
  comedone: number,
  inflammatory: number,
  nodule: number,
  scars: number,
  burden: number,
  time: number,
): void {
  pools.drive = drive;
  pools.comedone = comedone;
  pools.inflammatory = inflammatory;
  pools.nodule = nodule;
  pools.scars = scars;
  pools.burden = burden;
  pools.time = time;
}

/**
 * Days `from` to `days` without drug: the gland recovers by plain decay, and from `relapseDay` on
 * the drive returns to its relapse level.
 */
export function followPools(
  p: Float64Array,
  rates: LesionRates,
  glandRates: GlandRates,
  person: Individual,
  tables: LesionTables,
  from: number,
  relapseDay: number,
  days: number,
  outputs: Int32Array,
  pools: Pools,
  out: LesionCourse,
  gland: GlandCourse,
): void {
  const { toComedone, toInflammatory, toNodule, toBurden, weight, glandShare, back } = rates;
  const { keepComedone, keepInflammatory, keepNodule, keepBurden } = rates;
  const { down, fade, refill } = glandRates;
  const scarring = person.scarRate * person.inflammatory;
  let { drive, comedone, inflammatory, nodule, scars, burden, time, fast, durable, level } = pools;
  const { naturalFall } = person;
  const fall = tables.natural;
  let next = outputs[time]!;
  const height = Math.max(drive, p[RELAPSE_LEVEL]!);
  for (let day = from; day <= days; day++) {
    const natural = 1 - naturalFall * fall[day]!;
    const shownComedone = natural * comedone;
    const shownInflamed = natural * inflammatory;
    const suppressed = fast + durable;
    if (day === next) {
      write(out, time, shownComedone, shownInflamed, natural * nodule, scars, burden);
      gland.suppressed[time] = suppressed;
      gland.reservoir[time] = level;
      next = outputs[++time]!;
    }
    if (day >= relapseDay) drive += back * (height - drive);
    scars += scarring * shownInflamed;
    burden =
      burden * keepBurden + toBurden * (shownComedone + weight * (shownInflamed - shownComedone));
    nodule = nodule * keepNodule + toNodule * inflammatory;
    inflammatory = inflammatory * keepInflammatory + toInflammatory * comedone;
    comedone = comedone * keepComedone + toComedone * drive * (1 - glandShare * suppressed);
    level = level * refill + (1 - suppressed) * (1 - refill);
    fast *= down;
    durable *= fade;
  }
}

function write(
  out: LesionCourse,
  time: number,
  comedones: number,
  inflammatory: number,
  nodules: number,
  scars: number,
  burden: number,
): void {
  out.comedones[time] = comedones;
  out.inflammatory[time] = inflammatory;
  out.nodules[time] = nodules;
  out.scars[time] = scars;
  out.burden[time] = burden;
}
