// What follows at once from what was recorded, one answer for each type of event.
// Never later, and never by chance: a new type does not compile until it says what follows of it.

import { CLINICIAN_ROLES } from '../decision/actor.ts';
import type { EventData, EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
import { tellsOfSelfHarm } from '../terminology/self-harm-items.ts';

/** A task that an event calls for. Whose it is and how long it may take is the installation's. */
export type CalledTask =
  | 'speak_with_patient'
  | 'repeat_test'
  | 'report_to_programme'
  | 'report_to_pharmacovigilance'
  | 'offer_referral'
  | 'resolve_report'
  | 'confirm_correction'
  | 'review_hold'
  | 'self_harm_answer'
  | 'dispense_incident'
  | 'programme_left';

/** What one event calls for, whatever the gate says of it. */
export interface Reaction {
  /** Tasks about the event, in the order in which they are opened. */
  readonly tasks: readonly CalledTask[];
  /** The cause of a safety hold that is placed in the same transaction; left out: none is. */
  readonly holdCause?: EventData<'SafetyHoldPlaced'>['cause'];
}

/** What is known when the event is heard, without it. */
export type Known = Pick<PatientFacts, 'course' | 'courseEnds'>;

type React<Type extends EventType> =
  | readonly CalledTask[]
  | ((event: EventOf<Type>, known: Known) => Reaction);

const NOTHING: readonly CalledTask[] = [];
const NOTHING_FOLLOWS: Reaction = { tasks: NOTHING };
const CLOSED_UNTIL_TESTED = ['speak_with_patient', 'repeat_test'] as const;

/** What ends something that treatment needs: the clinic hears of it, unless a clinician said so. */
function toTheClinic({ actor }: AegleEvent): Reaction {
  const isHeard = CLINICIAN_ROLES.includes(actor.role);
  return isHeard ? NOTHING_FOLLOWS : { tasks: ['speak_with_patient'] };
}

const REACTIONS: { readonly [Type in EventType]: React<Type> } = {
  PatientEnrolled: NOTHING,
  ExternalHistoryAccepted: NOTHING,
  ReproductiveStatusRecorded: NOTHING,
  RiskCategoryAssigned: NOTHING,
  FormSigned: (event) => (event.data.agrees ? NOTHING_FOLLOWS : toTheClinic(event)),
  TreatmentConsentWithdrawn: toTheClinic,
  RegistryConsentGiven: NOTHING,
  RegistryConsentWithdrawn: NOTHING,
  CareTransferred: NOTHING,
  JurisdictionChanged: ['programme_left'],
  PatientsMerged: NOTHING,
  PatientDied: ['review_hold'],
  Erased: NOTHING,
  ContraceptionStarted: NOTHING,
  // The gate itself finds the gap, and says who clears it.
  ContraceptionStopped: toTheClinic,
  ContraceptionExemptionAgreed: NOTHING,
  UnprotectedContactReported: CLOSED_UNTIL_TESTED,
  EmergencyContraceptionUsed: CLOSED_UNTIL_TESTED,
  PeriodMissed: CLOSED_UNTIL_TESTED,
  PregnancyTestReported: ({ data }) =>
    data.result === 'negative' ? NOTHING_FOLLOWS : { tasks: CLOSED_UNTIL_TESTED },
  HomeTestingPermitted: NOTHING,
  HomeTestingRevoked: NOTHING,
  VisitHeld: NOTHING,
  CounsellingGiven: NOTHING,
  ComprehensionAnswered: NOTHING,
  IndependentAgreementRecorded: NOTHING,
  SpecialistApprovalRecorded: NOTHING,
  OriginalPrescriptionShown: NOTHING,
  PatientCardShown: NOTHING,
  MedicationGuideGiven: NOTHING,
  ConditionRecorded: NOTHING,
  AllergyRecorded: NOTHING,
  MedicationRecorded: NOTHING,
  MedicationStopped: NOTHING,
  BreastfeedingRecorded: NOTHING,
  ProcedureRecorded: NOTHING,
  WeightMeasured: NOTHING,
  PrescriptionWritten: NOTHING,
  PrescriptionCancelled: NOTHING,
  ExternalAuthorizationRecorded: NOTHING,
  DispenseAuthorized: NOTHING,
  AuthorizationReversed: NOTHING,
  Dispensed: NOTHING,
  DispensedPartially: NOTHING,
  DispenseReversed: NOTHING,
  UnauthorizedDispenseFound: ['dispense_incident'],
  DispenseConflictFound: ['dispense_incident'],
  CapsulesLost: NOTHING,
  CapsulesReturned: NOTHING,
  CapsulesDestroyed: NOTHING,
  CapsulesShared: ['dispense_incident'],
  PriorAuthorizationRequested: NOTHING,
  PriorAuthorizationDecided: NOTHING,
  StockRanOut: NOTHING,
  StockArrived: NOTHING,
  CourseStarted: NOTHING,
  CoursePaused: NOTHING,
  CourseResumed: NOTHING,
  CourseEnded: NOTHING,
  DoseAfterEndFound: NOTHING,
  DosePlanned: NOTHING,
  EndPolicyChosen: NOTHING,
  CapsulesCounted: NOTHING,
  DoseTaken: (event, known) =>
    isAfterLastDose(event, known)
      ? { tasks: ['review_hold'], holdCause: 'other' }
      : NOTHING_FOLLOWS,
  DoseMissed: NOTHING,
  // A result is read with its laboratory's limits and the action table: `monitoring` says what it asks.
  LabResulted: NOTHING,
  SeverityAssessed: NOTHING,
  InstrumentAnswered: ({ data }) =>
    tellsOfSelfHarm(data) ? { tasks: ['self_harm_answer'] } : NOTHING_FOLLOWS,
  SymptomReported: ({ data }) =>
    data.isWarningSign === true
      ? { tasks: ['review_hold'], holdCause: 'red_flag' }
      : NOTHING_FOLLOWS,
  AdverseEventRecorded: NOTHING,
  PregnancyReported: [
    'speak_with_patient',
    'report_to_programme',
    'report_to_pharmacovigilance',
    'offer_referral',
  ],
  PregnancyOutcomeRecorded: NOTHING,
  SafetyHoldPlaced: ['review_hold'],
  SafetyHoldCleared: NOTHING,
  ReportUnresolved: ({ data }) => ({ tasks: tasksOfUnresolved(data.reportedType) }),
  ReportResolved: NOTHING,
  DiscretionExercised: NOTHING,
  IncidentOpened: NOTHING,
  IncidentClosed: NOTHING,
  TaskOpened: NOTHING,
  TaskClosed: NOTHING,
  FollowUpCompleted: NOTHING,
  RelapseRecorded: NOTHING,
  RetreatmentStarted: NOTHING,
  BloodDonationReported: NOTHING,
  Corrected: ['confirm_correction'],
  PrescriberCertified: NOTHING,
  PrescriberRenewed: NOTHING,
  PrescriberSuspended: NOTHING,
  PrescriberDeactivated: NOTHING,
  DelegateAuthorized: NOTHING,
  DelegateRevoked: NOTHING,
  PharmacyCertified: NOTHING,
  PharmacyRenewed: NOTHING,
  PharmacySuspended: NOTHING,
  SitePharmacistDesignated: NOTHING,
  PharmacyStaffTrained: NOTHING,
  EditionConfirmedInForce: NOTHING,
  EditionApprovedForUse: NOTHING,
  OverlayAdopted: NOTHING,
  OutageDeclared: NOTHING,
  OutageEnded: NOTHING,
  WholesalerEnrolled: NOTHING,
  SelfHarmScreeningSwitchedOn: NOTHING,
  SelfHarmScreeningSwitchedOff: NOTHING,
};

/**
 * What an event calls for in the light of what was known before it. Reversals of authorisations that
 * would no longer be granted are not here: the gate is asked again for those.
 */
export function reactionTo(event: AegleEvent, known: Known): Reaction {
  const react = REACTIONS[event.type] as React<typeof event.type>;
  if (typeof react !== 'function') return { tasks: react };
  return (react as (event: AegleEvent, known: Known) => Reaction)(event, known);
}

function tasksOfUnresolved(reportedType: string): readonly CalledTask[] {
  if (reportedType === 'InstrumentAnswered') return ['resolve_report', 'self_harm_answer'];
  return reportedType === 'PregnancyTestReported' || reportedType === 'PregnancyReported'
    ? ['resolve_report', 'speak_with_patient']
    : ['resolve_report'];
}

/** A dose after the reported last one of this course: every wait that starts there starts later. */
function isAfterLastDose(dose: EventOf<'DoseTaken'>, { course, courseEnds }: Known): boolean {
  const end = courseEnds.at(-1);
  if (end === undefined || end.sequence < (course?.enrolment.sequence ?? 0)) return false;
  return dose.occurredOn > (end.data.lastDoseOn ?? end.occurredOn);
}
