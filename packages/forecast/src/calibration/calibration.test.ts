// The calibration's arithmetic, its inputs, and that the release is what it says it is.
// Never reruns the whole fit here: the deep test beside this one does.

import { describe, expect, it } from 'vitest';
import priorFile from '../../release/priors.json';
import targetFile from '../../release/targets.json';
import { PARAMETER_NAMES, type ParameterName } from '../parameters/parameter-names.ts';
import { drawRow } from '../population/parameter-set.ts';
import { SECOND_RELEASE } from '../testing-release.ts';
import { baselineRows } from './baseline-rates.ts';
import { BLOCK_NAMES, BLOCKS, fittedRow, type Rows, type Targets } from './blocks.ts';
import { insideOf, levelOf, type WeightedHeldOut, wideningOf } from './coverage.ts';
import { type FitProblem, fit } from './fit.ts';
import { invert } from './matrix.ts';

const priors = priorFile.rows as unknown as Rows;
const targets = targetFile as unknown as Targets;

/** Two studies of one quantity that may differ by `spread`. */
function twoStudies(spread: number, values: readonly number[]): FitProblem {
  return {
    shared: 1,
    effects: 1,
    studies: values.map((value, i) => ({
      study: `S${i}`,
      observed: Float64Array.of(value),
      spread: Float64Array.of(0.5),
      isAtLeast: [false],
    })),
    predict: (_, z, u) => Float64Array.of(z[0]! + spread * u[0]!),
  };
}

describe('the fit', () => {
  it('finds the penalised solution of a linear problem, and its spread', () => {
    // Two observations of z with spread 0.5 and no difference between studies: 1.6 and 1/3.
    const { z, covariance } = fit(twoStudies(0, [2, 1.6]), 12);
    expect(z[0]!).toBeCloseTo(1.6, 4);
    expect(Math.sqrt(covariance[0]!)).toBeCloseTo(1 / 3, 4);
  });

  it('trusts the same studies less where studies differ, and gives each its own effect', () => {
    const { z, u, covariance } = fit(twoStudies(1, [2, 1]), 12);
    // Each study now has variance 0.25 + 1: weight 1.6 beside the prior's 1.
    expect(z[0]!).toBeCloseTo((0.8 * 3) / 2.6, 3);
    expect(Math.sqrt(covariance[0]!)).toBeCloseTo(Math.sqrt(1 / 2.6), 3);
    expect(u[0]![0]!).toBeGreaterThan(u[1]![0]!);
  });

  it('asks nothing more of a figure that is a least one and is passed', () => {
    const problem = twoStudies(0, [-1]);
    const passed = { ...problem, studies: [{ ...problem.studies[0]!, isAtLeast: [true] }] };
    expect(fit(passed, 12).z[0]!).toBeCloseTo(0, 6);
    expect(fit(problem, 12).z[0]!).toBeLessThan(-0.5);
  });

  it('inverts a definite matrix and refuses another', () => {
    const { inverse, logDeterminant } = invert(Float64Array.of(4, 2, 2, 3), 2);
    expect([...inverse].map((x) => Number(x.toFixed(6)))).toEqual([0.375, -0.25, -0.25, 0.5]);
    expect(logDeterminant).toBeCloseTo(Math.log(8), 10);
    expect(() => invert(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError);
  });

  it('draws a row at its interval ends, on its own scale', () => {
    const row = SECOND_RELEASE.rows['gland.durableShare'];
    expect(drawRow(row, 0)).toBe(row.value);
    expect(drawRow(row, 1.959963984540054)).toBeCloseTo(row.high, 10);
    expect(drawRow(row, -1.959963984540054)).toBeCloseTo(row.low, 10);
    expect(fittedRow(row, 0, 5).high).toBeCloseTo(row.high, 3);
  });
});

describe('coverage', () => {
  const target = { ...targets.targets[0]!, scale: 'linear' as const };
  const row = (observed: number): WeightedHeldOut => {
    return [{ weight: 1, held: { target, observed, predicted: 0, own: 0.5, between: 0.5 } }];
  };

  it('widens the spread between studies until four in five are held, and no further', () => {
    const rows = [0, 0.5, -1, 3, 3.2].map(row);
    expect(insideOf(rows, 1, 0.9)).toBe(3);
    const widened = wideningOf(rows);
    expect(insideOf(rows, widened, 0.9)).toBe(4);
    expect(insideOf(rows, widened - 0.05, 0.9)).toBe(3);
  });

  it('reads a mixture by its whole distribution', () => {
    const held = row(0)[0]!.held;
    const both: WeightedHeldOut = [
      { weight: 0.5, held: { ...held, predicted: -2 } },
      { weight: 0.5, held: { ...held, predicted: 2 } },
    ];
    expect(levelOf(both, 1)).toBeCloseTo(0.5, 6);
  });
});

describe('the inputs', () => {
  const reserved = new RegExp(
    [
      'Rademaker 2014|Tan J|Dhaked|Niazi|Cunliffe|Liu 2008|Del Rosso|Cyrulnik|Borghi|Blasiak',
      'Secrest|Barbieri 2020|Alosayli|Lekskul|Acar|Droitcourt|Huang 2023|Nulman|BF00542225|R12',
    ].join('|'),
  );
  it('name no reserved study', () => {
    for (const file of [targetFile, priorFile, SECOND_RELEASE])
      expect(JSON.stringify(file)).not.toMatch(reserved);
  });

  it('give each figure a known study of a known block', () => {
    for (const one of targets.targets) {
      expect(BLOCK_NAMES).toContain(targets.studies[one.study]!.block);
      expect(one.spread).toBeGreaterThan(0);
    }
  });

  it('start no free parameter from a study that it is fitted to', () => {
    for (const { name, free } of BLOCKS) {
      const studies = Object.values(targets.studies).filter(({ block }) => block === name);
      const keys = studies.map(({ key }) => key);
      for (const parameter of free) {
        expect(keys.filter((key) => priors[parameter].sources.includes(key))).toEqual([]);
      }
    }
  });
});

describe('the release', () => {
  const fitted = new Set<ParameterName>(
    BLOCKS.flatMap(({ free, effects }) => [...free, ...effects.map(({ spread }) => spread)]),
  );

  it('keeps every prior that no block may move, and marks those it moved', () => {
    for (const name of PARAMETER_NAMES) {
      if (fitted.has(name)) expect(SECOND_RELEASE.rows[name].fitted).toBe(true);
      else expect(SECOND_RELEASE.rows[name]).toEqual(priors[name]);
    }
  });

  it('covers at least four in five left-out figures in every block', () => {
    for (const block of BLOCK_NAMES) {
      const { inside90, rows, widened } = SECOND_RELEASE.coverage![block]!;
      expect(inside90 / rows, block).toBeGreaterThanOrEqual(0.8);
      expect(widened).toBeGreaterThanOrEqual(1);
    }
  });

  it('carries the baselines of its figures', () => {
    expect(SECOND_RELEASE.baseline).toEqual(baselineRows(targets.targets));
  });
});
