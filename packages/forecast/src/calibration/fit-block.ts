// One block fitted: its shared parameters, its studies' effects, and the spread between studies.
// Never a spread between studies taken from one study alone: an imagined one stands beside them.

import type { DoseStructure } from '../parameters/parameters.ts';
import { STUDY_EFFECTS, shiftByStudy } from '../population/study-effects.ts';
import { logarithm } from '../solver/exponential.ts';
import { type BlockPlan, type Rows, setAt, type Target, type TargetScale } from './blocks.ts';
import { type FitProblem, type FitResult, fit, type StudyRows } from './fit.ts';
import type { CohortCourses } from './predict-relapse.ts';
import { figuresOf } from './predict-study.ts';

export interface BlockInput {
  readonly plan: BlockPlan;
  readonly rows: Rows;
  readonly targets: readonly Target[];
  readonly structure: DoseStructure['name'];
  readonly courses: CohortCourses;
}

export interface BlockFit {
  readonly input: BlockInput;
  readonly problem: FitProblem;
  readonly result: FitResult;
  /** Spread between studies of each effect, and its standard error on the log scale. */
  readonly spreads: readonly number[];
  readonly spreadErrors: readonly number[];
}

/** A figure on the scale it is compared on. */
export function onScale(scale: TargetScale, x: number): number {
  if (scale === 'log') return logarithm(Math.max(1e-9, x));
  if (scale !== 'logit') return x;
  const inside = Math.max(1e-6, Math.min(1 - 1e-6, x));
  return logarithm(inside / (1 - inside));
}

/** Its standard error there. */
export function spreadOn(scale: TargetScale, observed: number, spread: number): number {
  if (scale === 'log') return spread / observed;
  return scale === 'logit' ? spread / (observed * (1 - observed)) : spread;
}

export function studiesOf(targets: readonly Target[]): StudyRows[] {
  return [...new Set(targets.map(({ study }) => study))].map((study) => {
    const own = targets.filter((target) => target.study === study);
    return {
      study,
      observed: Float64Array.from(own, ({ scale, observed }) => onScale(scale, observed)),
      spread: Float64Array.from(own, (one) => spreadOn(one.scale, one.observed, one.spread)),
      isAtLeast: own.map(({ scale }) => scale === 'atLeast'),
    };
  });
}

/** Places of a block's effects in a study's draw, one after another. */
function placesOf({ effects }: BlockPlan): number[] {
  return effects.flatMap(({ places }) => places);
}

export function problemOf(input: BlockInput, spreads: readonly number[]): FitProblem {
  const { plan, targets, structure, courses } = input;
  const places = placesOf(plan);
  const rows: Rows = { ...input.rows };
  plan.effects.forEach(({ spread }, e) => {
    const value = spreads[e]!;
    rows[spread] = { ...rows[spread], value };
  });
  const draw = new Float64Array(STUDY_EFFECTS);
  return {
    shared: plan.free.length,
    effects: places.length,
    studies: studiesOf(targets),
    predict: (study, z, u) => {
      places.forEach((place, i) => {
        draw[place] = u[i]!;
      });
      const set = shiftByStudy(setAt(rows, plan.free, z, structure), draw);
      const figures = figuresOf(plan.name, study, set, courses);
      const own = targets.filter((target) => target.study === study);
      return Float64Array.from(own, ({ id, scale }) => onScale(scale, figures[id]!));
    },
  };
}

/** A study tells something of its effect where its posterior is narrower than before it was seen. */
const TOLD = 0.995;

/** The next spreads: what the studies differ by, and the imagined study, on average. */
function nextSpreads(
  plan: BlockPlan,
  result: FitResult,
  shared: number,
  spreads: readonly number[],
): { readonly spreads: number[]; readonly errors: number[] } {
  const perStudy = placesOf(plan).length;
  const out = { spreads: [] as number[], errors: [] as number[] };
  let first = 0;
  plan.effects.forEach(({ places, before }, e) => {
    let [sum, count] = [before * before, 1];
    result.u.forEach((own, s) => {
      for (let i = first; i < first + places.length; i++) {
        const at = shared + s * perStudy + i;
        const variance = result.covariance[at * result.size + at]!;
        if (variance > TOLD) continue;
        sum += spreads[e]! ** 2 * (own[i]! ** 2 + variance);
        count++;
      }
    });
    first += places.length;
    out.spreads.push(Math.sqrt(sum / count));
    out.errors.push(1 / Math.sqrt(2 * count));
  });
  return out;
}

/** Parameters and spreads are fitted in turn so often, from the prior's medians at first. */
const TURNS = 3;
const FIRST_ROUNDS = 12;
const LATER_ROUNDS = 2;

/** Fits a block: the parameters at given spreads, then the spreads, in turn. */
export function fitBlock(input: BlockInput, turns = TURNS, start?: BlockFit): BlockFit {
  const { plan } = input;
  let spreads: readonly number[] = start?.spreads ?? plan.effects.map(({ before }) => before);
  let errors: readonly number[] = [];
  let result: FitResult | undefined = start?.result;
  let problem = problemOf(input, spreads);
  for (let turn = 0; turn < turns; turn++) {
    problem = problemOf(input, spreads);
    result = fit(problem, turn === 0 && start === undefined ? FIRST_ROUNDS : LATER_ROUNDS, result);
    const next = nextSpreads(plan, result, problem.shared, spreads);
    spreads = next.spreads;
    errors = next.errors;
  }
  return { input, problem, result: result!, spreads, spreadErrors: errors };
}
