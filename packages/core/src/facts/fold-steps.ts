// What each gate event adds to the facts: one small step per type, exhaustive over the gate stream.
// Never decides; whose word it is matters for clearing, judging and capsules that are gone, and nowhere else.

import { CLINICIAN_ROLES } from '../decision/actor.ts';
import type { TypeIn } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import { courseBegunBy } from './course-begun.ts';
import { absorb, account } from './merges.ts';
import {
  added,
  allDispenses,
  type DispenseFact,
  NONE,
  type PatientFacts,
  reaches,
  type SafetyHold,
} from './patient-facts.ts';

type Steps = {
  readonly [T in TypeIn<'gate'>]: ((facts: PatientFacts, event: EventOf<T>) => void) | null;
};

const close = (
  facts: PatientFacts,
  cause: SafetyHold['cause'],
  event: SafetyHold['event'],
  id = event.id,
  notClearableBy?: string,
) => {
  const hold = notClearableBy === undefined ? {} : { notClearableBy };
  facts.safetyHolds = added(facts.safetyHolds, { id, cause, event, ...hold });
  endClinicalOverrides(facts);
};

/** A judgement rests on what was known: the next thing that closes anything ends it. */
const endClinicalOverrides = (facts: PatientFacts) => {
  facts.clinicalOverrides = NONE;
};

/** Closes the gates, and keeps every negative test taken before it from being used again. */
const doubt = (facts: PatientFacts, cause: SafetyHold['cause'], event: SafetyHold['event']) => {
  close(facts, cause, event);
  facts.pregnancyQuestions = added(facts.pregnancyQuestions, event);
};

function clear(facts: PatientFacts, event: EventOf<'SafetyHoldCleared'>): void {
  if (!CLINICIAN_ROLES.includes(event.actor.role)) return;
  facts.clearings = added(facts.clearings, event);
  const named = facts.safetyHolds.filter(
    ({ id, event: closer }) => id === event.data.hold && reaches(facts, event, closer),
  );
  // Two records may have used one id: each needs its own clearing, this record's first.
  const own = named.find((closure) => closure.event.mergedFrom === event.mergedFrom) ?? named[0];
  facts.safetyHolds = facts.safetyHolds.filter(
    (closure) =>
      !named.includes(closure) ||
      closure.event.mergedFrom !== own?.event.mergedFrom ||
      closure.event.sequence > event.sequence ||
      closure.notClearableBy === event.actor.id,
  );
}

function enrol(facts: PatientFacts, event: EventOf<'PatientEnrolled'>): void {
  facts.enrolments = added(facts.enrolments, event);
  // A course of a merged record begins nothing here, and ends nothing.
  if (event.mergedFrom !== undefined) return;
  if (facts.course?.id === event.data.course) return;
  if (facts.dispenses.length > 0)
    facts.earlierDispenses = [...facts.earlierDispenses, ...facts.dispenses];
  facts.course = courseBegunBy(facts, event);
  facts.dispenses = NONE;
  facts.prescriptions = NONE;
  facts.authorizations = NONE;
  facts.externalAuthorizations = NONE;
}

function test(facts: PatientFacts, event: EventOf<'PregnancyTestReported'>): void {
  facts.tests = added(facts.tests, event);
  if (event.data.result === 'positive') doubt(facts, 'positive_test', event);
  else if (event.data.result !== 'negative') doubt(facts, 'unclear_test', event);
}

function dispense(
  facts: PatientFacts,
  event: EventOf<'Dispensed'> | EventOf<'DispensedPartially'>,
): void {
  const { prescription: id, daysSupply } = event.data;
  const prescription = facts.prescriptions.find((one) => one.data.prescription === id);
  facts.dispenses = added(facts.dispenses, { event, daysSupply, prescription });
}

/** What was taken back was never used: it counts in no course, and no course stands on it. */
function takeBack(facts: PatientFacts, event: EventOf<'DispenseReversed'>): void {
  const stands = (one: DispenseFact) =>
    one.event.data.dispense !== event.data.dispense || !reaches(facts, event, one.event);
  // What came back or went since may have been of it: it is not taken off another supply.
  for (const one of allDispenses(facts))
    if (!stands(one))
      facts.capsulesGone = facts.capsulesGone.filter(({ on }) => on < one.event.occurredOn);
  facts.dispenses = facts.dispenses.filter(stands);
  const earlier = facts.earlierDispenses.filter(stands);
  if (earlier.length === facts.earlierDispenses.length) return;
  facts.earlierDispenses = earlier;
  if (facts.course !== undefined) facts.course = courseBegunBy(facts, facts.course.enrolment);
}

function giveBack(
  facts: PatientFacts,
  event: EventOf<'CapsulesReturned'> | EventOf<'CapsulesDestroyed'>,
): void {
  // Whoever took the capsules back saw them; the patient's own word brings none back.
  const { role } = event.actor;
  if (role === 'patient' || role === 'guardian') return;
  account(facts, event, -event.data.count);
  gone(facts, event, false);
}

/** The patient's own word that capsules are gone is heard by a clinician; it opens nothing by itself. */
function gone(
  facts: PatientFacts,
  event: EventOf<'CapsulesLost' | 'CapsulesReturned' | 'CapsulesDestroyed'>,
  isLost: boolean,
): void {
  if (event.actor.role === 'patient' || event.actor.role === 'guardian') return;
  const { occurredOn: on, sequence, data } = event;
  facts.capsulesGone = added(facts.capsulesGone, { on, sequence, count: data.count, isLost });
}

const without = <E extends { data: object }>(
  events: readonly E[],
  field: string,
  value: string,
): readonly E[] =>
  events.filter((event) => (event.data as Record<string, unknown>)[field] !== value);

/** Keys under which the gate's evidence is sealed. */
const GATE_CLASSES: readonly string[] = ['plain', 'identity', 'reproductive'];

/** Reports that say nothing of pregnancy, however they were worded. */
const SILENT_ON_PREGNANCY: readonly string[] = [
  'Dispensed',
  'DispensedPartially',
  'UnauthorizedDispenseFound',
  'DispenseConflictFound',
  'CapsulesShared',
  'TreatmentConsentWithdrawn',
  'PatientDied',
  'SymptomReported',
  'InstrumentAnswered',
];

/** One step per type of the gate stream; `null` marks those that no gate reads, as none reads the others. */
export const FOLD_STEPS: Steps = {
  PatientEnrolled: enrol,
  ExternalHistoryAccepted: (facts, event) => {
    facts.histories = added(facts.histories, event);
  },
  ReproductiveStatusRecorded: (facts, event) => {
    facts.reproductiveStatuses = added(facts.reproductiveStatuses, event);
    endClinicalOverrides(facts);
  },
  RiskCategoryAssigned: (facts, event) => {
    facts.categories = added(facts.categories, event);
    endClinicalOverrides(facts);
  },
  FormSigned: (facts, event) => {
    facts.forms = added(facts.forms, event);
    if (!event.data.agrees) endClinicalOverrides(facts);
  },
  TreatmentConsentWithdrawn: (facts, event) => {
    facts.consentWithdrawals = added(facts.consentWithdrawals, event);
  },
  RegistryConsentGiven: null,
  RegistryConsentWithdrawn: null,
  CareTransferred: (facts, event) => {
    facts.careTransfers = added(facts.careTransfers, event);
    endClinicalOverrides(facts);
  },
  JurisdictionChanged: (facts, event) => {
    facts.departures = added(facts.departures, event);
    endClinicalOverrides(facts);
  },
  PatientsMerged: (facts, event) => {
    if (event.data.standsIn === 'survivor') {
      absorb(facts, event);
      endClinicalOverrides(facts);
    } else if (event.mergedFrom === undefined && event.data.merged !== event.data.survivor)
      facts.mergedInto = event;
  },
  PatientDied: (facts, event) => {
    facts.death = event;
  },
  Erased: (facts, event) => {
    // Answers about mood or photographs are no evidence of the gate: it stands without them.
    const { classes } = event.data;
    const isOfGate = classes === undefined || classes.some((one) => GATE_CLASSES.includes(one));
    if (!isOfGate) return;
    if (event.mergedFrom === undefined) facts.erasure = event;
    // What the other record held is gone: a clinician says whether treatment can go on without it.
    else close(facts, 'hold', event);
  },
  ContraceptionStarted: (facts, event) => {
    facts.contraceptionStarts = added(facts.contraceptionStarts, event);
  },
  ContraceptionStopped: (facts, event) => {
    facts.contraceptionStops = added(facts.contraceptionStops, event);
    endClinicalOverrides(facts);
  },
  ContraceptionExemptionAgreed: (facts, event) => {
    facts.contraceptionExemptions = added(facts.contraceptionExemptions, event);
  },
  UnprotectedContactReported: (facts, event) => doubt(facts, 'unprotected_contact', event),
  EmergencyContraceptionUsed: (facts, event) => doubt(facts, 'emergency_contraception', event),
  PeriodMissed: (facts, event) => doubt(facts, 'missed_period', event),
  PregnancyTestReported: test,
  HomeTestingPermitted: (facts, event) => {
    facts.homeTestPermissions = added(facts.homeTestPermissions, event);
  },
  HomeTestingRevoked: (facts, event) => {
    facts.homeTestPermissions = added(facts.homeTestPermissions, event);
    endClinicalOverrides(facts);
  },
  VisitHeld: (facts, event) => {
    facts.visits = added(facts.visits, event);
  },
  CounsellingGiven: (facts, event) => {
    facts.counselling = added(facts.counselling, event);
  },
  ComprehensionAnswered: (facts, event) => {
    facts.comprehension = added(facts.comprehension, event);
    if (!event.data.passed) endClinicalOverrides(facts);
  },
  IndependentAgreementRecorded: (facts, event) => {
    facts.agreements = added(facts.agreements, event);
  },
  SpecialistApprovalRecorded: (facts, event) => {
    facts.approvals = added(facts.approvals, event);
  },
  OriginalPrescriptionShown: (facts, event) => {
    facts.documents = added(facts.documents, event);
  },
  PatientCardShown: (facts, event) => {
    facts.documents = added(facts.documents, event);
  },
  MedicationGuideGiven: (facts, event) => {
    facts.documents = added(facts.documents, event);
  },
  ConditionRecorded: (facts, event) => {
    facts.conditions = added(facts.conditions, event);
  },
  AllergyRecorded: (facts, event) => {
    facts.allergies = added(facts.allergies, event);
  },
  MedicationRecorded: (facts, event) => {
    facts.medications = added(facts.medications, event);
  },
  MedicationStopped: (facts, event) => {
    facts.medications = added(facts.medications, event);
  },
  BreastfeedingRecorded: (facts, event) => {
    facts.breastfeeding = added(facts.breastfeeding, event);
  },
  WeightMeasured: (facts, event) => {
    facts.weights = added(facts.weights, event);
  },
  PrescriptionWritten: (facts, event) => {
    facts.prescriptions = added(facts.prescriptions, event);
  },
  PrescriptionCancelled: (facts, event) => {
    facts.prescriptions = without(facts.prescriptions, 'prescription', event.data.prescription);
  },
  ExternalAuthorizationRecorded: (facts, event) => {
    facts.externalAuthorizations = added(facts.externalAuthorizations, event);
  },
  DispenseAuthorized: (facts, event) => {
    facts.authorizations = added(facts.authorizations, event);
  },
  AuthorizationReversed: (facts, event) => {
    facts.authorizations = without(facts.authorizations, 'authorization', event.data.authorization);
  },
  Dispensed: dispense,
  DispensedPartially: dispense,
  DispenseReversed: takeBack,
  UnauthorizedDispenseFound: (facts, event) => {
    facts.suppliesFound = added(facts.suppliesFound, event);
    close(facts, 'irregular_supply', event);
  },
  DispenseConflictFound: (facts, event) => close(facts, 'irregular_supply', event),
  CapsulesLost: (facts, event) => {
    account(facts, event, event.data.count);
    gone(facts, event, true);
  },
  CapsulesReturned: giveBack,
  CapsulesDestroyed: giveBack,
  CapsulesShared: (facts, event) => close(facts, 'irregular_supply', event),
  CourseStarted: null,
  CoursePaused: (facts, event) => {
    facts.coursePauses = added(facts.coursePauses, event);
  },
  CourseResumed: (facts, event) => {
    facts.coursePauses = added(facts.coursePauses, event);
  },
  CourseEnded: (facts, event) => {
    facts.courseEnds = added(facts.courseEnds, event);
  },
  DoseAfterEndFound: (facts, event) => {
    facts.dosesAfterEnd = added(facts.dosesAfterEnd, event);
    endClinicalOverrides(facts);
  },
  PregnancyReported: (facts, event) => {
    facts.pregnancyReports = added(facts.pregnancyReports, event);
    doubt(facts, 'pregnancy', event);
  },
  PregnancyOutcomeRecorded: null,
  SafetyHoldPlaced: (facts, event) =>
    // Whoever changed the record so that more would be granted is not the one who confirms it.
    event.data.cause === 'correction_unconfirmed'
      ? close(facts, 'unconfirmed_correction', event, event.data.hold, event.actor.id)
      : close(facts, 'hold', event, event.data.hold),
  SafetyHoldCleared: clear,
  ReportUnresolved: (facts, event) =>
    // Unless it plainly was about something else, it may have been a positive test.
    SILENT_ON_PREGNANCY.includes(event.data.reportedType)
      ? close(facts, 'unresolved_report', event)
      : doubt(facts, 'unresolved_report', event),
  ReportResolved: (facts, event) => {
    if (!CLINICIAN_ROLES.includes(event.actor.role)) return;
    facts.safetyHolds = facts.safetyHolds.filter(
      (closure) =>
        closure.cause !== 'unresolved_report' ||
        closure.id !== event.data.report ||
        !reaches(facts, event, closure.event) ||
        closure.event.sequence > event.sequence,
    );
  },
  DiscretionExercised: (facts, event) => {
    if (CLINICIAN_ROLES.includes(event.actor.role))
      facts.clinicalOverrides = added(facts.clinicalOverrides, event);
  },
  IncidentOpened: null,
  IncidentClosed: null,
  TaskOpened: null,
  TaskClosed: null,
  BloodDonationReported: null,
  Corrected: null,
};
