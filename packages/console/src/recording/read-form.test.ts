// Forms become payloads as the wire reads them: nothing added, nothing repaired.

import { schemaOfFields } from '@aegle/api';
import { EVENT_CATALOGUE } from '@aegle/core';
import { expect, it } from 'vitest';
import { missingFields, readForm } from './read-form.ts';

it('reads a test as the wire takes it', () => {
  const { fields } = EVENT_CATALOGUE.PregnancyTestReported;
  const data = readForm(fields, {
    result: 'negative',
    resultedOn: '2026-03-10',
    sensitivityMiuPerMl: '25',
    sample: '',
  });
  expect(data).toEqual({ result: 'negative', resultedOn: '2026-03-10', sensitivityMiuPerMl: 25 });
  expect(schemaOfFields(fields).safeParse(data).success).toBe(true);
});

it('reads booleans, decimals and lists', () => {
  expect(readForm(EVENT_CATALOGUE.WeightMeasured.fields, { weightKg: '72,5' })).toEqual({
    weightKg: '72.5',
  });
  const counselling = EVENT_CATALOGUE.CounsellingGiven.fields;
  expect(readForm(counselling, { givenBy: 'me', topics: 'pregnancy\n\n mood ' })).toEqual({
    givenBy: 'me',
    topics: ['pregnancy', 'mood'],
  });
  expect(readForm(counselling, { givenBy: 'me' })).toEqual({ givenBy: 'me', topics: [] });
  const form = EVENT_CATALOGUE.FormSigned.fields;
  expect(readForm(form, { agrees: 'false' })).toEqual({ agrees: false });
  expect(readForm(form, { agrees: 'true' })).toEqual({ agrees: true });
});

it('leaves what is not a number to be refused', () => {
  const { fields } = EVENT_CATALOGUE.VisitHeld;
  const data = readForm(fields, { mode: 'video', ordinal: 'first' });
  expect(data.ordinal).toBe('first');
  expect(schemaOfFields(fields).safeParse(data).success).toBe(false);
});

it('names what is missing', () => {
  const { fields } = EVENT_CATALOGUE.VisitHeld;
  expect(missingFields(fields, { mode: 'video', ordinal: ' ' })).toEqual(['ordinal']);
  expect(missingFields(fields, { mode: 'video', ordinal: '1' })).toEqual([]);
});
