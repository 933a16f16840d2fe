// What a correction or a clearing may name: an event of this patient, something that is closed.
// Never lets a decision, a merge or a judgement be reworded: such things are withdrawn and made anew.

import {
  type AegleEvent,
  applyCorrection,
  beforeBirthProblem,
  canOnlyClose,
  contraceptionWords,
  type EventOf,
  latestDayAnywhere,
  liesIn,
  orderProblems,
  placeOfCare,
  type SafetyHold,
  tooFarAheadProblems,
} from '@aegle/core';
import { dayProblems } from '@aegle/data';
import { refuse } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { programmesFor } from './gate-question.ts';
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
  if (!outcome.ok || outcome.event === undefined || correction.data.isWithdrawn) return;
  const [wrong] = [
    ...tooFarAheadProblems(outcome.event),
    ...dayProblems(outcome.event),
    ...orderAsWorded(outcome.event, correction),
  ];
  if (wrong !== undefined) throw refuse('invalid', wrong.field, wrong.rule, wrong.nextStep);
}

/** The order of its days as a correction words it; what closes is kept whatever its day. */
function orderAsWorded(event: AegleEvent, { recordedAt }: EventOf<'Corrected'>) {
  if (canOnlyClose(event.type, event.data)) return [];
  // The hour was of the day before the correction; the day that is said now counts.
  const { occurredAt: _hour, ...worded } = event;
  return orderProblems(worded as AegleEvent, latestDayAnywhere(recordedAt));
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

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** A place of a loaded programme, or a country by its two letters; a part of one stands after a stroke. */
function isPlace({ programmes }: ServiceContext, place: string): boolean {
  if ([...programmes.values()].some((one) => one.programme.jurisdiction === place)) return true;
  const [country = '', ...parts] = place.split('/');
  if (!/^[a-z]{2}$/.test(country) || parts.length > 1 || country === 'zz') return false;
  return REGIONS.of(country.toUpperCase()) !== undefined;
}

/** Leaving a programme names a country of it and says why. */
function refuseLeaving(
  context: ServiceContext,
  known: PatientCase,
  { data }: EventOf<'JurisdictionChanged'>,
): void {
  const places = known.facts.patient.enrolments.map(
    (one) => context.programmes.get(one.data.programme)?.programme.jurisdiction,
  );
  if (!places.includes(data.from))
    throw refuse(
      'invalid',
      'data.from',
      'It is the place of a programme in which the patient was enrolled.',
      'Name the place as the programme’s page does, such as us or au/act.',
    );
  if (!isPlace(context, data.to))
    throw refuse(
      'invalid',
      'data.to',
      'No such place is known.',
      'Send the country’s two letters in small, such as nz.',
    );
  if (data.reason === undefined)
    throw refuse('invalid', 'data.reason', 'Leaving a programme has a reason.', 'Say why.');
  // A part of the place that is left lies under its programme still.
  if (known.facts.patient.course !== undefined && !liesIn(data.to, data.from)) return;
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
  return contraceptionWords(facts.patient).some((event) => event.id === id);
}

/** A portal's yes names a prescription of this patient, and is a portal's of a programme that decides here. */
function refuseElsewhere(
  context: ServiceContext,
  known: PatientCase,
  received: readonly ReceivedEvent[],
  { data }: EventOf<'ExternalAuthorizationRecorded'>,
): void {
  if (!data.granted) return;
  const sent = received.flatMap(({ event }) =>
    event.type === 'PrescriptionWritten' ? [event] : [],
  );
  const written = [...known.facts.patient.prescriptions, ...sent];
  if (!written.some((one) => one.data.prescription === data.prescription))
    throw refuse(
      'not_found',
      'data.prescription',
      'No such prescription of this patient.',
      'Name the prescription that the portal authorised.',
    );
  const decide = programmesFor(context, known.facts.patient);
  const asks = decide.flatMap(({ programme }) => [
    ...programme.editions.flatMap((edition) => edition.requirements),
    ...programme.overlays.flatMap(({ replaces, adds }) => [...replaces, ...adds]),
  ]);
  if (asks.some(({ options }) => options.portal === data.portal)) return;
  throw refuse(
    'invalid',
    'data.portal',
    'It is the portal of a programme that decides for this patient.',
    'Name the portal that answered; an answer of another country’s is no answer here.',
  );
}

/** What ends is a course of this patient: the end of another one would end nothing, unsaid. */
function refuseOtherCourse({ facts }: PatientCase, { data }: EventOf<'CourseEnded'>): void {
  if (facts.patient.enrolments.some((one) => one.data.course === data.course)) return;
  throw refuse(
    'not_found',
    'data.course',
    'No such course of this patient.',
    'Name the course that ended, as its enrolment does.',
  );
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

/** What an event names is there, also as a correction words it. Faults: not_found, invalid. */
export function refuseNamedElsewhere(
  context: ServiceContext,
  known: PatientCase,
  received: readonly ReceivedEvent[],
): void {
  const check = (event: AegleEvent) => {
    if (event.type === 'JurisdictionChanged') refuseLeaving(context, known, event);
    if (event.type === 'ExternalAuthorizationRecorded')
      refuseElsewhere(context, known, received, event);
    if (event.type === 'CourseEnded') refuseOtherCourse(known, event);
  };
  for (const { event } of received) {
    check(event);
    if (event.type !== 'Corrected' || event.data.isWithdrawn) continue;
    const target = known.events.find((one) => one.id === event.data.event);
    const outcome = target && applyCorrection(target, event);
    if (outcome?.ok && outcome.event !== undefined) check(outcome.event);
  }
}
