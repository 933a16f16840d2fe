// Corrections: what a corrected event says now, and whether the correction could widen a grant.
// Never removes the uncorrected value from the log; this only decides what the fold reads.

import { EVENT_CATALOGUE, type EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import { type Field, type FieldProblem, readField } from '../events/fields.ts';
import { parseCalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';

type Correction = EventOf<'Corrected'>;

/** The event as corrected, or why it cannot be read that way. */
export type CorrectedEvent =
  | { readonly ok: true; readonly event: AegleEvent | undefined }
  | { readonly ok: false; readonly problem: FieldProblem };

/** Applies one correction; a withdrawn event is `undefined`. */
export function applyCorrection(event: AegleEvent, correction: Correction): CorrectedEvent {
  const { field, value, isWithdrawn } = correction.data;
  if (isWithdrawn) return { ok: true, event: undefined };
  if (field === 'occurredOn') {
    const day = value === undefined ? undefined : parseCalendarDay(value);
    return day === undefined
      ? refused('data.value', 'not_a_calendar_day', 'Send the right day as YYYY-MM-DD.')
      : { ok: true, event: { ...event, occurredOn: day } };
  }
  const fields = EVENT_CATALOGUE[event.type].fields as Readonly<Record<string, Field>>;
  const declared = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (declared === undefined)
    return refused('data.field', 'unknown_field', `Name a field of ${event.type}, or occurredOn.`);
  const problems: FieldProblem[] = [];
  const read = readField(declared, scalarFromText(declared, value), 'data.value', problems);
  if (problems.length > 0) return { ok: false, problem: problems[0]! };
  return { ok: true, event: { ...event, data: { ...event.data, [field]: read } } as AegleEvent };
}

/** A correction that names an event of the history, what that said before, and what it says now. */
export type AppliedCorrection = {
  readonly correction: Correction;
  readonly before: AegleEvent;
  readonly outcome: CorrectedEvent;
};

/** A history as corrected: its events but the corrections, in order, and each correction applied. */
export interface CorrectedHistory {
  readonly events: readonly AegleEvent[];
  readonly applied: readonly AppliedCorrection[];
}

/** A patient's events as corrected by `knownAt`; what cannot be read that way stays as it was. */
export function correctedHistory(
  events: readonly AegleEvent[],
  knownAt: Instant,
): CorrectedHistory {
  const current = new Map<string, AegleEvent | undefined>();
  for (const event of events)
    if (event.type !== 'Corrected') current.set(placeOf(event.id, event.mergedFrom), event);
  const first = new Map(current);
  const applied: AppliedCorrection[] = [];
  const heardAnew = new Map<string, string>();
  for (const correction of events) {
    if (correction.type !== 'Corrected' || correction.recordedAt > knownAt) continue;
    const place = targetOf(correction, events, current);
    const before = current.get(place);
    if (before === undefined) continue;
    const outcome = applyCorrection(before, correction);
    if (outcome.ok) {
      const isAnew = outcome.event !== undefined && closesAnew(before, outcome.event, correction);
      if (isAnew) heardAnew.set(place, placeOf(correction.id, correction.mergedFrom));
      else if (outcome.event !== undefined && !canClose(outcome.event)) heardAnew.delete(place);
      const heard = isAnew ? correction : heardAnew.has(place) ? before : first.get(place)!;
      current.set(place, outcome.event && heardAs(outcome.event, heard));
    }
    applied.push({ correction, before, outcome });
  }
  const moved = new Map([...heardAnew].map(([place, by]) => [by, current.get(place)]));
  const read = events.flatMap((event) => {
    const place = placeOf(event.id, event.mergedFrom);
    if (event.type === 'Corrected') return moved.get(place) ?? [];
    return heardAnew.has(place) ? [] : (current.get(place) ?? []);
  });
  return { events: read, applied };
}

const heardAs = (event: AegleEvent, { sequence, recordedAt }: AegleEvent): AegleEvent => ({
  ...event,
  sequence,
  recordedAt,
});

/**
 * True when an event closes only as it is worded now, or of a later day than was said: the log heard of
 * it with the correction, and no clearing, judgement or test of before had it in view. What is said of
 * contraception keeps its place; a gap that was made or moved by a correction is asked about anew
 * (`contraceptionAmended`). A pregnancy of a later day is compared with the course by its day.
 */
function closesAnew(
  before: AegleEvent,
  event: AegleEvent,
  { data: { field } }: Correction,
): boolean {
  if (KEPT_IN_PLACE.includes(event.type) || !canClose(event)) return false;
  if (field === 'occurredOn') return event.occurredOn > before.occurredOn;
  return event.type === 'PregnancyTestReported' && field === 'result';
}

const KEPT_IN_PLACE: readonly EventType[] = ['ContraceptionStopped', 'PregnancyReported'];

/** What closes a gate by itself. */
const canClose = (event: AegleEvent): boolean =>
  event.type === 'PregnancyTestReported'
    ? event.data.result !== 'negative'
    : EVENT_CATALOGUE[event.type].closesOnly;

/** An id is unique in its record only. */
const placeOf = (id: string, record: string | undefined) =>
  record === undefined ? id : `${record}/${id}`;

/** The event of the correction's own record; else of a record that was merged before it was heard. */
function targetOf(
  correction: Correction,
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

/**
 * The events of a prescriber's, a pharmacy's or a programme's stream as corrected by `knownAt`. A
 * correction that cannot be read takes away what opens and leaves what closes.
 */
export function asCorrected(
  events: readonly AegleEvent[],
  knownAt: Instant,
): readonly AegleEvent[] {
  const known = events.filter((event) => event.recordedAt <= knownAt);
  const corrections = known.filter((event) => event.type === 'Corrected');
  if (corrections.length === 0) return known;
  const current = new Map<string, AegleEvent | undefined>();
  for (const event of known) if (event.type !== 'Corrected') current.set(event.id, event);
  for (const correction of corrections) {
    const before = current.get(correction.data.event);
    if (before === undefined) continue;
    const outcome = applyCorrection(before, correction);
    if (outcome.ok) current.set(before.id, outcome.event);
    else if (!EVENT_CATALOGUE[before.type].closesOnly) current.set(before.id, undefined);
  }
  return known.flatMap((event) => current.get(event.id) ?? []);
}

function refused(field: string, rule: string, nextStep: string): CorrectedEvent {
  return { ok: false, problem: { field, rule, nextStep } };
}

function scalarFromText(field: Field, value: string | undefined): unknown {
  const inner = field.kind === 'optional' ? field.of : field;
  if (value === undefined) return undefined;
  if (inner.kind === 'integer') return /^-?\d+$/.test(value) ? Number(value) : value;
  if (inner.kind === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
  if (inner.kind === 'list') return value === '' ? [] : value.split(',');
  return value;
}

/**
 * What a correction of an event can do to the gate: nothing, since no gate reads it; close again what it
 * opened, where it is withdrawn; or open more.
 */
type CorrectionEffect = 'read by no gate' | 'withdrawing closes' | 'may open';

const EFFECTS: { readonly [Type in EventType]: CorrectionEffect } = {
  PatientEnrolled: 'may open',
  ExternalHistoryAccepted: 'may open',
  ReproductiveStatusRecorded: 'may open',
  RiskCategoryAssigned: 'may open',
  FormSigned: 'may open',
  TreatmentConsentWithdrawn: 'may open',
  RegistryConsentGiven: 'read by no gate',
  RegistryConsentWithdrawn: 'read by no gate',
  CareTransferred: 'may open',
  JurisdictionChanged: 'may open',
  PatientsMerged: 'may open',
  PatientDied: 'may open',
  Erased: 'may open',
  ContraceptionStarted: 'may open',
  ContraceptionStopped: 'may open',
  ContraceptionExemptionAgreed: 'may open',
  UnprotectedContactReported: 'may open',
  EmergencyContraceptionUsed: 'may open',
  PeriodMissed: 'may open',
  PregnancyTestReported: 'may open',
  HomeTestingPermitted: 'may open',
  HomeTestingRevoked: 'may open',
  VisitHeld: 'may open',
  CounsellingGiven: 'may open',
  ComprehensionAnswered: 'may open',
  IndependentAgreementRecorded: 'may open',
  SpecialistApprovalRecorded: 'may open',
  OriginalPrescriptionShown: 'may open',
  PatientCardShown: 'may open',
  MedicationGuideGiven: 'may open',
  ConditionRecorded: 'may open',
  AllergyRecorded: 'may open',
  MedicationRecorded: 'may open',
  MedicationStopped: 'may open',
  BreastfeedingRecorded: 'may open',
  ProcedureRecorded: 'may open',
  WeightMeasured: 'read by no gate',
  PrescriptionWritten: 'may open',
  PrescriptionCancelled: 'may open',
  ExternalAuthorizationRecorded: 'may open',
  DispenseAuthorized: 'may open',
  AuthorizationReversed: 'may open',
  Dispensed: 'may open',
  DispensedPartially: 'may open',
  DispenseReversed: 'may open',
  UnauthorizedDispenseFound: 'may open',
  DispenseConflictFound: 'may open',
  CapsulesLost: 'may open',
  CapsulesReturned: 'may open',
  CapsulesDestroyed: 'may open',
  CapsulesShared: 'may open',
  PriorAuthorizationRequested: 'read by no gate',
  PriorAuthorizationDecided: 'read by no gate',
  StockRanOut: 'read by no gate',
  StockArrived: 'read by no gate',
  CourseStarted: 'read by no gate',
  CoursePaused: 'may open',
  CourseResumed: 'may open',
  CourseEnded: 'may open',
  DoseAfterEndFound: 'may open',
  DosePlanned: 'may open',
  EndPolicyChosen: 'may open',
  CapsulesCounted: 'may open',
  DoseTaken: 'may open',
  DoseMissed: 'may open',
  LabResulted: 'may open',
  SeverityAssessed: 'may open',
  InstrumentAnswered: 'may open',
  SymptomReported: 'may open',
  AdverseEventRecorded: 'may open',
  PregnancyReported: 'may open',
  PregnancyOutcomeRecorded: 'may open',
  SafetyHoldPlaced: 'may open',
  SafetyHoldCleared: 'withdrawing closes',
  ReportUnresolved: 'may open',
  ReportResolved: 'withdrawing closes',
  DiscretionExercised: 'withdrawing closes',
  IncidentOpened: 'read by no gate',
  IncidentClosed: 'read by no gate',
  TaskOpened: 'read by no gate',
  TaskClosed: 'read by no gate',
  FollowUpCompleted: 'may open',
  RelapseRecorded: 'may open',
  RetreatmentStarted: 'may open',
  BloodDonationReported: 'read by no gate',
  Corrected: 'may open',
  PrescriberCertified: 'may open',
  PrescriberRenewed: 'may open',
  PrescriberSuspended: 'may open',
  PrescriberDeactivated: 'may open',
  DelegateAuthorized: 'may open',
  DelegateRevoked: 'may open',
  PharmacyCertified: 'may open',
  PharmacyRenewed: 'may open',
  PharmacySuspended: 'may open',
  SitePharmacistDesignated: 'may open',
  PharmacyStaffTrained: 'may open',
  EditionConfirmedInForce: 'may open',
  EditionApprovedForUse: 'may open',
  OverlayAdopted: 'may open',
  OutageDeclared: 'may open',
  OutageEnded: 'may open',
  WholesalerEnrolled: 'may open',
  SelfHarmScreeningSwitchedOn: 'may open',
  SelfHarmScreeningSwitchedOff: 'may open',
};

/** True when some gate reads events of this type. */
export const isReadByGate = (type: EventType): boolean => EFFECTS[type] !== 'read by no gate';

/**
 * True when the correction could open what the original kept closed. Which corrections only narrow is
 * a short list: events that no gate reads, a clearing or judgement withdrawn, and a negative test that
 * turns out not to be negative.
 */
export function couldWiden(original: AegleEvent, corrected: AegleEvent | undefined): boolean {
  const effect = EFFECTS[original.type];
  if (effect === 'read by no gate') return false;
  if (corrected === undefined && effect === 'withdrawing closes') return false;
  if (original.type !== 'PregnancyTestReported') return true;
  const after = corrected as EventOf<'PregnancyTestReported'> | undefined;
  return after === undefined || after.data.result === 'negative';
}
