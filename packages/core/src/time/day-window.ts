// A window of whole calendar days, both ends included.
// Never a bare number: it is made from an anchor, a length and whether the anchor day counts.

import { addDays, type CalendarDay } from './calendar-day.ts';
import { addLength, type Length } from './length.ts';

/** Days from `firstDay` to `lastDay`, both included. */
export interface DayWindow {
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
}

/**
 * The window that `anchor` opens. With `anchorDayCounts` the anchor is day 1, so 7 days end on
 * anchor + 6; without it the anchor is day 0, so 6 days also end on anchor + 6.
 */
export function windowFrom(
  anchor: CalendarDay,
  length: Length,
  anchorDayCounts: boolean,
): DayWindow {
  const end = addLength(anchor, length);
  return { firstDay: anchor, lastDay: anchorDayCounts ? addDays(end, -1) : end };
}

/** True when `day` lies in the window; both ends belong to it. */
export function isInside(window: DayWindow, day: CalendarDay): boolean {
  return day >= window.firstDay && day <= window.lastDay;
}
