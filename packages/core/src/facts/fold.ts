// Folds a patient's gate events, in the order the log heard them, into facts as known at an instant.
// Never reads the record stream and never skips an event it does not like.

import type { EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import type { Instant } from '../time/instant.ts';
import { CONTRACEPTION_TYPES } from './contraception-words.ts';
import { correctedHistory, couldWiden } from './corrections.ts';
import { FOLD_STEPS } from './fold-steps.ts';
import { added, PatientFacts } from './patient-facts.ts';

export { treatingPrescriberNow } from './treating.ts';

type Step = (facts: PatientFacts, event: EventOf<EventType>) => void;
// A step is looked up by the type of the very event that it is given.
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
  const history = correctedHistory(events, knownAt);
  for (const { correction, before, outcome } of history.applied) {
    const needsConfirmation = !outcome.ok || couldWiden(before, outcome.event);
    // Whatever its day becomes, a result that was not negative still stands after what it stood after.
    if (outcome.ok && isDoubtfulTest(before) && isDoubtfulTest(outcome.event))
      facts.pregnancyQuestions = added(facts.pregnancyQuestions, before);
    const days = [before, outcome.ok ? outcome.event : undefined].flatMap((one) => one ?? []);
    if (SAYS_OF_CONTRACEPTION.includes(before.type))
      for (const { occurredOn } of days)
        facts.contraceptionAmended = added(facts.contraceptionAmended, {
          on: occurredOn,
          sequence: correction.sequence,
        });
    // A second authorised person lifts it later, by a `SafetyHoldCleared` that names the correction.
    if (needsConfirmation)
      facts.safetyHolds = added(facts.safetyHolds, {
        id: correction.id,
        cause: 'unconfirmed_correction',
        event: correction,
        notClearableBy: correction.actor.id,
      });
  }
  return history.events;
}

const SAYS_OF_CONTRACEPTION: readonly EventType[] = CONTRACEPTION_TYPES;

const isDoubtfulTest = (event: AegleEvent | undefined) =>
  event?.type === 'PregnancyTestReported' && event.data.result !== 'negative';
