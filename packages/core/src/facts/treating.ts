// Who has the patient: after a transfer of care, the prescriber it names and nobody else.
// Never takes a prescription away that was written while its prescriber had the patient.

import type { CalendarDay } from '../time/calendar-day.ts';
import type { PatientFacts } from './patient-facts.ts';

/** A place in the history: a day, and what the log had heard by then. */
export interface Place {
  readonly occurredOn: CalendarDay;
  readonly sequence: number;
}

/**
 * The one prescriber who had the patient at a place in the history; `undefined` where care was never
 * handed over in this course, so that any certified prescriber may write.
 */
export function treatingPrescriber(facts: PatientFacts, at: Place): string | undefined {
  let latest: PatientFacts['careTransfers'][number] | undefined;
  for (const transfer of facts.careTransfers)
    if (isBefore(transfer, at) && (latest === undefined || isBefore(latest, transfer)))
      latest = transfer;
  if (latest === undefined) return undefined;
  const began = facts.course?.enrolment;
  // A new course is begun by whoever enrols; an older handing over says nothing of it.
  const isOfEarlierCourse = began !== undefined && isBefore(latest, began) && isBefore(began, at);
  return isOfEarlierCourse ? undefined : latest.data.toPrescriber;
}

/** The one prescriber who has the patient as far as is known; `undefined` where nobody was named. */
export function treatingPrescriberNow(facts: PatientFacts): string | undefined {
  return treatingPrescriber(facts, { occurredOn: Infinity as CalendarDay, sequence: Infinity });
}

function isBefore(one: Place, other: Place): boolean {
  if (one.occurredOn !== other.occurredOn) return one.occurredOn < other.occurredOn;
  return one.sequence < other.sequence;
}
