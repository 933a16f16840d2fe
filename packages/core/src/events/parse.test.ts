// Reading events from the wire: every refusal by name, whole or not at all, and back again.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCalendarDay } from '../time/calendar-day.ts';
import { type Instant, parseInstant } from '../time/instant.ts';
import { EVENT_CATALOGUE, EVENT_TYPES, type EventType } from './catalogue.ts';
import type { Field, Fields } from './fields.ts';
import { formatEvent, parseEvent, type Recording, type WireEvent } from './parse.ts';

const recording: Recording = {
  sequence: 1,
  recordedAt: parseInstant('2024-03-05T12:00:00Z')!,
  actor: { id: 'prescriber-1', role: 'prescriber' },
};

const test: WireEvent = {
  id: 't1',
  type: 'PregnancyTestReported',
  v: 1,
  occurredOn: '2024-03-04',
  data: { result: 'negative', setting: 'laboratory', sensitivityMiuPerMl: 25 },
};

/** The rules that a wire event breaks, as `field: rule`. */
function refusals(wire: object): string[] {
  const parsed = parseEvent(wire as WireEvent, recording);
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.field}: ${problem.rule}`);
}

const withData = (data: object) => ({ ...test, data: { ...(test.data as object), ...data } });

describe('an event from the wire', () => {
  it('is read with its days as numbers and its recording beside it', () => {
    const parsed = parseEvent(test, recording);
    expect(parsed).toEqual({
      ok: true,
      event: {
        id: 't1',
        type: 'PregnancyTestReported',
        occurredOn: parseCalendarDay('2024-03-04'),
        ...recording,
        data: { result: 'negative', setting: 'laboratory', sensitivityMiuPerMl: 25 },
      },
    });
  });

  it.each<[string, object, string]>([
    ['an unknown envelope field', { ...test, extra: 1 }, 'extra: unknown_field'],
    ['an empty id', { ...test, id: '' }, 'id: not_a_text'],
    ['an id of 101 characters', { ...test, id: 'x'.repeat(101) }, 'id: not_a_text'],
    ['an id that is a number', { ...test, id: 7 }, 'id: not_a_text'],
    ['an impossible day', { ...test, occurredOn: '2024-02-30' }, 'occurredOn: not_a_calendar_day'],
    ['no day', { ...test, occurredOn: undefined }, 'occurredOn: not_a_calendar_day'],
    ['a day in the future', { ...test, occurredOn: '2024-03-07' }, 'occurredOn: day_in_the_future'],
    [
      'a time without offset',
      { ...test, occurredAt: '2024-03-04T10:00' },
      'occurredAt: not_an_instant',
    ],
    ['a time that is null', { ...test, occurredAt: null }, 'occurredAt: not_an_instant'],
    ['an unknown type', { ...test, type: 'TestReported' }, 'type: unknown_event_type'],
    ['a type of the prototype', { ...test, type: 'toString' }, 'type: unknown_event_type'],
    ['no version', { ...test, v: undefined }, 'v: not_a_version'],
    ['version 0', { ...test, v: 0 }, 'v: not_a_version'],
    ['version 1.5', { ...test, v: 1.5 }, 'v: not_a_version'],
    ['a version as text', { ...test, v: '1' }, 'v: not_a_version'],
    ['a version of the future', { ...test, v: 2 }, 'v: version_from_the_future'],
    ['no payload', { ...test, data: undefined }, 'data: not_an_object'],
    ['a payload that is a list', { ...test, data: [] }, 'data: not_an_object'],
    ['a payload that is null', { ...test, data: null }, 'data: not_an_object'],
    ['an unknown payload field', withData({ colour: 'blue' }), 'data.colour: unknown_field'],
    ['a missing field', { ...test, data: {} }, 'data.result: missing_field'],
    [
      'a value outside the list',
      withData({ result: 'Negative' }),
      'data.result: not_a_listed_value',
    ],
    [
      'a sensitivity as text',
      withData({ sensitivityMiuPerMl: '25' }),
      'data.sensitivityMiuPerMl: not_in_range',
    ],
    [
      'a sensitivity of 0',
      withData({ sensitivityMiuPerMl: 0 }),
      'data.sensitivityMiuPerMl: not_in_range',
    ],
    [
      'a fraction',
      withData({ sensitivityMiuPerMl: 2.5 }),
      'data.sensitivityMiuPerMl: not_in_range',
    ],
    ['a null for an optional field', withData({ sample: null }), 'data.sample: not_a_listed_value'],
    [
      'a report before its specimen',
      withData({ resultedOn: '2024-03-03' }),
      'data.resultedOn: specimen_after_report',
    ],
    [
      'a certificate before its specimen',
      withData({ certifiedOn: '2024-03-03' }),
      'data.certifiedOn: specimen_after_certification',
    ],
    [
      'a certificate of the future',
      withData({ certifiedOn: '2024-06-01' }),
      'data.certifiedOn: day_in_the_future',
    ],
    [
      'a report of the future',
      withData({ resultedOn: '2024-06-01' }),
      'data.resultedOn: day_in_the_future',
    ],
    [
      'a time on another day',
      { ...test, occurredAt: '2020-01-01T10:00:00Z' },
      'occurredAt: not_on_the_day',
    ],
  ])('is refused with %s', (_, wire, refusal) => {
    expect(refusals(wire)).toEqual([refusal]);
  });

  it('is refused when a last dose lies after the report of it', () => {
    const ended = {
      ...test,
      type: 'CourseEnded',
      data: { course: 'c1', lastDoseOn: '2024-03-05' },
    };
    expect(refusals(ended)).toEqual(['data.lastDoseOn: last_dose_in_the_future']);
    expect(refusals({ ...ended, data: { course: 'c1', lastDoseOn: '2024-03-04' } })).toEqual([]);
  });

  it('may carry the day that has begun in the furthest zone east, and no later one', () => {
    const at = (recordedAt: string, occurredOn: string) =>
      parseEvent({ ...test, occurredOn }, { ...recording, recordedAt: parseInstant(recordedAt)! })
        .ok;
    expect(at('2024-03-05T09:59:59Z', '2024-03-06')).toBe(false);
    expect(at('2024-03-05T10:00:00Z', '2024-03-06')).toBe(true);
  });

  it('names every problem at once, each with a next step, and repeats no value', () => {
    const wire = { ...test, id: '', occurredOn: 'x', data: { result: 'Jane Roe', more: 1 } };
    const parsed = parseEvent(wire, recording);
    expect(parsed.ok).toBe(false);
    if (parsed.ok) return;
    expect(parsed.problems.map((problem) => problem.field).sort()).toEqual([
      'data.more',
      'data.result',
      'id',
      'occurredOn',
    ]);
    for (const problem of parsed.problems) expect(problem.nextStep.length).toBeGreaterThan(10);
    expect(JSON.stringify(parsed.problems)).not.toContain('Jane');
  });

  it('is not polluted by names of the object prototype', () => {
    const data = JSON.parse('{"result":"negative","__proto__":{"setting":"laboratory"}}') as object;
    expect(refusals({ ...test, data })).toEqual(['data.(undeclared): unknown_field']);
    expect(refusals(withData({ constructor: 'x' }))).toEqual(['data.constructor: unknown_field']);
  });
});

/** Types whose day lies after the days they tell of. */
const ENDING: readonly EventType[] = ['CourseEnded', 'ExternalHistoryAccepted'];

/** A span is told from its first day to its last. */
function inOrder(data: Record<string, unknown>): Record<string, unknown> {
  const { coversFrom: from, coversTo: to } = data;
  const isTurned = typeof from === 'string' && typeof to === 'string' && from > to;
  return isTurned ? { ...data, coversFrom: to, coversTo: from } : data;
}

const dayText = fc
  .integer({ min: 10_000, max: 19_700 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

function wireValue(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'text':
      return fc.string({ minLength: 1, maxLength: Math.min(20, field.maxLength) });
    case 'day':
      return dayText;
    case 'instant':
      return fc.integer({ min: 0, max: 1_700_000_000_000 }).map((ms) => new Date(ms).toISOString());
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: field.min, max: field.max });
    case 'decimal':
      return fc
        .integer({ min: Math.ceil(field.min * 1000), max: field.max * 1000 })
        .map((thousandths) => String(thousandths / 1000));
    case 'oneOf':
      return fc.constantFrom(...field.values);
    case 'list':
      return fc.array(wireValue(field.of), { maxLength: Math.min(4, field.maxItems) });
    case 'optional':
      return fc.option(wireValue(field.of), { nil: undefined });
  }
}

/** A result whose random texts are no code says what it is held for. */
const held = (fields: Fields, data: Record<string, unknown>) =>
  'heldFor' in fields
    ? { ...data, heldFor: 'not_a_loinc_code', referenceLow: '1', referenceHigh: '2' }
    : data;

const dataArbitrary = (fields: Fields) =>
  fc
    .record(Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, wireValue(one)])))
    .map((data) =>
      held(
        fields,
        inOrder(
          Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)),
        ),
      ),
    );

describe('every type of the catalogue', () => {
  const late: Recording = { ...recording, recordedAt: 1_800_000_000_000 as Instant };
  const wireOf = (type: EventType, data: object): WireEvent => ({
    id: 'e1',
    type,
    v: EVENT_CATALOGUE[type].version,
    // The first day of any generated payload lies later, the last day earlier than this.
    occurredOn: ENDING.includes(type) ? '2024-01-01' : '1990-01-01',
    data,
  });

  it.each(EVENT_TYPES)('%s is written as it was read', (type) => {
    fc.assert(
      fc.property(dataArbitrary(EVENT_CATALOGUE[type].fields), (data) => {
        const wire = wireOf(type, data);
        const parsed = parseEvent(wire, late);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        expect(formatEvent(parsed.event)).toEqual(wire);
      }),
      { seed: 5, numRuns: 25 },
    );
  });

  it.each(EVENT_TYPES)('%s without one of its required fields is refused by that name', (type) => {
    const { fields } = EVENT_CATALOGUE[type];
    const [data] = fc.sample(dataArbitrary(fields), { seed: 6, numRuns: 1 });
    for (const [key, field] of Object.entries<Field>(fields)) {
      if (field.kind === 'optional') continue;
      const { [key]: _removed, ...rest } = data!;
      expect(refusals(wireOf(type, rest))).toContain(`data.${key}: missing_field`);
    }
  });
});

describe('decimals', () => {
  const dose = (doseMg: unknown) => ({
    ...test,
    type: 'DoseTaken',
    data: { doseMg },
  });

  it.each([40, '4e1', '040', '+40', '40.', '.5', ' 40', '0.4', '401', 'NaN', '', null])(
    'refuse %j',
    (doseMg) => {
      expect(refusals(dose(doseMg))).toEqual(['data.doseMg: not_in_range']);
    },
  );

  it.each(['0.5', '40', '22.5', '400'])('read %j', (doseMg) => {
    expect(refusals(dose(doseMg))).toEqual([]);
  });

  it.each(['0.0000001', '0.1234567890123456789', '1000000.00000000000001', '1.0'])(
    'are written as they were read or refused: %j',
    (value) => {
      const lab = { ...test, type: 'LabResulted', data: { loinc: '2571-8', value, unit: 'mg/dL' } };
      const parsed = parseEvent(lab, recording);
      if (!parsed.ok) return;
      const again = parseEvent(formatEvent(parsed.event), recording);
      expect(again.ok).toBe(true);
      const written = (formatEvent(parsed.event).data as { value: string }).value;
      expect(written.replace(/\.0$/, '')).toBe(value.replace(/\.0$/, ''));
    },
  );
});
