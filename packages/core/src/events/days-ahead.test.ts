// Every day of every event looks back, or has a bound with a reason.

import { describe, expect, it } from 'vitest';
import { dayOf } from '../testing/made-up-history.ts';
import { EVENT_CATALOGUE, type EventType } from './catalogue.ts';
import { DAYS_AHEAD, tooFarAheadProblems } from './days-ahead.ts';
import type { AegleEvent } from './event.ts';
import type { Field } from './fields.ts';

/** Days of what has happened, with the rule that holds them back. */
const LOOKS_BACK: Readonly<Record<string, string>> = {
  'PatientEnrolled.bornOn': 'an age is derived from it, and a birth to come is nobody’s',
  'ExternalHistoryAccepted.coversFrom': 'before coversTo',
  'ExternalHistoryAccepted.coversTo': 'not_a_past_period',
  'PregnancyTestReported.resultedOn': 'day_in_the_future',
  'PregnancyTestReported.certifiedOn': 'day_in_the_future',
  'CourseEnded.lastDoseOn': 'last_dose_in_the_future',
  'OutageEnded.lastDayAffected': 'an outage that has ended; read for its portal alone',
};

const isDay = (field: Field): boolean =>
  field.kind === 'day' || (field.kind === 'optional' && isDay(field.of));

const days = (Object.keys(EVENT_CATALOGUE) as EventType[]).flatMap((type) =>
  Object.entries(EVENT_CATALOGUE[type].fields)
    .filter(([, field]) => isDay(field))
    .map(([name]) => [type, name] as const),
);

describe('a day that lies ahead', () => {
  it('is bounded with a reason, or looks back: every day of every event', () => {
    const open = days.filter(
      ([type, name]) =>
        DAYS_AHEAD[type]?.[name] === undefined && LOOKS_BACK[`${type}.${name}`] === undefined,
    );
    expect(open).toEqual([]);
    for (const bounds of Object.values(DAYS_AHEAD))
      for (const { why } of Object.values(bounds ?? {})) expect(why.length).toBeGreaterThan(10);
  });

  const bounded = days.filter(([type, name]) => DAYS_AHEAD[type]?.[name] !== undefined);
  it.each(bounded)(
    '%s.%s: its last day is taken, the next and a year 9999 are not',
    (type, name) => {
      const occurredOn = dayOf('2026-03-02');
      const { most } = DAYS_AHEAD[type]![name]!;
      const rulesOf = (day: number) =>
        tooFarAheadProblems({
          type,
          occurredOn,
          data: { [name]: day },
        } as unknown as AegleEvent).map(({ field, rule }) => `${field} ${rule}`);
      expect(rulesOf(occurredOn + most)).toEqual([]);
      expect(rulesOf(occurredOn + most + 1)).toEqual([`data.${name} too_far_ahead`]);
      expect(rulesOf(dayOf('9999-12-31'))).toEqual([`data.${name} too_far_ahead`]);
    },
  );
});
