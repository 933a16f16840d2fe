// Daily mean concentrations and the absorbed dose rate, exact for doses given at the day's start.
// Never shown after the last dose: the answer cuts these curves there.

import type { Individual } from '../population/individual.ts';
import { exponential } from '../solver/exponential.ts';
import { MODES, type PkParameters, writeModes } from './pharmacokinetics.ts';

export interface Exposure {
  /** Mean parent and metabolite concentration over each output day, mg/L. */
  readonly parent: Float64Array;
  readonly metabolite: Float64Array;
  /** Parent cleared over each day, mg/kg: the effective dose that drives the effect models. */
  readonly doseRate: Float64Array;
}

const modes = new Float64Array(MODES);
/** Below this carried amount (mg) a course is over for every purpose of the effect models. */
const SPENT_MG = 1e-4;

/**
 * Fills the exposure and returns the first day on which it is nil for good; later days are left.
 * A split day is summed to one dose: the daily mean differs by the part carried past midnight.
 */
export function runExposure(
  pk: PkParameters,
  person: Individual,
  absorbedMg: Float64Array,
  lastDoseDay: number,
  outputs: Int32Array,
  days: number,
  out: Exposure,
): number {
  const { parent, metabolite, doseRate } = out;
  if (lastDoseDay < 0) return 0;
  writeModes(pk, modes);
  const [k0, k1, k2, k3] = [modes[0]!, modes[1]!, modes[2]!, modes[3]!];
  const [r0, r1, r2, r3] = [daily(k0), daily(k1), daily(k2), daily(k3)];
  const [c0, c1, c2, c3] = [carry(k0, r0), carry(k1, r1), carry(k2, r2), carry(k3, r3)];
  const lag = pk.lagHours;
  const [f0, f1, f2, f3] = [
    fresh(k0, r0, lag),
    fresh(k1, r1, lag),
    fresh(k2, r2, lag),
    fresh(k3, r3, lag),
  ];
  const [p0, p1, p2] = [modes[4]!, modes[5]!, modes[6]!];
  const [m0, m1, m2, m3] = [modes[7]!, modes[8]!, modes[9]!, modes[10]!];
  const toRate = (pk.clearanceLph * 24) / person.weightKg;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let t = 0;
  let next = outputs[0]!;
  for (let day = 0; day < days; day++) {
    if (day > lastDoseDay && s1 < SPENT_MG && s2 < SPENT_MG && s3 < SPENT_MG) {
      return day;
    }
    const dose = day <= lastDoseDay ? absorbedMg[day]! : 0;
    const [a0, a1, a2] = [s0 * c0 + dose * f0, s1 * c1 + dose * f1, s2 * c2 + dose * f2];
    const mean = p0 * a0 + p1 * a1 + p2 * a2;
    doseRate[day] = toRate * mean;
    if (day === next) {
      parent[t] = mean;
      metabolite[t] = m0 * a0 + m1 * a1 + m2 * a2 + m3 * (s3 * c3 + dose * f3);
      next = outputs[++t]!;
    }
    s0 = (s0 + dose) * r0;
    s1 = (s1 + dose) * r1;
    s2 = (s2 + dose) * r2;
    s3 = (s3 + dose) * r3;
  }
  return days;
}

function daily(rate: number): number {
  return exponential(-24 * rate);
}

/** Mean over a day of a mode carried from before it. */
function carry(rate: number, remaining: number): number {
  return (1 - remaining) / (24 * rate);
}

/** Mean over a day of a mode started at its beginning and acting from the lag on. */
function fresh(rate: number, remaining: number, lagHours: number): number {
  return (exponential(-rate * lagHours) - remaining) / (24 * rate);
}
