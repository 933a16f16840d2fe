// The signs a patient can name, against the red flags of the evidence: none without, none left out.

import { join } from 'node:path';
import { findingTablesIn } from '@aegle/data';
import { expect, it } from 'vitest';
import { en } from '../messages/en.ts';
import { flagsOf, SIGN_NAMES, symptomsOf } from './signs.ts';

const { redFlags } = findingTablesIn(join(import.meta.dirname, '../../../../evidence'))();

it('H-13 gives the advice of the evidence for every sign, word for word', () => {
  const sentences: Readonly<Record<string, string>> = en.advice;
  for (const sign of SIGN_NAMES) expect(flagsOf(redFlags, [sign]), sign).not.toEqual([]);
  const told = flagsOf(redFlags, SIGN_NAMES);
  expect(told.map(({ flag }) => flag).sort()).toEqual(Object.keys(sentences).sort());
  for (const { flag, adviceToPatient } of redFlags.flags)
    expect(sentences[flag]).toBe(adviceToPatient);
});

it('reports each symptom once', () => {
  expect(symptomsOf(['weakness', 'urine'])).toEqual(['muscle-pain', 'weakness', 'dark-urine']);
});
