// References that a prescriber hands on, and a step's answer as a verdict.

import type { Decision } from '@aegle/api';
import { expect, it } from 'vitest';
import { shownNumber, verdictOf, writeReference } from './reference.ts';

const PATIENT = '0f3b6a1e-9c1d-4b52-8a6e-2f6d1c9b7e10';

it('writes whose supply under which prescription, and names a long one by its ends', () => {
  const reference = writeReference({ patient: PATIENT, prescription: 'RX-22334455' });
  expect(reference).toBe(`${PATIENT}/RX-22334455`);
  expect(shownNumber(reference)).toBe('0f3b6a1e … 22334455');
  expect(shownNumber('DEMO-READY')).toBe('DEMO-READY');
});

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
