// References that a counter types: read as they were written, or not at all.

import type { Decision } from '@aegle/api';
import { expect, it } from 'vitest';
import { readReference, verdictOf, writeReference } from './reference.ts';

const PATIENT = '0f3b6a1e-9c1d-4b52-8a6e-2f6d1c9b7e10';

it('reads what it writes', () => {
  for (const authorization of [null, 'a-1'])
    expect(
      readReference(writeReference({ patient: PATIENT, prescription: 'RX-1', authorization })),
    ).toEqual({ patient: PATIENT, prescription: 'RX-1', authorization });
  expect(readReference(` ${PATIENT.toUpperCase()}/RX-1 `)?.patient).toBe(PATIENT);
});

it.each(['H-1042', PATIENT, `${PATIENT}/`, `${PATIENT}/RX-1/`, `${PATIENT}/a/b/c`, 'x/RX-1'])(
  'takes %s for a card’s number',
  (typed) => {
    expect(readReference(typed)).toBeUndefined();
  },
);

it('keeps the pharmacist’s own reasons apart from the one that says whom to call', () => {
  const reasons = [
    { code: 'document_not_shown', text: 'See the original prescription.' },
    { code: 'contact_prescriber', text: 'Contact the prescriber.' },
  ];
  const answer = { outcome: 'denied', until: null, maxDaysSupply: null, reasons, advice: [] };
  expect(verdictOf(answer as unknown as Decision)).toMatchObject({
    verdict: 'no',
    lastDay: null,
    toDo: ['See the original prescription.'],
    otherwise: 'Contact the prescriber.',
  });
});
