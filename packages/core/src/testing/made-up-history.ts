// Invented histories for core's own tests: one patient, events in the order the log heard them.
// It must never hold anything about a real person.

import type { Role } from '../decision/actor.ts';
import type { EventData, EventType } from '../events/catalogue.ts';
import type { AegleEvent } from '../events/event.ts';
import { type CalendarDay, parseCalendarDay } from '../time/calendar-day.ts';
import type { ZoneClock } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';

const DAY_MS = 86_400_000;

/** A day that must exist. */
export function dayOf(text: string): CalendarDay {
  const day = parseCalendarDay(text);
  if (day === undefined) throw new RangeError(`${text} is not a calendar day`);
  return day;
}

/** Noon of a day in UTC. */
export const noonOf = (day: CalendarDay): Instant => (day * DAY_MS + DAY_MS / 2) as Instant;

/** The calendar of UTC, for tests in which zones do not matter. */
export const utcClock = (zone: string): ZoneClock => ({
  zone,
  dayAt: (at) => Math.floor(at / DAY_MS) as CalendarDay,
  lastInstantOf: (day) => ((day + 1) * DAY_MS - 1) as Instant,
});

/** Builds a history line by line; ids are `e1`, `e2`, … unless given. */
export class MadeUpHistory {
  readonly events: AegleEvent[] = [];

  /** Adds an event, recorded at noon of its day or of `recordedOn`, by a role's one person. */
  add<T extends EventType>(
    type: T,
    day: CalendarDay,
    data: EventData<T>,
    given: { id?: string; by?: Role; actor?: string; recordedOn?: CalendarDay } = {},
  ): this {
    const sequence = this.events.length + 1;
    const role = given.by ?? 'prescriber';
    this.events.push({
      id: given.id ?? `e${sequence}`,
      type,
      sequence,
      occurredOn: day,
      recordedAt: noonOf(given.recordedOn ?? day),
      actor: { id: given.actor ?? `${role}-1`, role },
      data,
    } as unknown as AegleEvent);
    return this;
  }
}
