// Whose certificate a step is about, by the question that is asked.

import { expect, it } from 'vitest';
import { subjectOf } from './certificate-subject.ts';

const question = { kind: 'dispense', prescriber: 'dr-a', pharmacy: 'shop-b' } as const;

it('names who would prescribe and the pharmacy that would dispense, each for its certificate', () => {
  expect(subjectOf('prescriber_certificate', undefined, question)).toEqual({
    subject: { kind: 'prescriber', id: 'dr-a' },
  });
  expect(subjectOf('pharmacy_certificate', undefined, question)).toEqual({
    subject: { kind: 'pharmacy', id: 'shop-b' },
  });
});

it('names nobody for other steps, nor where the question names nobody', () => {
  expect(subjectOf('form', { kind: 'form_signed' }, question)).toEqual({});
  expect(
    subjectOf('prescriber_certificate', undefined, { kind: 'dispense', pharmacy: 'shop-b' }),
  ).toEqual({});
  expect(
    subjectOf('pharmacy_certificate', undefined, { kind: 'dispense', prescriber: 'dr-a' }),
  ).toEqual({});
});

it('names the holder of a standing that is judged: a renewal that nobody recorded', () => {
  expect(subjectOf('judgement', { kind: 'prescriber_standing' }, question)).toEqual({
    subject: { kind: 'prescriber', id: 'dr-a' },
  });
  expect(subjectOf('judgement', { kind: 'window' }, question)).toEqual({});
});
