// Which event types a role's form offers. It only leads; the server's policy decides.
// Never a type that a service records itself, such as a dispense or an authorisation.

import { PATIENT_EVENT_TYPES } from '@aegle/api';
import type { EventType, Role } from '@aegle/core';

/** Recorded by services, each through its own endpoint. */
const BY_SERVICES: readonly EventType[] = [
  'PatientEnrolled',
  'PatientsMerged',
  'Erased',
  'PrescriptionWritten',
  'DispenseAuthorized',
  'AuthorizationReversed',
  'Dispensed',
  'DispensedPartially',
  'DispenseReversed',
  'ReportUnresolved',
  'DoseAfterEndFound',
  'TaskOpened',
  'TaskClosed',
];

/** A clinician's judgement; a delegate's never counts as one. */
const BY_CLINICIANS: readonly EventType[] = [
  'ExternalHistoryAccepted',
  'ReproductiveStatusRecorded',
  'RiskCategoryAssigned',
  'CareTransferred',
  'JurisdictionChanged',
  'ContraceptionExemptionAgreed',
  'HomeTestingPermitted',
  'HomeTestingRevoked',
  'IndependentAgreementRecorded',
  'SpecialistApprovalRecorded',
  'PrescriptionCancelled',
  'CourseStarted',
  'CoursePaused',
  'CourseResumed',
  'CourseEnded',
  'RetreatmentStarted',
  'SafetyHoldCleared',
  'ReportResolved',
  'DiscretionExercised',
  'DosePlanned',
  'EndPolicyChosen',
  'PregnancyOutcomeRecorded',
  'IncidentClosed',
  'Corrected',
];

const OF_SAFETY_OFFICER: readonly EventType[] = [
  'SafetyHoldPlaced',
  'SafetyHoldCleared',
  'PregnancyTestReported',
  'PregnancyReported',
  'PregnancyOutcomeRecorded',
  'ReportResolved',
  'DiscretionExercised',
  'IncidentOpened',
  'IncidentClosed',
  'PatientDied',
  'Corrected',
];

const OF_PHARMACIST: readonly EventType[] = [
  'OriginalPrescriptionShown',
  'PatientCardShown',
  'MedicationGuideGiven',
  'ExternalAuthorizationRecorded',
  'UnauthorizedDispenseFound',
  'DispenseConflictFound',
  'CapsulesLost',
  'CapsulesReturned',
  'CapsulesDestroyed',
  'CapsulesShared',
  'CapsulesCounted',
  'StockRanOut',
  'StockArrived',
  'PregnancyReported',
  'IncidentOpened',
];

const OF_PRESCRIBER = PATIENT_EVENT_TYPES.filter((type) => !BY_SERVICES.includes(type));

const OFFERED: Partial<Readonly<Record<Role, readonly EventType[]>>> = {
  prescriber: OF_PRESCRIBER,
  delegate: OF_PRESCRIBER.filter((type) => !BY_CLINICIANS.includes(type)),
  safety_officer: OF_SAFETY_OFFICER,
  pharmacist: OF_PHARMACIST,
};

/** The types that a role may choose from; empty for roles that record nothing here. */
export function offeredTypes(role: Role): readonly EventType[] {
  return OFFERED[role] ?? [];
}
