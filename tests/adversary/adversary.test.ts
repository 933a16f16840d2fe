// H-01 A short run of the adversary, and the proof that it finds what it looks for.

import { describe, expect, it } from 'vitest';
import { inAll, tryAll } from './adversary.ts';
import { GROUPS } from './people.ts';

describe('H-01 nobody opens a gate that the truth keeps closed', () => {
  it('no role and no pair of roles, in any edition, in a short run', () => {
    const outcome = inAll(tryAll({ sequences: 5600, seed: 8 }));
    expect(outcome.wrong.slice(0, 5)).toEqual([]);
    expect(outcome.mergedGrants).toBeGreaterThan(20);
  });

  it('finds grants where the record does not know the truth, in every edition', () => {
    expect(GROUPS.length).toBeGreaterThan(90);
    for (const [edition, { wrong, grants }] of tryAll({
      sequences: 2800,
      seed: 8,
      isDeceived: true,
    }))
      expect([edition, wrong.length]).toEqual([edition, Math.max(15, grants)]);
  });
});
