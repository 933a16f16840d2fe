// Figures say what they are worth, and nothing where nothing may be said.

import type { CurveAnswer } from '@aegle/forecast';
import { expect, it } from 'vitest';
import { figure, grouped, ofHundred, rangeInWords, sayInWords, topOf } from './figures-in-words.ts';

it('rounds to what a person could measure', () => {
  expect([0.00128, 2.34, 9.96, 23.4, 156.6].map(figure)).toEqual(['0.0', '2.3', '10', '23', '157']);
  expect([null, undefined].map(figure)).toEqual(['not stated', 'not stated']);
  expect(rangeInWords(1, null)).toBe('not stated');
  expect(ofHundred([0.305, null])).toEqual([30.5, null]);
  expect(topOf([[1, null], [7]])).toBe(7);
  expect(topOf([[null]])).toBe(1);
  expect(grouped(20_000)).toBe('20\u202f000');
});

it('gives words, or the widest range, where one person may get no number', () => {
  const curve = { words: null, unit: 'scars', low90: [0, 0.4], high90: [0, 20] };
  expect(sayInWords(curve as unknown as CurveAnswer)).toBe(
    'No number for one person: somewhere from 0.4 to 20 scars at the end.',
  );
  const said = { ...curve, words: 'Old scars stay.' };
  expect(sayInWords(said as unknown as CurveAnswer)).toBe('Old scars stay.');
  const nothing = { ...curve, low90: [null], high90: [null] };
  expect(sayInWords(nothing as unknown as CurveAnswer)).toBe('Nothing can be said.');
});
