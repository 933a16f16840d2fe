// What a counter types in: a card's number, or a supply reference that carries what acting needs.
// Never a name, and never guessed from part of a number.

import type { Decision, PharmacyVerdict } from '@aegle/api';

/** Whose supply, under which prescription and, once authorised, under which authorisation. */
export interface SupplyReference {
  readonly patient: string;
  readonly prescription: string;
  readonly authorization: string | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** `patient/prescription` or `patient/prescription/authorisation`; anything else is a card's number. */
export function readReference(typed: string): SupplyReference | undefined {
  const [patient = '', prescription = '', authorization, ...rest] = typed.trim().split('/');
  if (!UUID.test(patient) || prescription === '' || rest.length > 0) return undefined;
  if (authorization === '') return undefined;
  return { patient: patient.toLowerCase(), prescription, authorization: authorization ?? null };
}

/** The reference as it is written, printed or shown as a code. */
export function writeReference(reference: SupplyReference): string {
  const { patient, prescription, authorization } = reference;
  return [patient, prescription, ...(authorization === null ? [] : [authorization])].join('/');
}

/** An answer for the pharmacist as the counter's verdict: the same words as the one-field check. */
export function verdictOf(answer: Decision): PharmacyVerdict {
  const contact = answer.reasons.find((reason) => reason.code === 'contact_prescriber');
  return {
    verdict: answer.outcome === 'granted' ? 'yes' : 'no',
    lastDay: answer.until?.day ?? null,
    zone: answer.until?.zone ?? null,
    maxDaysSupply: answer.maxDaysSupply,
    toDo: answer.reasons.filter((reason) => reason !== contact).map((reason) => reason.text),
    otherwise: contact?.text ?? null,
    notices: answer.advice.map((one) => one.text),
    isForClinicalUse: answer.isForClinicalUse,
  };
}
