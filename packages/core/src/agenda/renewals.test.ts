// A certificate that holds and ends: from when it is renewed, until when, and whose it is.

import { expect, it } from 'vitest';
import type { Requirement } from '../programme/programme.ts';
import { dayOf, noonOf, utcClock } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { type Ending, renewalItem } from './renewals.ts';

const today = dayOf('2026-03-02');
const text = { patient: 'a', prescriber: 'b', pharmacist: 'c', programme: 'd' };
const asks = {
  ...{ id: 'standing', kind: 'pharmacy_standing', citation: { sources: ['s'] }, text, options: {} },
  ...{ clearedBy: 'pharmacist', deputy: 'programme_officer' },
} as unknown as Requirement;
const ending = (lastDay: number, more: Partial<Requirement> = {}): Ending => ({
  ...{ asks: { ...asks, ...more }, programme: 'p', edition: 'e', evidence: ['x'] },
  lastDay: addDays(today, lastDay),
});
const item = (one: Ending) => renewalItem(one, 'dispense', utcClock('UTC'), noonOf(today));

it('is renewed in the thirty days before its last, on the clock of its programme', () => {
  expect(item(ending(31))).toMatchObject({
    ...{ id: 'p/pharmacy_certificate/standing', what: 'pharmacy_certificate', state: 'later' },
    ...{ from: addDays(today, 1), stage: 'dispense', who: ['pharmacist', 'programme_officer'] },
    closes: { day: addDays(today, 31), zone: 'UTC' },
    ifMissed: { text },
    why: { evidence: ['x'], citation: { sources: ['s'] }, edition: 'e' },
  });
  expect(item(ending(30))).toMatchObject({ state: 'now' });
  expect(item(ending(0))).toMatchObject({ state: 'now' });
});

it('of other kinds is no renewal: their end is the window of the supply', () => {
  expect(item(ending(5, { kind: 'window' }))).toBeUndefined();
  expect(item(ending(5, { kind: 'form_signed' }))).toMatchObject({ what: 'form' });
});
