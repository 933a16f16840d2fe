// Declarations are limited by patient and time; what only closes is always taken.

import { expect, it } from 'vitest';
import { limitDeclarations } from './declaration-limit.ts';
import { Refusal } from './refusals.ts';

const place = { tenantId: 't', patient: 'p', by: 'ward' };
const dose = { type: 'DoseMissed', data: {} };
const at = (seconds: number) =>
  new Date(Date.parse('2025-06-18T15:00:00Z') + seconds * 1000).toISOString();

it('H-07 counts what a guardian declares apart from what the ward does', () => {
  const store = {};
  const guardian = { ...place, by: 'guardian' };
  for (let count = 0; count < 120; count += 1) limitDeclarations(store, guardian, dose, at(count));
  expect(() => limitDeclarations(store, guardian, dose, at(120))).toThrow(Refusal);
  for (let count = 0; count < 120; count += 1) limitDeclarations(store, place, dose, at(120));
});

it('takes 120 an hour of one patient, and others of another one', () => {
  const store = {};
  for (let count = 0; count < 120; count += 1) limitDeclarations(store, place, dose, at(count));
  expect(() => limitDeclarations(store, place, dose, at(120))).toThrow(Refusal);
  limitDeclarations(store, { ...place, patient: 'q' }, dose, at(120));
  limitDeclarations(store, place, dose, at(3600));
  expect(() => limitDeclarations(store, place, dose, at(3600))).toThrow(Refusal);
});

it('takes 400 a day', () => {
  const store = {};
  for (let count = 0; count < 400; count += 1)
    limitDeclarations(store, place, dose, at(count * 60));
  expect(() => limitDeclarations(store, place, dose, at(401 * 60))).toThrow(Refusal);
  limitDeclarations(store, place, dose, at(24 * 3600 + 1));
});

it('never refuses what can only close, however much came before', () => {
  const store = {};
  const closing = [
    { type: 'PregnancyReported', data: {} },
    { type: 'PregnancyTestReported', data: { result: 'positive' } },
    { type: 'ContraceptionStopped', data: {} },
    { type: 'SymptomReported', data: { isWarningSign: true } },
  ];
  for (let count = 0; count < 1000; count += 1)
    for (const one of closing) limitDeclarations(store, place, one, at(0));
  for (let count = 0; count < 120; count += 1) limitDeclarations(store, place, dose, at(0));
  for (const one of closing) limitDeclarations(store, place, one, at(0));
});
