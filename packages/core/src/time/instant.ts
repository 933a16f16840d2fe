// An instant as an integer count of milliseconds since 1970-01-01T00:00:00Z.
// Never reads a clock: `now` is always a parameter.

import { type CalendarDay, formatCalendarDay, parseCalendarDay } from './calendar-day.ts';

declare const instant: unique symbol;

/** A point on the time line: milliseconds since the Unix epoch. */
export type Instant = number & { readonly [instant]: true };

const DAY_MS = 86_400_000;
const INSTANT_PATTERN =
  /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|([+-])(\d{2}):(\d{2}))$/;

/**
 * Reads an ISO 8601 instant with an offset (`2024-03-10T23:00:00-04:00` or `…Z`). A text without an
 * offset, or with an impossible date or time, is `undefined`: which instant it means is not known.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = INSTANT_PATTERN.exec(text);
  if (match === null) return undefined;
  const day = parseCalendarDay(match[1]!);
  const hour = Number(match[2]);
  const minute = Number(match[3]);
  const second = Number(match[4] ?? 0);
  const offsetHour = Number(match[8] ?? 0);
  const offsetMinute = Number(match[9] ?? 0);
  if (day === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  if (offsetHour > 14 || offsetMinute > 59) return undefined;
  const milliseconds = Number((match[5] ?? '0').padEnd(3, '0'));
  const offsetMs = (match[7] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  const localMs = ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
  return (day * DAY_MS + localMs - offsetMs) as Instant;
}

/** Writes an instant in UTC with milliseconds: `2024-03-11T03:00:00.000Z`. */
export function formatInstant(value: Instant): string {
  const day = Math.floor(value / DAY_MS);
  const rest = value - day * DAY_MS;
  const pad = (part: number, width = 2) => String(part).padStart(width, '0');
  const hours = Math.floor(rest / 3_600_000);
  const minutes = Math.floor(rest / 60_000) % 60;
  const seconds = Math.floor(rest / 1000) % 60;
  const date = formatCalendarDay(day as CalendarDay);
  return `${date}T${pad(hours)}:${pad(minutes)}:${pad(seconds)}.${pad(rest % 1000, 3)}Z`;
}
