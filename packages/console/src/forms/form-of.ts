// Which form ends a reason, a step or a task. It leads; what the form records is judged by the server.
// Exhaustive by type: a new reason does not compile until it names its form, or that it has none.

import type { AgendaStep, EventType, ReasonCode } from '@aegle/core';

/** An event's form, the page for prescribing, or null: the conditions say what else helps. */
export type Form = EventType | 'prescribe' | null;

const TEST = 'PregnancyTestReported';
const CLEARING = 'SafetyHoldCleared';
const PORTAL = 'ExternalAuthorizationRecorded';

const FORM_OF_REASON: Readonly<Record<ReasonCode, Form>> = {
  erased: null,
  patient_died: null,
  record_merged: null,
  pregnancy_reported: CLEARING,
  positive_test: CLEARING,
  unclear_test: CLEARING,
  unresolved_report: 'ReportResolved',
  hold: CLEARING,
  unconfirmed_correction: CLEARING,
  missed_period: CLEARING,
  contraception_gap: CLEARING,
  unprotected_contact: CLEARING,
  emergency_contraception: CLEARING,
  irregular_supply: CLEARING,
  consent_withdrawn: 'FormSigned',
  course_closed: null,
  log_damaged: null,
  programme_incomplete: null,
  product_not_in_programme: 'prescribe',
  edition_unresolved: null,
  edition_pending: null,
  edition_straddle: null,
  programme_advises_only: null,
  authority_disagrees: 'DiscretionExercised',
  needs_clinician_confirmation: 'DiscretionExercised',
  not_approved_for_use: null,
  prescriber_not_treating: 'prescribe',
  prescriber_not_certified: null,
  prescriber_suspended: null,
  prescriber_deactivated: null,
  prescriber_renewal_due: null,
  prescriber_not_specialist: null,
  specialist_approval_missing: 'SpecialistApprovalRecorded',
  second_prescriber_missing: 'IndependentAgreementRecorded',
  pharmacy_not_certified: null,
  pharmacy_suspended: null,
  pharmacy_renewal_due: null,
  pharmacy_training_due: null,
  pharmacy_pharmacist_not_designated: null,
  not_enrolled: null,
  enrolment_not_reconfirmed: null,
  category_missing: 'RiskCategoryAssigned',
  category_not_in_programme: 'RiskCategoryAssigned',
  category_not_supported: 'RiskCategoryAssigned',
  category_not_reconfirmed: 'RiskCategoryAssigned',
  form_missing: 'FormSigned',
  form_outdated: 'FormSigned',
  form_not_agreed: 'FormSigned',
  guardian_signature_missing: 'FormSigned',
  test_missing: TEST,
  test_too_old: TEST,
  test_setting_not_accepted: TEST,
  test_laboratory_not_certified: TEST,
  test_not_sensitive: TEST,
  test_not_in_cycle_days: TEST,
  test_not_read_by_clinician: TEST,
  test_home_not_permitted: TEST,
  test_detail_unknown: TEST,
  second_test_too_soon: TEST,
  missed_first_window: TEST,
  waiting_period: null,
  contraception_missing: 'ContraceptionStarted',
  contraception_combination_not_accepted: 'ContraceptionStarted',
  contraception_too_short: null,
  contraception_not_matching: 'ContraceptionStarted',
  counselling_missing: 'CounsellingGiven',
  comprehension_missing: 'ComprehensionAnswered',
  comprehension_not_passed: 'ComprehensionAnswered',
  visit_missing: 'VisitHeld',
  visit_not_in_person: 'VisitHeld',
  visit_remote_not_agreed: 'VisitHeld',
  document_not_shown: null,
  prescription_missing: 'prescribe',
  prescription_has_refills: 'prescribe',
  prescription_medium_not_accepted: 'prescribe',
  window_not_open: null,
  window_closed: TEST,
  programme_closed: null,
  supply_exceeds_limit: null,
  authorization_open_elsewhere: null,
  supply_exceeds_prescription: 'prescribe',
  supply_still_held: null,
  external_authorization_missing: PORTAL,
  external_authorization_denied: PORTAL,
  external_authorization_expired: PORTAL,
  authorization_missing: null,
  after_treatment_wait: null,
};

/** Steps beside the gate's reasons. */
const FORM_OF_STEP: Partial<Readonly<Record<AgendaStep, Form>>> = {
  prescribe: 'prescribe',
  laboratory_test: 'LabResulted',
  capsules_run_out: 'prescribe',
  follow_up: 'FollowUpCompleted',
};

const FORM_OF_TASK: Readonly<Record<string, Form>> = {
  speak_with_patient: CLEARING,
  repeat_test: TEST,
  resolve_report: 'ReportResolved',
  confirm_correction: CLEARING,
  review_hold: CLEARING,
  dispense_incident: 'IncidentClosed',
};

/** The form of a reason of the gate; stand-ins for hidden reasons have none. */
export function formOfReason(code: string): Form {
  return Object.hasOwn(FORM_OF_REASON, code) ? FORM_OF_REASON[code as ReasonCode] : null;
}

/** The form of a kind of task; null where the record is looked at and the task is closed by hand. */
export function formOfTask(kind: string): Form {
  return FORM_OF_TASK[kind] ?? null;
}

/** The form of an item of the agenda: by its step, its task, or the reason behind it. */
export function formOfItem(what: AgendaStep, code: string): Form {
  if (what === 'task') return formOfTask(code);
  return FORM_OF_STEP[what] ?? formOfReason(code);
}

/** The field of a form that names the event it ends. */
export const TARGET_FIELD: Partial<Readonly<Record<EventType, string>>> = {
  SafetyHoldCleared: 'hold',
  ReportResolved: 'report',
};
