// The whole calibration: priors and targets in, a release and the material of its report out.
// Never touches a reserved study, and never writes a file: the command beside the bench does.

import type { ParameterName } from '../parameters/parameter-names.ts';
import type {
  BlockCorrelation,
  BlockCoverage,
  DoseStructure,
  ModelRelease,
  ParameterRow,
} from '../parameters/parameters.ts';
import { exponential } from '../solver/exponential.ts';
import {
  baselineRows,
  baselineSays,
  constantSays,
  type Family,
  pointsOf,
} from './baseline-rates.ts';
import {
  BLOCKS,
  type BlockName,
  fittedRow,
  type Rows,
  setAt,
  type Target,
  type Targets,
} from './blocks.ts';
import { insideOf, levelOf, type WeightedHeldOut, wideningOf } from './coverage.ts';
import { residualsOf } from './fit.ts';
import { type BlockFit, type BlockInput, fitBlock } from './fit-block.ts';
import { leaveOut } from './leave-out.ts';
import { type CohortCourses, cohortCourses } from './predict-relapse.ts';

export interface FittedTarget extends Target {
  readonly block: BlockName;
  readonly structure: DoseStructure['name'] | null;
  /** On the figure's own scale, the study's effect included. */
  readonly fitted: number;
  /** (fitted - observed) / spread, on the scale of comparison. */
  readonly misfit: number;
}

export interface FittedParameter {
  readonly name: ParameterName;
  readonly block: BlockName;
  readonly prior: ParameterRow;
  readonly posterior: ParameterRow;
  /** Posterior width over prior width, on the scale of the prior; 1 means the data say nothing. */
  readonly widthLeft: number;
}

export interface HeldOutFigure {
  readonly block: BlockName;
  readonly target: Target;
  /** On the figure's own scale. */
  readonly predicted: number;
  readonly low90: number;
  readonly high90: number;
  /** Share of the predictive distribution below the figure, after widening. */
  readonly level: number;
}

export interface FamilyScore {
  readonly family: Family;
  readonly mean: { readonly model: number; readonly b0: number; readonly b1: number };
}

export interface Calibration {
  readonly release: Omit<ModelRelease, 'digest'>;
  readonly targets: readonly FittedTarget[];
  readonly parameters: readonly FittedParameter[];
  readonly heldOut: readonly HeldOutFigure[];
  readonly scores: readonly FamilyScore[];
}

/** What the readings of the dose weigh before the data: nobody knows, so the same. */
const STRUCTURES = ['none', 'ceiling', 'noCeiling'] as const;

interface Work {
  readonly rows: Rows;
  readonly targets: FittedTarget[];
  readonly parameters: FittedParameter[];
  readonly heldOut: HeldOutFigure[];
  readonly coverage: Record<string, BlockCoverage>;
  readonly posterior: Record<string, BlockCorrelation>;
}

/** Runs all blocks in order. Deterministic: fixed virtual patients, fixed steps. */
export function calibrate(
  priors: { readonly rows: Rows },
  data: Targets,
  name: string,
  version: string,
  tell: (block: string) => void = () => undefined,
): Calibration {
  const work: Work = {
    rows: { ...priors.rows },
    targets: [],
    parameters: [],
    heldOut: [],
    coverage: {},
    posterior: {},
  };
  let doseStructures: DoseStructure[] = [];
  for (const plan of BLOCKS) {
    tell(plan.name);
    const targets = data.targets.filter(({ study }) => data.studies[study]!.block === plan.name);
    const courses = plan.name === 'relapse' ? coursesUnder(work.rows) : NO_COURSES;
    const input = {
      plan,
      rows: { ...work.rows },
      targets,
      structure: 'noCeiling',
      courses,
    } as const;
    if (plan.name === 'relapse') doseStructures = fitStructures(work, input);
    else fitOne(work, input);
  }
  const scores = (['lesions', 'relapse'] as const).map((family) => {
    return scoreOf(family, data.targets, work.heldOut);
  });
  const shownOf = (family: Family): 'model' | 'B1' => {
    const { mean } = scores.find((one) => one.family === family)!;
    return mean.model < mean.b1 ? 'model' : 'B1';
  };
  const release = {
    ...{ name, version, model: '2' as const, rows: work.rows },
    ...{ posterior: work.posterior, doseStructures, coverage: work.coverage },
    shown: { lesions: shownOf('lesions'), relapse: shownOf('relapse') },
    baseline: baselineRows(data.targets),
  };
  return { release, scores, ...work };
}

const NO_COURSES = {} as CohortCourses;

/** The deployed path: courses run with what the earlier blocks were fitted to. */
function coursesUnder(rows: Rows): CohortCourses {
  return cohortCourses(setAt(rows, [], [], 'noCeiling'));
}

function fitOne(work: Work, input: BlockInput): void {
  const whole = fitBlock(input);
  const held = leaveOut(whole).map((one): WeightedHeldOut => [{ weight: 1, held: one }]);
  const widened = keepCoverage(work, input, held);
  const fitted = rowsOf(whole, widened);
  Object.assign(work.rows, fitted);
  work.posterior[input.plan.name] = correlationOf(whole);
  keepFit(work, whole, null);
  keepParameters(work, input, fitted, whole);
}

/** The relapse block under each reading of the dose, weighted by how well each explains the data. */
function fitStructures(work: Work, input: BlockInput): DoseStructure[] {
  const fits = STRUCTURES.map((structure) => fitBlock({ ...input, structure }));
  const weights = weightsOf(fits);
  const held = fits.map((one) => leaveOut(one));
  const rows = held[0]!.map((_, i): WeightedHeldOut => {
    return held.map((list, s) => ({ weight: weights[s]!, held: list[i]! }));
  });
  const widened = keepCoverage(work, input, rows);
  const structures = fits.map((one, s) => ({
    name: STRUCTURES[s]!,
    weight: weights[s]!,
    rows: rowsOf(one, widened),
    correlation: correlationOf(one),
  }));
  const best = weights.indexOf(Math.max(...weights));
  Object.assign(work.rows, structures[best]!.rows);
  keepFit(work, fits[best]!, STRUCTURES[best]!);
  keepParameters(work, input, structures[best]!.rows, fits[best]!);
  return structures;
}

/** Laplace's evidence of each fit, in thousandths so that the weights add to exactly one. */
function weightsOf(fits: readonly BlockFit[]): number[] {
  const logs = fits.map(({ result }) => -0.5 * (result.cost + result.logDeterminant));
  const top = Math.max(...logs);
  const raw = logs.map((log) => exponential(log - top));
  const total = raw.reduce((a, b) => a + b, 0);
  const weights = raw.map((one) => Math.max(0.02, Math.round((1000 * one) / total) / 1000));
  const best = weights.indexOf(Math.max(...weights));
  const rest = weights.reduce((sum, one, i) => (i === best ? sum : sum + one), 0);
  weights[best] = Number((1 - rest).toFixed(3));
  return weights;
}

function rowsOf(whole: BlockFit, widened: number): Partial<Rows> {
  const { input, result, spreads, spreadErrors } = whole;
  const fitted: Partial<Rows> = {};
  input.plan.free.forEach((name, i) => {
    const sd = Math.sqrt(result.covariance[i * result.size + i]!);
    fitted[name] = fittedRow(input.rows[name], result.z[i]!, sd);
  });
  const round = (x: number): number => Number(x.toPrecision(4));
  input.plan.effects.forEach(({ spread }, e) => {
    const value = Math.min(2, widened * spreads[e]!);
    const reach = exponential(1.96 * spreadErrors[e]!);
    fitted[spread] = {
      ...input.rows[spread],
      value: round(value),
      low: round(value / reach),
      high: round(Math.min(2.9, value * reach)),
      fitted: true,
    };
  });
  return fitted;
}

function correlationOf({ input, result }: BlockFit): BlockCorrelation {
  const { free } = input.plan;
  const at = (i: number, j: number): number => result.covariance[i * result.size + j]!;
  const correlations: number[] = [];
  for (let i = 1; i < free.length; i++) {
    for (let j = 0; j < i; j++) {
      correlations.push(Number((at(i, j) / Math.sqrt(at(i, i) * at(j, j))).toFixed(4)));
    }
  }
  return { names: free, correlations };
}

function keepCoverage(work: Work, { plan }: BlockInput, rows: readonly WeightedHeldOut[]): number {
  const widened = wideningOf(rows);
  work.coverage[plan.name] = {
    rows: rows.length,
    studies: new Set(rows.map((row) => row[0]!.held.target.study)).size,
    inside50: insideOf(rows, widened, 0.5),
    inside90: insideOf(rows, widened, 0.9),
    widened,
  };
  for (const row of rows) work.heldOut.push(heldOutFigure(plan.name, row, widened));
  return widened;
}

/** Back on the figure's own scale; a mixture's interval by its mean and its whole variance. */
function heldOutFigure(block: BlockName, row: WeightedHeldOut, widened: number): HeldOutFigure {
  const { target } = row[0]!.held;
  const mean = row.reduce((sum, { weight, held }) => sum + weight * held.predicted, 0);
  const variance = row.reduce((sum, { weight, held }) => {
    const own = held.own + widened * widened * held.between;
    return sum + weight * (own + (held.predicted - mean) ** 2);
  }, 0);
  const half = 1.645 * Math.sqrt(variance);
  const back = (x: number): number => offScale(target, x);
  const ends = { low90: back(mean - half), high90: back(mean + half) };
  return { block, target, predicted: back(mean), ...ends, level: levelOf(row, widened) };
}

function offScale({ scale }: Target, x: number): number {
  if (scale === 'log') return exponential(x);
  return scale === 'logit' ? 1 / (1 + exponential(-x)) : x;
}

function keepFit(work: Work, whole: BlockFit, structure: DoseStructure['name'] | null): void {
  const { input, problem, result } = whole;
  problem.studies.forEach((rows, s) => {
    const own = input.targets.filter(({ study }) => study === rows.study);
    own.forEach((target, i) => {
      const value = result.predicted[s]![i]!;
      const misfit = residualsOf(rows, result.predicted[s]!)[i]!;
      const fitted = offScale(target, value);
      work.targets.push({ ...target, block: input.plan.name, structure, fitted, misfit });
    });
  });
}

function keepParameters(
  work: Work,
  { plan, rows }: BlockInput,
  fitted: Partial<Rows>,
  { result }: BlockFit,
): void {
  plan.free.forEach((name, i) => {
    const widthLeft = Math.sqrt(result.covariance[i * result.size + i]!);
    const posterior = fitted[name]!;
    work.parameters.push({ name, block: plan.name, prior: rows[name], posterior, widthLeft });
  });
  for (const { spread } of plan.effects) {
    const posterior = fitted[spread]!;
    const kept = { name: spread, block: plan.name, prior: rows[spread], posterior };
    work.parameters.push({ ...kept, widthLeft: Number.NaN });
  }
}

/** Mean over studies of the absolute error on the study left out. */
function scoreOf(
  family: Family,
  targets: readonly Target[],
  heldOut: readonly HeldOutFigure[],
): FamilyScore {
  const points = pointsOf(family, targets);
  const studies = [...new Set(points.map(({ study }) => study))];
  const error = (says: (point: (typeof points)[number]) => number): number => {
    const perStudy = studies.map((study) => {
      const own = points.filter((point) => point.study === study);
      return own.reduce((sum, one) => sum + Math.abs(says(one) - one.observed), 0) / own.length;
    });
    return perStudy.reduce((a, b) => a + b, 0) / perStudy.length;
  };
  const model = error(({ id, scale }) => {
    return heldOut.find(({ target }) => target.id === id)!.predicted / scale;
  });
  const b0 = error((point) => constantSays(points, point));
  const b1 = error((point) => baselineSays(family, points, point));
  return { family, mean: { model, b0, b1 } };
}
