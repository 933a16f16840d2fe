// H-01 The adversary: every role and pair of roles tries a record, and the truth has the last word.

import { expect, it } from 'vitest';
import { inAll, tryAll } from './adversary.ts';

const SEQUENCES = Number(process.env.AEGLE_ADVERSARY_SEQUENCES ?? 126_000);
const LONG_MS = 1_800_000;

it(
  `H-01 nobody opens a gate that the truth keeps closed, in ${SEQUENCES} sequences`,
  () => {
    const tallies = tryAll({ sequences: SEQUENCES, seed: 20261129 });
    const { wrong, corrections, merges, mergedGrants } = inAll(tallies);
    expect(wrong.slice(0, 10)).toEqual([]);
    // A run of refusals alone would prove little.
    for (const [edition, { accepted, grants }] of tallies)
      expect([edition, accepted > SEQUENCES / 60, grants > SEQUENCES / 100]).toEqual([
        edition,
        true,
        true,
      ]);
    expect(corrections).toBeGreaterThan(SEQUENCES / 60);
    expect(merges).toBeGreaterThan(SEQUENCES / 10);
    expect(mergedGrants).toBeGreaterThan(SEQUENCES / 60);
  },
  LONG_MS,
);
