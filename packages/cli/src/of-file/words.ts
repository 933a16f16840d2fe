// Days, numbers and codes as people and programs read them.
// Never a default: a day that is not known is said to be unknown.

import { type CalendarDay, formatCalendarDay } from '@aegle/core';

/** A day as text; `unknown` where there is none. */
export const dayText = (day: CalendarDay | undefined): string =>
  day === undefined ? 'unknown' : formatCalendarDay(day);

/** A day for JSON: text, or null where there is none. */
export const dayData = (day: CalendarDay | undefined): string | null =>
  day === undefined ? null : formatCalendarDay(day);

/** A number with at most one decimal. */
export const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** A word of the code as people read it. */
export const spoken = (word: string): string => word.replaceAll('_', ' ').replaceAll('-', ' ');
