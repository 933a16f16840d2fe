// The fixed edges and the error of a quantile read from them.
// Never lets an edge depend on the data.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BINS, binOf, histogramQuantile, lowerEdge } from './histogram.ts';

describe('histogram', () => {
  it('puts a value between its edges, over the whole range', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 8000, noNaN: true }), (x) => {
        const bin = binOf(x);
        const single = Math.fround(x);
        expect(single).toBeGreaterThanOrEqual(lowerEdge(bin));
        if (bin < BINS - 1) expect(single).toBeLessThan(lowerEdge(bin + 1));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads quantiles within a bin of the exact ones', () => {
    const values = fc.array(fc.double({ min: 0.01, max: 4000, noNaN: true }), { minLength: 5 });
    fc.assert(
      fc.property(values, fc.constantFrom(0.05, 0.25, 0.5, 0.75, 0.95), (sample, share) => {
        const histogram = new Uint32Array(BINS);
        for (const value of sample) histogram[binOf(value)]!++;
        const sorted = sample.map(Math.fround).sort((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
        const bin = binOf(exact);
        const read = histogramQuantile(histogram, 0, share);
        expect(read).toBeGreaterThanOrEqual(lowerEdge(bin));
        expect(read).toBeLessThanOrEqual(lowerEdge(bin + 1));
        expect(read / exact).toBeGreaterThan(1 - 1 / 32);
        expect(read / exact).toBeLessThan(1 + 1 / 31);
      }),
    );
  });

  it('has nothing to say about an empty row', () => {
    expect(histogramQuantile(new Uint32Array(BINS), 0, 0.5)).toBeNaN();
  });
});
