// Lengths of time as programmes write them: days, weeks, calendar months.
// Never mixes units silently: a month has no fixed number of days and says how it ends.

import {
  addDays,
  type CalendarDay,
  calendarDayOf,
  civilDateOf,
  daysInMonth,
} from './calendar-day.ts';

/** How a length of calendar months ends when the target month is too short. */
export const MONTH_END_RULES = ['last_day_of_month', 'first_day_of_next_month'] as const;
export type MonthEndRule = (typeof MONTH_END_RULES)[number];

/** A length of time in the unit the source uses. */
export type Length =
  | { readonly unit: 'day' | 'week'; readonly amount: number }
  | { readonly unit: 'calendar_month'; readonly amount: number; readonly monthEnd: MonthEndRule };

/** The day that lies a length after `day` (31 January + 1 month = 28/29 February or 1 March). */
export function addLength(day: CalendarDay, length: Length): CalendarDay {
  switch (length.unit) {
    case 'day':
      return addDays(day, length.amount);
    case 'week':
      return addDays(day, length.amount * 7);
    case 'calendar_month':
      return addCalendarMonths(day, length.amount, length.monthEnd);
  }
}

/**
 * The first day after a length whose last day is inside: a month after 1 September ends with 1 October;
 * where a month lacks the day, with its last one (31 January: the last day of February).
 */
export function firstDayAfter(day: CalendarDay, length: Length): CalendarDay {
  const isMonths = length.unit === 'calendar_month';
  const end = isMonths ? { ...length, monthEnd: 'last_day_of_month' as const } : length;
  return addDays(addLength(day, end), 1);
}

/** Adds whole calendar months; `monthEnd` says what happens when the target month is too short. */
export function addCalendarMonths(
  day: CalendarDay,
  months: number,
  monthEnd: MonthEndRule,
): CalendarDay {
  const { year, month, dayOfMonth } = civilDateOf(day);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  const lastDay = daysInMonth(targetYear, targetMonth);
  if (dayOfMonth <= lastDay) return calendarDayOf(targetYear, targetMonth, dayOfMonth)!;
  const end = calendarDayOf(targetYear, targetMonth, lastDay)!;
  return monthEnd === 'last_day_of_month' ? end : addDays(end, 1);
}

/** The length in words, for sentences: "7 days", "1 calendar month". */
export function describeLength(length: Length): string {
  const word = length.unit === 'calendar_month' ? 'calendar month' : length.unit;
  return `${length.amount} ${word}${length.amount === 1 ? '' : 's'}`;
}
