// What an enrolment in a new course stands on: the course before it, and the last use that was not taken back.
// Never stored: a supply that is reversed after the enrolment leaves nothing behind.

import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { CourseFact, PatientFacts } from './patient-facts.ts';

/**
 * The course that `enrolment` began, from what stands of before it. `facts.earlierDispenses` already
 * holds every supply that the log heard of before the enrolment.
 */
export function courseBegunBy(
  facts: PatientFacts,
  enrolment: EventOf<'PatientEnrolled'>,
): CourseFact {
  const id = enrolment.data.course;
  const hadCourse = facts.enrolments.some(
    (one) =>
      one.mergedFrom === undefined && one.data.course !== id && one.sequence < enrolment.sequence,
  );
  // The latest day of use, in whichever course: one in which nothing was used hands on the one before.
  const uses = [
    ...facts.earlierDispenses.map((one) => one.event),
    // An end tells of its last dose, whenever it is recorded.
    ...facts.courseEnds
      .filter((one) => one.sequence < enrolment.sequence)
      .map(({ occurredOn, data }) => ({ occurredOn: data.lastDoseOn ?? occurredOn })),
    ...facts.dosesAfterEnd.filter((one) => one.sequence < enrolment.sequence),
  ];
  return {
    id,
    enrolment,
    beganAnew: hadCourse || facts.earlierDispenses.length > 0,
    earlierUseEndedOn: latestDay(uses),
  };
}

function latestDay(events: readonly { readonly occurredOn: CalendarDay }[]) {
  let latest: CalendarDay | undefined;
  for (const { occurredOn } of events)
    if (latest === undefined || occurredOn > latest) latest = occurredOn;
  return latest;
}
