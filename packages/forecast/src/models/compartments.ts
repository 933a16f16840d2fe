// The same kinetics as differential equations, with optional bile recycling at meals.
// Never used for a forecast: recycling is for study on the solver path, off unless asked for.

import { integrate, type Tolerance } from '../solver/dormand-prince.ts';
import type { PkParameters } from './pharmacokinetics.ts';

/** Amounts (mg): gut, central, peripheral, metabolite, eliminated parent, eliminated metabolite, bile. */
export const COMPARTMENTS = 7;

export interface Recycling {
  /** Share of eliminated parent that goes to the gall bladder, 0 to below 1. */
  readonly bileShare: number;
  /** Hours at which a meal empties the gall bladder into the gut, ascending. */
  readonly mealHours: readonly number[];
}

export interface CompartmentRun {
  readonly parentMgPerL: Float64Array;
  readonly metaboliteMgPerL: Float64Array;
  /** Amounts at the last observation, in the order of the compartments. */
  readonly amountsMg: Float64Array;
}

/**
 * Solves the compartments with dose, meal and observation events, restarting at each.
 * The metabolite is counted in parent equivalents, so that amounts add up to the absorbed dose.
 */
export function solveCompartments(
  p: PkParameters,
  doseHours: readonly number[],
  doseMg: readonly number[],
  observationHours: readonly number[],
  tolerance: Tolerance,
  recycling: Recycling = { bileShare: 0, mealHours: [] },
): CompartmentRun {
  const events = [
    ...observationHours.map((hours, i) => ({ hours, order: 0, i })),
    ...doseHours.map((hours, i) => ({ hours: hours + p.lagHours, order: 1, i })),
    ...recycling.mealHours.map((hours, i) => ({ hours, order: 2, i })),
  ].sort((a, b) => a.hours - b.hours || a.order - b.order);
  const parentMgPerL = new Float64Array(observationHours.length);
  const metaboliteMgPerL = new Float64Array(observationHours.length);
  const y = new Float64Array(COMPARTMENTS);
  let last = new Float64Array(COMPARTMENTS);
  let t = 0;
  for (const event of events) {
    if (event.hours > t) integrate(slopeOf(p, recycling.bileShare), y, t, event.hours, tolerance);
    t = Math.max(t, event.hours);
    if (event.order === 1) y[0]! += doseMg[event.i]!;
    if (event.order === 2) {
      y[0]! += y[6]!;
      y[6] = 0;
    }
    if (event.order !== 0) continue;
    parentMgPerL[event.i] = y[1]! / p.centralL;
    metaboliteMgPerL[event.i] = y[3]! / p.metaboliteVolumeL;
    last = y.slice();
  }
  return { parentMgPerL, metaboliteMgPerL, amountsMg: last };
}

function slopeOf(p: PkParameters, bileShare: number) {
  const k10 = p.clearanceLph / p.centralL;
  const k12 = p.exchangeLph / p.centralL;
  const k21 = p.exchangeLph / p.peripheralL;
  const km = p.metaboliteClearanceLph / p.metaboliteVolumeL;
  return (_t: number, y: Float64Array, slope: Float64Array): void => {
    const absorbed = p.absorptionPerHour * y[0]!;
    const cleared = k10 * y[1]!;
    slope[0] = -absorbed;
    slope[1] = absorbed - cleared - k12 * y[1]! + k21 * y[2]!;
    slope[2] = k12 * y[1]! - k21 * y[2]!;
    slope[3] = (1 - bileShare) * cleared - km * y[3]!;
    slope[4] = (1 - bileShare) * cleared;
    slope[5] = km * y[3]!;
    slope[6] = bileShare * cleared;
  };
}
