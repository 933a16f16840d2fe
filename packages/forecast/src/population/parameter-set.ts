// One draw of the whole parameter vector: what we do not know, kept apart from how patients differ.
// Never mixes with patient streams: set k is the same whichever patients use it.

import { PARAMETER_NAMES, type ParameterName } from '../models/parameter-names.ts';
import type { ModelRelease, ParameterRow } from '../models/parameters.ts';
import { normalQuantile } from '../random/normal-quantile.ts';
import { fillWords, openStream, uniformOf } from '../random/streams.ts';
import { exponential, logarithm } from '../solver/exponential.ts';

/** Number of parameter draws in a run. Patients are dealt to them in whole chunks. */
export const PARAMETER_SETS = 64;
const HALF_WIDTH = 1.959963984540054;

const INDEX = new Map<ParameterName, number>(PARAMETER_NAMES.map((name, i) => [name, i]));

/** Position of a parameter in a set. */
export function parameterIndex(name: ParameterName): number {
  return INDEX.get(name)!;
}

export interface ParameterSet {
  /** Values in the order of `PARAMETER_NAMES`. */
  readonly values: Float64Array;
  /** Hazard ratio per 100 mg/kg in this set; exactly 1 in the sets that assume no dose effect. */
  readonly doseRatioPer100: number;
}

/**
 * Draws set `k` of a seed. `spread` 1 draws from each row's interval; 0 gives the medians, with the
 * dose effect at its median, for calibration. Rows are drawn independently.
 */
export function drawParameterSet(
  release: ModelRelease,
  seed: number,
  k: number,
  spread: 0 | 1 = 1,
): ParameterSet {
  const words = new Uint32Array(4 * Math.ceil((PARAMETER_NAMES.length + 1) / 4));
  fillWords(openStream(seed, 'parameters'), k, words);
  const values = new Float64Array(PARAMETER_NAMES.length);
  PARAMETER_NAMES.forEach((name, i) => {
    const z = spread * normalQuantile(uniformOf(words[i]!));
    values[i] = drawRow(release.rows[name], z);
  });
  const noEffect = values[parameterIndex('relapse.noDoseEffectShare')]!;
  const isNone = spread === 1 && uniformOf(words[PARAMETER_NAMES.length]!) < noEffect;
  const ratio = values[parameterIndex('relapse.doseRatioPer100')]!;
  return { values, doseRatioPer100: isNone ? 1 : Math.min(1, ratio) };
}

/** Value of a row at `z` standard normal units; each side of the median has its own width. */
export function drawRow(row: ParameterRow, z: number): number {
  const { value, low, high, distribution } = row;
  if (distribution === 'fixed' || z === 0) return value;
  const t = z / HALF_WIDTH;
  const edge = z < 0 ? low : high;
  const reach = z < 0 ? -t : t;
  if (distribution === 'normal') return value + reach * (edge - value);
  if (distribution === 'lognormal') {
    return value * exponential(reach * logarithm(edge / value));
  }
  const from = logit(value);
  return 1 / (1 + exponential(-(from + reach * (logit(edge) - from))));
}

function logit(p: number): number {
  return logarithm(p / (1 - p));
}
