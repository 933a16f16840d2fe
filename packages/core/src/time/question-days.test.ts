// The three days of a question, over every offset from UTC: no place is a day behind what it recorded.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from './calendar-day.ts';
import type { ZoneClock } from './clock.ts';
import { type Instant, parseInstant } from './instant.ts';
import { deadlineZone, latestDayAnywhere, questionDays } from './question-days.ts';

const DAY_MS = 86_400_000;
/** A clock so many hours ahead of UTC, named `+10`. */
const clockOf = (zone: string): ZoneClock => {
  const ahead = Number(zone) * 3_600_000;
  return {
    zone,
    dayAt: (at) => Math.floor((at + ahead) / DAY_MS) as CalendarDay,
    lastInstantOf: (day) => ((day + 1) * DAY_MS - ahead - 1) as Instant,
  };
};
const at = parseInstant('2024-03-08T01:00:00Z')!;
const portal = { zone: '-5', authority: 'external' as const };
const law = { zone: '1', authority: 'local' as const };

describe('H-02 the three days of a question', () => {
  it('ends a portal’s days on its own clock, and the others where the patient is treated', () => {
    expect(deadlineZone(portal, '10')).toBe('-5');
    expect(deadlineZone(law, '-4')).toBe('-4');
    expect(deadlineZone(law, undefined)).toBe('1');
  });

  it('on Guam: the portal lives yesterday, and this morning has happened', () => {
    const days = questionDays(portal, '10', at, clockOf);
    const eighth = clockOf('0').dayAt(at);
    expect(days).toMatchObject({ deadline: eighth - 1, here: eighth, happenedBy: eighth });
  });

  it('without a stated place all three are the programme’s', () => {
    const { clock, ...days } = questionDays(portal, undefined, at, clockOf);
    expect(new Set(Object.values(days))).toEqual(new Set([clock.dayAt(at)]));
  });

  it('never puts the day at a place, or of its deadline, after the latest day anywhere', () => {
    const hours = fc.integer({ min: -12, max: 14 }).map(String);
    fc.assert(
      fc.property(
        hours,
        hours,
        fc.integer({ min: 0, max: 4e12 }),
        fc.boolean(),
        (a, b, when, is) => {
          const kept = { zone: a, authority: is ? ('external' as const) : ('local' as const) };
          const days = questionDays(kept, b, when as Instant, clockOf);
          expect(days.here).toBeLessThanOrEqual(days.happenedBy);
          expect(days.deadline).toBeLessThanOrEqual(days.happenedBy);
          expect(days.happenedBy).toBe(latestDayAnywhere(when as Instant));
          expect(days.clock.dayAt(when as Instant)).toBe(days.deadline);
        },
      ),
      { seed: 61, numRuns: 400 },
    );
  });
});
