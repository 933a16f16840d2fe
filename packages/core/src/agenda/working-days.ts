// Days on which somebody is there: how many are left until a close, and which is the last of them.
// Never a calendar of its own: which days are worked comes from the edge, place by place.

import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { ClockOf } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';
import type { AgendaItem } from './agenda-item.ts';

/** True on a day on which clinic and pharmacy of the place are open. */
export type IsWorkingDay = (day: CalendarDay) => boolean;

/** 1970-01-01, day 0, was a Thursday. */
const THURSDAY = 4;

/** Monday to Friday: where nothing more is known of the place. Its holidays are not in here. */
export const isWeekday: IsWorkingDay = (day) => {
  const weekday = (((day + THURSDAY) % 7) + 7) % 7;
  return weekday >= 1 && weekday <= 5;
};

/** Beyond this nobody counts. */
const MOST_DAYS = 60;

/** Each item with the last working day before it closes, and how many are left, today included. */
export function withWorkingDays(
  items: readonly AgendaItem[],
  now: Instant,
  clockOf: ClockOf,
  isWorkingDay: IsWorkingDay,
): readonly AgendaItem[] {
  return items.map((item) => {
    const { closes, from } = item;
    if (closes === undefined || closes.at < now) return item;
    const today = clockOf(closes.zone).dayAt(now);
    const first = from === undefined || from < today ? today : from;
    const { left, last } = workingDaysIn(first, closes.day, isWorkingDay);
    if (closes.day - today > MOST_DAYS) return item;
    return { ...item, lastWorkingDay: last, workingDaysLeft: left };
  });
}

/** Working days from a day to another, both included: how many, and the last; undefined with none. */
export function workingDaysIn(
  first: CalendarDay,
  lastDay: CalendarDay,
  isWorkingDay: IsWorkingDay,
): { readonly left: number; readonly last: CalendarDay | undefined } {
  let left = 0;
  let last: CalendarDay | undefined;
  for (let day = first; day <= lastDay && day - first <= MOST_DAYS; day = addDays(day, 1))
    if (isWorkingDay(day)) {
      left += 1;
      last = day;
    }
  return { left, last };
}
