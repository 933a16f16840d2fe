// H-01 A short run of the adversary, and the proof that it finds what it looks for.

import { describe, expect, it } from 'vitest';
import { GROUPS, tryAll } from './adversary.ts';

describe('H-01 nobody opens a gate that the truth keeps closed', () => {
  it('no role and no pair of roles, in a short run', () => {
    const outcome = tryAll({ sequences: 6000, seed: 8 });
    expect(outcome.wrong.slice(0, 5)).toEqual([]);
  });

  it('finds every grant where the record does not know the truth', () => {
    expect(GROUPS.length).toBeGreaterThan(90);
    expect(tryAll({ sequences: 3000, seed: 8, isDeceived: true }).wrong.length).toBeGreaterThan(
      100,
    );
  });
});
