// The closed list of reason codes. The order is the order of precedence; codes are never renumbered.
// Never reuse a code for another meaning: stored decisions carry them for ever.

export const REASON_CODES = [
  // Nothing can be decided, or nothing may be decided for this person.
  'erased',
  'patient_died',
  'record_merged',
  'pregnancy_reported',
  'positive_test',
  'unclear_test',
  'unresolved_report',
  'hold',
  'unconfirmed_correction',
  'missed_period',
  'contraception_gap',
  'unprotected_contact',
  'emergency_contraception',
  'irregular_supply',
  'consent_withdrawn',
  'course_closed',
  'log_damaged',
  'programme_incomplete',
  'product_not_in_programme',
  'edition_unresolved',
  'edition_pending',
  'edition_straddle',
  'programme_advises_only',
  'authority_disagrees',
  'needs_clinician_confirmation',
  'not_approved_for_use',
  // Who may act.
  'prescriber_not_treating',
  'prescriber_not_certified',
  'prescriber_suspended',
  'prescriber_deactivated',
  'prescriber_renewal_due',
  'prescriber_not_specialist',
  'specialist_approval_missing',
  'second_prescriber_missing',
  'pharmacy_not_certified',
  'pharmacy_suspended',
  'pharmacy_renewal_due',
  'pharmacy_training_due',
  'pharmacy_pharmacist_not_designated',
  // The patient in the programme.
  'not_enrolled',
  'enrolment_not_reconfirmed',
  'category_missing',
  'category_not_in_programme',
  'category_not_supported',
  'category_not_reconfirmed',
  'form_missing',
  'form_outdated',
  'form_not_agreed',
  'guardian_signature_missing',
  // Pregnancy tests.
  'test_missing',
  'test_too_old',
  'test_setting_not_accepted',
  'test_laboratory_not_certified',
  'test_not_sensitive',
  'test_not_in_cycle_days',
  'test_not_read_by_clinician',
  'test_home_not_permitted',
  'test_detail_unknown',
  'second_test_too_soon',
  'missed_first_window',
  // Waiting, contraception, talks.
  'waiting_period',
  'contraception_missing',
  'contraception_combination_not_accepted',
  'contraception_too_short',
  'contraception_not_matching',
  'counselling_missing',
  'comprehension_missing',
  'comprehension_not_passed',
  'visit_missing',
  'visit_not_in_person',
  'visit_remote_not_agreed',
  'document_not_shown',
  // Prescription, window, supply.
  'prescription_missing',
  'prescription_has_refills',
  'prescription_medium_not_accepted',
  'window_not_open',
  'window_closed',
  'programme_closed',
  'supply_exceeds_limit',
  'supply_exceeds_prescription',
  'supply_still_held',
  'external_authorization_missing',
  'external_authorization_denied',
  'external_authorization_expired',
  'authorization_missing',
  'after_treatment_wait',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

const PRECEDENCE: ReadonlyMap<ReasonCode, number> = new Map(
  REASON_CODES.map((code, index) => [code, index]),
);

/** Smaller comes first. */
export function precedenceOf(code: ReasonCode): number {
  return PRECEDENCE.get(code)!;
}

/** Reasons that no portal's grant, no discretion and no override lifts (design §1). */
export const NEVER_OVERRIDDEN: readonly ReasonCode[] = [
  'erased',
  'patient_died',
  'record_merged',
  'pregnancy_reported',
  'positive_test',
  'unclear_test',
  'unresolved_report',
  'hold',
  'unconfirmed_correction',
  'missed_period',
  'contraception_gap',
  'unprotected_contact',
  'emergency_contraception',
  'irregular_supply',
  'consent_withdrawn',
  'course_closed',
  'log_damaged',
];
