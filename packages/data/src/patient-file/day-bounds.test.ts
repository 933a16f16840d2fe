// H-12 Every day of every event has a first and a last day, or closes and is kept: a year of 9999 or of 1899 is none.

import {
  type AegleEvent,
  canOnlyClose,
  EVENT_CATALOGUE,
  EVENT_TYPES,
  type Field,
  type Instant,
  orderProblems,
  parseCalendarDay,
  tooFarAheadProblems,
} from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { dayProblems } from './day-bounds.ts';

const isDay = (field: Field): boolean =>
  field.kind === 'day' || (field.kind === 'optional' && isDay(field.of));
const FIELDS = EVENT_TYPES.flatMap((type) =>
  Object.entries<Field>(EVENT_CATALOGUE[type].fields)
    .filter(([, field]) => isDay(field))
    .map(([name]) => [type, name] as const),
);

const TODAY = '2026-03-02';
const dayOf = (text: string) => parseCalendarDay(text)!;

function rulesOf(type: string, data: object, occurredOn = TODAY): readonly string[] {
  const recordedAt = Date.parse(`${TODAY}T12:00:00Z`) as Instant;
  const event = { id: 'e', type, occurredOn: dayOf(occurredOn), recordedAt, data };
  const read = event as unknown as AegleEvent;
  return [...dayProblems(read), ...tooFarAheadProblems(read), ...orderProblems(read)].map(
    ({ field, rule }) => `${field} ${rule}`,
  );
}

describe('H-12 a day that cannot be meant', () => {
  it.each(FIELDS)('%s.%s: not 1899, not 9999', (type, name) => {
    const [early, late] = ['1899-12-31', '9999-12-31'].map((day) =>
      rulesOf(type, { [name]: dayOf(day) }),
    );
    expect(early).toContain(`data.${name} too_long_ago`);
    expect(late!.length).toBeGreaterThan(0);
  });

  it.each(EVENT_TYPES)('%s: on no day of 1899 or 9999, unless it can only close', (type) => {
    const isEarly = rulesOf(type, {}, '1899-12-31').includes('occurredOn too_long_ago');
    expect(isEarly).toBe(!canOnlyClose(type, {}));
    expect(rulesOf(type, {}, '9999-12-31')).toContain('occurredOn day_in_the_future');
  });

  it.each([
    ['PatientEnrolled', 'bornOn'],
    ['OutageEnded', 'lastDayAffected'],
  ])('%s.%s: of its own day, not of tomorrow', (type, name) => {
    expect(rulesOf(type, { [name]: dayOf(TODAY) })).toEqual([]);
    expect(rulesOf(type, { [name]: dayOf('2026-03-03') })).toEqual([
      `data.${name} after_its_event`,
    ]);
  });
});
