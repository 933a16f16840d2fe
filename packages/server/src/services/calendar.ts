// The coming days, each open or closed and why: the gate asked at the end of every day.
// Never a promise: only what is recorded today is known, and a day can still close.

import {
  addDays,
  type Decision,
  formatCalendarDay,
  type Instant,
  type ReasonCode,
  type ZoneClock,
} from '@aegle/core';

/** One coming day. */
export interface CalendarEntry {
  readonly day: string;
  readonly isOpen: boolean;
  readonly reasons: readonly ReasonCode[];
}

/** Asks `decide` now and at the end of each later one of `days` days. */
export function calendarOf(
  clock: ZoneClock,
  now: Instant,
  days: number,
  decide: (at: Instant) => Decision,
): readonly CalendarEntry[] {
  const today = clock.dayAt(now);
  return Array.from({ length: days }, (_, index) => {
    const day = addDays(today, index);
    const decision = decide(index === 0 ? now : clock.lastInstantOf(day));
    return {
      day: formatCalendarDay(day),
      isOpen: decision.outcome === 'granted',
      reasons:
        decision.outcome === 'granted' ? [] : [...new Set(decision.reasons.map((one) => one.code))],
    };
  });
}
