// What Aegle's own safety reasons and its meta reasons say to each audience.
// Never tells a pharmacy, a lock screen or a guardian why: the clinic speaks with the patient.

import type { Sentences } from '../decision/audience.ts';
import type { ReasonCode } from '../decision/reason-codes.ts';
import { NO_PRESCRIPTION, OPEN_ELSEWHERE } from '../requirements/kinds-supply.ts';

const STOP = 'Do not take more capsules. Your clinic needs to speak with you today.';
const CALL = 'Contact the prescriber.';

const closed = (prescriber: string, patient = STOP, programme = prescriber): Sentences => ({
  patient,
  prescriber,
  pharmacist: CALL,
  programme,
});

/** What the portal says beside a refusal that no judgement lifts. */
export const PORTAL_GRANTS_ALL_THE_SAME: Sentences = closed(
  'The portal authorises this supply all the same. No judgement lifts the reasons given here: each is ' +
    'cleared by whoever it names, and until then nothing is dispensed on that authorisation.',
  'Your clinic has to look at something before your capsules can be dispensed.',
);

/** Sentences for every code that no programme's data can supply. */
export const SAFETY_SENTENCES: Partial<Readonly<Record<ReasonCode, Sentences>>> = {
  erased: closed('This record was erased.', 'Your record was erased at your request.'),
  patient_died: closed('A death is recorded.', 'Contact your clinic.'),
  record_merged: closed(
    'This record was merged into another; use that one.',
    'Your clinic keeps your record under another number.',
  ),
  pregnancy_reported: closed('A pregnancy is reported. Treatment stops; the course is closed.'),
  positive_test: closed('A positive pregnancy test is not resolved. A clinician must clear it.'),
  unclear_test: closed(
    'An invalid or unclear pregnancy test is not resolved. The test is repeated, and a ' +
      'clinician must clear this one.',
  ),
  unresolved_report: closed(
    'A report that can stop treatment could not be read. A clinician must read and resolve it.',
  ),
  hold: closed('A safety hold is in place. A clinician must clear it.'),
  unconfirmed_correction: closed(
    'A correction waits for a second authorised person to confirm it against a source.',
    'Your clinic is checking an entry in your record.',
  ),
  missed_period: closed('A missed period is reported and not resolved. A clinician must clear it.'),
  contraception_gap: closed(
    'Contraception was interrupted. Once it is in use again and a test taken since is negative, ' +
      'a clinician clears what was recorded of its first day.',
  ),
  unprotected_contact: closed(
    'Unprotected contact is reported and not resolved. A clinician must clear it.',
  ),
  emergency_contraception: closed(
    'Use of emergency contraception is reported and not resolved. A clinician must clear it.',
  ),
  irregular_supply: closed(
    'An irregular supply is recorded and not resolved. A clinician must clear it.',
  ),
  consent_withdrawn: closed(
    'Consent to treatment was withdrawn. Only a consent form that the patient signs anew takes that back.',
    'You withdrew your consent to treatment. Speak with your clinic to start again.',
  ),
  course_closed: closed(
    'The course was closed after a reported pregnancy; a new course needs a new enrolment.',
    'Speak with your clinic before any further treatment.',
  ),
  log_damaged: closed(
    'The stored record on which this rests is damaged; the operator restores it before anything is granted.',
    'Your clinic cannot decide this now. Contact your clinic.',
  ),
  programme_incomplete: closed(
    'Too little is known of this programme to decide. What is not known is listed.',
    'Your clinic cannot decide this with Aegle.',
  ),
  product_not_in_programme: {
    patient: 'Your clinic has to say exactly which medicine was prescribed.',
    prescriber:
      'This product is not one of this programme: its rules were not applied. Write the prescription ' +
      'with a product that the programme lists, or ask which programme answers for this one.',
    pharmacist:
      'This product is not one of this programme: neither its limits nor its days apply. Ask the ' +
      'prescriber which product is meant.',
    programme: 'This product is not one of this programme, or its code is not known here.',
  },
  prescriber_not_treating: closed(
    'Care went over to another prescriber before this was written. Whoever treats the patient ' +
      'now writes the prescription.',
    'Your new prescriber has to write the prescription.',
  ),
  prescriber_suspended: closed(
    'The prescriber is suspended in this programme. Another prescriber writes the prescription, or the ' +
      'programme office records the certificate that ends the suspension.',
    'Another prescriber has to write your prescription. Ask your clinic.',
  ),
  prescriber_deactivated: closed(
    'The prescriber is not active in this programme any more. Another prescriber writes the ' +
      'prescription, or the programme office records a new certificate.',
    'Another prescriber has to write your prescription. Ask your clinic.',
  ),
  pharmacy_suspended: {
    patient: 'This pharmacy cannot give you your capsules now. Ask your clinic for another one.',
    prescriber: 'The pharmacy is suspended in this programme. Another pharmacy dispenses.',
    pharmacist:
      'This pharmacy is suspended in this programme: do not dispense. The programme office records the ' +
      'certificate that ends the suspension.',
    programme: 'The pharmacy is suspended in this programme until a certificate is recorded.',
  },
  edition_unresolved: closed(
    'No edition of the programme is known to be in force on this day.',
    'The rules for this day are not settled. Ask your clinic.',
  ),
  programme_advises_only: closed(
    'The programme here only advises: nothing is authorised. The ordinary rules of supply apply.',
    'No programme authorises your capsules here. Your clinic follows the ordinary rules.',
  ),
  edition_pending: closed(
    'A new edition was announced and is not confirmed in force, and the two editions disagree. ' +
      'The programme office confirms which one holds.',
    'The rules are changing. The programme office has to decide.',
  ),
  edition_straddle: closed(
    'This began under an earlier edition and the two editions disagree about it. The programme ' +
      'office decides.',
    'The rules changed while you were waiting. The programme office has to decide.',
  ),
  authority_disagrees: closed(
    'The portal authorises and Aegle finds a condition not met. Both are shown, and a named ' +
      'clinician must judge it.',
    'Your clinic has to look at something before your capsules can be dispensed.',
  ),
  needs_clinician_confirmation: closed(
    'This rests on a rule that is assumed or disputed. A named clinician must judge it.',
    'Your clinic has to confirm something first.',
  ),
  not_approved_for_use: closed(
    'No safety officer has approved this edition for use at this site: answers are a trial, and ' +
      'nothing is authorised.',
    'Aegle is not in clinical use here.',
  ),
  authorization_open_elsewhere: OPEN_ELSEWHERE,
  prescription_missing: NO_PRESCRIPTION,
  authorization_missing: closed(
    'No open authorisation covers this supply. The pharmacy authorises it anew before it dispenses.',
    'The pharmacy has to check this supply again before it dispenses.',
  ),
};
