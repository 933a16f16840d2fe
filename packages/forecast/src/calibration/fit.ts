// Penalised least squares in which every study may differ: Gauss-Newton steps, a Laplace posterior.
// Never fits a parameter without its prior, nor a study without the spread between studies.

import type { ParameterName } from '../parameters/parameter-names.ts';
import { invert, multiply } from './matrix.ts';

/** A study's figures on the scales they are compared on, at shared `z` and its own effects `u`. */
export type PredictStudy = (study: string, z: Float64Array, u: Float64Array) => Float64Array;

export interface StudyRows {
  readonly study: string;
  /** Observed, on the scale of comparison, and its standard error there. */
  readonly observed: Float64Array;
  readonly spread: Float64Array;
  /** True where only falling short of the figure counts. */
  readonly isAtLeast: readonly boolean[];
}

export interface FitProblem {
  readonly predict: PredictStudy;
  readonly studies: readonly StudyRows[];
  /** Shared parameters, and effects of each study. */
  readonly shared: number;
  readonly effects: number;
}

export interface FitResult {
  readonly z: Float64Array;
  /** Effects of each study in units of the spread between studies. */
  readonly u: readonly Float64Array[];
  /** Posterior covariance of shared parameters, then of studies' effects. */
  readonly covariance: Float64Array;
  readonly size: number;
  readonly cost: number;
  readonly logDeterminant: number;
  readonly predicted: readonly Float64Array[];
}

/** The names of a problem's shared parameters, for whoever reads the result. */
export type SharedNames = readonly ParameterName[];

const STEP = 0.12;
const FURTHEST = 3.5;

interface State {
  readonly z: Float64Array;
  readonly u: readonly Float64Array[];
  readonly predicted: readonly Float64Array[];
  readonly cost: number;
}

/** Fits from `start`, or from the priors' medians. Deterministic: the same inputs, the same fit. */
export function fit(
  problem: FitProblem,
  rounds: number,
  start?: Pick<FitResult, 'z' | 'u'>,
): FitResult {
  const { shared, effects, studies } = problem;
  const z = start?.z.slice() ?? new Float64Array(shared);
  const u = studies.map((_, s) => start?.u[s]?.slice() ?? new Float64Array(effects));
  let state = stateAt(problem, z, u);
  let damping = 0.01;
  for (let round = 0; round < rounds; round++) {
    const { normal, gradient, size } = normalEquations(problem, state);
    const before = state.cost;
    for (let tries = 0; tries < 5; tries++) {
      const { inverse } = invert(damped(normal, size, damping), size);
      const next = moved(problem, state, multiply(inverse, gradient, size));
      if (next.cost < state.cost) {
        state = next;
        damping /= 4;
        break;
      }
      damping = 8 * damping + 0.02;
    }
    if (before - state.cost < 3e-4 * (1 + before)) break;
  }
  const { normal, size } = normalEquations(problem, state);
  const { inverse, logDeterminant } = invert(normal, size);
  return { ...state, covariance: inverse, size, logDeterminant };
}

function stateAt(problem: FitProblem, z: Float64Array, u: readonly Float64Array[]): State {
  const predicted = problem.studies.map(({ study }, s) => problem.predict(study, z, u[s]!));
  let cost = z.reduce((sum, value) => sum + value * value, 0);
  for (const own of u) cost = own.reduce((sum, value) => sum + value * value, cost);
  problem.studies.forEach((rows, s) => {
    residualsOf(rows, predicted[s]!).forEach((r) => {
      cost += r * r;
    });
  });
  return { z, u, predicted, cost };
}

/** (predicted - observed) / spread; nil where a figure that is a least one is passed. */
export function residualsOf(rows: StudyRows, predicted: Float64Array): Float64Array {
  return predicted.map((value, i) => {
    const r = (value - rows.observed[i]!) / rows.spread[i]!;
    return rows.isAtLeast[i] === true && r > 0 ? 0 : r;
  });
}

function moved({ ...problem }: FitProblem, state: State, step: Float64Array): State {
  const within = (value: number): number => Math.max(-FURTHEST, Math.min(FURTHEST, value));
  const z = state.z.map((value, i) => within(value - step[i]!));
  const u = state.u.map((own, s) => {
    const from = problem.shared + s * problem.effects;
    return own.map((value, e) => within(value - step[from + e]!));
  });
  return stateAt(problem, z, u);
}

/** Central differences of a study's figures: shared columns first, then its own effects. */
export function jacobianOf(
  { predict, shared, effects }: Pick<FitProblem, 'predict' | 'shared' | 'effects'>,
  study: string,
  z: Float64Array,
  u: Float64Array,
): readonly Float64Array[] {
  const column = (moveZ: number, moveU: number): Float64Array => {
    const at = (step: number): Float64Array => {
      const [nextZ, nextU] = [z.slice(), u.slice()];
      if (moveZ >= 0) nextZ[moveZ]! += step;
      if (moveU >= 0) nextU[moveU]! += step;
      return predict(study, nextZ, nextU);
    };
    const [high, low] = [at(STEP), at(-STEP)];
    return high.map((value, i) => (value - low[i]!) / (2 * STEP));
  };
  return [
    ...Array.from({ length: shared }, (_, i) => column(i, -1)),
    ...Array.from({ length: effects }, (_, e) => column(-1, e)),
  ];
}

function normalEquations(problem: FitProblem, state: State) {
  const { shared, effects, studies } = problem;
  const size = shared + effects * studies.length;
  const normal = new Float64Array(size * size);
  const gradient = new Float64Array(size);
  for (let i = 0; i < size; i++) normal[i * size + i] = 1;
  gradient.set(state.z);
  studies.forEach((rows, s) => {
    const from = shared + s * effects;
    gradient.set(state.u[s]!, from);
    const columns = jacobianOf(problem, rows.study, state.z, state.u[s]!);
    const place = (c: number): number => (c < shared ? c : from + c - shared);
    const residuals = residualsOf(rows, state.predicted[s]!);
    columns.forEach((a, i) => {
      columns.forEach((b, j) => {
        let sum = 0;
        residuals.forEach((r, row) => {
          const isPassed = rows.isAtLeast[row] === true && r === 0;
          if (!isPassed) sum += (a[row]! * b[row]!) / rows.spread[row]! ** 2;
        });
        normal[place(i) * size + place(j)]! += sum;
      });
      residuals.forEach((r, row) => {
        gradient[place(i)]! += (a[row]! * r) / rows.spread[row]!;
      });
    });
  });
  return { normal, gradient, size };
}

function damped(normal: Float64Array, size: number, damping: number): Float64Array {
  const out = normal.slice();
  for (let i = 0; i < size; i++) out[i * size + i]! *= 1 + damping;
  return out;
}
