// The safety rules that no programme, portal or override can relax: safety holds, death, consent, erasure.
// Never reads a programme: these hold in every country.

import { CLINICIAN_ROLES } from '../decision/actor.ts';
import type { Citation, Reason } from '../decision/decision.ts';
import type { ReasonCode } from '../decision/reason-codes.ts';
import type { EventOf } from '../events/event.ts';
import { standingWithdrawals } from '../facts/consent.ts';
import { type PatientFacts, reaches, type SafetyHold } from '../facts/patient-facts.ts';
import { SAFETY_SENTENCES } from './safety-sentences.ts';

const SAFETY_HOLD_CODES: Readonly<Record<SafetyHold['cause'], ReasonCode>> = {
  hold: 'hold',
  positive_test: 'positive_test',
  unclear_test: 'unclear_test',
  pregnancy: 'pregnancy_reported',
  missed_period: 'missed_period',
  unprotected_contact: 'unprotected_contact',
  emergency_contraception: 'emergency_contraception',
  unresolved_report: 'unresolved_report',
  unconfirmed_correction: 'unconfirmed_correction',
  irregular_supply: 'irregular_supply',
};

/** Where Aegle's own safety rules are written. */
export const OWN_CITATION: Citation = {
  sources: ['aegle-design'],
  section: 'design 4 and 9.6',
};

/** A reason of Aegle's own safety rules. */
export function safetyReason(code: ReasonCode, evidence: readonly string[]): Reason {
  return {
    code,
    disposition: 'blocked',
    programme: 'aegle',
    edition: 'aegle',
    requirement: code,
    citation: OWN_CITATION,
    evidence,
    // A damaged record is nobody's finding: no clinician's word makes it whole.
    clearedBy: code === 'log_damaged' ? 'safety_officer' : CLINICIAN_ROLES[0]!,
    deputy: code === 'log_damaged' ? 'programme_officer' : CLINICIAN_ROLES[1]!,
    clearableFrom: undefined,
    deadline: undefined,
    text: SAFETY_SENTENCES[code]!,
  };
}

/** Everything that closes both gates for this patient now; `consentForms` as for `standingWithdrawals`. */
export function safetyReasons(facts: PatientFacts, consentForms?: readonly string[]): Reason[] {
  const reasons: Reason[] = [];
  add(reasons, 'erased', facts.erasure);
  add(reasons, 'patient_died', facts.death);
  add(reasons, 'record_merged', facts.mergedInto);
  for (const closure of facts.safetyHolds)
    add(reasons, SAFETY_HOLD_CODES[closure.cause], closure.event);
  add(reasons, 'consent_withdrawn', standingWithdrawals(facts, consentForms).at(-1));
  const course = facts.course?.enrolment;
  // Each report by itself: a later one that a new course follows answers for none before it.
  const pregnancy = facts.pregnancyReports.findLast((one) => !isAfter(facts, course, one));
  add(reasons, 'course_closed', pregnancy);
  return reasons;
}

/** A new course counts after a pregnancy only where whoever enrolled could know of it. */
function isAfter(
  facts: PatientFacts,
  course: EventOf<'PatientEnrolled'> | undefined,
  pregnancy: EventOf<'PregnancyReported'>,
): boolean {
  if (course === undefined || course.sequence < pregnancy.sequence) return false;
  if (course.occurredOn < pregnancy.occurredOn) return false;
  return reaches(facts, course, pregnancy);
}

function add(reasons: Reason[], code: ReasonCode, event: { readonly id: string } | undefined) {
  if (event !== undefined) reasons.push(safetyReason(code, [event.id]));
}
