// The supply reference that a prescriber hands on: what a counter may type in place of a card's number.
// Never a name, and never guessed from part of a number.

import type { Decision, PharmacyVerdict } from '@aegle/api';

/** Whose supply, and under which prescription. */
export interface SupplyReference {
  readonly patient: string;
  readonly prescription: string;
}

/** The reference as it is written, printed or shown as a code. */
export function writeReference({ patient, prescription }: SupplyReference): string {
  return `${patient}/${prescription}`;
}

const LONGEST_SHOWN = 24;

/** A number as a verdict names it: whole, or the two ends of a long one. */
export function shownNumber(typed: string): string {
  return typed.length <= LONGEST_SHOWN ? typed : `${typed.slice(0, 8)} … ${typed.slice(-8)}`;
}

/** A step that was not granted, as the counter's verdict: the same words as the check's own. */
export function verdictOf(
  answer: Pick<
    Decision,
    'outcome' | 'until' | 'maxDaysSupply' | 'reasons' | 'advice' | 'isForClinicalUse'
  >,
): PharmacyVerdict {
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
