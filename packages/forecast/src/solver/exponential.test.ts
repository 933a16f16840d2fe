// exp and log against the platform's, over their whole range.
// Never compares with itself.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, logarithm } from './exponential.ts';

describe('exponential and logarithm', () => {
  it('agree with the platform to 2e-15', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(2e-15);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        const exact = Math.log(x);
        const difference = Math.abs(logarithm(x) - exact);
        expect(difference).toBeLessThan(2e-15 * Math.max(Math.abs(exact), 0.01));
      }),
      { numRuns: 2000 },
    );
  });

  it('keep their edges', () => {
    expect(exponential(0)).toBe(1);
    expect(exponential(-800)).toBe(0);
    expect(exponential(800)).toBe(Infinity);
    expect(exponential(Number.NaN)).toBeNaN();
    expect(logarithm(0)).toBe(-Infinity);
    expect(logarithm(-1)).toBeNaN();
    expect(logarithm(1)).toBe(0);
    expect(logarithm(5e-324)).toBeCloseTo(Math.log(5e-324), 10);
  });
});
