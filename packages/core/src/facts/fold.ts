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
  for (const event of events)
    if (event.type !== 'Corrected') current.set(placeOf(event.id, event.mergedFrom), event);
  for (const correction of events) {
    if (correction.type !== 'Corrected' || correction.recordedAt > knownAt) continue;
    const place = targetOf(correction, events, current);
    const before = current.get(place);
    if (before === undefined) continue;
    const outcome = applyCorrection(before, correction);
    const needsConfirmation = !outcome.ok || couldWiden(before, outcome.event);
    if (outcome.ok) current.set(place, outcome.event);
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
    const read = current.get(placeOf(event.id, event.mergedFrom));
    return read === undefined ? [] : [read];
  });
}

/** An id is unique in its record only. */
const placeOf = (id: string, record: string | undefined) =>
  record === undefined ? id : `${record}/${id}`;

/** The event of the correction's own record; else of a record that was merged before it was heard. */
function targetOf(
  correction: EventOf<'Corrected'>,
  events: readonly AegleEvent[],
  current: ReadonlyMap<string, AegleEvent | undefined>,
): string {
  const id = correction.data.event;
  const own = placeOf(id, correction.mergedFrom);
  if (current.has(own)) return own;
  const elsewhere = events.find(
    (event) =>
      event.id === id && event.sequence < correction.sequence && event.type !== 'Corrected',
  );
  return elsewhere === undefined ? own : placeOf(id, elsewhere.mergedFrom);
}
