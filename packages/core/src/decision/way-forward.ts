// From when a reason can be cleared, in words: a day, what it waits for, or why no day can be said.
// Never a day that no rule gives, and never silence: every code has its word.

import { describeCalendarDay } from '../time/calendar-day.ts';
import type { Reason } from './decision.ts';
import type { ReasonCode } from './reason-codes.ts';

const CLEARED = 'As soon as a clinician has cleared it; no day can be said before.';
const NEVER = 'Nothing clears this.';
const UNKNOWN_RULE = 'No day can be said: the rule is not known here.';
const RENEWED = 'As soon as the renewal is recorded.';
const TEST = 'As soon as a test that counts is recorded.';
const PORTAL = 'As soon as the portal has authorised the supply.';

/** What is said where no rule gives a day. */
const WITHOUT_DAY: Readonly<Record<ReasonCode, string>> = {
  erased: NEVER,
  patient_died: NEVER,
  record_merged: 'At once, in the record that goes on.',
  pregnancy_reported: CLEARED,
  positive_test: CLEARED,
  unclear_test: 'As soon as the test is repeated and a clinician has cleared this one.',
  unresolved_report: 'As soon as a clinician has read and resolved the report.',
  hold: CLEARED,
  unconfirmed_correction: 'As soon as a second authorised person has confirmed it.',
  missed_period: CLEARED,
  contraception_gap:
    'Once contraception is in use again, a test since is negative and a clinician has cleared it.',
  unprotected_contact: CLEARED,
  emergency_contraception: CLEARED,
  irregular_supply: CLEARED,
  consent_withdrawn:
    'As soon as the patient agrees again: signed in, or on a paper of a later day.',
  course_closed: 'As soon as a new course is enrolled.',
  log_damaged: 'As soon as the operator has restored the record.',
  programme_incomplete: UNKNOWN_RULE,
  product_not_in_programme: 'As soon as the prescription names a product of the programme.',
  edition_unresolved: UNKNOWN_RULE,
  edition_pending: 'As soon as the programme office has confirmed which edition holds.',
  edition_straddle: 'As soon as the programme office has decided which edition holds.',
  programme_advises_only: 'No day can be said: no programme authorises this here.',
  authority_disagrees: 'As soon as the named clinician has recorded a judgement.',
  needs_clinician_confirmation: 'As soon as the named clinician has recorded a judgement.',
  not_approved_for_use: 'As soon as a safety officer has approved the edition for this site.',
  prescriber_not_treating: 'As soon as whoever treats the patient writes the prescription.',
  prescriber_not_certified: 'As soon as the prescriber is certified.',
  prescriber_suspended: 'As soon as the suspension is lifted.',
  prescriber_deactivated: 'As soon as the prescriber is active again.',
  prescriber_renewal_due: RENEWED,
  prescriber_not_specialist: 'As soon as a specialist prescribes.',
  specialist_approval_missing: 'As soon as the approval of a specialist is recorded.',
  second_prescriber_missing: 'As soon as a second prescriber has agreed.',
  pharmacy_not_certified: 'As soon as the pharmacy is certified.',
  pharmacy_suspended: 'As soon as the suspension is lifted.',
  pharmacy_renewal_due: RENEWED,
  pharmacy_training_due: 'As soon as the training is recorded.',
  pharmacy_pharmacist_not_designated: 'As soon as the responsible pharmacist is recorded.',
  not_enrolled: 'As soon as the enrolment is recorded.',
  enrolment_not_reconfirmed: 'As soon as the patient is enrolled for a new course.',
  category_missing: 'As soon as a category is recorded.',
  category_not_in_programme: 'As soon as a category of the programme is recorded.',
  category_not_supported: 'As soon as what is missing is recorded.',
  category_not_reconfirmed: 'As soon as the category is confirmed again.',
  form_missing: 'As soon as the form is signed.',
  form_outdated: 'As soon as the present form is signed.',
  form_not_agreed: 'As soon as the form is agreed to.',
  guardian_signature_missing: 'As soon as a guardian has signed.',
  test_missing: TEST,
  test_too_old: TEST,
  test_setting_not_accepted: TEST,
  test_laboratory_not_certified: TEST,
  test_not_sensitive: TEST,
  test_not_in_cycle_days: TEST,
  test_not_read_by_clinician: 'As soon as one of the team has read a test.',
  test_home_not_permitted: TEST,
  test_detail_unknown: 'As soon as the missing detail, or another test, is recorded.',
  second_test_too_soon: 'Once the first test is recorded a day can be said.',
  missed_first_window: TEST,
  waiting_period: 'Once what the wait is counted from is recorded a day can be said.',
  contraception_missing: 'As soon as a method is recorded.',
  contraception_combination_not_accepted: 'As soon as accepted methods are in use.',
  contraception_too_short: 'Once accepted methods are in use a day can be said.',
  contraception_not_matching: 'As soon as both have entered the same methods.',
  counselling_missing: 'As soon as the talk is recorded.',
  comprehension_missing: 'As soon as the questions are answered.',
  comprehension_not_passed: 'As soon as the questions are passed.',
  visit_missing: 'As soon as the visit is recorded.',
  visit_not_in_person: 'As soon as a visit in person is recorded.',
  visit_remote_not_agreed: 'As soon as the patient’s agreement, or a visit in person, is recorded.',
  document_not_shown: 'As soon as the paper is shown and recorded.',
  prescription_missing: 'As soon as a prescription is written.',
  prescription_has_refills: 'As soon as one without refills is written.',
  prescription_medium_not_accepted: 'As soon as one of an accepted form is written.',
  window_not_open: 'Once what opens it is recorded a day can be said.',
  window_closed: 'As soon as what opens it anew is recorded.',
  programme_closed: 'As soon as the programme is open.',
  supply_exceeds_limit: 'At once, for fewer days.',
  authorization_open_elsewhere:
    'As soon as the other pharmacy has reversed it, or after its last day.',
  supply_exceeds_prescription: 'At once for the days that are left, else with a new prescription.',
  supply_still_held: 'Once enough of what is held is used up.',
  external_authorization_missing: PORTAL,
  external_authorization_denied: PORTAL,
  external_authorization_expired: PORTAL,
  authorization_missing: 'As soon as the pharmacy has authorised the supply.',
  after_treatment_wait: 'No day can be said: the last dose is not reported.',
};

/** From when this reason can be cleared, as one sentence for whoever may read it. */
export function whenSaid({ clearableFrom, code, underlying }: Reason): string {
  if (clearableFrom !== undefined) return `From ${describeCalendarDay(clearableFrom)}.`;
  // A disagreement of the portal or of editions is settled as such, whatever stands behind it.
  const isQuestion = code === 'needs_clinician_confirmation' && underlying !== undefined;
  return isQuestion
    ? `${WITHOUT_DAY[code]} Or: ${lower(WITHOUT_DAY[underlying])}`
    : WITHOUT_DAY[code];
}

const lower = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** What a programme makes the pharmacist's own check at the counter: said there, never sent elsewhere. */
export const PHARMACISTS_CHECKS: readonly ReasonCode[] = [
  'product_not_in_programme',
  'document_not_shown',
  'prescription_missing',
  'prescription_has_refills',
  'prescription_medium_not_accepted',
  'window_closed',
  'programme_closed',
  'supply_exceeds_limit',
  'authorization_open_elsewhere',
  'supply_exceeds_prescription',
  'supply_still_held',
  'external_authorization_missing',
  'external_authorization_denied',
  'external_authorization_expired',
  'authorization_missing',
];

/**
 * True for what a pharmacist checks at the counter: by its code, also behind a question, or by its data.
 * Days that are counted from a test are the clinic's: they move with whatever doubts the test.
 */
export function isPharmacists({ clearedBy, code, underlying, isCountedFromTest }: Reason): boolean {
  if (isCountedFromTest) return clearedBy === 'pharmacist';
  const checked = code === 'needs_clinician_confirmation' ? (underlying ?? code) : code;
  return clearedBy === 'pharmacist' || PHARMACISTS_CHECKS.includes(checked);
}
