// The whole calibration: priors and targets in, a release and the material of its report out.
// Never touches a reserved study, and never writes a file: the command beside the bench does.

import type { ParameterName } from '../parameters/parameter-names.ts';
import type { ModelRelease } from '../parameters/parameters.ts';
import {
  BLOCKS,
  type BlockName,
  fittedRow,
  predictBlock,
  type Rows,
  setAt,
  type Target,
  type Targets,
} from './blocks.ts';
import { baselineRows, type CrossValidation, crossValidate } from './cross-validation.ts';
import { fitBlock } from './fit.ts';

export interface FittedTarget extends Target {
  readonly block: BlockName;
  readonly atPrior: number;
  readonly fitted: number;
  /** (fitted - observed) / spread. */
  readonly misfit: number;
}

export interface FittedParameter {
  readonly name: ParameterName;
  readonly block: BlockName;
  readonly prior: { readonly value: number; readonly low: number; readonly high: number };
  readonly posterior: { readonly value: number; readonly low: number; readonly high: number };
  /** Posterior width over prior width, on the scale of the prior; 1 means the data say nothing. */
  readonly widthLeft: number;
}

export interface Calibration {
  readonly release: Omit<ModelRelease, 'digest'>;
  readonly targets: readonly FittedTarget[];
  readonly parameters: readonly FittedParameter[];
  readonly crossValidations: readonly CrossValidation[];
}

/** Runs all blocks in order. Deterministic: fixed virtual patients, fixed steps. */
export function calibrate(
  priors: { readonly rows: Rows },
  data: Targets,
  name: string,
  version: string,
): Calibration {
  const rows: Rows = { ...priors.rows };
  const fittedTargets: FittedTarget[] = [];
  const parameters: FittedParameter[] = [];
  const crossValidations: CrossValidation[] = [];
  for (const { name: block, free } of BLOCKS) {
    const targets = data.targets.filter(({ study }) => data.studies[study]!.block === block);
    if (block === 'lesions' || block === 'relapse') {
      crossValidations.push(crossValidate(block, { ...rows }, targets));
    }
    const before = { ...rows };
    const predict = (z: Float64Array): Float64Array => {
      const all = predictBlock(block, setAt(before, free, z));
      return Float64Array.from(targets, ({ id }) => all[id]!);
    };
    const atPrior = predict(new Float64Array(free.length));
    const fit = fitBlock(predict, targets, free.length);
    targets.forEach((target, i) => {
      const misfit = (fit.predicted[i]! - target.observed) / target.spread;
      const fitted = fit.predicted[i]!;
      fittedTargets.push({ ...target, block, atPrior: atPrior[i]!, fitted, misfit });
    });
    free.forEach((parameter, i) => {
      const prior = before[parameter];
      rows[parameter] = fittedRow(prior, fit.z[i]!, fit.sd[i]!);
      const posterior = rows[parameter];
      parameters.push({ name: parameter, block, prior, posterior, widthLeft: fit.sd[i]! });
    });
  }
  const beats = (family: 'lesions' | 'relapse'): 'model' | 'B1' => {
    const { mean } = crossValidations.find((cv) => cv.family === family)!;
    return mean.model < mean.b1 ? 'model' : 'B1';
  };
  const shown = { lesions: beats('lesions'), relapse: beats('relapse') };
  const baseline = baselineRows(data.targets);
  return {
    release: { name, version, rows, shown, baseline },
    targets: fittedTargets,
    parameters,
    crossValidations,
  };
}
