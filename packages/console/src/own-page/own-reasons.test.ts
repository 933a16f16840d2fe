// What a patient's page lists, and what it says alone.

import type { Reason } from '@aegle/api';
import { expect, it } from 'vitest';
import { contactReason, earliestLastDay, inOrderOfDeadline, ownReasons } from './own-reasons.ts';

const reason = (requirement: string, parts: Partial<Reason> = {}): Reason =>
  ({ code: 'form_missing', requirement, deadline: null, clearableFrom: null, ...parts }) as Reason;

it('puts the earliest deadline first and what has no day last', () => {
  const ordered = inOrderOfDeadline([
    reason('form'),
    reason('wait', { clearableFrom: '2026-03-02' }),
    reason('test', { deadline: '2026-03-09' }),
    reason('visit', { deadline: '2026-03-01' }),
  ]);
  expect(ordered.map((one) => one.requirement)).toEqual(['visit', 'test', 'wait', 'form']);
});

it('finds the reason that is shown alone', () => {
  const contact = reason('contact_clinic', { code: 'contact_clinic' });
  expect(contactReason([reason('form'), contact])).toBe(contact);
  expect(contactReason([reason('form')])).toBeUndefined();
});

it('leaves out what only a pharmacy lacks, and nothing else', () => {
  const pharmacy = reason('standing', { code: 'pharmacy_not_certified' });
  const portal = reason('portal', { code: 'authority_disagrees' });
  const form = reason('form');
  expect(ownReasons([portal, pharmacy])).toEqual([]);
  expect(ownReasons([portal, pharmacy, form])).toEqual([portal, form]);
  expect(ownReasons([portal])).toEqual([portal]);
});

it('takes the earliest last day of what holds today', () => {
  const window = (truth: 'met' | 'unmet' | null, lastDay: string | null) => ({
    programme: 'p',
    requirement: 'r',
    truth,
    holdsFrom: null,
    lastDay,
  });
  const today = '2026-03-10';
  const windows = [
    window('met', '2026-05-01'),
    window('met', '2026-03-14'),
    window('unmet', '2026-03-11'),
    window('met', '2026-03-09'),
    window('met', null),
  ];
  expect(earliestLastDay({ today, windows })).toBe('2026-03-14');
  expect(earliestLastDay({ today, windows: [window(null, '2026-03-12')] })).toBe('2026-03-12');
  expect(earliestLastDay({ today, windows: [window('met', null)] })).toBeNull();
});
