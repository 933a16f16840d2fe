// Every limit in the code is the number of its row in `evidence/`. Never a limit of our own.

import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readEvidence } from '../../../data/src/evidence/read.ts';
import { RELEASE, SECOND_RELEASE } from '../testing-release.ts';
import { type CitedLimit, LABEL_DOSE, SEEN_UNTIL, STUDIED, UNSTATED_WEIGHT_KG } from './limits.ts';

const evidence = readEvidence(fileURLToPath(new URL('../../../../evidence', import.meta.url)));
const limits: [string, CitedLimit][] = Object.entries({ ...STUDIED, ...SEEN_UNTIL, ...LABEL_DOSE });

it.each(limits)('%s is what its row says', (_, { value, row }) => {
  const found = evidence.row(row);
  if (found?.kind === 'range') expect(found.range.max).toBe(value);
  else expect(found).toMatchObject({ kind: 'value', value });
});

it.each([RELEASE, SECOND_RELEASE])(
  'holds unstated weights to the lighter sex of $name',
  (release) => {
    const { rows } = release;
    const middles = [rows['population.weightFemale'].value, rows['population.weightMale'].value];
    expect(Math.min(...middles)).toBe(UNSTATED_WEIGHT_KG);
  },
);
