// The latest of several things that were said: by its day, and of one day the one that was heard last.
// Never the one that was entered last: an older one that is entered late undoes nothing that was said since.

import type { CalendarDay } from '../time/calendar-day.ts';

/** `events` in the order in which the log heard of them; undefined where none matches. */
export function latestByDay<E extends { readonly occurredOn: CalendarDay }>(
  events: readonly E[],
  matches?: (event: E) => boolean,
): E | undefined {
  let latest: E | undefined;
  for (const event of events) {
    if (latest !== undefined && event.occurredOn < latest.occurredOn) continue;
    if (matches === undefined || matches(event)) latest = event;
  }
  return latest;
}
