// The known names that somebody may have meant: slips, large letters, ties, and what is too far away.

import { describe, expect, it } from 'vitest';
import { nearestNames } from './nearest-name.ts';

const KNOWN = ['patients', 'horizonDays', 'sex', 'seed'];

describe('H-09 the known name that was meant', () => {
  it.each([
    ['patiens', ['patients']],
    ['horizon_days', ['horizonDays']],
    ['HORIZONDAY', ['horizonDays']],
    ['seeed', ['seed']],
    ['sed', ['sex', 'seed']],
  ])('%s', (written, meant) => expect(nearestNames(written, KNOWN)).toEqual(meant));

  it.each([undefined, 7, '', 'x', 'weight', 'patients'.repeat(9)])('none is near: %s', (written) =>
    expect(nearestNames(written, KNOWN)).toEqual([]),
  );
});
