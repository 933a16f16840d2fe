// The end of an authorisation on the clocks of the programmes that granted it.

import {
  type AegleEvent,
  CompiledProgramme,
  foldPatient,
  formatInstant,
  type Instant,
  parseEvent,
  parseInstant,
} from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { loadProgrammes } from '../../../data/src/programmes/load.ts';
import { zoneClocks } from '../../../data/src/zones/zone-clock.ts';
import { daysOverSomewhere, earliestLastDay, endOfAuthorization } from './open-authorizations.ts';
import { PROGRAMMES_FOLDER } from './testing.ts';

const loaded = loadProgrammes(PROGRAMMES_FOLDER);
const context = {
  programmes: new Map(
    loaded.map((one) => [one.programme.id, new CompiledProgramme(one.programme)]),
  ),
  clockOf: zoneClocks(),
};
const now = parseInstant('2025-06-18T15:00:00.000Z') as Instant;

type Told = readonly [string, Readonly<Record<string, unknown>>];

function history(...told: Told[]) {
  const events = told.map(([type, data], index): AegleEvent => {
    const wire = { id: `event-${index}`, type, v: 1, occurredOn: '2025-06-18', data };
    const actor = { id: 'a', role: 'prescriber' as const };
    // As in a merged record: only the instants tell the order.
    const recordedAt = (now + index) as Instant;
    const parsed = parseEvent(wire, { sequence: 1, recordedAt, actor });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.event;
  });
  return foldPatient(events, (now + told.length) as Instant);
}

const enrolled = (programme: string) => ['PatientEnrolled', { programme, course: 'c' }] as const;
const authorized = (authorization: string, lastDay: string) =>
  [
    'DispenseAuthorized',
    { authorization, prescription: 'rx', pharmacy: 'ph', daysSupply: 30, lastDay, decision: 'd' },
  ] as const;

function endIn(...told: Told[]): string {
  const facts = history(...told);
  return formatInstant(endOfAuthorization(context, facts, facts.authorizations[0]!));
}

describe('the end of an authorisation', () => {
  const granted = authorized('a', '2025-06-22');

  it('is the end of its last day on the clock of the programme that granted', () => {
    expect(endIn(enrolled('us-ipledge'), granted)).toBe('2025-06-23T03:59:59.999Z');
    expect(endIn(enrolled('de-amvv'), granted)).toBe('2025-06-22T21:59:59.999Z');
  });

  it('comes with the earliest of several clocks, in whatever order they were enrolled', () => {
    const berlin = '2025-06-22T21:59:59.999Z';
    expect(endIn(enrolled('us-ipledge'), enrolled('de-amvv'), granted)).toBe(berlin);
    expect(endIn(enrolled('de-amvv'), enrolled('us-ipledge'), granted)).toBe(berlin);
  });

  it('asks no programme that granted nothing: one enrolled in later', () => {
    const told = [enrolled('us-ipledge'), granted, enrolled('de-amvv')] as const;
    expect(endIn(...told)).toBe('2025-06-23T03:59:59.999Z');
  });

  it('is the earliest on Earth when no programme of it is loaded', () => {
    expect(endIn(enrolled('unknown'), granted)).toBe('2025-06-22T09:59:59.999Z');
    const last = parseInstant('2025-06-22T09:59:59.999Z') as Instant;
    expect(daysOverSomewhere(context, last)).toBe('2025-06-22');
    expect(daysOverSomewhere(context, (last + 1) as Instant)).toBe('2025-06-23');
  });

  it('is looked for from the earliest last day that has days left', () => {
    const both = [authorized('a', '2025-06-22'), authorized('b', '2025-06-20')] as const;
    expect(earliestLastDay(history(enrolled('us-ipledge'), ...both))).toBe('2025-06-20');
    const dispensed = { dispense: 'x', authorization: 'b', prescription: 'rx', pharmacy: 'ph' };
    const rest = ['Dispensed', { ...dispensed, daysSupply: 30 }] as const;
    expect(earliestLastDay(history(enrolled('us-ipledge'), ...both, rest))).toBe('2025-06-22');
    expect(earliestLastDay(history(enrolled('us-ipledge')))).toBeNull();
  });
});
