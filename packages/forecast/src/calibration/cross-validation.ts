// Leave one study out: the model against constants (B0) and a dose-blind exponential (B1).
// Never scores a study with parameters that saw it.

import { exponential, logarithm } from '../solver/exponential.ts';
import { BLOCKS, type BlockName, predictBlock, type Rows, setAt, type Target } from './blocks.ts';
import { fitBlock } from './fit.ts';
import { cohortYears } from './relapse-predictions.ts';

export interface HeldOut {
  readonly study: string;
  readonly model: number;
  readonly b0: number;
  readonly b1: number;
}

export interface CrossValidation {
  readonly family: 'lesions' | 'relapse';
  /** Mean absolute error per held-out study, as share of lesions left or share relapsed. */
  readonly studies: readonly HeldOut[];
  readonly mean: { readonly model: number; readonly b0: number; readonly b1: number };
}

interface Point {
  readonly id: string;
  readonly study: string;
  /** Weeks for lesions, years for relapse. */
  readonly time: number;
  readonly group: string;
  readonly observed: number;
  /** Divides the model's prediction to bring it to the observed scale. */
  readonly scale: number;
}

const [IL, NIL] = [30.3, 40.67];
const LESION_POINTS: readonly (readonly [string, number, number])[] = [
  ['L1.nodules', 20, 1],
  ['L2.il4', 4, IL],
  ['L2.il8', 8, IL],
  ['L2.il12', 12, IL],
  ['L2.nil4', 4, NIL],
  ['L2.nil8', 8, NIL],
  ['L2.nil12', 12, NIL],
  ['L4.il', 20, 1],
  ['L4.nil', 20, 1],
];
const RELAPSE_POINTS: readonly (readonly [string, string, string])[] = [
  ['R1.any', 'R1', 'any'],
  ['R1.systemic', 'R1', 'systemic'],
  ['R1.second', 'R1', 'second'],
  ['R2.systemic', 'R2', 'systemic'],
  ['R2.second', 'R2', 'second'],
  ['R3.half', 'R3half', 'systemic'],
  ['R3.full', 'R3full', 'systemic'],
  ['R4.any', 'R4', 'any'],
  ['R4.second', 'R4', 'second'],
  ['R5.low', 'R5', 'second'],
  ['R7.systemic', 'R7', 'systemic'],
  ['R8.second', 'R8', 'second'],
];

export function crossValidate(
  family: 'lesions' | 'relapse',
  rows: Rows,
  targets: readonly Target[],
): CrossValidation {
  const block = BLOCKS.find(({ name }) => name === family)!;
  const points = family === 'lesions' ? lesionPoints(targets) : relapsePoints(targets);
  const studies = [...new Set(points.map(({ study }) => study))].map((study) => {
    const held = points.filter((point) => point.study === study);
    const rest = points.filter((point) => point.study !== study);
    const kept = targets.filter((target) => target.study !== study);
    const predicted = refit(family, rows, kept, block.free);
    const error = (predict: (point: Point) => number): number => {
      const sum = held.reduce((a, point) => a + Math.abs(predict(point) - point.observed), 0);
      return sum / held.length;
    };
    return {
      study,
      model: error((point) => predicted[point.id]! / point.scale),
      b0: error((point) => constantOf(rest, point.group)),
      b1: error((point) => exponentialOf(family, rest, point)),
    };
  });
  const mean = (key: 'model' | 'b0' | 'b1'): number =>
    studies.reduce((a, row) => a + row[key], 0) / studies.length;
  return { family, studies, mean: { model: mean('model'), b0: mean('b0'), b1: mean('b1') } };
}

function refit(
  block: BlockName,
  rows: Rows,
  kept: readonly Target[],
  free: (typeof BLOCKS)[number]['free'],
): Readonly<Record<string, number>> {
  const predict = (z: Float64Array): Float64Array => {
    const all = predictBlock(block, setAt(rows, free, z));
    return Float64Array.from(kept, ({ id }) => all[id]!);
  };
  const fit = fitBlock(predict, kept, free.length);
  return predictBlock(block, setAt(rows, free, fit.z));
}

function lesionPoints(targets: readonly Target[]): Point[] {
  return LESION_POINTS.map(([id, weeks, scale]) => {
    const target = targets.find((row) => row.id === id)!;
    const observed = target.observed / scale;
    return { id, study: target.study, time: weeks, group: 'lesions', observed, scale };
  });
}

function relapsePoints(targets: readonly Target[]): Point[] {
  return RELAPSE_POINTS.map(([id, cohort, group]) => {
    const { study, observed } = targets.find((row) => row.id === id)!;
    return { id, study, time: cohortYears(cohort), group, observed, scale: 1 };
  });
}

/** B0: the mean of the other studies, whatever the time and the dose. */
function constantOf(rest: readonly Point[], group: string): number {
  const same = rest.filter((point) => point.group === group);
  return same.reduce((a, point) => a + point.observed, 0) / Math.max(1, same.length);
}

/** B1: one rate, the mean of the other studies' rates, blind to dose. */
export function baselineRate(
  family: 'lesions' | 'relapse',
  points: readonly { time: number; observed: number }[],
): number {
  const rates = points.map(({ time, observed }) => {
    const left = family === 'lesions' ? observed : 1 - observed;
    return -logarithm(left) / time;
  });
  return rates.reduce((a, b) => a + b, 0) / rates.length;
}

function exponentialOf(
  family: 'lesions' | 'relapse',
  rest: readonly Point[],
  point: Point,
): number {
  const same = rest.filter((other) => other.group === point.group);
  const left = exponential(-baselineRate(family, same) * point.time);
  return family === 'lesions' ? left : 1 - left;
}

/** Rates of the baseline over all studies, with the range of the single studies as interval. */
export function baselineRows(targets: readonly Target[]) {
  const row = (family: 'lesions' | 'relapse', points: readonly Point[]) => {
    const rates = points.map((point) => baselineRate(family, [point])).sort((a, b) => a - b);
    const value = baselineRate(family, points);
    const round = (x: number): number => Number(x.toPrecision(3));
    return { value: round(value), low: round(0.99 * rates[0]!), high: round(1.01 * rates.at(-1)!) };
  };
  const relapse = relapsePoints(targets);
  const of = (group: string) =>
    row(
      'relapse',
      relapse.filter((point) => point.group === group),
    );
  return {
    lesionRatePerWeek: row('lesions', lesionPoints(targets)),
    relapseAnyPerYear: of('any'),
    relapseSystemicPerYear: of('systemic'),
    relapseSecondCoursePerYear: of('second'),
  };
}
