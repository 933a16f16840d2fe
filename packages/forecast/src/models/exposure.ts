// Daily mean concentrations and the absorbed dose rate, exact for doses given at the day's start.
// Never shown after the last dose: the answer cuts these curves there.

import type { Individual } from '../population/individual.ts';
import { exponential, exponentials } from '../solver/exponential.ts';
import { MODES, MOST_FOLDED, type PkParameters, writeModes } from './pharmacokinetics.ts';

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
  if (isLagLong(pk.lagHours))
    return runLongLag(pk, person, absorbedMg, lastDoseDay, outputs, days, out);
  writeDayFactors(pk.lagHours);
  const r0 = decays[0]!;
  const r1 = decays[1]!;
  const r2 = decays[2]!;
  const r3 = decays[3]!;
  const c0 = carried[0]!;
  const c1 = carried[1]!;
  const c2 = carried[2]!;
  const c3 = carried[3]!;
  const f0 = started[0]!;
  const f1 = started[1]!;
  const f2 = started[2]!;
  const f3 = started[3]!;
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
    const a0 = s0 * c0 + dose * f0;
    const a1 = s1 * c1 + dose * f1;
    const a2 = s2 * c2 + dose * f2;
    const mean = modes[4]! * a0 + modes[5]! * a1 + modes[6]! * a2;
    doseRate[day] = toRate * mean;
    if (day === next) {
      parent[t] = mean;
      metabolite[t] = metaboliteMean(a0, a1, a2, s3 * c3 + dose * f3);
      next = outputs[++t]!;
    }
    s0 = (s0 + dose) * r0;
    s1 = (s1 + dose) * r1;
    s2 = (s2 + dose) * r2;
    s3 = (s3 + dose) * r3;
  }
  return days;
}

function metaboliteMean(a0: number, a1: number, a2: number, a3: number): number {
  return modes[7]! * a0 + modes[8]! * a1 + modes[9]! * a2 + modes[10]! * a3;
}

/** What is left of a mode after a day; its mean over a day, carried from before and started anew. */
const decays = new Float64Array(4);
const carried = new Float64Array(4);
const started = new Float64Array(4);

function writeDayFactors(lagHours: number): void {
  for (let m = 0; m < 4; m++) {
    decays[m] = -24 * modes[m]!;
    started[m] = -modes[m]! * lagHours;
  }
  exponentials(decays, 4);
  exponentials(started, 4);
  for (let m = 0; m < 4; m++) {
    const perDay = 24 * modes[m]!;
    carried[m] = (1 - decays[m]!) / perDay;
    started[m] = (started[m]! - decays[m]!) / perDay;
  }
}

function isLagLong(lagHours: number): boolean {
  for (let m = 0; m < 4; m++) if (modes[m]! * lagHours > MOST_FOLDED) return true;
  return false;
}

/** What is left of a dose at the end of its own day, lag and all. */
const entered = new Float64Array(4);
const held = new Float64Array(4);

/**
 * The same course for a lag so long against a rate (above 29 per hour) that the two cannot be folded
 * into one weight: of a dose e^(-rate (24 - lag)) stays at its day's end. One person in a million.
 */
function runLongLag(
  pk: PkParameters,
  person: Individual,
  absorbedMg: Float64Array,
  lastDoseDay: number,
  outputs: Int32Array,
  days: number,
  { parent, metabolite, doseRate }: Exposure,
): number {
  writeModes({ ...pk, lagHours: 0 }, modes);
  const rest = 24 - pk.lagHours;
  for (let m = 0; m < 4; m++) {
    const rate = modes[m]!;
    decays[m] = exponential(-24 * rate);
    entered[m] = exponential(-rate * rest);
    carried[m] = (1 - decays[m]!) / (24 * rate);
    started[m] = (1 - entered[m]!) / (24 * rate);
  }
  held.fill(0);
  const toRate = (pk.clearanceLph * 24) / person.weightKg;
  const mean = new Float64Array(4);
  let t = 0;
  for (let day = 0; day < days; day++) {
    const isSpent = held[1]! < SPENT_MG && held[2]! < SPENT_MG && held[3]! < SPENT_MG;
    if (day > lastDoseDay && isSpent) return day;
    const dose = day <= lastDoseDay ? absorbedMg[day]! : 0;
    for (let m = 0; m < 4; m++) {
      mean[m] = held[m]! * carried[m]! + dose * started[m]!;
      held[m] = held[m]! * decays[m]! + dose * entered[m]!;
    }
    const level = modes[4]! * mean[0]! + modes[5]! * mean[1]! + modes[6]! * mean[2]!;
    doseRate[day] = toRate * level;
    if (day !== outputs[t]) continue;
    parent[t] = level;
    metabolite[t] = metaboliteMean(mean[0]!, mean[1]!, mean[2]!, mean[3]!);
    t++;
  }
  return days;
}
