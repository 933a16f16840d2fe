// Whether a change of the record opens more than stood open before: the gate is asked both ways.
// Never judged by who changes or what: only the gate's answers before and after count.

import { type AegleEvent, addDays, grantsMore, withoutSafetyHolds } from '@aegle/core';
import type { StoreTransaction } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { decideOn, type GateQuestion, programmesFor, todayFor } from './gate-question.ts';
import { ownEvent } from './new-events.ts';
import { withEvents } from './reactions.ts';
import type { PatientCase } from './read-case.ts';

/** Events that change what the record says of the past, or lift what it closed. */
const CHANGES: readonly string[] = [
  'Corrected',
  'PatientsMerged',
  'SafetyHoldCleared',
  'ReportResolved',
  'JurisdictionChanged',
];

/** Longer than any window, wait or lock-out of a loaded programme, from today on. */
const DAYS_ASKED = 70;

/**
 * The hold on what was just changed, when more is granted with it than without; empty otherwise. It
 * stays until a second authorised person, not the one who changed it, clears it against a source.
 */
export function wideningHold(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  added: readonly AegleEvent[],
  daysAsked = DAYS_ASKED,
): readonly AegleEvent[] {
  const changes = added.filter((event) => CHANGES.includes(event.type));
  if (changes.length === 0) return [];
  const after = withEvents(known, added, known.knownAt);
  // A correction that the fold itself holds closed needs no second hold. A hold that somebody placed
  // under the id of the change is none of it: they would confirm for the one who changed.
  const isHeld = (event: AegleEvent) =>
    after.facts.patient.safetyHolds.some(
      (one) => one.event.id === event.id && one.cause === 'unconfirmed_correction',
    );
  if (changes.every(isHeld) || !widens(context, known, after, daysAsked)) return [];
  const hold = context.newId();
  const day = todayFor(context, after.facts.patient, known.knownAt);
  const data = { hold, cause: 'correction_unconfirmed' };
  return [ownEvent(tx.scope, hold, 'SafetyHoldPlaced', day, data)];
}

/**
 * True when on some coming day the case as it stands after the change grants what the case before it
 * did not, with everything that closes the gates left out on both sides.
 */
function widens(
  context: ServiceContext,
  before: PatientCase,
  after: PatientCase,
  daysAsked: number,
): boolean {
  const [was, is] = [bare(before), bare(after)];
  const [first] = programmesFor(context, was.facts.patient);
  const clock = context.clockOf(first?.programme.zone ?? 'UTC');
  const today = clock.dayAt(before.knownAt);
  const questions = questionsOn(is);
  for (let index = 0; index < daysAsked; index += 1) {
    const at = index === 0 ? before.knownAt : clock.lastInstantOf(addDays(today, index));
    for (const question of questions)
      if (grantsMore(decideOn(context, was, question, at), decideOn(context, is, question, at)))
        return true;
  }
  return false;
}

function bare(known: PatientCase): PatientCase {
  return { ...known, facts: { ...known.facts, patient: withoutSafetyHolds(known.facts.patient) } };
}

function questionsOn(known: PatientCase): readonly GateQuestion[] {
  const { patient } = known;
  const prescriptions = known.facts.patient.prescriptions.map((one) => one.data.prescription);
  return [
    { kind: 'prescribe', patient },
    { kind: 'donate_blood', patient },
    ...prescriptions.map((prescription) => ({ kind: 'dispense' as const, patient, prescription })),
  ];
}
