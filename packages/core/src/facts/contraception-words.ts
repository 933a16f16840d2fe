// The words on record about contraception: what a clearing of a gap may name.
// Never judges a method; that is the programme's data.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import { NONE, type PatientFacts } from './patient-facts.ts';

/** Types of which a gap in contraception can be made, and which its clearing may therefore name. */
export const CONTRACEPTION_TYPES = [
  'ContraceptionStarted',
  'ContraceptionStopped',
  'ContraceptionExemptionAgreed',
  'CounsellingGiven',
  'ComprehensionAnswered',
  'UnprotectedContactReported',
  'EmergencyContraceptionUsed',
  'PatientEnrolled',
  'CourseEnded',
] as const satisfies readonly EventType[];

/** Every event on record by which a gap in contraception can be named. */
export function contraceptionWords(facts: PatientFacts): readonly EventOf<EventType>[] {
  return [
    ...facts.contraceptionStarts,
    ...facts.contraceptionStops,
    ...facts.contraceptionExemptions,
    ...facts.counselling,
    ...facts.comprehension,
    ...exemptionEndings(facts),
  ];
}

const CONTACTS: readonly EventType[] = ['UnprotectedContactReported', 'EmergencyContraceptionUsed'];

/** Contacts without protection, as they were reported. */
export function contactsOf(facts: PatientFacts): readonly EventOf<EventType>[] {
  if (facts.pregnancyQuestions.length === 0) return NONE;
  return facts.pregnancyQuestions.filter(({ type }) => CONTACTS.includes(type));
}

/** What ends an exemption, beside methods and words about them: a contact, a course, its end. */
export function exemptionEndings(facts: PatientFacts): readonly EventOf<EventType>[] {
  return [...contactsOf(facts), ...facts.enrolments, ...facts.courseEnds];
}
