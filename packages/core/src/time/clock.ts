// The wall calendar of one place. Core only asks it; the server implements it from the zone database.
// Never computes an offset here: zones live at the edge.

import type { CalendarDay } from './calendar-day.ts';
import type { Instant } from './instant.ts';

/** The calendar of one IANA zone, as a programme or a patient's home names it. */
export interface ZoneClock {
  /** IANA name, e.g. `America/New_York`. */
  readonly zone: string;
  /** The calendar day that is being lived in this zone at `at`. */
  dayAt(at: Instant): CalendarDay;
  /** The last millisecond of `day` in this zone, whatever the clocks do that night. */
  lastInstantOf(day: CalendarDay): Instant;
}

/** Finds the clock of a zone; throws for a name that the zone database does not know. */
export type ClockOf = (zone: string) => ZoneClock;
