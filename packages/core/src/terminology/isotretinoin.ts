// Isotretinoin for oral use by the codes of its substance, whatever the pack, strength or brand.
// Never decides which programme answers for a product: that is each programme's own list.

/** RxNorm ingredient, ATC for oral use, international nonproprietary name; in lower case. */
const SUBSTANCE_CODES: readonly string[] = ['6064', 'd10ba01', 'isotretinoin'];

/** A product as written, without the name of its code system, in lower case. */
export function productCode(product: string): string {
  const written = product.trim().toLowerCase();
  return written.slice(written.indexOf(':') + 1);
}

/** True when two products could be the same one: only different codes of packs or brands differ. */
export function couldBeSameProduct(one: string, other: string): boolean {
  const [a, b] = [productCode(one), productCode(other)];
  return a === b || (SUBSTANCE_CODES.includes(a) && SUBSTANCE_CODES.includes(b));
}
