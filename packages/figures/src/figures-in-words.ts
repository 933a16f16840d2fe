// Figures as people read them, rounded to what they are worth.
// Never a decimal that nobody could measure, and never a null as a nought.

import type { CurveAnswer, Line } from '@aegle/forecast';
import { words } from './words-en.ts';

export const DAYS_PER_MONTH = 365.25 / 12;

/** One decimal below ten, none above; "not stated" for null. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return words.notStated;
  return Math.abs(value) < 9.95 ? value.toFixed(1) : value.toFixed(0);
}

export function rangeInWords(low: number | null | undefined, high: number | null | undefined) {
  if (low == null || high == null) return words.notStated;
  return words.to(figure(low), figure(high));
}

/** Shares as people out of a hundred. */
export function ofHundred(line: Line): Line {
  return line.map((share) => (share === null ? null : 100 * share));
}

/** A number with its thousands parted. */
export function grouped(count: number): string {
  return count.toLocaleString('en-GB').replaceAll(',', '\u202f');
}

/** A day as weeks below three months, as months from there on. */
export function dayInWords(day: number): string {
  if (day < 91) return words.week(Math.round(day / 7));
  return words.month(Math.round(day / DAYS_PER_MONTH));
}

/** What is said where one person may get no number: the widest band at the end, and words. */
export function sayInWords(curve: CurveAnswer): string {
  const low = curve.low90.findLast((value) => value !== null);
  const high = curve.high90.findLast((value) => value !== null);
  if (low == null || high == null) return curve.words ?? words.nothing;
  const range = words.wordsRange(String(low), String(high), curve.unit);
  return curve.words === null ? range : `${range} ${curve.words}`;
}

/** Index of the last answered time at or before `day`. */
export function timeAt(days: readonly number[], day: number): number {
  return Math.max(
    0,
    days.findLastIndex((one) => one <= day),
  );
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A month such as 2026-11 by its name. */
export function monthInWords(month: string): string {
  return MONTH.format(new Date(`${month}-01T00:00:00Z`));
}

/** The first letter raised: words of the answer begin a line. */
export function raised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
