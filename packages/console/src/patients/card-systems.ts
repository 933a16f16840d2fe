// Who issues the numbers that patients are found by. Never a list of patients.

import { PATIENT_CARD_SYSTEM } from '@aegle/api';
import { messages } from '../messages/messages.ts';

/** Issuer of the invented numbers of a demonstration. */
const DEMONSTRATION_SYSTEM = 'urn:aegle:demonstration';

/** The issuers an account may choose from, the usual one first. */
export function cardSystems(
  isDemonstration: boolean,
): readonly { readonly value: string; readonly label: string }[] {
  const card = { value: PATIENT_CARD_SYSTEM, label: messages.patients.cardSystem };
  const demonstration = {
    value: DEMONSTRATION_SYSTEM,
    label: messages.patients.demonstrationSystem,
  };
  return isDemonstration ? [demonstration, card] : [card];
}
