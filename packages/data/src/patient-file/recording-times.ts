// When lines were recorded: wall times of a day, read in the zone of their place.
// Never moves a time: what the clocks skipped is refused, what came twice is asked about, or closes first.

import {
  type CalendarDay,
  canOnlyClose,
  formatCalendarDay,
  type Instant,
  parseInstant,
} from '@aegle/core';
import { endsOfDay, instantsAround, instantsAt, zoneClocks } from '../zones/zone-clock.ts';

const clockOf = zoneClocks();

/** True for a name that the zone database knows. */
export function isZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The zone of a file as the zone of a place; UTC is no place, so that nothing is known of it. */
export function placeOf(zone: string): string | undefined {
  return /^(etc\/)?(utc|universal|zulu|uct)$/i.test(zone) ? undefined : zone;
}

/** What a line says of itself that bears on when it was recorded. */
export interface Timed {
  readonly type: string;
  readonly data: unknown;
  readonly time?: string | undefined;
  readonly recorded?: string | undefined;
  readonly recordedAt?: string | undefined;
}

/** One reading of when a line was recorded: an instant, or, without a time, up to the day's end. */
export interface Reading {
  readonly at: Instant;
  readonly latest: Instant;
}

type Refuse = (field: string, rule: string, nextStep: string) => void;

/** A wall time, perhaps with its offset: `01:30`, `01:30-04:00`. */
export const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/;

/** Every reading of a line recorded on `day` in `zone`; none when it was refused. */
export function readingsOf(
  line: Timed,
  day: CalendarDay | undefined,
  zone: string,
  refuse: Refuse,
): readonly Reading[] {
  if (line.recordedAt !== undefined) return exactly(line, line.recordedAt, refuse);
  if (day === undefined) {
    refuse('recorded', 'not_a_calendar_day', 'Write a day that exists, as YYYY-MM-DD.');
    return [];
  }
  if (!isZone(zone)) {
    refuse('zone', 'unknown_zone', 'Name a zone such as America/New_York.');
    return [];
  }
  if (line.time === undefined) {
    const { first, last } = endsOfDay(day, zone);
    return [{ at: first, latest: last }];
  }
  return atWallTime(day, line.time, zone, refuse);
}

function exactly(line: Timed, recordedAt: string, refuse: Refuse): readonly Reading[] {
  const at = parseInstant(recordedAt);
  if (at !== undefined && line.time === undefined && line.recorded === undefined)
    return [{ at, latest: at }];
  refuse(
    'recordedAt',
    at === undefined ? 'not_an_instant' : 'recording_told_twice',
    'Write an ISO 8601 time with its offset, and then neither `time` nor `recorded`.',
  );
  return [];
}

function atWallTime(
  day: CalendarDay,
  time: string,
  zone: string,
  refuse: Refuse,
): readonly Reading[] {
  const [wall, offset] = [time.slice(0, 5), time.slice(5)];
  const only = (at: Instant): Reading => ({ at, latest: at });
  if (offset !== '') {
    const at = parseInstant(`${formatCalendarDay(day)}T${wall}:00${offset}`)!;
    if (instantsAround(day, wall, zone).includes(at)) return [only(at)];
    refuse(
      'time',
      'offset_not_of_the_zone',
      `Write the offset that ${zone} had then, or name the zone of this line.`,
    );
    return [];
  }
  const instants = instantsAt(day, wall, zone);
  if (instants.length === 0)
    refuse(
      'time',
      'no_such_time',
      'The clocks skipped this time here on this day: write the time there was, or its offset.',
    );
  return instants.map(only);
}

/**
 * Chooses one reading of each line. Lines in order exclude readings: none is before the line above,
 * none after the last reading of a line below. What still can be meant twice is the earlier for what
 * closes, and is asked about for everything else.
 */
export function chosenReadings(
  lines: readonly Timed[],
  readings: readonly (readonly Reading[])[],
  isInOrder: boolean,
  refuse: (index: number, ...problem: Parameters<Refuse>) => void,
): readonly (Reading | undefined)[] {
  const bounds = new Array<number>(lines.length).fill(Number.POSITIVE_INFINITY);
  for (let index = lines.length - 2; isInOrder && index >= 0; index -= 1) {
    const below = readings[index + 1]!.at(-1)?.latest ?? Number.POSITIVE_INFINITY;
    bounds[index] = Math.min(bounds[index + 1]!, below);
  }
  let head = Number.NEGATIVE_INFINITY;
  return lines.map((line, index) => {
    const all = readings[index]!;
    const possible = isInOrder
      ? all.filter((one) => one.latest >= head && one.at <= bounds[index]!)
      : all;
    const chosen = possible[0] ?? all.at(-1);
    if (possible.length > 1 && !canOnlyClose(line.type, line.data))
      refuse(
        index,
        'time',
        'time_came_twice',
        'The clocks went back over this time: write it with its offset, such as 01:30-04:00.',
      );
    if (isInOrder && chosen !== undefined && chosen.latest < head)
      refuse(
        index,
        'time',
        'recorded_before_the_line_above',
        'Put the lines in the order they were recorded; `recorded` gives a later day of recording.',
      );
    if (chosen !== undefined) head = Math.max(head, chosen.at);
    return chosen;
  });
}
