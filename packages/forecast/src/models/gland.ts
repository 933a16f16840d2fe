// Sebaceous gland: suppression under dose, a fast and a durable part, and what instruments see of it.
// Never decides relapse: long-term sebum and relapse were unrelated in the study that looked.

import type { Individual } from '../population/individual.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import { exponential } from '../solver/exponential.ts';

export interface GlandCourse {
  /** Share of gland activity suppressed at the start of each day under drug, 0 to below 1. */
  readonly suppression: Float64Array;
  /** The same at each output time, of the whole course. */
  readonly suppressed: Float64Array;
  /** Follicular reservoir at each output time, relative to before: it lags behind excretion. */
  readonly reservoir: Float64Array;
}

/** What the gland carries from day to day: both parts of suppression, and the reservoir. */
export interface GlandState {
  fast: number;
  durable: number;
  level: number;
}

/** What is left of each part after a day without drug, and of the reservoir's distance. */
export interface GlandRates {
  readonly down: number;
  readonly build: number;
  readonly fade: number;
  readonly refill: number;
}

const MAXIMUM = at('gland.maximum');
const OFF_HALF_LIFE = at('gland.offHalfLife');
const BUILD_RATE = at('gland.durableBuildRate');
const DURABLE_HALF_LIFE = at('gland.durableHalfLife');
const RESERVOIR_RATE = at('gland.reservoirRate');
const CASUAL_SHARE = at('gland.casualShare');

export function glandRates(p: Float64Array): GlandRates {
  return {
    down: exponential(-Math.LN2 / p[OFF_HALF_LIFE]!),
    build: exponential(-p[BUILD_RATE]!),
    fade: exponential(-Math.LN2 / p[DURABLE_HALF_LIFE]!),
    refill: exponential(-p[RESERVOIR_RATE]!),
  };
}

/**
 * Fills days 0 to `end` - 1 and leaves the state of day `end`. Exact for a target held through each
 * day: fast part F and durable part P, E = Emax d/(d50 + d); P follows share * E, F follows E - P,
 * each slower on the way down. Later days are plain decay, carried by whoever follows the lesions.
 */
export function runGland(
  p: Float64Array,
  rates: GlandRates,
  person: Individual,
  doseRate: Float64Array,
  end: number,
  outputs: Int32Array,
  state: GlandState,
  out: GlandCourse,
): void {
  const { suppression, suppressed, reservoir } = out;
  const { down, build, fade, refill } = rates;
  const most = p[MAXIMUM]!;
  const dose50 = person.glandDose50;
  const share = person.durableShare;
  const up = exponential(-person.glandOnRate);
  let fast = 0;
  let durable = 0;
  let level = 1;
  let t = 0;
  let next = outputs[0]!;
  for (let day = 0; day < end; day++) {
    const now = fast + durable;
    suppression[day] = now;
    if (day === next) {
      suppressed[t] = now;
      reservoir[t] = level;
      next = outputs[++t]!;
    }
    level = level * refill + (1 - now) * (1 - refill);
    const dose = doseRate[day]!;
    const target = (most * dose) / (dose50 + dose);
    const kept = share * target;
    durable = kept + (durable - kept) * (kept > durable ? build : fade);
    const rest = target > durable ? target - durable : 0;
    fast = rest + (fast - rest) * (rest > fast ? up : down);
  }
  state.fast = fast;
  state.durable = durable;
  state.level = level;
}

/** Sustainable sebum excretion, % of before treatment. */
export function excretionPercent(suppression: number): number {
  return 100 * (1 - suppression);
}

/** Casual level, % of before: follows the reservoir, and moves less than excretion (S8). */
export function casualPercent(p: Float64Array, reservoir: number): number {
  return 100 * (1 - p[CASUAL_SHARE]! * (1 - reservoir));
}
