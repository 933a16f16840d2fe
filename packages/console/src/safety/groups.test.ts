// A safety officer's groups: every reason that nothing overrides has one, and an item stands in one alone.

import type { AgendaItem } from '@aegle/api';
import { NEVER_OVERRIDDEN } from '@aegle/core';
import { expect, it } from 'vitest';
import { grouped, groupOf } from './groups.ts';

function item(code: string, also: readonly string[] = [], who: readonly string[] = []): AgendaItem {
  return {
    what: 'contact_patient',
    why: { code },
    alsoWhy: also.map((one) => ({ code: one })),
    who,
  } as unknown as AgendaItem;
}

it('has a place for every reason that nothing overrides, save a record that ended', () => {
  const ended = ['erased', 'patient_died', 'record_merged'];
  const without = NEVER_OVERRIDDEN.filter((code) => groupOf(item(code)) === null);
  expect(without).toEqual(ended);
});

it('puts an item where its gravest reason stands, and leaves others their own work', () => {
  const both = item('positive_test', ['report_to_programme']);
  const groups = grouped([
    both,
    item('test_missing', [], ['prescriber', 'delegate']),
    item('authority_disagrees', [], ['prescriber', 'safety_officer']),
  ]);
  expect([...groups].map(([group, items]) => [group, items.length])).toEqual([
    ['pregnancies', 1],
    ['reports', 0],
    ['holds', 0],
    ['others', 1],
  ]);
});
