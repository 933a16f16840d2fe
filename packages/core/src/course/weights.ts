// A patient's weight by day: at the start of a course, now, and on any day between.
// Never carries a later weight back past the first one without saying so.

import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';

/** A weight and the day it was measured. */
export interface Weight {
  readonly on: CalendarDay;
  readonly kg: number;
}

/** Measured weights by day, the later record of one day last. */
export function weightsOf(events: readonly EventOf<'WeightMeasured'>[]): readonly Weight[] {
  return events
    .map((event, index) => ({ on: event.occurredOn, kg: event.data.weightKg, index }))
    .sort((a, b) => a.on - b.on || a.index - b.index)
    .map(({ on, kg }) => ({ on, kg }));
}

/** The latest weight measured on or before `day`; before the first one, the first one. */
export function weightOn(weights: readonly Weight[], day: CalendarDay): Weight | undefined {
  let found = weights[0];
  for (const weight of weights) {
    if (weight.on > day) break;
    found = weight;
  }
  return found;
}
