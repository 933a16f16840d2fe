// What each gate event adds to the facts: one small step per type, exhaustive over the catalogue.
// Never decides; clearing a closure is the one place where an actor's role is looked at.

import { CLINICIAN_ROLES } from '../events/actor.ts';
import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import type { Closure, PatientFacts } from './patient-facts.ts';
import { lastDispense } from './patient-facts.ts';

type Steps = {
  readonly [T in EventType]: ((facts: PatientFacts, event: EventOf<T>) => void) | null;
};

const close = (
  facts: PatientFacts,
  cause: Closure['cause'],
  event: Closure['event'],
  id = event.id,
) => void facts.closures.push({ id, cause, event });

/** Closes the gates, and keeps every negative test taken before it from being used again. */
const doubt = (facts: PatientFacts, cause: Closure['cause'], event: Closure['event']) => {
  close(facts, cause, event);
  facts.pregnancyDoubts.push(event);
};

function clear(facts: PatientFacts, event: EventOf<'SafetyHoldCleared'>): void {
  if (!CLINICIAN_ROLES.includes(event.actor.role)) return;
  facts.closures = facts.closures.filter(
    (closure) =>
      closure.id !== event.data.hold ||
      closure.event.sequence > event.sequence ||
      closure.notClearableBy === event.actor.id,
  );
}

function latestOf<N extends number>(a: N | undefined, b: N | undefined): N | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

function enrol(facts: PatientFacts, event: EventOf<'PatientEnrolled'>): void {
  facts.enrolments.push(event);
  if (facts.course?.id === event.data.course) return;
  const lastUse = lastDispense(facts)?.event.occurredOn;
  const ended = facts.courseEnds.at(-1)?.occurredOn;
  facts.course = {
    id: event.data.course,
    enrolment: event,
    earlierUseEndedOn: latestOf(lastUse, ended),
  };
  facts.earlierDispenses = [...facts.earlierDispenses, ...facts.dispenses];
  facts.dispenses = [];
  facts.prescriptions = [];
  facts.authorizations = [];
  facts.externalAuthorizations = [];
  facts.consentWithdrawal = undefined;
}

function test(facts: PatientFacts, event: EventOf<'PregnancyTestReported'>): void {
  facts.tests.push(event);
  if (event.data.result === 'positive') doubt(facts, 'positive_test', event);
  else if (event.data.result !== 'negative') doubt(facts, 'unclear_test', event);
}

const without = <E extends { data: object }>(events: E[], field: string, value: string): E[] =>
  events.filter((event) => (event.data as Record<string, unknown>)[field] !== value);

/** One step per event type; `null` marks types that no gate reads. */
export const FOLD_STEPS: Steps = {
  PatientEnrolled: enrol,
  ExternalHistoryAccepted: (facts, event) => void facts.histories.push(event),
  ReproductiveStatusRecorded: (facts, event) => void facts.reproductiveStatuses.push(event),
  RiskCategoryAssigned: (facts, event) => void facts.categories.push(event),
  FormSigned: (facts, event) => void facts.forms.push(event),
  TreatmentConsentWithdrawn: (facts, event) => {
    facts.consentWithdrawal = event;
  },
  RegistryConsentGiven: null,
  RegistryConsentWithdrawn: null,
  CareTransferred: null,
  JurisdictionChanged: null,
  PatientsMerged: (facts, event) => {
    if (event.data.merged !== event.data.survivor) facts.mergedInto = event;
  },
  PatientDied: (facts, event) => {
    facts.death = event;
  },
  Erased: (facts, event) => {
    facts.erasure = event;
  },
  ContraceptionStarted: (facts, event) => void facts.contraceptionStarts.push(event),
  ContraceptionStopped: (facts, event) => void facts.contraceptionStops.push(event),
  ContraceptionExemptionAgreed: (facts, event) => void facts.contraceptionExemptions.push(event),
  UnprotectedContactReported: (facts, event) => doubt(facts, 'unprotected_contact', event),
  EmergencyContraceptionUsed: (facts, event) => doubt(facts, 'emergency_contraception', event),
  PeriodMissed: (facts, event) => doubt(facts, 'missed_period', event),
  PregnancyTestReported: test,
  HomeTestingPermitted: (facts, event) => void facts.homeTestPermissions.push(event),
  HomeTestingRevoked: (facts, event) => void facts.homeTestPermissions.push(event),
  VisitHeld: (facts, event) => void facts.visits.push(event),
  CounsellingGiven: (facts, event) => void facts.counselling.push(event),
  ComprehensionAnswered: (facts, event) => void facts.comprehension.push(event),
  IndependentAgreementRecorded: (facts, event) => void facts.agreements.push(event),
  SpecialistApprovalRecorded: (facts, event) => void facts.approvals.push(event),
  OriginalPrescriptionShown: (facts, event) => void facts.documents.push(event),
  PatientCardShown: (facts, event) => void facts.documents.push(event),
  MedicationGuideGiven: (facts, event) => void facts.documents.push(event),
  ConditionRecorded: (facts, event) => void facts.conditions.push(event),
  AllergyRecorded: (facts, event) => void facts.allergies.push(event),
  MedicationRecorded: (facts, event) => void facts.medications.push(event),
  MedicationStopped: (facts, event) => void facts.medications.push(event),
  BreastfeedingRecorded: (facts, event) => void facts.breastfeeding.push(event),
  WeightMeasured: (facts, event) => void facts.weights.push(event),
  PrescriptionWritten: (facts, event) => void facts.prescriptions.push(event),
  PrescriptionCancelled: (facts, event) => {
    facts.prescriptions = without(facts.prescriptions, 'prescription', event.data.prescription);
  },
  ExternalAuthorizationRecorded: (facts, event) => void facts.externalAuthorizations.push(event),
  DispenseAuthorized: (facts, event) => void facts.authorizations.push(event),
  AuthorizationReversed: (facts, event) => {
    facts.authorizations = without(facts.authorizations, 'authorization', event.data.authorization);
  },
  Dispensed: (facts, event) =>
    void facts.dispenses.push({ event, daysSupply: event.data.daysSupply }),
  DispensedPartially: (facts, event) =>
    void facts.dispenses.push({ event, daysSupply: event.data.daysSupply }),
  DispenseReversed: (facts, event) => {
    facts.dispenses = facts.dispenses.filter(
      (one) => one.event.data.dispense !== event.data.dispense,
    );
  },
  UnauthorizedDispenseFound: (facts, event) => close(facts, 'irregular_supply', event),
  DispenseConflictFound: (facts, event) => close(facts, 'irregular_supply', event),
  CapsulesLost: (facts, event) => {
    facts.capsulesUnaccounted += event.data.count;
  },
  CapsulesReturned: (facts, event) => {
    facts.capsulesUnaccounted = Math.max(0, facts.capsulesUnaccounted - event.data.count);
  },
  CapsulesDestroyed: (facts, event) => {
    facts.capsulesUnaccounted = Math.max(0, facts.capsulesUnaccounted - event.data.count);
  },
  CapsulesShared: (facts, event) => close(facts, 'irregular_supply', event),
  CourseStarted: null,
  CoursePaused: null,
  CourseResumed: null,
  CourseEnded: (facts, event) => void facts.courseEnds.push(event),
  DoseTaken: null,
  DoseMissed: null,
  LabResulted: null,
  SeverityAssessed: null,
  InstrumentAnswered: null,
  SymptomReported: null,
  AdverseEventRecorded: null,
  PregnancyReported: (facts, event) => {
    facts.pregnancyReport = event;
    doubt(facts, 'pregnancy', event);
  },
  PregnancyOutcomeRecorded: null,
  ProcedureRecorded: null,
  SafetyHoldPlaced: (facts, event) => close(facts, 'hold', event, event.data.hold),
  SafetyHoldCleared: clear,
  ReportUnresolved: (facts, event) => close(facts, 'unresolved_report', event),
  ReportResolved: (facts, event) => {
    if (!CLINICIAN_ROLES.includes(event.actor.role)) return;
    facts.closures = facts.closures.filter(
      (closure) =>
        closure.cause !== 'unresolved_report' ||
        closure.id !== event.data.report ||
        closure.event.sequence > event.sequence,
    );
  },
  DiscretionExercised: (facts, event) => {
    if (CLINICIAN_ROLES.includes(event.actor.role)) facts.discretions.push(event);
  },
  IncidentOpened: null,
  IncidentClosed: null,
  TaskOpened: null,
  TaskClosed: null,
  FollowUpCompleted: null,
  RelapseRecorded: null,
  RetreatmentStarted: null,
  BloodDonationReported: null,
  Corrected: null,
  PrescriberCertified: null,
  PrescriberRenewed: null,
  PrescriberSuspended: null,
  PrescriberDeactivated: null,
  DelegateAuthorized: null,
  DelegateRevoked: null,
  PharmacyCertified: null,
  PharmacyRenewed: null,
  PharmacySuspended: null,
  SitePharmacistDesignated: null,
  PharmacyStaffTrained: null,
  EditionConfirmedInForce: null,
  EditionApprovedForUse: null,
  OverlayAdopted: null,
  OutageDeclared: null,
  OutageEnded: null,
  WholesalerEnrolled: null,
};
