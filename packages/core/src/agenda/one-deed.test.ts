// One deed is one item: which reasons a deed clears, and what is kept when two items become one.

import { describe, expect, it } from 'vitest';
import type { Requirement } from '../programme/programme.ts';
import { dayOf } from '../testing/made-up-history.ts';
import type { AgendaItem, AgendaReason } from './agenda-item.ts';
import { asOneDeed, deedOf } from './one-deed.ts';

const today = dayOf('2026-03-02');
const text = { patient: '', prescriber: '', pharmacist: '', programme: '' };
const reason = (requirement: string, code: AgendaReason['code']): AgendaReason => ({
  code,
  programme: 'us',
  edition: 'us',
  requirement,
  citation: { sources: ['x'] },
  evidence: [],
  text,
});
const item = (why: AgendaReason, more: Partial<AgendaItem> = {}): AgendaItem => ({
  id: 'x',
  what: 'pregnancy_test',
  state: 'now',
  who: ['prescriber'],
  from: undefined,
  bestDay: undefined,
  closes: undefined,
  why,
  unlocks: ['prescribe'],
  ifMissed: undefined,
  stage: 'prescribe',
  ...more,
});
const asks = (options: Requirement['options']) => ({ options }) as Requirement;

describe('one deed', () => {
  it('is one test with every window and gap counted from it, and not another test', () => {
    const of = (id: string, options: Requirement['options']) =>
      deedOf('pregnancy_test', 'us', id, asks(options));
    expect(of('second-test', { pick: 'latest' })).toBe('us/pregnancy_test/second-test');
    expect(of('first-window', { test: 'second-test' })).toBe('us/pregnancy_test/second-test');
    expect(of('gap', { test: 'second-test' })).toBe('us/pregnancy_test/second-test');
    expect(of('screening-test', { pick: 'first' })).toBe('us/pregnancy_test/screening-test');
  });

  it('is one talk with the patient whatever stops, and two forms where two are asked for', () => {
    expect(deedOf('contact_patient', 'us', 'positive', undefined)).toBe('contact_patient');
    expect(deedOf('contact_patient', 'aegle', 'hold', undefined)).toBe('contact_patient');
    expect(deedOf('form', 'us', 'general', undefined)).not.toBe(
      deedOf('form', 'us', 'birth-defects', undefined),
    );
  });

  it('keeps every reason once, who may do it and what it opens, and the first day for all', () => {
    const missing = item(reason('second-test', 'test_missing'));
    const soon = item(reason('gap', 'second_test_too_soon'), {
      from: dayOf('2026-03-10'),
      bestDay: dayOf('2026-03-10'),
      state: 'later',
      who: ['delegate', 'prescriber'],
      unlocks: ['dispense'],
    });
    const both = asOneDeed(asOneDeed(missing, soon, today), soon, today);
    expect(both).toMatchObject({
      state: 'later',
      from: dayOf('2026-03-10'),
      who: ['prescriber', 'delegate'],
      unlocks: ['prescribe', 'dispense'],
      why: { code: 'test_missing' },
    });
    expect(both.alsoWhy?.map(({ code }) => code)).toEqual(['second_test_too_soon']);
  });

  it('stays overdue where one of them is and all can be done, with the close that came first', () => {
    const end = { day: dayOf('2026-02-20'), zone: 'UTC', at: 0 as never };
    const closed = item(reason('window', 'window_closed'), { state: 'overdue', closes: end });
    const missing = item(reason('test', 'test_missing'));
    expect(asOneDeed(missing, closed, today)).toMatchObject({ state: 'overdue', closes: end });
  });
});
