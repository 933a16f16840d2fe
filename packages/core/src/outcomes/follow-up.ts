// The one schedule on which outcomes are asked for: before, during, at the end, and for five years.
// Never a gap that swallows a visit: every day after the last capsule belongs to exactly one point.

import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { addLength } from '../time/length.ts';

/** Months after the last capsule; 0 is the end of the course. */
export const FOLLOW_UP_MONTHS = [0, 1, 3, 6, 12, 24, 36, 60] as const;
export type FollowUpMonth = (typeof FOLLOW_UP_MONTHS)[number];

export type FollowUpState = 'done' | 'due' | 'missed' | 'upcoming';

export interface FollowUpPoint {
  readonly month: FollowUpMonth;
  readonly firstDay: CalendarDay;
  readonly bestDay: CalendarDay;
  readonly lastDay: CalendarDay;
  readonly state: FollowUpState;
  /** The day nearest to the best one on which something was assessed. */
  readonly doneOn?: CalendarDay;
}

/** Days before the last capsule from which an assessment counts as one of the end. */
const END_DAYS = 14;
/** Months after the last point up to which it is still taken. */
const LAST_MONTHS = 12;

function month(from: CalendarDay, amount: number): CalendarDay {
  return addLength(from, { unit: 'calendar_month', amount, monthEnd: 'last_day_of_month' });
}

/**
 * The points after a last capsule. The windows meet in the middle between two points, so that a late
 * visit counts for the point it lies nearest to, and a missed one leaves the next as it is. A later
 * last capsule (a diary dose, a resumed course) moves every point with it.
 */
export function followUpOf(
  lastDoseOn: CalendarDay,
  assessedOn: readonly CalendarDay[],
  today: CalendarDay,
): readonly FollowUpPoint[] {
  const best = FOLLOW_UP_MONTHS.map((amount) => month(lastDoseOn, amount));
  const last = best.at(-1)!;
  return FOLLOW_UP_MONTHS.map((amount, index) => {
    const bestDay = best[index]!;
    const before = best[index - 1];
    const after = best[index + 1];
    const firstDay =
      before === undefined ? addDays(bestDay, -END_DAYS) : addDays(middle(before, bestDay), 1);
    const lastDay = after === undefined ? month(last, LAST_MONTHS) : middle(bestDay, after);
    const doneOn = nearest(
      assessedOn.filter((day) => day >= firstDay && day <= lastDay && day <= today),
      bestDay,
    );
    const state = doneOn !== undefined ? 'done' : stateOn(today, firstDay, lastDay);
    return {
      month: amount,
      firstDay,
      bestDay,
      lastDay,
      state,
      ...(doneOn === undefined ? {} : { doneOn }),
    };
  });
}

function middle(left: CalendarDay, right: CalendarDay): CalendarDay {
  return Math.floor((left + right) / 2) as CalendarDay;
}

function nearest(days: readonly CalendarDay[], to: CalendarDay): CalendarDay | undefined {
  return [...days].sort((left, right) => Math.abs(left - to) - Math.abs(right - to))[0];
}

function stateOn(today: CalendarDay, firstDay: CalendarDay, lastDay: CalendarDay): FollowUpState {
  if (today < firstDay) return 'upcoming';
  return today <= lastDay ? 'due' : 'missed';
}

/** Whole months from a last capsule to a day; below 0 before it. */
export function monthsAfter(lastDoseOn: CalendarDay, day: CalendarDay): number {
  let months = Math.floor((day - lastDoseOn) / 28);
  while (month(lastDoseOn, months) > day) months -= 1;
  return months;
}
