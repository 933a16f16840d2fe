// Standard normal quantile and distribution, from deterministic arithmetic only.
// Never used outside (0, 1): an argument there is a NaN and is named by the caller.

import { exponential, logarithm } from '../solver/exponential.ts';
import { uniformOf } from './streams.ts';

/**
 * Quantile of the standard normal at p in (0, 1); relative error below 1.2e-9.
 * Rational approximation in three pieces (Acklam), without a refinement step.
 */
export function normalQuantile(p: number): number {
  return p >= LOW && p <= HIGH ? central(p) : outer(p);
}

/** Standard normals of `count` random words from `first` on, written to `out` from `to` on. */
export function normalsOf(
  words: Uint32Array,
  first: number,
  count: number,
  out: Float64Array,
  to: number,
): void {
  for (let i = 0; i < count; i++) out[to + i] = normalQuantile(uniformOf(words[first + i]!));
}

const LOW = 0.02425;
const HIGH = 0.97575;

function outer(p: number): number {
  if (!(p > 0 && p < 1)) return Number.NaN;
  if (p < LOW) return tail(Math.sqrt(-2 * logarithm(p)));
  return -tail(Math.sqrt(-2 * logarithm(1 - p)));
}

function central(p: number): number {
  const q = p - 0.5;
  const r = q * q;
  const over =
    ((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r +
      1.38357751867269e2) *
      r -
      3.066479806614716e1) *
      r +
    2.506628277459239;
  const under =
    ((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r +
      6.680131188771972e1) *
      r -
      1.328068155288572e1) *
      r +
    1;
  return (q * over) / under;
}

function tail(q: number): number {
  const over =
    ((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q -
      2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const under =
    (((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q +
      3.754408661907416) *
      q +
    1;
  return over / under;
}

/** Standard normal distribution function; absolute error below 2e-7 (Abramowitz-Stegun 26.2.17). */
export function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = 0.3989422804014327 * exponential(-0.5 * z * z) * poly;
  return z >= 0 ? 1 - upper : upper;
}
