// The holidays of real places: the day before, the day, the day after; and places of which none are known.

import { parseCalendarDay, warningDays } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { workingCalendarOf } from './working-calendar.ts';

const day = (text: string) => parseCalendarDay(text)!;
const worked = (place: string, ...days: readonly string[]) =>
  days.map((one) => workingCalendarOf(place).isWorkingDay(day(one)));

describe('the working days of a place', () => {
  it.each([
    // Thanksgiving 2026, a Thursday.
    ['us', ['2026-11-25', '2026-11-26', '2026-11-27'], [true, false, true]],
    // In California the day after it is free too.
    ['us/ca', ['2026-11-25', '2026-11-26', '2026-11-27'], [true, false, false]],
    // Corpus Christi 2026, a Thursday: free in Bavaria, worked in Berlin.
    ['de/by', ['2026-06-03', '2026-06-04', '2026-06-05'], [true, false, true]],
    ['de/be', ['2026-06-03', '2026-06-04', '2026-06-05'], [true, true, true]],
    // The Scottish second day of January 2026, a Friday; worked in England.
    ['uk/sct', ['2025-12-31', '2026-01-02', '2026-01-05'], [true, false, true]],
    ['uk/eng', ['2025-12-31', '2026-01-02', '2026-01-05'], [true, true, true]],
    // Boxing Day 2026 is a Saturday: the Monday stands for it.
    ['uk', ['2026-12-24', '2026-12-28', '2026-12-29'], [true, false, true]],
    // Canberra Day 2026, the second Monday of March.
    ['au/act', ['2026-03-06', '2026-03-09', '2026-03-10'], [true, false, true]],
  ])('of %s around %j', (place, days, expected) => {
    expect(worked(place, ...days)).toEqual(expected);
  });

  it('leave the morning of Christmas Eve worked where only its afternoon is free', () => {
    expect(worked('de', '2026-12-24', '2026-12-25')).toEqual([true, false]);
  });

  it('hold every day of a feast of three days', () => {
    const feast = ['2026-09-23', '2026-09-24', '2026-09-25', '2026-09-28'];
    expect(worked('kr', ...feast)).toEqual([true, false, false, true]);
  });

  it('say whose holidays they are: of the region, of the country, or of nobody', () => {
    const of = (place: string | undefined) => workingCalendarOf(place).holidaysOf;
    expect([
      of('de/by'),
      of('de/atlantis'),
      of('uk'),
      of('xx'),
      of('constructor'),
      of(undefined),
    ]).toEqual(['DE-BY', 'DE', 'GB', undefined, undefined, undefined]);
    expect(worked('xx', '2026-12-25', '2026-12-26')).toEqual([true, false]);
  });

  it('warn over a long weekend when three working days and when one are left', () => {
    // Good Friday and Easter Monday 2026 in Germany: from Monday 30 March to Tuesday 7 April.
    const { isWorkingDay } = workingCalendarOf('de');
    const [three, one] = warningDays(day('2026-03-30'), day('2026-04-07'), isWorkingDay);
    expect([three, one]).toEqual([day('2026-04-01'), day('2026-04-07')]);
    const closesOnEaster = warningDays(day('2026-03-30'), day('2026-04-06'), isWorkingDay);
    expect(closesOnEaster).toEqual([day('2026-03-31'), day('2026-04-02')]);
  });
});
