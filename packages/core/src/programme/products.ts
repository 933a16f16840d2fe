// Whether a programme answers for a product as a prescription names it.
// Never guesses from a part of a name: a product that is not on the list is unknown.

import { productCode } from '../terminology/isotretinoin.ts';
import type { Product } from './programme.ts';

/** True for a listed code, with or without the name of its system (`6064`, `rxnorm:6064`). */
export function isListed(products: readonly Product[], product: string): boolean {
  const written = product.trim().toLowerCase();
  const hasSystem = written.includes(':');
  return products.some(({ system, code }) =>
    hasSystem
      ? written === `${system}:${code}`.toLowerCase()
      : productCode(written) === code.toLowerCase(),
  );
}
