// Finds the dose in a diary that is later than the last one reported at the end of the course.
// Never ends a course and never shortens a wait: it names a dose that lengthens it.

import type { EventOf } from '../events/event.ts';
import type { PatientFacts } from './patient-facts.ts';

/**
 * The latest of `doses` that lies after every last dose known so far, when the current course was
 * reported as ended; `undefined` while it runs, and when no dose is later.
 */
export function doseAfterEnd(
  facts: PatientFacts,
  doses: readonly EventOf<'DoseTaken'>[],
): EventOf<'DoseTaken'> | undefined {
  const ended = facts.courseEnds.at(-1);
  if (ended === undefined || ended.sequence < (facts.course?.enrolment.sequence ?? 0))
    return undefined;
  let last = Number.NEGATIVE_INFINITY;
  for (const { data, occurredOn } of facts.courseEnds)
    last = Math.max(last, data.lastDoseOn ?? occurredOn);
  for (const { occurredOn } of facts.dosesAfterEnd) last = Math.max(last, occurredOn);
  let found: EventOf<'DoseTaken'> | undefined;
  for (const dose of doses) {
    if (dose.occurredOn <= last) continue;
    last = dose.occurredOn;
    found = dose;
  }
  return found;
}
