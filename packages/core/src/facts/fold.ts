// Folds a patient's gate events, in the order the log heard them, into facts as known at an instant.
// Never reads the record stream and never skips an event it does not like.

import type { EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import type { Instant } from '../time/instant.ts';
import { CONTRACEPTION_TYPES } from './contraception-words.ts';
import {
  type AppliedCorrection,
  correctedHistory,
  couldWiden,
  isReadByGate,
} from './corrections.ts';
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
  const history = correctedHistory(events, knownAt);
  takeCorrections(history.applied, facts);
  for (const event of history.events)
    if (event.recordedAt <= knownAt) STEPS.get(event.type)?.(facts, event);
  endJudgementsOn(history.applied, facts);
  return facts;
}

/** A judgement rests on what was known: what is corrected after it, its own words excepted, ends it. */
function endJudgementsOn(applied: readonly AppliedCorrection[], facts: PatientFacts): void {
  for (const { correction, before } of applied)
    if (before.type !== 'DiscretionExercised' && isReadByGate(before.type))
      facts.clinicalOverrides = facts.clinicalOverrides.filter(
        (judgement) => judgement.sequence > correction.sequence,
      );
}

/** A correction that could widen stays closed until it is confirmed. */
function takeCorrections(applied: readonly AppliedCorrection[], facts: PatientFacts): void {
  for (const { correction, before, outcome } of applied) {
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
}

const SAYS_OF_CONTRACEPTION: readonly EventType[] = CONTRACEPTION_TYPES;

const isDoubtfulTest = (event: AegleEvent | undefined) =>
  event?.type === 'PregnancyTestReported' && event.data.result !== 'negative';
