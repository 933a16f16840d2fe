// Exact decimal arithmetic for comparing reported values with published limits.
// Never rounds: a value that sits on a limit is on it, whatever binary fractions would make of it.

/** A decimal number: `digits` × 10^-`scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** The decimal that a number prints as: the digits that were sent, not the binary fraction. */
export function decimalOf(value: number): Decimal {
  const [mantissa, exponent = '0'] = String(value).split('e');
  const [whole, fraction = ''] = mantissa!.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(`${whole}${fraction}`);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** The exact product. */
export function times(left: Decimal, right: Decimal): Decimal {
  return { digits: left.digits * right.digits, scale: left.scale + right.scale };
}

/** Below 0 when `left` is smaller, 0 when both are equal, above 0 when it is larger. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const scale = Math.max(left.scale, right.scale);
  const lift = (one: Decimal) => one.digits * 10n ** BigInt(scale - one.scale);
  const difference = lift(left) - lift(right);
  return difference === 0n ? 0 : difference > 0n ? 1 : -1;
}

/** Further apart than this, binary fractions of products of printed decimals order as they should. */
const TELLING = 1e-9;

/**
 * The order of `left` × `scale` and `right` × `by`, above 0 when the former is larger. Exact: where
 * the binary fractions come near to each other, the decimals decide.
 */
export function compareProducts(left: number, scale: number, right: number, by: number): number {
  const [one, other] = [left * scale, right * by];
  const difference = one - other;
  const reach = Math.max(Math.abs(one), Math.abs(other)) * TELLING;
  if (difference > reach) return 1;
  if (difference < -reach) return -1;
  const exact = (factor: number, other: number) => times(decimalOf(factor), decimalOf(other));
  return compareDecimals(exact(left, scale), exact(right, by));
}
