// Which programmes decide about a patient: those of the current course that were not left since.
// Never chosen by who asks, and never fewer because somebody enrols anew.

import type { EventOf } from '../events/event.ts';
import { type PatientFacts, reaches } from '../facts/patient-facts.ts';
import type { Stage } from '../programme/programme.ts';
import type { CompiledProgramme } from './rules.ts';

type Known = ReadonlyMap<string, CompiledProgramme>;

/**
 * Programmes of the current course's enrolments that were not left since, each once, with those that
 * apply together with them (`appliesWith`) whoever enrolled the patient in which. About blood the
 * programmes that were left go on deciding: their wait runs wherever the donor lives. Empty for a
 * patient who was never enrolled, or who has left every programme: nothing is granted then.
 */
export function programmesApplying(
  facts: PatientFacts,
  known: Known,
  stage?: Stage,
): readonly CompiledProgramme[] {
  const ids = new Set(
    facts.enrolments
      .filter((event) => event.data.course === facts.course?.id || stage === 'donate_blood')
      .filter((event) => stage === 'donate_blood' || !isLeft(facts, known, event))
      .map((event) => event.data.programme),
  );
  if (stage !== 'donate_blood')
    for (const id of ids)
      for (const other of known.get(id)?.programme.appliesWith ?? []) {
        // Half of what decides would grant what the other half refuses.
        if (!known.has(other)) return [];
        ids.add(other);
      }
  return [...ids].flatMap((id) => known.get(id) ?? []);
}

/**
 * True when treatment moved out of the programme's jurisdiction after this enrolment, in the same record
 * or in one that knew of it: what another record left before they were merged is not left here.
 */
function isLeft(facts: PatientFacts, known: Known, enrolment: EventOf<'PatientEnrolled'>): boolean {
  const place = known.get(enrolment.data.programme)?.programme.jurisdiction;
  if (place === undefined) return false;
  return facts.departures.some(
    (one) =>
      one.sequence > enrolment.sequence &&
      liesIn(place, one.data.from) &&
      reaches(facts, one, enrolment),
  );
}

/** True when a jurisdiction is another, or a part of it: `au/act` lies in `au`. */
export function liesIn(place: string, within: string): boolean {
  return place === within || place.startsWith(`${within}/`);
}
