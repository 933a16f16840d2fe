// Isotretinoin and 4-oxo-isotretinoin: two compartments, first-order absorption with lag, one metabolite.
// Never used to predict effect from a trough, nor to shorten a wait after the last dose.

import { exponential } from '../solver/exponential.ts';

/** Apparent parameters, scaled so that a conventional capsule with a full meal has availability 1. */
export interface PkParameters {
  readonly clearanceLph: number;
  readonly centralL: number;
  readonly exchangeLph: number;
  readonly peripheralL: number;
  readonly absorptionPerHour: number;
  readonly lagHours: number;
  readonly metaboliteClearanceLph: number;
  readonly metaboliteVolumeL: number;
}

/** Length of a mode vector: four rates, three parent weights, four metabolite weights. */
export const MODES = 11;
/** Relative gap below which two rates are pulled apart; the change in any curve stays below 1e-5. */
const CONFLUENT = 3e-6;
/** Largest rate times lag that is folded into a weight: e^700 and a weight of 10,000 are still numbers. */
export const MOST_FOLDED = 700;

/**
 * Writes the curve of one unit dose as a sum of exponentials of time since the dose.
 * `out[0..3]` rates per hour (absorption, fast, slow, metabolite), `out[4..6]` parent weights,
 * `out[7..10]` metabolite weights, in mg/L per mg, with the lag already folded in: they hold from
 * `lagHours` after the dose on. Source: linear superposition; checked against an adaptive solver.
 * Where a rate times the lag is above `MOST_FOLDED` the weights may be infinite: pass no lag then, and
 * move the doses on instead.
 */
export function writeModes(p: PkParameters, out: Float64Array): void {
  const k10 = p.clearanceLph / p.centralL;
  const k12 = p.exchangeLph / p.centralL;
  const k21 = p.exchangeLph / p.peripheralL;
  const sum = k10 + k12 + k21;
  // Rounding may take the difference of two equal rates below nil, where a root is none.
  const fast = 0.5 * (sum + Math.sqrt(Math.max(0, sum * sum - 4 * k10 * k21)));
  const slow = apart((k10 * k21) / fast, fast);
  const absorption = apartFromAll(p.absorptionPerHour, fast, slow, slow);
  const ratio = p.metaboliteClearanceLph / p.metaboliteVolumeL;
  const metabolite = apartFromAll(ratio, fast, slow, absorption);
  const entry = absorption / p.centralL;
  const formation = p.clearanceLph / p.metaboliteVolumeL;
  const a = absorption;
  const f = fast;
  const l = slow;
  const first = (entry * (k21 - a)) / ((f - a) * (l - a));
  const second = (entry * (k21 - f)) / ((a - f) * (l - f));
  const third = (entry * (k21 - l)) / ((a - l) * (f - l));
  const formed =
    writeMode(out, 0, a, first, p.lagHours, formation, metabolite) +
    writeMode(out, 1, f, second, p.lagHours, formation, metabolite) +
    writeMode(out, 2, l, third, p.lagHours, formation, metabolite);
  out[3] = metabolite;
  out[10] = -formed * exponential(metabolite * p.lagHours);
}

/** Writes one parent mode and what the metabolite takes from it; returns the latter without lag. */
function writeMode(
  out: Float64Array,
  i: number,
  rate: number,
  weight: number,
  lagHours: number,
  formation: number,
  metabolite: number,
): number {
  const lagged = exponential(rate * lagHours);
  const formed = (formation * weight) / (metabolite - rate);
  out[i] = rate;
  out[4 + i] = weight * lagged;
  out[7 + i] = formed * lagged;
  return formed;
}

function apart(rate: number, from: number): number {
  return Math.abs(rate - from) < CONFLUENT * from ? from * (1 + CONFLUENT) : rate;
}

/** Away from each of three: stepping away from one can lead to another, three times at most. */
function apartFromAll(rate: number, first: number, second: number, third: number): number {
  let out = rate;
  for (let i = 0; i < 3; i++) {
    const before = out;
    out = apart(apart(apart(out, first), second), third);
    if (out === before) return out;
  }
  return out;
}

/** Terminal half-life of the parent in hours. */
export function terminalHalfLifeHours(p: PkParameters): number {
  const modes = new Float64Array(MODES);
  writeModes(p, modes);
  return Math.LN2 / Math.min(modes[0]!, modes[1]!, modes[2]!);
}
