// Whose number it is: a patient's card, or in a demonstration the invented number.
// Never a search: the whole number is given. Never two patients by one number written in two ways.

import { PATIENT_CARD_SYSTEM } from '@aegle/api';
import type { PersonIdentifier, StoreTransaction } from '@aegle/store';
import type { ServiceContext } from './context.ts';

/** The system of the demonstration's patient identifiers. */
export const DEMONSTRATION_IDENTIFIER_SYSTEM = 'urn:aegle:demonstration';

type Place = Pick<ServiceContext, 'isDemonstration'>;

/** As it is stored: a card's number in capitals without blanks around it, any other as it was given. */
export function asStored({ system, value }: PersonIdentifier): PersonIdentifier {
  return system === PATIENT_CARD_SYSTEM
    ? { system, value: value.trim().toUpperCase() }
    : { system, value };
}

/** The patient who has the identifier; a card's number in whatever case it is, or was, written. */
export async function withIdentifier(
  tx: StoreTransaction,
  identifier: PersonIdentifier,
): Promise<string | null> {
  const { system } = identifier;
  const value = system === PATIENT_CARD_SYSTEM ? identifier.value.trim() : identifier.value;
  // Cards that were stored before are found as they were written then, and in small letters.
  const before = system === PATIENT_CARD_SYSTEM ? [value.toLowerCase()] : [];
  for (const spelling of new Set([asStored(identifier).value, value, ...before])) {
    const found = await tx.findByIdentifier({ system, value: spelling });
    if (found !== null) return found;
  }
  return null;
}

/** The patient who holds the number; null: nobody here. No card takes an invented number's place. */
export async function holderOf(
  { isDemonstration }: Place,
  tx: StoreTransaction,
  value: string,
): Promise<string | null> {
  const number = value.trim();
  if (isDemonstration(tx.scope.tenantId))
    for (const spelling of new Set([number, number.toUpperCase()])) {
      const system = DEMONSTRATION_IDENTIFIER_SYSTEM;
      const invented = await tx.findByIdentifier({ system, value: spelling });
      if (invented !== null) return invented;
    }
  return withIdentifier(tx, { system: PATIENT_CARD_SYSTEM, value: number });
}

/** Who has an identifier that somebody is to be enrolled under. */
export function takenBy(
  place: Place,
  tx: StoreTransaction,
  identifier: PersonIdentifier,
): Promise<string | null> {
  return identifier.system === PATIENT_CARD_SYSTEM
    ? holderOf(place, tx, identifier.value)
    : withIdentifier(tx, identifier);
}
