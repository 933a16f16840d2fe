// The earliest pickup is one: after doing what is said the gate grants on it, and a day before it does not.

import {
  addDays,
  type CalendarDay,
  type CompiledProgramme,
  decideGate,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type GateFacts,
  type Instant,
  type PickupsQuestion,
  pickupsOf,
} from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { askedAt, eventsOf, type Line } from '../reference/history.ts';
import { americanMonth, europeanMonth } from '../reference/scripts.ts';
import { type Compliant, compliantPatients } from './granted.ts';

const clockOf = zoneClocks();

/** Days before the month's visit on which somebody asks, and after it, with nothing done. */
const SHIFTS = [-25, -10, -3, 0, 5, 20];

function factsOf(rules: readonly CompiledProgramme[], lines: readonly Line[], at: Instant) {
  const known = foldProgramme(eventsOf(lines, 'programme'), at);
  return {
    patient: foldPatient(eventsOf(lines, 'gate'), at),
    prescriber: foldOrganisation(eventsOf(lines, 'prescriber'), at),
    pharmacy: foldOrganisation(eventsOf(lines, 'pharmacy'), at),
    programmes: new Map(rules.map(({ programme }) => [programme.id, known])),
  } satisfies GateFacts;
}

function asked(one: Compliant, lines: readonly Line[], now: Instant): PickupsQuestion {
  const { rules } = one;
  const question = { kind: 'dispense', daysSupply: 30, prescriber: 'p' } as const;
  return {
    gate: { programmes: rules, facts: factsOf(rules, lines, now), question, clockOf },
    events: eventsOf(lines, 'gate').filter(({ recordedAt }) => recordedAt <= now),
    zone: rules[0]!.programme.zone,
    now,
    daysSupply: 30,
  };
}

/** The script's own month, written without the code under test. */
function monthOn({ edition, category }: Compliant, day: CalendarDay, month: number): Line[] {
  return edition.startsWith('us')
    ? americanMonth(category, day, month)
    : europeanMonth(category, day, month);
}

function grants(one: Compliant, lines: readonly Line[], day: CalendarDay): boolean {
  const zone = one.rules[0]!.programme.zone;
  const at = clockOf(zone).lastInstantOf(day);
  const question = { kind: 'dispense', daysSupply: 30, prescriber: 'p', at } as const;
  return (
    decideGate(one.rules, factsOf(one.rules, lines, at), question, clockOf).outcome === 'granted'
  );
}

describe.each([1, 3])('month %i', (month) => {
  it.each(compliantPatients(month).map((one) => [one.name, one] as const))(
    'H-01 %s: granted at the earliest pickup, and not a day before',
    (_, one) => {
      // Everything up to the month's visit; the visit itself is what the cascade says.
      const lines = one.lines.filter(({ day }) => day < one.today);
      let found = 0;
      for (const shift of SHIFTS) {
        const now = askedAt(addDays(one.today, shift));
        const known = lines.filter(({ day }) => day <= addDays(one.today, shift));
        const { earliest, best, inTheWay } = pickupsOf(asked(one, known, now));
        if (earliest === undefined) {
          expect(inTheWay.length).toBeGreaterThan(0);
          continue;
        }
        found += 1;
        const done = [...known, ...monthOn(one, earliest.visitOn, month)];
        expect([shift, grants(one, done, earliest.pickupOn)]).toEqual([shift, true]);
        expect([shift, grants(one, done, addDays(earliest.pickupOn, -1))]).toEqual([shift, false]);
        // The plan that loses no day more than the earliest opens no earlier than it, and is one too.
        expect(best!.lostDays).toBe(earliest.lostDays);
        expect(best!.visitOn).toBeGreaterThanOrEqual(earliest.visitOn);
        const late = [...known, ...monthOn(one, best!.visitOn, month)];
        expect([shift, grants(one, late, best!.pickupOn)]).toEqual([shift, true]);
      }
      expect(found).toBeGreaterThan(2);
    },
  );
});

it('names the month after also where a day must be lost: the fewest that can be', () => {
  const found = compliantPatients(3).flatMap((one) => {
    const question = asked(one, one.lines, askedAt(one.today));
    // A supply that covers nothing: whatever the next pickup is, a day before it has no capsule.
    const { best, next } = pickupsOf({ ...question, daysSupply: 0 });
    return best === undefined ? [] : [next];
  });
  expect(found.length).toBeGreaterThan(5);
  expect(found.every((next) => next !== undefined)).toBe(true);
  expect(found.every((next) => next!.lostDays > 0)).toBe(true);
});
