// Programmes that apply together: all must grant, and the answer ends where the first of them ends.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { madeUpEdition, madeUpProgramme, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, noonOf } from '../testing/made-up-history.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { ZoneClock } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';
import { decideGate } from './decide-gate.ts';
import { CompiledProgramme } from './rules.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Zones by the hours that their clocks are ahead of UTC. */
const AHEAD: Readonly<Record<string, number>> = { west: -5, middle: 1, east: 10 };
const clockOf = (zone: string): ZoneClock => ({
  zone,
  dayAt: (at) => Math.floor((at + AHEAD[zone]! * HOUR_MS) / DAY_MS) as CalendarDay,
  lastInstantOf: (day) => ((day + 1) * DAY_MS - AHEAD[zone]! * HOUR_MS - 1) as Instant,
});

const today = dayOf('2026-03-03');
const at = noonOf(today);
const facts = {
  patient: foldPatient([], at),
  prescriber: undefined,
  pharmacy: undefined,
  programmes: new Map(),
};

/** A programme that grants for the day, on the clock of a zone. */
const open = (zone: string) =>
  new CompiledProgramme(
    madeUpProgramme([madeUpEdition([madeUpRequirement('told', 'advisory')])], { id: zone, zone }),
  );

function endIn(...zones: readonly string[]): string {
  const decision = decideGate(zones.map(open), facts, { kind: 'dispense', at }, clockOf);
  if (decision.outcome !== 'granted') throw new Error(JSON.stringify(decision.reasons));
  expect(decision.lastDay).toBe(today);
  return decision.zone;
}

describe('programmes of several zones', () => {
  it('ends the same last day in the zone where it ends first, in whatever order they are asked', () => {
    expect(endIn('west')).toBe('west');
    expect(endIn('west', 'middle')).toBe('middle');
    expect(endIn('middle', 'west')).toBe('middle');
    expect(endIn('west', 'east', 'middle')).toBe('east');
  });
});
