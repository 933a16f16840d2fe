// Figures as people read them, rounded to what they are worth.
// Never a decimal that nobody could measure, and never a null as a nought.

import type { CurveAnswer } from '@aegle/forecast';
import { messages } from '../messages/messages.ts';

const words = messages.forecast;

/** Values over the answered times; null where nothing may be said. */
export type Line = CurveAnswer['median'];

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

/** What is said where one person may get no number: words, or the widest band at the end. */
export function sayInWords(curve: CurveAnswer): string {
  if (curve.words !== null) return curve.words;
  const low = curve.low90.findLast((value) => value !== null);
  const high = curve.high90.findLast((value) => value !== null);
  if (low === undefined || high === undefined) return words.nothing;
  return words.wordsRange(plain(low), plain(high), curve.unit);
}

/** A range's end as the answer rounded it: never with more figures than that. */
function plain(value: number | null): string {
  return value === null ? words.notStated : String(value);
}

/** The highest value that any of these lines reaches; at least a little above nought. */
export function topOf(lines: readonly Line[]): number {
  const values = lines.flat().filter((value): value is number => value !== null);
  return values.length === 0 ? 1 : Math.max(...values, 1e-9);
}
