// Leave one study out: what the model would have predicted for it, and whether the interval held it.
// Never scores a study with parameters, or a spread between studies, that saw it.

import { exponential } from '../solver/exponential.ts';
import type { Target } from './blocks.ts';
import { jacobianOf } from './fit.ts';
import { type BlockFit, fitBlock, problemOf, studiesOf } from './fit-block.ts';

/** One figure of a study that the fit did not see, on the scale of comparison. */
export interface HeldOut {
  readonly target: Target;
  readonly observed: number;
  readonly predicted: number;
  /** Variances: of the parameters with the figure's own error, and of the studies. */
  readonly own: number;
  readonly between: number;
}

/** Refits without each study in turn, starting from the whole fit. */
export function leaveOut(whole: BlockFit): HeldOut[] {
  const { input } = whole;
  const names = [...new Set(input.targets.map(({ study }) => study))];
  return names.flatMap((study, s) => {
    const kept = input.targets.filter((target) => target.study !== study);
    const held = input.targets.filter((target) => target.study === study);
    const { result, ...rest } = whole;
    const start = { ...rest, result: { ...result, u: result.u.filter((_, i) => i !== s) } };
    const without =
      kept.length === 0 ? nothingSeen(whole) : fitBlock({ ...input, targets: kept }, 1, start);
    return predictFrom(without, held);
  });
}

/** A block with one study: what is known without it is the prior. */
function nothingSeen(whole: BlockFit): BlockFit {
  const { input } = whole;
  const spreads = input.plan.effects.map(({ before }) => before);
  const size = input.plan.free.length;
  const covariance = new Float64Array(size * size);
  for (let i = 0; i < size; i++) covariance[i * size + i] = 1;
  const z = new Float64Array(size);
  const result = { ...whole.result, z, u: [], covariance, size };
  return { ...whole, result, spreads, spreadErrors: spreads.map(() => Math.SQRT1_2) };
}

function predictFrom(fit: BlockFit, held: readonly Target[]): HeldOut[] {
  const { input, result, spreads, spreadErrors } = fit;
  const problem = problemOf({ ...input, targets: held }, spreads);
  const [rows] = studiesOf(held);
  const u = new Float64Array(problem.effects);
  const predicted = problem.predict(rows!.study, result.z, u);
  const columns = jacobianOf(problem, rows!.study, result.z, u);
  const { shared } = problem;
  const errorOf: number[] = input.plan.effects.flatMap(({ places }, e) => {
    return places.map(() => spreadErrors[e]!);
  });
  return held.map((target, row) => {
    let own = rows!.spread[row]! ** 2;
    for (let i = 0; i < shared; i++) {
      for (let j = 0; j < shared; j++) {
        own += columns[i]![row]! * columns[j]![row]! * result.covariance[i * result.size + j]!;
      }
    }
    let between = 0;
    for (let e = 0; e < problem.effects; e++) {
      // The spread is itself uncertain: log-normal, so its square has this mean.
      between += columns[shared + e]![row]! ** 2 * exponential(2 * errorOf[e]! ** 2);
    }
    return {
      target,
      observed: rows!.observed[row]!,
      predicted: predicted[row]!,
      own: Math.max(1e-12, own),
      between,
    };
  });
}
