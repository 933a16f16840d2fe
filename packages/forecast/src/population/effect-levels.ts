// How side effects differ between people: a level at a low and at a high dose, and a threshold each.
// Never a psychiatric effect, and never a threshold that a plan could move.

import { SIDE_EFFECTS } from '../parameters/parameter-names.ts';
import type { ModelVersion } from '../parameters/parameters.ts';
import { normalShare } from '../random/normal-quantile.ts';
import { EFFECT_GRADES, type Individual } from './individual.ts';
import { parameterIndex as at } from './parameter-set.ts';

const FRAILTY = at('effect.frailty');
const LOW_DOSE = at('effect.lowDose');
const HIGH_DOSE = at('effect.highDose');
const GRADE_2 = at('effect.grade2Share');
const GRADE_3 = at('effect.grade3Share');
/** Normals that a person's other draws take before those of the effects; one of them is shared. */
export const SHARED_NORMALS = 20;
const FRAILTY_NORMAL = 16;

/** Both numbers of each effect's hyperbola, and the values they were last made for. */
export interface EffectLevels {
  readonly hyperbolas: Float64Array;
  madeFor: Float64Array | null;
}

export function newEffectLevels(): EffectLevels {
  return { hyperbolas: new Float64Array(2 * SIDE_EFFECTS.length), madeFor: null };
}

const EFFECT_LOW = SIDE_EFFECTS.map((name) => at(`effect.${name}Low`));
const EFFECT_HIGH = SIDE_EFFECTS.map((name) => at(`effect.${name}High`));
/** Floor of the half-effect dose, so that an effect without dose relation still needs the drug. */
const LEAST_DOSE50 = 0.01;

/**
 * The share affected at dose d is most * d / (d + dose50), through both published levels. A drawn
 * level at the low dose above that at the high one is read as equal to it in the second model.
 */
export function hyperbolaOf(
  p: Float64Array,
  effect: number,
  model: ModelVersion,
): { most: number; dose50: number } {
  const lowDose = p[LOW_DOSE]!;
  const highDose = p[HIGH_DOSE]!;
  const high = p[EFFECT_HIGH[effect]!]!;
  const drawn = p[EFFECT_LOW[effect]!]!;
  const low = model === '1' ? drawn : Math.min(drawn, high);
  const ratio = Math.max(1, high / low);
  const room = Math.max(1e-3, highDose / lowDose - ratio);
  const dose50 = Math.max(LEAST_DOSE50, (highDose * (ratio - 1)) / room);
  return { most: (low * (lowDose + dose50)) / lowDose, dose50 };
}

/** They depend on the set alone, which many patients share. */
export function takeHyperbolas(levels: EffectLevels, p: Float64Array, model: ModelVersion): void {
  if (levels.madeFor === p) return;
  for (let e = 0; e < SIDE_EFFECTS.length; e++) {
    const { most, dose50 } = hyperbolaOf(p, e, model);
    levels.hyperbolas[2 * e] = most;
    levels.hyperbolas[2 * e + 1] = dose50;
  }
  levels.madeFor = p;
}

export function spreadSideEffects(
  p: Float64Array,
  normals: Float64Array,
  hyperbolas: Float64Array,
  person: Individual,
): void {
  const frailty = p[FRAILTY]!;
  const shared = Math.sqrt(frailty) * normals[FRAILTY_NORMAL]!;
  const own = Math.sqrt(1 - frailty);
  const [second, third] = [p[GRADE_2]!, p[GRADE_3]!];
  const thresholds = person.effectThresholds;
  for (let e = 0; e < SIDE_EFFECTS.length; e++) {
    const most = hyperbolas[2 * e]!;
    const dose50 = hyperbolas[2 * e + 1]!;
    const u = normalShare(shared + own * normals[SHARED_NORMALS + e]!);
    const at = EFFECT_GRADES * e;
    thresholds[at] = doseFor(u, most, dose50);
    thresholds[at + 1] = doseFor(u / second, most, dose50);
    thresholds[at + 2] = doseFor(u / third, most, dose50);
  }
}

/** Dose at which the hyperbola most * d / (d + dose50) reaches u; Infinity where it never does. */
function doseFor(u: number, most: number, dose50: number): number {
  return u < most ? (dose50 * u) / (most - u) : Infinity;
}
