// Lengths: days, weeks and calendar months, with both rules for a month that is too short.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CalendarDay,
  civilDateOf,
  daysInMonth,
  formatCalendarDay,
  parseCalendarDay,
} from './calendar-day.ts';
import { addCalendarMonths, addLength, describeLength, type MonthEndRule } from './length.ts';

const on = (text: string) => parseCalendarDay(text)!;

describe('calendar months', () => {
  it.each([
    ['2024-01-31', 1, 'last_day_of_month', '2024-02-29'],
    ['2024-01-31', 1, 'first_day_of_next_month', '2024-03-01'],
    ['2023-01-31', 1, 'last_day_of_month', '2023-02-28'],
    ['2023-01-29', 1, 'first_day_of_next_month', '2023-03-01'],
    ['2024-01-29', 1, 'first_day_of_next_month', '2024-02-29'],
    ['2024-03-31', 1, 'last_day_of_month', '2024-04-30'],
    ['2024-03-31', 1, 'first_day_of_next_month', '2024-05-01'],
    ['2024-12-15', 1, 'last_day_of_month', '2025-01-15'],
    ['2024-11-30', 3, 'last_day_of_month', '2025-02-28'],
    ['2024-03-31', -1, 'last_day_of_month', '2024-02-29'],
    ['2024-01-15', 0, 'last_day_of_month', '2024-01-15'],
    ['2024-02-29', 12, 'last_day_of_month', '2025-02-28'],
    ['2024-02-29', 12, 'first_day_of_next_month', '2025-03-01'],
  ] as const)('%s + %i by %s is %s', (from, months, rule, to) => {
    expect(formatCalendarDay(addCalendarMonths(on(from), months, rule))).toBe(to);
  });

  it('land on the same day of the month, or at its end, and the two rules never differ by more than a day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 60_000 }),
        fc.integer({ min: 0, max: 60 }),
        (from, months) => {
          const day = from as CalendarDay;
          const strict = addCalendarMonths(day, months, 'last_day_of_month');
          const lenient = addCalendarMonths(day, months, 'first_day_of_next_month');
          const start = civilDateOf(day);
          const end = civilDateOf(strict);
          const length = daysInMonth(end.year, end.month);
          expect(end.year * 12 + end.month).toBe(start.year * 12 + start.month + months);
          expect(end.dayOfMonth).toBe(Math.min(start.dayOfMonth, length));
          expect(lenient - strict).toBe(start.dayOfMonth > length ? 1 : 0);
        },
      ),
      { seed: 2, numRuns: 2000 },
    );
  });
});

describe('lengths', () => {
  it('count days and weeks as they are', () => {
    expect(formatCalendarDay(addLength(on('2024-02-22'), { unit: 'day', amount: 7 }))).toBe(
      '2024-02-29',
    );
    expect(formatCalendarDay(addLength(on('2024-02-22'), { unit: 'week', amount: 4 }))).toBe(
      '2024-03-21',
    );
  });

  it('are never the same as a month of 30 days by accident', () => {
    const month = { unit: 'calendar_month', amount: 1, monthEnd: 'last_day_of_month' } as const;
    expect(addLength(on('2024-01-15'), month)).toBe(on('2024-02-15'));
    expect(addLength(on('2024-01-15'), { unit: 'day', amount: 30 })).toBe(on('2024-02-14'));
  });

  it('never go back when they grow', () => {
    const rules: MonthEndRule[] = ['last_day_of_month', 'first_day_of_next_month'];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 24 }),
        fc.constantFrom(...rules),
        (from, amount, monthEnd) => {
          const day = from as CalendarDay;
          const one = addLength(day, { unit: 'calendar_month', amount, monthEnd });
          const more = addLength(day, { unit: 'calendar_month', amount: amount + 1, monthEnd });
          const later = addLength((from + 1) as CalendarDay, {
            unit: 'calendar_month',
            amount,
            monthEnd,
          });
          expect(more).toBeGreaterThan(one);
          expect(later).toBeGreaterThanOrEqual(one);
        },
      ),
      { seed: 3, numRuns: 1000 },
    );
  });

  it('say themselves in words', () => {
    expect(describeLength({ unit: 'day', amount: 7 })).toBe('7 days');
    expect(describeLength({ unit: 'week', amount: 1 })).toBe('1 week');
    const monthEnd = 'last_day_of_month';
    expect(describeLength({ unit: 'calendar_month', amount: 1, monthEnd })).toBe(
      '1 calendar month',
    );
  });
});
