// Proves that limits are compared in decimals, not in binary fractions.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDecimals, compareProducts, decimalOf, times } from './decimal.ts';

describe('decimals', () => {
  test('three times a limit of 0.1 is 0.3, which binary fractions deny', () => {
    expect(0.1 * 3 === 0.3).toBe(false);
    expect(compareDecimals(times(decimalOf(0.1), decimalOf(3)), decimalOf(0.3))).toBe(0);
  });

  test('small and large numbers are read from their printed form', () => {
    expect(decimalOf(1e-7)).toEqual({ digits: 1n, scale: 7 });
    expect(decimalOf(1.5e21)).toEqual({ digits: 15n * 10n ** 20n, scale: 0 });
    expect(compareDecimals(decimalOf(-2.5), decimalOf(-2.4))).toBe(-1);
  });

  test('whole numbers compare as whole numbers do', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (a, b) => {
        expect(compareDecimals(decimalOf(a), decimalOf(b))).toBe(Math.sign(a - b));
      }),
      { seed: 7 },
    );
  });

  test('hundredths multiply exactly', () => {
    fc.assert(
      fc.property(fc.integer({ max: 9999, min: 0 }), fc.integer({ max: 999, min: 0 }), (a, b) => {
        const product = times(decimalOf(a / 100), decimalOf(b / 10));
        expect(product.digits * 1000n).toBe(BigInt(a * b) * 10n ** BigInt(product.scale));
      }),
      { seed: 11 },
    );
  });

  test('products compare as their exact decimals do, near and far', () => {
    expect(compareProducts(0.1, 3, 0.3, 1)).toBe(0);
    expect(compareProducts(40, 3, 120.0000001, 1)).toBe(-1);
    const tenth = fc.integer({ min: 1, max: 5000 }).map((whole) => whole / 100);
    fc.assert(
      fc.property(tenth, tenth, tenth, (a, b, c) => {
        const exact = compareDecimals(times(decimalOf(a), decimalOf(b)), decimalOf(c));
        expect(compareProducts(a, b, c, 1)).toBe(exact);
      }),
      { seed: 13, numRuns: 500 },
    );
  });
});
