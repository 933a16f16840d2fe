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

/**
 * Every instant that a wall-clock time on a day in a zone can mean, in order: none where the clocks
 * skipped it, two where it came twice.
 */
export function instantsAt(day: CalendarDay, time: string, zone: string): readonly Instant[] {
  const read = readings(day, time, zone).filter(({ isOnTheClock }) => isOnTheClock);
  const instants = read.map(({ at }) => at);
  return instants[0] === instants[1] ? instants.slice(0, 1) : instants;
}

/** The instants that it means with the offset before, and after, any change of the clocks there. */
export function instantsAround(day: CalendarDay, time: string, zone: string): readonly Instant[] {
  return readings(day, time, zone).map(({ at }) => at);
}

function readings(day: CalendarDay, time: string, zone: string) {
  const wall = Temporal.PlainDateTime.from(`${formatCalendarDay(day)}T${time}`);
  return (['earlier', 'later'] as const).map((disambiguation) => {
    const read = wall.toZonedDateTime(zone, { disambiguation });
    const isOnTheClock = read.toPlainDateTime().equals(wall);
    return { at: read.epochMilliseconds as Instant, isOnTheClock };
  });
}

/** The first and the last minute of a day in a zone, whatever the clocks do that night. */
export function endsOfDay(
  day: CalendarDay,
  zone: string,
): { readonly first: Instant; readonly last: Instant } {
  const start = (of: CalendarDay) =>
    Temporal.PlainDate.from(formatCalendarDay(of)).toZonedDateTime({ timeZone: zone })
      .epochMilliseconds;
  const nextDay = (day + 1) as CalendarDay;
  return { first: start(day) as Instant, last: (start(nextDay) - 60_000) as Instant };
}
