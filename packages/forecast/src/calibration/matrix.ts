// Small dense matrices of the fit: solving, inverting, and the logarithm of a determinant.
// Never for more than a few dozen unknowns: nothing here is sparse or blocked.

import { logarithm } from '../solver/exponential.ts';

/** Inverse and log-determinant of a symmetric positive definite matrix, rows one after another. */
export function invert(
  matrix: Float64Array,
  count: number,
): { readonly inverse: Float64Array; readonly logDeterminant: number } {
  const root = new Float64Array(count * count);
  let logDeterminant = 0;
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * count + j]!;
      for (let m = 0; m < j; m++) sum -= root[i * count + m]! * root[j * count + m]!;
      if (i === j) {
        if (!(sum > 0)) throw new RangeError('fit: the normal equations are not definite');
        root[i * count + i] = Math.sqrt(sum);
        logDeterminant += logarithm(sum);
      } else root[i * count + j] = sum / root[j * count + j]!;
    }
  }
  const inverse = new Float64Array(count * count);
  for (let column = 0; column < count; column++) {
    const unit = new Float64Array(count);
    unit[column] = 1;
    inverse.set(solveWithRoot(root, unit, count), column * count);
  }
  return { inverse, logDeterminant };
}

/** Solves with the root of `matrix`: forward, then back. */
function solveWithRoot(root: Float64Array, right: Float64Array, count: number): Float64Array {
  const x = right.slice();
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) x[i]! -= root[i * count + j]! * x[j]!;
    x[i]! /= root[i * count + i]!;
  }
  for (let i = count - 1; i >= 0; i--) {
    for (let j = i + 1; j < count; j++) x[i]! -= root[j * count + i]! * x[j]!;
    x[i]! /= root[i * count + i]!;
  }
  return x;
}

/** `matrix` times `vector`. */
export function multiply(matrix: Float64Array, vector: Float64Array, count: number): Float64Array {
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) out[i]! += matrix[i * count + j]! * vector[j]!;
  }
  return out;
}
