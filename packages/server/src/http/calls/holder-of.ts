// Whose number it is: a patient's card, or in a demonstration the invented number.
// Never a search: the whole number is given.

import { PATIENT_CARD_SYSTEM } from '@aegle/api';
import type { StoreTransaction } from '@aegle/store';
import { DEMONSTRATION_IDENTIFIER_SYSTEM } from '../../demonstration/load-network.ts';
import type { ServiceContext } from '../../services/context.ts';

/** The patient who holds the number; null: nobody here. */
export async function holderOf(
  { isDemonstration }: Pick<ServiceContext, 'isDemonstration'>,
  tx: StoreTransaction,
  value: string,
): Promise<string | null> {
  const holder = await tx.findByIdentifier({ system: PATIENT_CARD_SYSTEM, value });
  if (holder !== null || !isDemonstration(tx.scope.tenantId)) return holder;
  return tx.findByIdentifier({ system: DEMONSTRATION_IDENTIFIER_SYSTEM, value });
}
