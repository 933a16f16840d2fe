// The instant that a command was asked for with `--at`; left out, its clock's.
// Never a year of which no zone, rule or calendar says anything.

import { type Instant, parseInstant } from '@aegle/core';
import { refused } from './input-refused.ts';
import type { World } from './world.ts';

const FIRST = parseInstant('1970-01-01T00:00:00Z')!;
const END = parseInstant('2200-01-01T00:00:00Z')!;

/** `--at` as an instant of the years 1970 to 2199. */
export function instantAsked({ now }: Pick<World, 'now'>, at: string | undefined): Instant {
  if (at === undefined) return now;
  const instant = parseInstant(at);
  if (instant === undefined)
    throw refused('--at', 'not_an_instant', 'Write it with its offset: 2024-03-10T23:00:00-04:00.');
  if (instant >= FIRST && instant < END) return instant;
  throw refused('--at', 'not_in_range', 'Write an instant of the years 1970 to 2199.');
}
