// Days and instants as people read them. Arithmetic stays with core's calendar days.
// Never takes the device's day for a programme's: the zone is always named.

import { type CalendarDay, civilDateOf, parseCalendarDay } from '@aegle/core';

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });

/** The name of month 1 to 12. */
const monthName = (month: number): string => MONTH.format(Date.UTC(2000, month - 1, 15));

/** `2026-03-10` as "10 March 2026"; anything else is given back as it is. */
export function dayInWords(day: string): string {
  const parsed = parseCalendarDay(day);
  if (parsed === undefined) return day;
  const { year, month, dayOfMonth } = civilDateOf(parsed);
  return `${dayOfMonth} ${monthName(month)} ${year}`;
}

/** "10 Mar": for the ticks of an axis, with the year in January. */
export function tickOf(day: CalendarDay): string {
  const { year, month, dayOfMonth } = civilDateOf(day);
  const name = monthName(month).slice(0, 3);
  return month === 1 && dayOfMonth <= 7 ? `${dayOfMonth} ${name} ${year}` : `${dayOfMonth} ${name}`;
}

/** The day it is now in a zone, as `YYYY-MM-DD`. */
export function todayIn(zone: string, now: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(now);
}

/** An instant in a zone: "10 March 2026, 23:59". The device's zone where none is named. */
export function instantInWords(instant: string, zone?: string): string {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return instant;
  const timeZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return `${dayInWords(todayIn(timeZone, ms))}, ${clock.format(ms)}`;
}

/** The minute on this device's clock: "14:05". */
export function clockInWords(ms: number): string {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', clock).format(ms);
}

/** `America/New_York` as "New York". */
export function placeOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
