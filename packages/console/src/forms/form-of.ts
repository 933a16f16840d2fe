// Which form ends a reason, a step or a task. It leads; what the form records is judged by the server.
// Exhaustive by type: a new reason does not compile until it names its form, or why it has none.

import type { AgendaStep, EventType, ReasonCode } from '@aegle/core';

/** Pages that end a reason where no event's form does. */
const FORM_PAGES = [
  'prescribe',
  'enrol',
  'certify',
  'confirm_edition',
  'approve_edition',
  'counter',
] as const;
export type FormPage = (typeof FORM_PAGES)[number];

/** An event's form, a page, or null: the conditions say what else helps. */
export type Form = EventType | FormPage | null;

/**
 * Why no form ends a reason. `final`: nothing does. `waits`: a day ends it. `rule`: nobody here knows
 * the rule. `operator`: the record is damaged. `other_record`: the record goes on elsewhere.
 */
export type NoForm = 'final' | 'waits' | 'rule' | 'operator' | 'other_record';

const FINAL = { none: 'final' } as const;
const WAITS = { none: 'waits' } as const;
const RULE = { none: 'rule' } as const;

const TEST = 'PregnancyTestReported';
const CLEARING = 'SafetyHoldCleared';
const PORTAL = 'ExternalAuthorizationRecorded';

const FORM_OF_REASON: Readonly<
  Record<ReasonCode, Exclude<Form, null> | { readonly none: NoForm }>
> = {
  erased: FINAL,
  patient_died: FINAL,
  record_merged: { none: 'other_record' },
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
  course_closed: 'enrol',
  log_damaged: { none: 'operator' },
  programme_incomplete: RULE,
  product_not_in_programme: 'prescribe',
  edition_unresolved: RULE,
  edition_pending: 'confirm_edition',
  edition_straddle: 'confirm_edition',
  programme_advises_only: RULE,
  authority_disagrees: 'DiscretionExercised',
  needs_clinician_confirmation: 'DiscretionExercised',
  not_approved_for_use: 'approve_edition',
  prescriber_not_treating: 'prescribe',
  prescriber_not_certified: 'certify',
  prescriber_suspended: 'certify',
  prescriber_deactivated: 'certify',
  prescriber_renewal_due: 'certify',
  prescriber_not_specialist: 'prescribe',
  specialist_approval_missing: 'SpecialistApprovalRecorded',
  second_prescriber_missing: 'IndependentAgreementRecorded',
  pharmacy_not_certified: 'certify',
  pharmacy_suspended: 'certify',
  pharmacy_renewal_due: 'certify',
  pharmacy_training_due: 'certify',
  pharmacy_pharmacist_not_designated: 'certify',
  not_enrolled: 'enrol',
  enrolment_not_reconfirmed: 'enrol',
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
  waiting_period: WAITS,
  contraception_missing: 'ContraceptionStarted',
  contraception_combination_not_accepted: 'ContraceptionStarted',
  contraception_too_short: WAITS,
  contraception_not_matching: 'ContraceptionStarted',
  counselling_missing: 'CounsellingGiven',
  comprehension_missing: 'ComprehensionAnswered',
  comprehension_not_passed: 'ComprehensionAnswered',
  visit_missing: 'VisitHeld',
  visit_not_in_person: 'VisitHeld',
  visit_remote_not_agreed: 'VisitHeld',
  document_not_shown: 'counter',
  prescription_missing: 'prescribe',
  prescription_has_refills: 'prescribe',
  prescription_medium_not_accepted: 'prescribe',
  window_not_open: WAITS,
  window_closed: TEST,
  programme_closed: WAITS,
  supply_exceeds_limit: 'prescribe',
  authorization_open_elsewhere: WAITS,
  supply_exceeds_prescription: 'prescribe',
  supply_still_held: WAITS,
  external_authorization_missing: PORTAL,
  external_authorization_denied: PORTAL,
  external_authorization_expired: PORTAL,
  authorization_missing: 'counter',
  after_treatment_wait: WAITS,
};

/** Steps beside the gate's reasons. */
const FORM_OF_STEP: Partial<Readonly<Record<AgendaStep, Form>>> = {
  prescribe: 'prescribe',
  laboratory_test: 'LabResulted',
  capsules_run_out: 'prescribe',
  follow_up: 'FollowUpCompleted',
  prior_authorization: 'PriorAuthorizationRequested',
  insurer_answer: 'PriorAuthorizationDecided',
  stock: 'StockArrived',
  resume_course: 'CourseResumed',
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
  if (!Object.hasOwn(FORM_OF_REASON, code)) return null;
  const form = FORM_OF_REASON[code as ReasonCode];
  return typeof form === 'object' ? null : form;
}

/** True for a page; false for the form of an event. */
export function isFormPage(form: Exclude<Form, null>): form is FormPage {
  return FORM_PAGES.some((page) => page === form);
}

/** Why no form ends the reason; null where one does. */
export function whyNoForm(code: ReasonCode): NoForm | null {
  const form = FORM_OF_REASON[code];
  return typeof form === 'object' ? form.none : null;
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
