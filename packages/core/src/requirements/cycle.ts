// What belongs to the current cycle: recorded after the last dispense, in this course.
// Never counts the talk or answers of an earlier month.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import { isKnownLater } from '../facts/known-order.ts';
import { latestByDay } from '../facts/latest-by-day.ts';
import type { CourseFact } from '../facts/patient-facts.ts';
import type { GateView } from './view.ts';

/** Where an event stands: its day, and when the log heard of it. */
export type Placed = Pick<EventOf<EventType>, 'occurredOn' | 'sequence'>;

/** True for an event after another: by its day, and of one day as the log heard of them. */
export function isLater(one: Placed, other: Placed): boolean {
  if (one.occurredOn !== other.occurredOn) return one.occurredOn > other.occurredOn;
  return one.sequence > other.sequence;
}

/** True for an event of this course that was not used up by the last dispense. */
export function isInCycle(view: GateView, event: Placed): boolean {
  if (!isInCourse(view, event)) return false;
  if (view.lastDispensedOn === undefined) return true;
  return event.sequence > view.lastDispenseSequence && event.occurredOn >= view.lastDispensedOn;
}

/** True for an event of this course. What was recorded has happened, whatever the date is. */
export function isInCourse({ facts }: GateView, event: Placed): boolean {
  return facts.course === undefined || isOfCourse(facts.course, event);
}

/**
 * True for an event after the use of every earlier course and, where one came before, after the
 * enrolment that began this one: whatever was done before was done for that one, used or not.
 */
export function isOfCourse(course: CourseFact, event: Placed): boolean {
  const { beganAnew, enrolment, earlierUseEndedOn: floor } = course;
  if (beganAnew && !isLater(event, enrolment)) return false;
  return floor === undefined || event.occurredOn > floor;
}

/**
 * The latest event of this cycle among those that match: by its day, then as the log heard of it. An
 * older one that is entered late undoes nothing that was said since.
 */
export function latestInCycle<E extends Placed>(
  view: GateView,
  events: readonly E[],
  matches?: (event: E) => boolean,
): E | undefined {
  return latestByDay(events, (one) => isInCycle(view, one) && (matches?.(one) ?? true));
}

/**
 * The latest event of this course among those that match: by its day, then as the log heard of it. An
 * older one that is entered late undoes nothing that was said since.
 */
export function latestInCourse<E extends Placed>(
  view: GateView,
  events: readonly E[],
  matches?: (event: E) => boolean,
): E | undefined {
  return latestByDay(events, (one) => isInCourse(view, one) && (matches?.(one) ?? true));
}

/**
 * Of what may be given or refused, the latest word in this course. A refusal of the same day stands
 * until the word that gives is known to be later.
 */
export function standingWord<E extends EventOf<EventType>>(
  view: GateView,
  events: readonly E[],
  matches: (event: E) => boolean,
  gives: (event: E) => boolean,
): E | undefined {
  const latest = latestInCourse(view, events, matches);
  if (latest === undefined || !gives(latest)) return latest;
  for (const one of events)
    if (one.occurredOn === latest.occurredOn && !gives(one) && matches(one))
      if (!isKnownLater(latest, one)) return one;
  return latest;
}
