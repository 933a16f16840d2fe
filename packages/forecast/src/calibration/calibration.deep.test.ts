// The whole calibration again: the release in the repository is what its inputs give.
// Never loosened to a tolerance: the arithmetic is the same on every engine.

import { expect, it } from 'vitest';
import priors from '../../release/priors.json';
import targets from '../../release/targets.json';
import { releaseText } from '../parameters/parameters.ts';
import { SECOND_RELEASE } from '../testing-release.ts';
import type { Rows, Targets } from './blocks.ts';
import { calibrate } from './calibrate.ts';

it('reproduces the release from priors and targets', () => {
  const rows = priors.rows as unknown as Rows;
  const { name, version } = SECOND_RELEASE;
  const again = calibrate({ rows }, targets as unknown as Targets, name, version);
  expect(releaseText(again.release)).toBe(releaseText(SECOND_RELEASE));
}, 900_000);
