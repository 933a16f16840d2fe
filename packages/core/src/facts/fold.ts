// Folds a patient's gate events, in the order the log heard them, into facts as known at an instant.
// Never reads the record stream and never skips an event it does not like.

import type { EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import type { Instant } from '../time/instant.ts';
import { applyCorrection, couldWiden } from './corrections.ts';
import { FOLD_STEPS } from './fold-steps.ts';
import { added, PatientFacts } from './patient-facts.ts';

type Step = (facts: PatientFacts, event: EventOf<EventType>) => void;
const STEPS = new Map(Object.entries(FOLD_STEPS)) as unknown as ReadonlyMap<string, Step | null>;

/** Facts as known at `knownAt`: events recorded later are not yet known. */
export function foldPatient(events: readonly AegleEvent[], knownAt: Instant): PatientFacts {
  const facts = new PatientFacts();
  for (let index = 0; index < events.length; index += 1) {
    const event = events[index]!;
    if (event.recordedAt > knownAt) continue;
    if (event.type === 'Corrected') return foldCorrected(events, knownAt);
    STEPS.get(event.type)?.(facts, event);
  }
  return facts;
}

function foldCorrected(events: readonly AegleEvent[], knownAt: Instant): PatientFacts {
  const facts = new PatientFacts();
  for (const event of withCorrections(events, knownAt, facts))
    if (event.recordedAt <= knownAt) STEPS.get(event.type)?.(facts, event);
  return facts;
}

/** The events as corrected; a correction that could widen stays closed until it is confirmed. */
function withCorrections(
  events: readonly AegleEvent[],
  knownAt: Instant,
  facts: PatientFacts,
): readonly AegleEvent[] {
  const current = new Map<string, AegleEvent | undefined>();
  for (const event of events) if (event.type !== 'Corrected') current.set(event.id, event);
  for (const correction of events) {
    if (correction.type !== 'Corrected' || correction.recordedAt > knownAt) continue;
    const before = current.get(correction.data.event);
    if (before === undefined) continue;
    const outcome = applyCorrection(before, correction);
    const needsConfirmation = !outcome.ok || couldWiden(before, outcome.event);
    if (outcome.ok) current.set(before.id, outcome.event);
    // A second authorised person lifts it later, by a `SafetyHoldCleared` that names the correction.
    if (needsConfirmation)
      facts.closures = added(facts.closures, {
        id: correction.id,
        cause: 'unconfirmed_correction',
        event: correction,
        notClearableBy: correction.actor.id,
      });
  }
  return events.flatMap((event) => {
    if (event.type === 'Corrected') return [];
    const read = current.get(event.id);
    return read === undefined ? [] : [read];
  });
}
