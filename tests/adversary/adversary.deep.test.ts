// H-01 The adversary: every role and pair of roles tries a record, and the truth has the last word.

import { expect, it } from 'vitest';
import { tryAll } from './adversary.ts';

const SEQUENCES = Number(process.env.AEGLE_ADVERSARY_SEQUENCES ?? 100_000);
const LONG_MS = 1_800_000;

it(
  `H-01 nobody opens a gate that the truth keeps closed, in ${SEQUENCES} sequences`,
  () => {
    const { wrong, grants, corrections, accepted } = tryAll({
      sequences: SEQUENCES,
      seed: 20261129,
    });
    expect(wrong.slice(0, 10)).toEqual([]);
    // A run of refusals alone would prove little.
    expect(accepted).toBeGreaterThan(SEQUENCES / 4);
    expect(corrections).toBeGreaterThan(SEQUENCES / 40);
    expect(grants).toBeGreaterThan(SEQUENCES / 10);
  },
  LONG_MS,
);
