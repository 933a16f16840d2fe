// Zone clocks from the zone database, at the edge: core only ever sees the interface.
// Never adds hours to make days: each day begins where the zone database says it begins.

import type { CalendarDay, ClockOf, Instant, ZoneClock } from '@aegle/core';
import { formatCalendarDay } from '@aegle/core';
import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;

function zoneClock(zone: string): ZoneClock {
  const starts = new Map<number, number>();
  const startOf = (day: number): number => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = Temporal.PlainDate.from(formatCalendarDay(day as CalendarDay)).toZonedDateTime({
      timeZone: zone,
    }).epochMilliseconds;
    starts.set(day, start);
    return start;
  };
  return {
    zone,
    dayAt(at) {
      let day = Math.floor(at / DAY_MS) + 1;
      while (startOf(day) > at) day -= 1;
      return day as CalendarDay;
    },
    lastInstantOf: (day) => (startOf(day + 1) - 1) as Instant,
  };
}

/** A finder of zone clocks that remembers them. A name the zone database lacks is a RangeError. */
export function zoneClocks(): ClockOf {
  const clocks = new Map<string, ZoneClock>();
  return (zone) => {
    const known = clocks.get(zone);
    if (known !== undefined) return known;
    Temporal.Now.zonedDateTimeISO(zone);
    const clock = zoneClock(zone);
    clocks.set(zone, clock);
    return clock;
  };
}

/** The instant of a wall-clock time on a day in a zone; a skipped time moves forward. */
export function instantAt(day: CalendarDay, time: string, zone: string): Instant {
  const wall = Temporal.PlainDateTime.from(`${formatCalendarDay(day)}T${time}`);
  return wall.toZonedDateTime(zone, { disambiguation: 'later' }).epochMilliseconds as Instant;
}
