// Adaptive Runge-Kutta of order 5(4) (Dormand and Prince 1980): the independent check of closed forms.
// Never on the forecast's own path: it is here to disagree when a closed form is wrong.

/** Writes dy/dt at (t, y) into `slope`. */
export type Slope = (t: number, y: Float64Array, slope: Float64Array) => void;

export interface Tolerance {
  readonly relative: number;
  readonly absolute: number;
}

const NODES = [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1] as const;
const STAGES: readonly (readonly number[])[] = [
  [],
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40] as const;

/**
 * Carries `y` in place from `from` to `to`, and returns the number of accepted steps.
 * Throws when 200,000 steps do not suffice.
 */
export function integrate(
  slope: Slope,
  y: Float64Array,
  from: number,
  to: number,
  tolerance: Tolerance,
): number {
  const stages = STAGES.map(() => new Float64Array(y.length));
  const trial = new Float64Array(y.length);
  let t = from;
  let step = Math.max((to - from) / 50, Number.MIN_VALUE);
  let accepted = 0;
  for (let tries = 0; tries < 200_000; tries++) {
    if (t >= to) return accepted;
    step = Math.min(step, to - t);
    takeStages(slope, y, t, step, stages, trial);
    const error = errorNorm(y, trial, stages, step, tolerance);
    if (error <= 1) {
      y.set(trial);
      t = to - t - step < 1e-14 * Math.abs(to) ? to : t + step;
      accepted++;
    }
    const growth = error === 0 ? 5 : 0.9 * error ** -0.2;
    step *= Math.min(5, Math.max(0.2, growth));
  }
  throw new RangeError('tolerance: not reached in 200000 steps; loosen it or shorten the interval');
}

/** One step of fixed length, for measuring the method's order. */
export function fixedStep(slope: Slope, y: Float64Array, t: number, step: number): void {
  const stages = STAGES.map(() => new Float64Array(y.length));
  const trial = new Float64Array(y.length);
  takeStages(slope, y, t, step, stages, trial);
  y.set(trial);
}

function takeStages(
  slope: Slope,
  y: Float64Array,
  t: number,
  step: number,
  stages: readonly Float64Array[],
  trial: Float64Array,
): void {
  for (let s = 0; s < 7; s++) {
    const weights = STAGES[s]!;
    for (let i = 0; i < y.length; i++) {
      let increment = 0;
      for (let j = 0; j < s; j++) increment += weights[j]! * stages[j]![i]!;
      trial[i] = y[i]! + step * increment;
    }
    slope(t + NODES[s]! * step, trial, stages[s]!);
  }
}

function errorNorm(
  y: Float64Array,
  trial: Float64Array,
  stages: readonly Float64Array[],
  step: number,
  tolerance: Tolerance,
): number {
  let worst = 0;
  for (let i = 0; i < y.length; i++) {
    let error = 0;
    for (let s = 0; s < 7; s++) error += ERROR[s]! * stages[s]![i]!;
    const size = Math.max(Math.abs(y[i]!), Math.abs(trial[i]!));
    worst = Math.max(
      worst,
      Math.abs(step * error) / (tolerance.absolute + tolerance.relative * size),
    );
  }
  return worst;
}
