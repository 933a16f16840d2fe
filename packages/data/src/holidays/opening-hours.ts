// Opening hours as an organisation registered them: `mon-fri 09:00-18:00; sat 09:00-13:00`.
// Never a guess: what cannot be read is no hours at all, and a day that is not named is closed.

import type { CalendarDay, LastHour, WorkingCalendar } from '@aegle/core';
import { instantsAround } from '../zones/zone-clock.ts';

const DAYS: readonly (string | undefined)[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** 1970-01-01, day 0, was a Thursday. */
const THURSDAY = 3;
const PART = /^([a-z]{3})(?:-([a-z]{3}))? ([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** The hour at which it closes, by weekday from Monday (0); a weekday that is missing is closed. */
export type OpeningHours = ReadonlyMap<number, string>;

/** Reads hours, parts with semicolons; `undefined` where any part cannot be read or closes before it opens. */
export function openingHoursIn(text: string): OpeningHours | undefined {
  const closes = new Map<number, string>();
  for (const part of text.toLowerCase().split(';')) {
    const read = PART.exec(part.trim());
    if (read === null) return undefined;
    const [, first, last = first, hour, minute, endHour, endMinute] = read;
    const from = DAYS.indexOf(first);
    const to = DAYS.indexOf(last);
    const end = `${endHour}:${endMinute}`;
    if (from < 0 || to < from || end <= `${hour}:${minute}`) return undefined;
    for (let day = from; day <= to; day += 1)
      // A day with a pause at noon is named twice: the later end counts.
      closes.set(day, end > (closes.get(day) ?? '') ? end : closes.get(day)!);
  }
  return closes;
}

/** The calendar of a place with these hours there: open on its days that are no holiday, until their hour. */
export function openCalendarOf(
  calendar: WorkingCalendar,
  hours: OpeningHours,
  zone: string,
): WorkingCalendar {
  const hourOn = (day: CalendarDay) => hours.get((((day + THURSDAY) % 7) + 7) % 7);
  const isHoliday = calendar.isHoliday ?? (() => false);
  return {
    ...calendar,
    isWorkingDay: (day) => hourOn(day) !== undefined && !isHoliday(day),
    lastHourOn: (day): LastHour | undefined => {
      const hour = hourOn(day);
      if (hour === undefined || isHoliday(day)) return undefined;
      // Where the clocks are set that hour, the earlier reading: nobody comes too late.
      return { hour, at: Math.min(...instantsAround(day, hour, zone)) as LastHour['at'] };
    },
  };
}
