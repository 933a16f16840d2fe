// Penalised least squares in units of each prior: Gauss-Newton steps with a Laplace interval.
// Never fits a parameter without its prior: what the data do not move keeps the prior's width.

/** Predicted value of every target at a point of prior units (0 is the prior's median). */
export type Predict = (z: Float64Array) => Float64Array;

export interface FitTarget {
  readonly observed: number;
  readonly spread: number;
}

export interface Fit {
  readonly z: Float64Array;
  /** Posterior standard deviation in prior units: 1 means the data said nothing. */
  readonly sd: Float64Array;
  readonly predicted: Float64Array;
  readonly cost: number;
}

const STEP = 0.15;

/** Fits `count` parameters. Deterministic: the same inputs give the same fit. */
export function fitBlock(predict: Predict, targets: readonly FitTarget[], count: number): Fit {
  let z = new Float64Array(count);
  let predicted = predict(z);
  let cost = costOf(z, predicted, targets);
  let damping = 0.01;
  for (let round = 0; round < 14; round++) {
    const { normal, gradient } = normalEquations(predict, z, predicted, targets);
    const before = cost;
    for (let tries = 0; tries < 4; tries++) {
      const step = solve(damped(normal, count, damping), gradient, count);
      const next = z.map((value, i) => Math.max(-3, Math.min(3, value - step[i]!)));
      const nextPredicted = predict(next);
      const nextCost = costOf(next, nextPredicted, targets);
      if (nextCost < cost) {
        z = next;
        predicted = nextPredicted;
        cost = nextCost;
        damping /= 5;
        break;
      }
      damping = 10 * damping + 0.01;
    }
    if (before - cost < 1e-4 * (1 + before)) break;
  }
  const { normal } = normalEquations(predict, z, predicted, targets);
  return { z, sd: standardDeviations(normal, count), predicted, cost };
}

function costOf(z: Float64Array, predicted: Float64Array, targets: readonly FitTarget[]): number {
  let cost = 0;
  for (const value of z) cost += value * value;
  targets.forEach(({ observed, spread }, i) => {
    cost += ((predicted[i]! - observed) / spread) ** 2;
  });
  return cost;
}

function normalEquations(
  predict: Predict,
  z: Float64Array,
  predicted: Float64Array,
  targets: readonly FitTarget[],
) {
  const count = z.length;
  const columns = Array.from({ length: count }, (_, j) => {
    const up = z.slice();
    const down = z.slice();
    up[j]! += STEP;
    down[j]! -= STEP;
    const high = predict(up);
    const low = predict(down);
    return targets.map(({ spread }, i) => (high[i]! - low[i]!) / (2 * STEP * spread));
  });
  const normal = new Float64Array(count * count);
  const gradient = new Float64Array(count);
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      let sum = a === b ? 1 : 0;
      targets.forEach((_, i) => {
        sum += columns[a]![i]! * columns[b]![i]!;
      });
      normal[a * count + b] = sum;
    }
    gradient[a] = z[a]!;
    targets.forEach(({ observed, spread }, i) => {
      gradient[a]! += (columns[a]![i]! * (predicted[i]! - observed)) / spread;
    });
  }
  return { normal, gradient };
}

function damped(normal: Float64Array, count: number, damping: number): Float64Array {
  const out = normal.slice();
  for (let i = 0; i < count; i++) out[i * count + i]! *= 1 + damping;
  return out;
}

function standardDeviations(normal: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    const unit = new Float64Array(count);
    unit[i] = 1;
    return Math.sqrt(Math.max(0, solve(normal, unit, count)[i]!));
  });
}

/** Gaussian elimination with partial pivoting; the matrices are small and positive definite. */
function solve(matrix: Float64Array, right: Float64Array, count: number): Float64Array {
  const a = matrix.slice();
  const x = right.slice();
  for (let col = 0; col < count; col++) {
    let pivot = col;
    for (let row = col + 1; row < count; row++) {
      if (Math.abs(a[row * count + col]!) > Math.abs(a[pivot * count + col]!)) pivot = row;
    }
    for (let k = 0; k < count; k++) {
      const swap = a[col * count + k]!;
      a[col * count + k] = a[pivot * count + k]!;
      a[pivot * count + k] = swap;
    }
    const held = x[col]!;
    x[col] = x[pivot]!;
    x[pivot] = held;
    for (let row = col + 1; row < count; row++) {
      const factor = a[row * count + col]! / a[col * count + col]!;
      for (let k = col; k < count; k++) a[row * count + k]! -= factor * a[col * count + k]!;
      x[row]! -= factor * x[col]!;
    }
  }
  for (let row = count - 1; row >= 0; row--) {
    for (let k = row + 1; k < count; k++) x[row]! -= a[row * count + k]! * x[k]!;
    x[row]! /= a[row * count + row]!;
  }
  return x;
}
