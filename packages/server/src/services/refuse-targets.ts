// What a correction or a clearing may name: an event of this patient, something that is closed.
// Never lets a decision, a merge or a judgement be reworded: such things are withdrawn and made anew.

import {
  type AegleEvent,
  applyCorrection,
  beforeBirthProblem,
  canOnlyClose,
  type EventOf,
  orderProblems,
  placeOfCare,
  type SafetyHold,
} from '@aegle/core';
import { refuse } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import type { ReceivedEvent } from './new-events.ts';
import type { PatientCase } from './read-case.ts';

/** What Aegle decided, and what somebody judged or cleared, is withdrawn, never reworded. */
const ONLY_WITHDRAWN: readonly string[] = [
  'PatientEnrolled',
  'DispenseAuthorized',
  'AuthorizationReversed',
  'Dispensed',
  'DispensedPartially',
  'DispenseReversed',
  'SafetyHoldPlaced',
  'SafetyHoldCleared',
  'ReportUnresolved',
  'ReportResolved',
  'DiscretionExercised',
  'ExternalHistoryAccepted',
];

/** The event of the patient's two streams that a correction names; fault `not_found` without one. */
export function targetOf(
  known: PatientCase,
  record: readonly AegleEvent[],
  id: string,
): AegleEvent {
  const found = [...known.own, ...known.events, ...record].find((event) => event.id === id);
  if (found !== undefined) return found;
  throw refuse(
    'not_found',
    'data.event',
    'No such event of this patient.',
    'Name the event to correct.',
  );
}

function refuseUncorrectable(target: AegleEvent, correction: EventOf<'Corrected'>): void {
  if (target.type === 'PatientsMerged')
    throw refuse(
      'invalid',
      'data.event',
      'A merge is not undone by a correction.',
      'Place a hold, and ask the safety officer.',
    );
  if (target.type === 'Corrected')
    throw refuse(
      'invalid',
      'data.event',
      'A correction is not corrected.',
      'Correct the event itself again.',
    );
  if (!correction.data.isWithdrawn && ONLY_WITHDRAWN.includes(target.type))
    throw refuse(
      'invalid',
      'data.event',
      'It can be withdrawn, not reworded.',
      'Withdraw it and record the right one.',
    );
  const outcome = applyCorrection(target, correction);
  // A value that cannot be read is kept, and closes until somebody looks; a field that is none says nothing.
  if (!outcome.ok && outcome.problem.rule === 'unknown_field')
    throw refuse('invalid', outcome.problem.field, outcome.problem.rule, outcome.problem.nextStep);
}

/** A record event as a correction words it now; undefined when it is withdrawn. Fault `invalid`. */
export function asCorrected(
  target: AegleEvent,
  correction: EventOf<'Corrected'>,
): AegleEvent | undefined {
  const outcome = applyCorrection(target, correction);
  if (outcome.ok) return outcome.event;
  const { field, rule, nextStep } = outcome.problem;
  throw refuse('invalid', field, rule, nextStep);
}

/** Nothing is recorded of a day before the patient was born. Fault `invalid`. */
function refuseBeforeBirth(known: PatientCase, heard: readonly AegleEvent[]): void {
  const { enrolments } = known.facts.patient;
  const bornOn = enrolments.findLast((one) => one.data.bornOn !== undefined)?.data.bornOn;
  for (const event of heard) {
    const problem = beforeBirthProblem(event, bornOn);
    if (problem !== undefined)
      throw refuse('invalid', problem.field, problem.rule, problem.nextStep);
  }
}

/**
 * What opens a gate is not dated ahead of the day at the place of care, where that is stated. What
 * closes one is kept whatever its day.
 */
function refuseAheadOfPlace(
  context: ServiceContext,
  known: PatientCase,
  heard: readonly AegleEvent[],
): void {
  const place = placeOfCare(known.facts.patient);
  if (place === undefined) return;
  const today = context.clockOf(place).dayAt(known.knownAt);
  for (const event of heard) {
    if (canOnlyClose(event.type, event.data)) continue;
    const problem = orderProblems(event, today)[0];
    if (problem !== undefined)
      throw refuse('invalid', problem.field, problem.rule, problem.nextStep);
  }
}

/** No day before the patient's birth, none ahead of the place of care. */
export function refuseImpossibleDays(
  context: ServiceContext,
  known: PatientCase,
  heard: readonly AegleEvent[],
): void {
  refuseBeforeBirth(known, heard);
  refuseAheadOfPlace(context, known, heard);
}

/** Leaving a programme names a country of it and says why. */
function refuseLeaving(known: PatientCase, { data }: EventOf<'JurisdictionChanged'>): void {
  if (data.reason === undefined)
    throw refuse('invalid', 'data.reason', 'Leaving a programme has a reason.', 'Say why.');
  if (known.facts.patient.course !== undefined && data.from !== data.to) return;
  throw refuse(
    'invalid',
    'data.to',
    'Treatment goes on in another place than before.',
    'Name where the patient was treated, and where from now on.',
  );
}

/** A change of the record is confirmed by somebody else, against a source. */
function refuseUnconfirmed(
  { cause, notClearableBy }: SafetyHold,
  { data }: EventOf<'SafetyHoldCleared'>,
  actorId: string,
): void {
  if (cause !== 'unconfirmed_correction') return;
  if (notClearableBy === actorId)
    throw refuse(
      'conflict',
      'data.hold',
      'Whoever changed the record does not confirm the change.',
      'Have another clinician compare it with its source and clear it.',
    );
  if (data.evidence === undefined || data.evidence.length === 0)
    throw refuse(
      'invalid',
      'data.evidence',
      'A change of the record is confirmed against a source.',
      'Name what it was compared with: the report, the laboratory sheet, the event.',
    );
}

/** A gap in contraception is found by a programme's rules and cleared by what was recorded of it. */
function isOfContraception({ facts }: PatientCase, id: string): boolean {
  const { contraceptionStarts, contraceptionStops } = facts.patient;
  return [...contraceptionStarts, ...contraceptionStops].some((event) => event.id === id);
}

/** A correction names an event of this patient, a clearing names something that is closed. */
export function refuseUnknownTargets(
  known: PatientCase,
  record: readonly AegleEvent[],
  received: readonly ReceivedEvent[],
  actorId: string,
): void {
  for (const { event } of received) {
    if (event.type === 'Corrected')
      refuseUncorrectable(targetOf(known, record, event.data.event), event);
    if (event.type === 'JurisdictionChanged') refuseLeaving(known, event);
    if (event.type !== 'SafetyHoldCleared') continue;
    const open = known.facts.patient.safetyHolds.filter((one) => one.id === event.data.hold);
    if (open.length === 0 && !isOfContraception(known, event.data.hold))
      throw refuse(
        'not_found',
        'data.hold',
        'Nothing of that id is closed.',
        'Name the open hold or event.',
      );
    for (const hold of open) refuseUnconfirmed(hold, event, actorId);
  }
}
