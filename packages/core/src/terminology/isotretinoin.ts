// How the code of a product is read: with or without the name of its code system, in any case.
// Never decides which programme answers for a product: that is each programme's own list.

/** A product as written, without the name of its code system, in lower case. */
export function productCode(product: string): string {
  const written = product.trim().toLowerCase();
  return written.slice(written.indexOf(':') + 1);
}
