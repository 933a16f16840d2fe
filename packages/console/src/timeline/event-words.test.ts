// Every type of event in words: no id, no code, no field's own spelling, whatever its texts hold.

import { PATIENT_EVENT_TYPES } from '@aegle/api';
import { EVENT_CATALOGUE, EVENT_TYPES, type EventType, type Field } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { inWords } from '../messages/messages.ts';
import { correctionInWords, eventInWords } from './event-words.ts';
import type { TimelineEvent } from './layout.ts';

const UUID = '6f1d8a52-3c1e-4d77-9a5b-0f1e2d3c4b5a';
/** What has stood on the page in place of words. */
const MACHINES = [
  UUID,
  'us-ipledge',
  'de-3b',
  'gb-2023',
  '6064',
  '2571-8',
  'severe-recalcitrant-nodular-acne',
  'birthControlPill',
  'oral_contraceptive',
  '4f2a9c1be07d5538aa10',
];
const NOT_WORDS =
  /[0-9a-f]{8}-[0-9a-f]{4}-|\b[a-z]+[A-Z][A-Za-z]*\b|[a-z]_[a-z]|\b[a-z]{2}-[a-z0-9]+|\b\d{4,}-\d\b|\b6064\b|[0-9a-f]{16}|undefined|\[object/;
const names = new Map([['us-ipledge', 'A programme']]);

function example(field: Field, text: string): unknown {
  switch (field.kind) {
    case 'optional':
      return example(field.of, text);
    case 'list':
      return [example(field.of, text)];
    case 'boolean':
      return true;
    case 'integer':
      return field.min;
    case 'decimal':
      return String(field.min);
    case 'day':
      return '2026-03-04';
    case 'oneOf':
      return field.values[0];
    case 'instant':
      return '2026-03-04T10:00:00Z';
    default:
      return text;
  }
}

function eventOf(type: EventType, text: string): TimelineEvent {
  const fields: Readonly<Record<string, Field>> = EVENT_CATALOGUE[type].fields;
  const data = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, example(field, text)]),
  );
  // Made from the declaration itself; the union of all types does not carry that.
  return {
    ...{ id: UUID, type, v: 1, occurredOn: '2026-03-04', data },
    ...{ recorded: '2026-03-04T10:00:00Z', by: 'prescriber' },
  } as unknown as TimelineEvent;
}

describe('an event in words', () => {
  it.each(EVENT_TYPES)('%s holds no id, code or spelling of a field', (type) => {
    for (const text of MACHINES) {
      const { details } = eventInWords(eventOf(type, text), names);
      // A unit's own spelling is its word.
      expect(`${inWords(type)}. ${details}`.replaceAll('mIU/ml', '')).not.toMatch(NOT_WORDS);
    }
  });

  it('keeps what it does not say behind identifiers, and says what has a name', () => {
    const written = eventInWords(
      eventOf('PrescriptionWritten', UUID),
      new Map([[UUID, 'Dr Lang']]),
    );
    expect(written.details).toContain('Prescriber: Dr Lang');
    expect(written.identifiers.map(([name]) => name)).toContain('Prescription');
    const lab = eventInWords(eventOf('LabResulted', '2571-8'), names);
    expect(lab.details).toContain('Test: Triglycerides');
    expect(PATIENT_EVENT_TYPES.length).toBeGreaterThan(40);
  });

  it('shows a correction before and after', () => {
    const weight = { ...eventOf('WeightMeasured', ''), data: { weightKg: '63' } } as TimelineEvent;
    const corrected = {
      ...eventOf('Corrected', ''),
      data: { event: UUID, field: 'weightKg', value: '36.5', isWithdrawn: false, reason: 'typed' },
    } as TimelineEvent;
    expect(correctionInWords(corrected, [weight], names)).toEqual({
      of: 'Weight measured of 4 March 2026',
      field: 'Weight, kg',
      before: '63',
      after: '36.5',
    });
    const withdrawn = { ...corrected, data: { ...corrected.data, isWithdrawn: true } };
    expect(correctionInWords(withdrawn as TimelineEvent, [weight], names)?.after).toBe('withdrawn');
    expect(correctionInWords(weight, [weight], names)).toBeUndefined();
  });
});
