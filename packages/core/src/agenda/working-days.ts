// Days on which somebody is there: how many are left until a close, and which is the last of them.
// Never a calendar of its own: which days are worked comes from the edge, place by place.

import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { ClockOf } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';
import type { AgendaItem, AgendaWarning } from './agenda-item.ts';

/** True on a day on which clinic and pharmacy of the place are open. */
export type IsWorkingDay = (day: CalendarDay) => boolean;

/** The hour of the place at which a day's work ends, such as `18:00`, and its instant. */
export interface LastHour {
  readonly hour: string;
  readonly at: Instant;
}

/** The days that are worked at a place, and whose holidays those are. */
export interface WorkingCalendar {
  readonly isWorkingDay: IsWorkingDay;
  /** True on a public holiday; absent: none is known. */
  readonly isHoliday?: (day: CalendarDay) => boolean;
  /** Until when somebody is there on a day; absent: no hours are known. */
  readonly lastHourOn?: (day: CalendarDay) => LastHour | undefined;
  /** A country or a part of one, such as `DE-BY`; absent: only weekends are known to be free. */
  readonly holidaysOf?: string;
}

const THREE = 3;

/** 1970-01-01, day 0, was a Thursday. */
const THURSDAY = 4;

/** Monday to Friday: where nothing more is known of the place. Its holidays are not in here. */
export const isWeekday: IsWorkingDay = (day) => {
  const weekday = (((day + THURSDAY) % 7) + 7) % 7;
  return weekday >= 1 && weekday <= 5;
};

/** Monday to Friday, with no holiday known. */
export const WEEKDAYS_ONLY: WorkingCalendar = { isWorkingDay: isWeekday };

/** Beyond this nobody counts. */
const MOST_DAYS = 60;

/**
 * Each item with the last working day before it closes, how many are left, today included, and
 * whether that is worth a warning: by the calendar of the clinic or, where a pharmacist acts, of the
 * pharmacy. What closes in more than 60 days is not counted.
 */
export function withWorkingDays(
  items: readonly AgendaItem[],
  now: Instant,
  clockOf: ClockOf,
  calendar: WorkingCalendar,
  pharmacy: WorkingCalendar = calendar,
): readonly AgendaItem[] {
  return items.map((item) => {
    const { closes, from } = item;
    if (closes === undefined || closes.at < now) return item;
    const today = clockOf(closes.zone).dayAt(now);
    // At the counter the pharmacy's own hours count.
    const here = item.who[0] === 'pharmacist' ? pharmacy : calendar;
    const { holidaysOf, lastHourOn } = here;
    // The day of which the last hour has struck is over for who comes to the counter.
    const isOver = (lastHourOn?.(today)?.at ?? now) < now;
    const isWorkingDay: IsWorkingDay = (day) =>
      here.isWorkingDay(day) && !(isOver && day === today);
    if (closes.day - today > MOST_DAYS) return item;
    const first = from === undefined || from < today ? today : from;
    const { left, last } = workingDaysIn(first, closes.day, isWorkingDay);
    const warning = item.state === 'now' ? warningAt(left) : undefined;
    const hour = last === undefined ? undefined : lastHourOn?.(last)?.hour;
    return {
      ...item,
      lastWorkingDay: last,
      ...(hour === undefined ? {} : { lastHour: hour }),
      workingDaysLeft: left,
      warnOn: warningDays(first, closes.day, isWorkingDay),
      ...(warning === undefined ? {} : { warning }),
      ...(holidaysOf === undefined ? {} : { holidaysOf }),
    };
  });
}

function warningAt(left: number): AgendaWarning | undefined {
  if (left === 0) return 'no_day';
  if (left === 1) return 'last_day';
  return left <= THREE ? 'three_days' : undefined;
}

/**
 * The days on which three working days are left, and on which one is, both ends included. A window
 * that is shorter warns on its first day; one without a working day does so too.
 */
export function warningDays(
  first: CalendarDay,
  lastDay: CalendarDay,
  isWorkingDay: IsWorkingDay,
): readonly CalendarDay[] {
  const worked: CalendarDay[] = [];
  for (let day = lastDay; day >= first && worked.length < THREE; day = addDays(day, -1))
    if (isWorkingDay(day)) worked.push(day);
  return [...new Set([worked[THREE - 1] ?? first, worked[0] ?? first])];
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
