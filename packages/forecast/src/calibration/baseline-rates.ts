// Baseline B1: one dose-blind exponential for lesions, one constant hazard for relapse.
// Never fitted to a dose, and never shown where the model beat it on studies left out.

import { exponential, logarithm } from '../solver/exponential.ts';
import type { Target } from './blocks.ts';
import { COHORTS, type CohortName } from './predict-relapse.ts';

export type Family = 'lesions' | 'relapse';

export interface Point {
  readonly id: string;
  readonly study: string;
  /** Weeks for lesions, years for relapse. */
  readonly time: number;
  readonly group: string;
  /** Share of lesions left, or share relapsed. */
  readonly observed: number;
  /** Divides a figure to bring it to that share. */
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
const RELAPSE_POINTS: readonly (readonly [string, CohortName, string])[] = [
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
  ['R6.any', 'R6', 'any'],
  ['R7.systemic', 'R7', 'systemic'],
  ['R8.second', 'R8', 'second'],
  ['R9.any', 'R9', 'any'],
  ['L9.any', 'L9', 'any'],
];

export function pointsOf(family: Family, targets: readonly Target[]): Point[] {
  const of = (id: string): Target => targets.find((row) => row.id === id)!;
  if (family === 'lesions')
    return LESION_POINTS.map(([id, time, scale]) => {
      const { study, observed } = of(id);
      return { id, study, time, group: 'lesions', observed: observed / scale, scale };
    });
  return RELAPSE_POINTS.map(([id, cohort, group]) => {
    const { study, observed } = of(id);
    return { id, study, time: COHORTS[cohort].years, group, observed, scale: 1 };
  });
}

/** Mean of the points' rates, blind to dose. */
export function baselineRate(family: Family, points: readonly Point[]): number {
  const rates = points.map(({ time, observed }) => {
    return -logarithm(family === 'lesions' ? observed : 1 - observed) / time;
  });
  return rates.reduce((a, b) => a + b, 0) / rates.length;
}

/** What B1 says of a point from the points of other studies. */
export function baselineSays(family: Family, all: readonly Point[], point: Point): number {
  const rest = all.filter(({ study, group }) => study !== point.study && group === point.group);
  const left = exponential(-baselineRate(family, rest) * point.time);
  return family === 'lesions' ? left : 1 - left;
}

/** B0: the mean of the other studies, whatever the time and the dose. */
export function constantSays(all: readonly Point[], point: Point): number {
  const rest = all.filter(({ study, group }) => study !== point.study && group === point.group);
  return rest.reduce((sum, one) => sum + one.observed, 0) / Math.max(1, rest.length);
}

/** Rates of the baseline over all studies, with the range of the single points as interval. */
export function baselineRows(targets: readonly Target[]) {
  const row = (family: Family, points: readonly Point[]) => {
    const rates = points.map((point) => baselineRate(family, [point])).sort((a, b) => a - b);
    const round = (x: number): number => Number(x.toPrecision(3));
    const value = round(baselineRate(family, points));
    return { value, low: round(0.99 * rates[0]!), high: round(1.01 * rates.at(-1)!) };
  };
  const relapse = pointsOf('relapse', targets);
  const of = (wanted: string) =>
    row(
      'relapse',
      relapse.filter(({ group }) => group === wanted),
    );
  return {
    lesionRatePerWeek: row('lesions', pointsOf('lesions', targets)),
    relapseAnyPerYear: of('any'),
    relapseSystemicPerYear: of('systemic'),
    relapseSecondCoursePerYear: of('second'),
  };
}
