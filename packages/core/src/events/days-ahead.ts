// How far ahead of its event a day may lie, for every field that looks ahead; asked of what is sent, never of what
// is stored. Aegle's own bounds of what is a typing error: a year 9999 is no day on which anything ends.

import type { EventType } from './catalogue.ts';
import type { AegleEvent } from './event.ts';
import type { FieldProblem } from './fields.ts';

const A_YEAR = 366;

/** The most days after the event's own day, with why. */
export const DAYS_AHEAD: Partial<
  Record<EventType, Readonly<Record<string, { readonly most: number; readonly why: string }>>>
> = {
  ExternalAuthorizationRecorded: {
    lastDay: { most: A_YEAR, why: 'a portal authorises one supply, of a month or a few' },
  },
  DispenseAuthorized: {
    lastDay: { most: A_YEAR, why: 'an authorisation is for one supply' },
  },
  DiscretionExercised: {
    lastDay: { most: A_YEAR, why: 'a judgement holds until the next supply at the latest' },
  },
  CoursePaused: {
    resumesOn: { most: A_YEAR, why: 'a pause of more than a year is another course' },
  },
  DosePlanned: {
    startsOn: { most: A_YEAR, why: 'a plan begins with the course that it is for' },
  },
  PriorAuthorizationRequested: {
    answerBy: { most: A_YEAR, why: 'an insurer answers within weeks' },
  },
  PriorAuthorizationDecided: {
    lastDay: { most: 3 * A_YEAR, why: 'an insurer agrees for a course, or for some years' },
  },
  StockRanOut: {
    expectedOn: { most: A_YEAR, why: 'a delivery is expected within weeks' },
  },
};

/** Days that lie further ahead than the field can mean. */
export function tooFarAheadProblems({
  type,
  occurredOn,
  data,
}: AegleEvent): readonly FieldProblem[] {
  const values = new Map<string, unknown>(Object.entries(data));
  return Object.entries(DAYS_AHEAD[type] ?? {}).flatMap(([field, { most }]) => {
    const day = values.get(field);
    if (typeof day !== 'number' || day - occurredOn <= most) return [];
    return [
      {
        field: `data.${field}`,
        rule: 'too_far_ahead',
        nextStep: `Check the year: it lies at most ${most} days after the day of the event.`,
      },
    ];
  });
}
