// Calendar days against a calendar that walks one day at a time, and against known days.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  type CalendarDay,
  calendarDayOf,
  civilDateOf,
  completedYears,
  daysInMonth,
  formatCalendarDay,
  isLeapYear,
  parseCalendarDay,
} from './calendar-day.ts';

const FIRST_YEAR = 1600;
const LAST_YEAR = 2405;

/** Walks from 1 January of a year to 31 December of another, one day after the other. */
function* walk(firstYear: number, lastYear: number) {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  for (let year = firstYear; year <= lastYear; year += 1) {
    const isLeap = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
    for (let month = 1; month <= 12; month += 1) {
      const length = month === 2 && isLeap ? 29 : lengths[month - 1]!;
      for (let dayOfMonth = 1; dayOfMonth <= length; dayOfMonth += 1)
        yield { year, month, dayOfMonth };
    }
  }
}

describe('calendar days', () => {
  it('agree with a calendar that walks day by day over eight centuries, both ways', () => {
    let expected: number | undefined;
    for (const civil of walk(FIRST_YEAR, LAST_YEAR)) {
      const day = calendarDayOf(civil.year, civil.month, civil.dayOfMonth)!;
      expected = expected === undefined ? day : expected + 1;
      if (day !== expected) expect(day, JSON.stringify(civil)).toBe(expected);
      const back = civilDateOf(day);
      if (
        back.year !== civil.year ||
        back.month !== civil.month ||
        back.dayOfMonth !== civil.dayOfMonth
      )
        expect(back).toEqual(civil);
    }
    expect(expected).toBe(parseCalendarDay(`${LAST_YEAR}-12-31`));
  });

  // Unix day numbers that are published independently of this code.
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-01-01', 10_957],
    ['2000-02-29', 11_016],
    ['2000-03-01', 11_017],
    ['2001-09-09', 11_574],
    ['2024-02-29', 19_782],
    ['2038-01-19', 24_855],
    ['1900-03-01', -25_508],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is day %i', (text, day) => {
    expect(parseCalendarDay(text)).toBe(day);
    expect(formatCalendarDay(day as CalendarDay)).toBe(text);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2024-02-30',
    '2024-04-31',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-01-32',
    '0000-01-01',
    '2024-1-01',
    '24-01-01',
    '2024-01-01T00:00:00Z',
    ' 2024-01-01',
    '2024-01-01\n',
    '2024/01/01',
    '',
    '٢٠٢٤-٠١-٠١',
  ])('refuses %j', (text) => {
    expect(parseCalendarDay(text)).toBeUndefined();
  });

  it.each([
    [2024.5, 1, 1],
    [2024, 1.5, 1],
    [2024, 1, 1.5],
    [10_000, 1, 1],
    [2024, 13, 1],
    [2024, 6, 31],
    [Number.NaN, 1, 1],
  ])('has no day for %d, %d, %d', (year, month, dayOfMonth) => {
    expect(calendarDayOf(year, month, dayOfMonth)).toBeUndefined();
  });

  it('writes and reads every day it can write', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
        expect(parseCalendarDay(formatCalendarDay(day as CalendarDay))).toBe(day);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('knows leap years and month lengths', () => {
    expect([1900, 2000, 2023, 2024, 2100].map(isLeapYear)).toEqual([
      false,
      true,
      false,
      true,
      false,
    ]);
    expect(daysInMonth(2024, 2)).toBe(29);
    expect(daysInMonth(2100, 2)).toBe(28);
    expect(daysInMonth(2024, 12)).toBe(31);
  });

  it('adds days across a month end, a leap day and a year end', () => {
    const after = (text: string, count: number) =>
      formatCalendarDay(addDays(parseCalendarDay(text)!, count));
    expect(after('2024-02-28', 1)).toBe('2024-02-29');
    expect(after('2023-02-28', 1)).toBe('2023-03-01');
    expect(after('2024-12-31', 1)).toBe('2025-01-01');
    expect(after('2024-03-01', -1)).toBe('2024-02-29');
  });

  it.each([
    ['2008-03-01', '2024-02-29', 15],
    ['2008-03-01', '2024-03-01', 16],
    ['2008-02-29', '2024-02-29', 16],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-12-31', '2009-01-01', 0],
  ])('born %s is, on %s, %i years old', (born, on, years) => {
    expect(completedYears(parseCalendarDay(born)!, parseCalendarDay(on)!)).toBe(years);
  });
});
