// The three days of one question: on which clock a deadline ends, which day it is here, what has begun.
// Never one day for all three: they differ wherever the place of care is not on the programme's clock.

import type { CalendarDay } from './calendar-day.ts';
import type { ClockOf, ZoneClock } from './clock.ts';
import type { Instant } from './instant.ts';

/** The days of a question at an instant. */
export interface QuestionDays {
  /** On the clock that ends windows: a portal's own; without a portal, that of the place of care. */
  readonly deadline: CalendarDay;
  /** At the place of care; where no place is stated, on the programme's clock. */
  readonly here: CalendarDay;
  /**
   * The latest day on which something recorded can have happened. With a stated place it is the
   * latest day being lived anywhere: entry has refused what lay ahead of its own place. Without one,
   * what opens a gate waits for the programme's day; what closes counts at once all the same.
   */
  readonly happenedBy: CalendarDay;
}

const DAY_MS = 86_400_000;
/** The furthest zone east of UTC: somewhere the next day is already being lived. */
const EARLIEST_ZONE_MS = 14 * 3_600_000;

/** The latest calendar day that has begun somewhere on Earth. */
export function latestDayAnywhere(at: Instant): CalendarDay {
  return Math.floor((at + EARLIEST_ZONE_MS) / DAY_MS) as CalendarDay;
}

/** The furthest zone west of UTC: somewhere the day before is still being lived. */
const LATEST_ZONE_MS = -12 * 3_600_000;

/** The earliest calendar day that is still being lived somewhere on Earth: every day before it is over. */
export function earliestDayAnywhere(at: Instant): CalendarDay {
  return Math.floor((at + LATEST_ZONE_MS) / DAY_MS) as CalendarDay;
}

/** Where a programme is kept, and whether a portal does the keeping. */
interface Kept {
  readonly zone: string;
  readonly authority: 'external' | 'local';
}

/** The zone whose midnight ends a programme's days: a portal's, else that of the place of care. */
export function deadlineZone({ zone, authority }: Kept, place: string | undefined): string {
  return authority === 'external' ? zone : (place ?? zone);
}

/** The three days of a question at `at`, for a patient treated in the zone `place`. */
export function questionDays(
  programme: Kept,
  place: string | undefined,
  at: Instant,
  clockOf: ClockOf,
): QuestionDays & { readonly clock: ZoneClock } {
  const clock = clockOf(deadlineZone(programme, place));
  const deadline = clock.dayAt(at);
  if (place === undefined) return { clock, deadline, here: deadline, happenedBy: deadline };
  const here = place === clock.zone ? deadline : clockOf(place).dayAt(at);
  return { clock, deadline, here, happenedBy: latestDayAnywhere(at) };
}

/** All three on one day: for histories in which zones do not matter. */
export const onOneDay = (day: CalendarDay): QuestionDays => ({
  deadline: day,
  here: day,
  happenedBy: day,
});
