// The calibration's arithmetic, its inputs, and that the release is what it says it is.
// Never reruns the whole fit here: the deep test beside this one does.

import { describe, expect, it } from 'vitest';
import priors from '../../release/priors.json';
import targets from '../../release/targets.json';
import { PARAMETER_NAMES } from '../parameters/parameter-names.ts';
import { drawRow } from '../population/parameter-set.ts';
import { RELEASE } from '../testing-release.ts';
import { BLOCKS, fittedRow, type Rows } from './blocks.ts';
import { baselineRows } from './cross-validation.ts';
import { fitBlock } from './fit.ts';

describe('the fit', () => {
  it('finds the penalised solution of a linear problem, and its spread', () => {
    // Two observations of z0 with spread 0.5, none of z1: mean 1.6, sd 1/3, and z1 untouched.
    const observed = [
      { observed: 2, spread: 0.5 },
      { observed: 1.6, spread: 0.5 },
    ];
    const fit = fitBlock((z) => Float64Array.of(z[0]!, z[0]!), observed, 2);
    expect(fit.z[0]!).toBeCloseTo(1.6, 5);
    expect(fit.sd[0]!).toBeCloseTo(1 / 3, 5);
    expect(fit.z[1]!).toBeCloseTo(0, 10);
    expect(fit.sd[1]!).toBeCloseTo(1, 10);
  });

  it('draws a row at its interval ends, on its own scale', () => {
    const row = RELEASE.rows['gland.durableShare'];
    expect(drawRow(row, 0)).toBe(row.value);
    expect(drawRow(row, 1.959963984540054)).toBeCloseTo(row.high, 10);
    expect(drawRow(row, -1.959963984540054)).toBeCloseTo(row.low, 10);
  });

  it('never narrows an interval below 0.4 of its prior', () => {
    const prior = (priors.rows as unknown as Rows)['lesion.resetRate'];
    const sharp = fittedRow(prior, 0, 0.01);
    const width = Math.log(sharp.high / sharp.low) / Math.log(prior.high / prior.low);
    expect(width).toBeCloseTo(0.4, 2);
    expect(sharp.fitted).toBe(true);
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
    expect(JSON.stringify(targets)).not.toMatch(reserved);
    expect(JSON.stringify(priors)).not.toMatch(reserved);
    expect(JSON.stringify(RELEASE)).not.toMatch(reserved);
  });

  it('give each target a known study of a known block', () => {
    const blocks = new Set<string>(BLOCKS.map(({ name }) => name));
    const studies: Record<string, { block: string }> = targets.studies;
    for (const target of targets.targets) {
      expect(blocks.has(studies[target.study]!.block)).toBe(true);
      expect(target.spread).toBeGreaterThan(0);
    }
  });
});

describe('the release', () => {
  it('keeps every prior that no block may move, and marks those it moved', () => {
    const free = new Set<string>(BLOCKS.flatMap((block) => block.free));
    const rows = priors.rows as unknown as Rows;
    for (const name of PARAMETER_NAMES) {
      if (free.has(name)) expect(RELEASE.rows[name].fitted).toBe(true);
      else expect(RELEASE.rows[name]).toEqual(rows[name]);
    }
  });

  it('carries the baselines of its targets', () => {
    expect(RELEASE.baseline).toEqual(baselineRows(targets.targets));
  });
});
