// A zone as iCalendar wants it: wall times with their zone, and the zone's own changes of the clock.
// Never a rule for ever: it says what the zone database says between two instants.

import type { Instant } from '@aegle/core';
import { Temporal } from 'temporal-polyfill';

/** An instant as the wall clock of a zone shows it. */
export function wallTimeAt(at: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

/** The `VTIMEZONE` of a zone (RFC 5545, 3.6.5) that holds from `from` to `to`, both included. */
export function zoneComponent(zone: string, from: Instant, to: Instant): string {
  const start = wallTimeAt(from, zone);
  const changes = [start.getTimeZoneTransition('previous') ?? start];
  for (let next = start.getTimeZoneTransition('next'); next !== null; ) {
    if (next.epochMilliseconds > to) break;
    changes.push(next);
    next = next.getTimeZoneTransition('next');
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...changes.flatMap(observance), 'END:VTIMEZONE'].join(
    '\r\n',
  );
}

function observance(change: Temporal.ZonedDateTime): readonly string[] {
  const before = change.subtract({ nanoseconds: 1 });
  const kind = isDaylight(change) ? 'DAYLIGHT' : 'STANDARD';
  // A change begins on the clock that it ends.
  const onset = change.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
  return [
    `BEGIN:${kind}`,
    `DTSTART:${onset.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`,
    `TZOFFSETFROM:${before.offset.replace(':', '')}`,
    `TZOFFSETTO:${change.offset.replace(':', '')}`,
    `END:${kind}`,
  ];
}

/** True where the clock is ahead of the zone's other half of the year. */
function isDaylight(at: Temporal.ZonedDateTime): boolean {
  const offsets = [1, 7].map((month) => at.with({ month, day: 1 }).offsetNanoseconds);
  return at.offsetNanoseconds > Math.min(...offsets);
}
