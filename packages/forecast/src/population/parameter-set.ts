// One draw of the whole parameter vector, and how a row becomes a value.
// Never holds how patients differ: that is drawn apart, for each of them.

import { PARAMETER_NAMES, type ParameterName } from '../parameters/parameter-names.ts';
import type { DoseStructure, ParameterRow } from '../parameters/parameters.ts';
import { exponential, logarithm } from '../solver/exponential.ts';

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
  /** Present in sets of the second model: how they read the cumulative dose. */
  readonly structure?: DoseStructure['name'];
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
