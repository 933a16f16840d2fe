// The one access policy: which role reaches which route, how far, and reads or writes which events.
// Never a default that allows: every list here is exhaustive by type, and silence is `none`.

import type { EndpointName } from '@aegle/api';
import { type Audience, type EventType, isEventType, ROLES, type Role } from '@aegle/core';

/**
 * How far a role reaches on a route. `own_patient`: themself or their ward. `self`: their own stream.
 * `own_organisation`: patients related to it today, or itself. `presented`: every patient of the
 * tenant whose number was shown to them; what they read back is filtered. `tenant`: all of the tenant.
 */
export type Scope = 'none' | 'own_patient' | 'self' | 'own_organisation' | 'presented' | 'tenant';

/** `anyone` needs no sign-in, `signed_in` any role; otherwise every role has its scope. */
export type RouteAccess = 'anyone' | 'signed_in' | Readonly<Record<Role, Scope>>;

const N = 'none';
const P = 'own_patient';
const S = 'self';
const O = 'own_organisation';
const C = 'presented';
const T = 'tenant';

/** Whoever signs for themself, and nobody else: the clinic enters what was signed on paper. */
const OF_SIGNERS = Object.fromEntries(
  ROLES.map((role): [Role, Scope] => [role, role === 'patient' || role === 'guardian' ? P : N]),
  // Of every role, since ROLES is the whole list.
) as Readonly<Record<Role, Scope>>;

// A new role is a new column, and every row below has to say what it reaches.
function row(
  patient: Scope,
  guardian: Scope,
  prescriber: Scope,
  delegate: Scope,
  pharmacist: Scope,
  programme_officer: Scope,
  safety_officer: Scope,
  administrator: Scope,
  researcher: Scope,
  system_client: Scope,
): Readonly<Record<Role, Scope>> {
  return {
    patient,
    guardian,
    prescriber,
    delegate,
    pharmacist,
    programme_officer,
    safety_officer,
    administrator,
    researcher,
    system_client,
  };
}

// Columns: patient, guardian, prescriber, delegate, pharmacist, programme officer, safety officer,
// administrator, researcher, system client.
export const ROUTE_ACCESS: Readonly<Record<EndpointName, RouteAccess>> = {
  signIn: 'anyone',
  verifySecondFactor: 'anyone',
  readSession: 'anyone',
  signOut: 'anyone',
  setUpSecondFactor: 'signed_in',
  changeOwnPassword: 'signed_in',
  confirmAccessNotices: 'signed_in',
  enrolPatient: row(N, N, O, O, N, N, N, N, N, O),
  enrolAgain: row(N, N, O, O, N, N, N, N, N, O),
  // Who has the patient in their care sends the specimens, and says to which laboratory.
  tieLaboratory: row(N, N, O, O, N, N, N, N, N, N),
  readLaboratories: row(N, N, O, O, N, N, N, N, N, N),
  findPatient: row(N, N, O, O, N, N, T, N, N, O),
  // A safety officer names whom they look for; the handler holds to that.
  listPatients: row(N, N, O, O, N, N, T, N, N, N),
  readPatientSummary: row(N, N, O, O, N, N, T, N, N, N),
  readPatient: row(P, N, O, O, N, N, T, N, N, N),
  appendEvents: row(N, N, O, O, C, N, T, N, N, O),
  declare: row(P, P, N, N, N, N, N, N, N, N),
  // A system client may be a pharmacy's: it writes and asks, and reads no history.
  readTimeline: row(P, P, O, O, N, N, T, N, N, N),
  readCourse: row(N, N, O, O, N, N, T, N, N, N),
  // For themself alone: mood and how it went are a minor's own, and no guardian's.
  readOwnReports: row(P, N, N, N, N, N, N, N, N, N),
  readCoursePlan: row(N, N, O, O, N, N, T, N, N, N),
  // A person's copy: for themself, or on request by who treats or answers for them.
  exportPatient: row(P, N, O, N, N, N, T, N, N, N),
  erasePatient: row(N, N, N, N, N, N, T, N, N, N),
  // A pharmacy without a tie has its check and its own two gates; beyond them it asks nothing.
  ask: row(P, N, O, O, O, T, T, N, N, O),
  authorizePrescribing: row(N, N, O, N, N, N, N, N, N, N),
  authorizeDispense: row(N, N, N, N, C, N, N, N, N, C),
  reverseAuthorization: row(N, N, O, N, C, N, T, N, N, C),
  dispense: row(N, N, N, N, C, N, N, N, N, C),
  reverseDispense: row(N, N, N, N, C, N, N, N, N, C),
  explainDecision: row(P, N, O, O, N, T, T, N, N, N),
  replayDecision: row(N, N, O, N, N, T, T, N, N, N),
  checkAtPharmacy: row(N, N, N, N, O, N, N, N, N, O),
  listTasks: row(N, N, O, O, O, T, T, N, N, N),
  closeTask: row(N, N, O, O, O, T, T, N, N, N),
  escalateTask: row(N, N, O, O, O, T, T, N, N, N),
  // A pharmacy reads the supply's window and what it clears itself, as when it asks.
  readAgenda: row(P, N, O, O, O, T, T, N, N, N),
  // A calendar is the patient's: the clinic hands it over, nobody else needs one.
  readAgendaCalendar: row(P, N, O, O, N, N, N, N, N, N),
  readAgendaPage: row(P, N, O, O, O, N, N, N, N, N),
  listAgendaPage: row(N, N, O, O, O, N, N, N, N, N),
  listAgenda: row(N, N, O, O, O, T, T, N, N, N),
  listProgrammes: 'signed_in',
  readOwnForms: OF_SIGNERS,
  readProgramme: 'signed_in',
  confirmEdition: row(N, N, N, N, N, T, N, N, N, N),
  approveEdition: row(N, N, N, N, N, N, T, N, N, N),
  // The safety officer takes back an approval, or a confirmation; nothing else of it is theirs.
  appendProgrammeEvents: row(N, N, N, N, N, T, T, N, N, N),
  // What is known about lasting effects is for everybody.
  readClaims: 'anyone',
  listOrganisations: row(N, N, T, T, T, T, T, T, N, T),
  // Names of colleagues, for a field that asks who prescribes.
  listPrescribers: row(N, N, T, T, N, T, T, N, N, N),
  addOrganisation: row(N, N, N, N, N, T, N, T, N, N),
  appendPharmacyEvents: row(N, N, N, N, O, T, N, N, N, N),
  appendPrescriberEvents: row(N, N, S, N, N, T, N, N, N, N),
  readAccessLog: row(N, N, N, N, N, T, T, N, N, N),
  readPatientAccessLog: row(P, N, N, N, N, T, T, N, N, N),
  // An administrator looks after access, and reads and records nothing of a patient.
  listAccounts: row(N, N, N, N, N, N, N, T, N, N),
  disableAccount: row(N, N, N, N, N, N, N, T, N, N),
  endAccountSessions: row(N, N, N, N, N, N, N, T, N, N),
  removeAccountSecondFactor: row(N, N, N, N, N, N, N, T, N, N),
  resetAccountPassword: row(N, N, N, N, N, N, N, T, N, N),
  addAccount: row(N, N, N, N, N, N, N, T, N, N),
  readInstallation: row(N, N, N, N, N, N, N, T, N, N),
  reopenAccount: row(N, N, N, N, N, N, N, T, N, N),
  // The second person for an account that somebody else opened: never who opened it.
  vouchForAccount: row(N, N, N, N, N, T, N, T, N, N),
  listAccountsToVouchFor: row(N, N, N, N, N, T, N, T, N, N),
  listKeys: row(N, N, N, N, N, N, N, T, N, N),
  revokeKey: row(N, N, N, N, N, N, N, T, N, N),
  addKey: row(N, N, N, N, N, N, N, T, N, N),
  // A clinic about its patients, a researcher about populations; the handler holds them apart.
  requestForecast: row(N, N, O, O, N, N, N, N, T, N),
  readForecast: row(N, N, O, O, N, N, N, N, T, N),
  // What the clinic kept with its patient, for the patient's diary.
  readOwnForecast: row(P, N, N, N, N, N, N, N, N, N),
};

/** For whom reasons are written when this role asks; `none` reads no reason at all. */
export const AUDIENCE_OF: Readonly<Record<Role, Audience | 'none'>> = {
  patient: 'patient',
  guardian: 'none',
  prescriber: 'prescriber',
  delegate: 'prescriber',
  pharmacist: 'pharmacist',
  programme_officer: 'programme',
  safety_officer: 'prescriber',
  administrator: 'none',
  researcher: 'none',
  // A pharmacy's system and a clinic's both: the narrower of the two readings.
  system_client: 'pharmacist',
};

/** Who reads the trace and the event ids behind a decision. */
export const READS_TRACE: Readonly<Record<Role, boolean>> = {
  patient: false,
  guardian: false,
  prescriber: true,
  delegate: true,
  pharmacist: false,
  programme_officer: false,
  safety_officer: true,
  administrator: false,
  researcher: false,
  system_client: false,
};

/** Who may append an event of a type, and who reads it back. */
export interface EventAccess {
  readonly writers: readonly Role[];
  readonly readers: readonly Role[];
}

const writtenBy =
  (...writers: Role[]) =>
  (...readers: Role[]): EventAccess => ({ writers, readers });

const CARE: Role[] = ['prescriber', 'delegate', 'safety_officer'];
const CLINIC: Role[] = [...CARE];
const CARE_AND_PATIENT: Role[] = [...CLINIC, 'patient'];
const WITH_GUARDIAN: Role[] = [...CARE_AND_PATIENT, 'guardian'];

const service = writtenBy();
const staff = writtenBy('prescriber', 'delegate', 'system_client');
const clinician = writtenBy('prescriber');
const safety = writtenBy('prescriber', 'safety_officer');
const declared = writtenBy('patient', 'prescriber', 'delegate');
const warned = writtenBy('prescriber', 'delegate', 'safety_officer', 'system_client');
const tested = writtenBy('patient', 'prescriber', 'delegate', 'safety_officer', 'system_client');
const supply = writtenBy('pharmacist', 'prescriber', 'delegate', 'system_client');
const diary = writtenBy('patient', 'prescriber', 'delegate');
// Logistics lie within a guardian's scope; what the ward takes or feels does not.
const handled = writtenBy('patient', 'guardian', 'pharmacist', 'prescriber', 'delegate');
const office = writtenBy('programme_officer');

/** Exhaustive over the catalogue: a new event type does not compile until it stands here. */
export const EVENT_ACCESS: Readonly<Record<EventType, EventAccess>> = {
  PatientEnrolled: service(...CARE_AND_PATIENT),
  ExternalHistoryAccepted: clinician(...CARE_AND_PATIENT),
  ReproductiveStatusRecorded: clinician(...CARE_AND_PATIENT),
  RiskCategoryAssigned: clinician(...CARE_AND_PATIENT),
  FormSigned: writtenBy('patient', 'guardian', 'prescriber', 'delegate')(...WITH_GUARDIAN),
  TreatmentConsentWithdrawn: declared(...CARE_AND_PATIENT),
  RegistryConsentGiven: declared(...CARE_AND_PATIENT),
  RegistryConsentWithdrawn: declared(...CARE_AND_PATIENT),
  CareTransferred: clinician(...WITH_GUARDIAN),
  JurisdictionChanged: clinician(...CARE_AND_PATIENT),
  PatientsMerged: service(...CLINIC),
  PatientDied: warned(...CLINIC),
  Erased: service(...CLINIC),
  ContraceptionStarted: declared(...CARE_AND_PATIENT),
  ContraceptionStopped: declared(...CARE_AND_PATIENT),
  ContraceptionExemptionAgreed: clinician(...CARE_AND_PATIENT),
  UnprotectedContactReported: declared(...CARE_AND_PATIENT),
  EmergencyContraceptionUsed: declared(...CARE_AND_PATIENT),
  PeriodMissed: declared(...CARE_AND_PATIENT),
  PregnancyTestReported: tested(...CARE_AND_PATIENT),
  HomeTestingPermitted: clinician(...CARE_AND_PATIENT),
  HomeTestingRevoked: clinician(...CARE_AND_PATIENT),
  VisitHeld: staff(...WITH_GUARDIAN),
  CounsellingGiven: staff(...CARE_AND_PATIENT),
  ComprehensionAnswered: declared(...CARE_AND_PATIENT),
  IndependentAgreementRecorded: clinician(...CLINIC),
  SpecialistApprovalRecorded: clinician(...CLINIC),
  OriginalPrescriptionShown: supply(...CARE_AND_PATIENT),
  PatientCardShown: supply(...CARE_AND_PATIENT),
  MedicationGuideGiven: supply(...WITH_GUARDIAN),
  ConditionRecorded: staff(...CARE_AND_PATIENT),
  AllergyRecorded: staff(...CARE_AND_PATIENT),
  MedicationRecorded: staff(...CARE_AND_PATIENT),
  MedicationStopped: staff(...CARE_AND_PATIENT),
  BreastfeedingRecorded: staff(...CARE_AND_PATIENT),
  WeightMeasured: staff(...CARE_AND_PATIENT),
  PrescriptionWritten: clinician(...CARE_AND_PATIENT),
  PrescriptionCancelled: clinician(...CARE_AND_PATIENT),
  ExternalAuthorizationRecorded: supply(...CLINIC),
  DispenseAuthorized: service(...CARE_AND_PATIENT),
  AuthorizationReversed: service(...CARE_AND_PATIENT),
  Dispensed: service(...WITH_GUARDIAN),
  DispensedPartially: service(...WITH_GUARDIAN),
  DispenseReversed: service(...CARE_AND_PATIENT),
  UnauthorizedDispenseFound: supply(...CLINIC),
  DispenseConflictFound: supply(...CLINIC),
  CapsulesLost: handled(...CARE_AND_PATIENT),
  CapsulesReturned: handled(...CARE_AND_PATIENT),
  CapsulesDestroyed: handled(...CARE_AND_PATIENT),
  CapsulesShared: writtenBy('patient', 'pharmacist', 'prescriber', 'delegate')(...CARE_AND_PATIENT),
  PriorAuthorizationRequested: writtenBy('prescriber', 'delegate')(...CARE_AND_PATIENT),
  PriorAuthorizationDecided: writtenBy('prescriber', 'delegate')(...CARE_AND_PATIENT),
  StockRanOut: writtenBy('pharmacist', 'prescriber', 'delegate')(...CARE_AND_PATIENT),
  StockArrived: writtenBy('pharmacist', 'prescriber', 'delegate')(...CARE_AND_PATIENT),
  CourseStarted: clinician(...CARE_AND_PATIENT),
  CoursePaused: clinician(...CARE_AND_PATIENT),
  CourseResumed: clinician(...CARE_AND_PATIENT),
  CourseEnded: clinician(...CARE_AND_PATIENT),
  DoseAfterEndFound: service(...CARE_AND_PATIENT),
  DosePlanned: clinician(...CARE_AND_PATIENT),
  EndPolicyChosen: clinician(...CARE_AND_PATIENT),
  CapsulesCounted: writtenBy('pharmacist', 'prescriber', 'delegate')(...CARE_AND_PATIENT),
  DoseTaken: diary(...CARE_AND_PATIENT),
  DoseMissed: diary(...CARE_AND_PATIENT),
  LabResulted: staff(...CARE_AND_PATIENT),
  SeverityAssessed: staff(...CARE_AND_PATIENT),
  InstrumentAnswered: diary('patient', ...CARE),
  SymptomReported: diary(...CARE_AND_PATIENT),
  AdverseEventRecorded: staff(...CARE_AND_PATIENT),
  PregnancyReported: writtenBy(
    'patient',
    'prescriber',
    'delegate',
    'pharmacist',
    'safety_officer',
    'system_client',
  )(...CLINIC),
  PregnancyOutcomeRecorded: safety(...CARE),
  ProcedureRecorded: staff(...CARE_AND_PATIENT),
  SafetyHoldPlaced: warned(...CLINIC),
  SafetyHoldCleared: safety(...CLINIC),
  ReportUnresolved: service(...CLINIC),
  ReportResolved: safety(...CLINIC),
  DiscretionExercised: safety(...CLINIC),
  IncidentOpened: writtenBy('prescriber', 'delegate', 'pharmacist', 'safety_officer')(...CLINIC),
  IncidentClosed: safety(...CLINIC),
  TaskOpened: service(...CLINIC),
  TaskClosed: service(...CLINIC),
  FollowUpCompleted: staff(...CARE_AND_PATIENT),
  RelapseRecorded: staff(...CARE_AND_PATIENT),
  RetreatmentStarted: clinician(...CARE_AND_PATIENT),
  BloodDonationReported: declared(...CARE_AND_PATIENT),
  // In an organisation's stream only what the role may itself record: see `mayCorrect`.
  Corrected: writtenBy('prescriber', 'safety_officer', 'programme_officer')(...CLINIC),
  PrescriberCertified: office('programme_officer', 'prescriber'),
  PrescriberRenewed: office('programme_officer', 'prescriber'),
  PrescriberSuspended: office('programme_officer', 'prescriber'),
  PrescriberDeactivated: office('programme_officer', 'prescriber'),
  DelegateAuthorized: clinician('programme_officer', 'prescriber', 'delegate'),
  DelegateRevoked: writtenBy('prescriber', 'programme_officer')('programme_officer', 'prescriber'),
  PharmacyCertified: office('programme_officer', 'pharmacist'),
  PharmacyRenewed: office('programme_officer', 'pharmacist'),
  PharmacySuspended: office('programme_officer', 'pharmacist'),
  SitePharmacistDesignated: office('programme_officer', 'pharmacist'),
  PharmacyStaffTrained: writtenBy('pharmacist', 'programme_officer')(
    'programme_officer',
    'pharmacist',
  ),
  // Both have routes of their own, which name the person who answers for it.
  EditionConfirmedInForce: service('programme_officer', 'safety_officer'),
  EditionApprovedForUse: service('programme_officer', 'safety_officer'),
  OverlayAdopted: office('programme_officer', 'safety_officer'),
  OutageDeclared: office('programme_officer', 'safety_officer', 'pharmacist', 'prescriber'),
  OutageEnded: office('programme_officer', 'safety_officer', 'pharmacist', 'prescriber'),
  WholesalerEnrolled: office('programme_officer', 'safety_officer'),
  SelfHarmScreeningSwitchedOn: office('programme_officer', 'safety_officer', 'prescriber'),
  SelfHarmScreeningSwitchedOff: office('programme_officer', 'safety_officer', 'prescriber'),
};

/** The scope of a role on a route that needs sign-in. */
export function scopeOn(route: EndpointName, role: Role): Scope {
  const access = ROUTE_ACCESS[route];
  return typeof access === 'string' ? 'tenant' : access[role];
}

/** True when the role may append events of this type through the general interfaces. */
export function mayAppend(role: Role, type: EventType): boolean {
  return EVENT_ACCESS[type].writers.includes(role);
}

/**
 * True when the role may correct an event of this type in the stream of a prescriber, a pharmacy or a
 * programme: what it may record itself; and what was confirmed or approved by name, both offices.
 */
export function mayCorrect(role: Role, type: EventType): boolean {
  if (type === 'EditionConfirmedInForce' || type === 'EditionApprovedForUse')
    return role === 'programme_officer' || role === 'safety_officer';
  return mayAppend(role, type);
}

/** As much of a recorded event as reading it depends on. */
export interface ReadableEvent {
  readonly type: string;
  /** The role in which it was recorded. */
  readonly by: string;
  readonly data: unknown;
}

/**
 * True when the role may read this event. Beyond the table: a clinician tells a test's result, so a
 * patient reads only negative ones and their own reports; a guardian reads what guardians signed.
 */
export function mayRead(role: Role, event: ReadableEvent): boolean {
  if (!isEventType(event.type) || !EVENT_ACCESS[event.type].readers.includes(role)) return false;
  if (role === 'patient' && event.type === 'PregnancyTestReported')
    return event.by === 'patient' || fieldOf(event.data, 'result') === 'negative';
  if (role === 'guardian' && event.type === 'FormSigned')
    return fieldOf(event.data, 'signer') === 'guardian';
  return true;
}

function fieldOf(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? new Map(Object.entries(data)).get(name) : null;
}
