// Side effects and laboratory shifts: onset, grade and recovery follow a lagged dose rate.
// Never a psychiatric probability: mood is monitored by people, not forecast.

import type { SideEffect } from '../parameters/parameter-names.ts';
import type { Individual } from '../population/individual.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import { exponential, logarithm } from '../solver/exponential.ts';

/** Values at each output time. */
export interface LaggedDoses {
  /** mg/kg/d with the delay of lips and skin, of joints and hair, and of blood values. */
  readonly mucosal: Float64Array;
  readonly slow: Float64Array;
  readonly laboratory: Float64Array;
  /** Days under drug so far. */
  readonly daysOnDrug: Float64Array;
  /** Blood's lag on the days of the scheduled tests, while capsules are taken. */
  readonly tests: Float64Array;
}

/** Effects with the quick delay of mucous membranes and skin; the others follow the slow one. */
export const MUCOSAL_EFFECTS: readonly SideEffect[] = ['cheilitis', 'drySkin', 'eczema', 'sunburn'];

const MUCOSAL_RATE = at('effect.mucosalRate');
const SLOW_RATE = at('effect.slowRate');
const LAB_RATE = at('lab.rate');
/** Below this rate (mg/kg/d) nobody counts as under drug. */
const TRACE = 1e-3;
/** Below this lag (mg/kg/d) every effect and shift has gone. */
const LEAST = 1e-4;

/** What each lag keeps over so many days without drug, for the usual distances of output times. */
export interface Fading {
  readonly mucosal: Float64Array;
  readonly slow: Float64Array;
  readonly laboratory: Float64Array;
}

const FURTHEST_FADING = 28;

export function fadingOf(p: Float64Array): Fading {
  const line = (rate: number): Float64Array => {
    const out = new Float64Array(FURTHEST_FADING + 1);
    const keep = exponential(-rate);
    let left = 1;
    for (let n = 0; n <= FURTHEST_FADING; n++) {
      out[n] = left;
      left *= keep;
    }
    return out;
  };
  return {
    mucosal: line(p[MUCOSAL_RATE]!),
    slow: line(p[SLOW_RATE]!),
    laboratory: line(p[LAB_RATE]!),
  };
}

/** From `day` on, when nothing is taken any more, from one output time straight to the next. */
function fade(
  { mucosal, slow, laboratory }: Fading,
  day: number,
  quick: number,
  late: number,
  blood: number,
  outputs: Int32Array,
  from: number,
  out: LaggedDoses,
): number {
  let [a, b, c, at, t] = [quick, late, blood, day, from];
  while (t < outputs.length - 1) {
    if (a < LEAST && b < LEAST && c < LEAST) return t;
    // A longer way is gone in steps that the tables hold.
    const next = Math.min(outputs[t]!, at + FURTHEST_FADING);
    a *= mucosal[next - at]!;
    b *= slow[next - at]!;
    c *= laboratory[next - at]!;
    at = next;
    if (at < outputs[t]!) continue;
    out.mucosal[t] = a;
    out.slow[t] = b;
    out.laboratory[t] = c;
    t++;
  }
  return t;
}

/** Fills the lags; returns the first output time from which all three are nil, and leaves the rest. */
export function runLags(
  p: Float64Array,
  doseRate: Float64Array,
  exposureEnd: number,
  outputs: Int32Array,
  days: number,
  testEveryDays: number,
  fading: Fading | null,
  out: LaggedDoses,
): number {
  const { mucosal, slow, laboratory, daysOnDrug } = out;
  const keepQuick = exponential(-p[MUCOSAL_RATE]!);
  const keepLate = exponential(-p[SLOW_RATE]!);
  const keepBlood = exponential(-p[LAB_RATE]!);
  const quick = 1 - keepQuick;
  const late = 1 - keepLate;
  const blood = 1 - keepBlood;
  let a = 0;
  let b = 0;
  let c = 0;
  let onDrug = 0;
  let t = 0;
  let next = outputs[0]!;
  let test = testEveryDays;
  let tested = 0;
  for (let day = 0; day <= days; day++) {
    if (day === test) {
      out.tests[tested++] = c;
      test += testEveryDays;
    }
    if (day === next) {
      mucosal[t] = a;
      slow[t] = b;
      laboratory[t] = c;
      daysOnDrug[t] = onDrug;
      next = outputs[++t]!;
    }
    if (day < exposureEnd) {
      const dose = doseRate[day]!;
      if (dose > TRACE) onDrug++;
      a = a * keepQuick + quick * dose;
      b = b * keepLate + late * dose;
      c = c * keepBlood + blood * dose;
      continue;
    }
    if (a < LEAST && b < LEAST && c < LEAST) {
      daysOnDrug.fill(onDrug, t);
      return t;
    }
    if (fading !== null) {
      daysOnDrug.fill(onDrug, t);
      return fade(fading, day, a, b, c, outputs, t, out);
    }
    a *= keepQuick;
    b *= keepLate;
    c *= keepBlood;
  }
  return t;
}

/** Grade 0 to 3 of effect `effect` at a lagged dose. */
export function gradeAt(person: Individual, effect: number, laggedDose: number): number {
  const thresholds = person.effectThresholds;
  const first = 3 * effect;
  if (laggedDose <= thresholds[first]!) return 0;
  if (laggedDose <= thresholds[first + 1]!) return 1;
  return laggedDose <= thresholds[first + 2]! ? 2 : 3;
}

/** Course length over which the published one-year excess of eye complaints is spread. */
const EYE_COURSE_DAYS = 140;
const EYE_LOW = at('effect.eyeLow');
const EYE_HIGH = at('effect.eyeHigh');

export interface EyeHazard {
  /** Per day for untreated acne, and what a day under drug adds. */
  readonly background: number;
  readonly excess: number;
}

/** From the one-year figures without and with the drug (A6): shares turned into daily hazards. */
export function eyeHazardOf(p: Float64Array): EyeHazard {
  const untreated = -logarithm(1 - p[EYE_LOW]!);
  const treated = -logarithm(1 - p[EYE_HIGH]!);
  const excess = Math.max(0, treated - untreated) / EYE_COURSE_DAYS;
  return { background: untreated / 365.25, excess };
}
