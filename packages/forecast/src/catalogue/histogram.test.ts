// The fixed edges and the error of a quantile read from them.
// Never lets an edge depend on the data.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BINS, binOf, histogramQuantile, lowerEdge, OPEN_SCALE, openRow } from './histogram.ts';

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
        const read = histogramQuantile(openRow(histogram, 0), share, OPEN_SCALE);
        expect(read).toBeGreaterThanOrEqual(lowerEdge(bin));
        expect(read).toBeLessThanOrEqual(lowerEdge(bin + 1));
        expect(read / exact).toBeGreaterThan(1 - 1 / 32);
        expect(read / exact).toBeLessThan(1 + 1 / 31);
      }),
    );
  });

  it('has nothing to say about an empty row', () => {
    const row = openRow(new Uint32Array(BINS), 0);
    expect(histogramQuantile(row, 0.5, OPEN_SCALE)).toBeNaN();
  });

  it('gives a whole score back as that score, and never one above the scale', () => {
    const scale = { top: 44, isOrdinal: true };
    const scores = fc.array(fc.integer({ min: 0, max: 44 }), { minLength: 1 });
    fc.assert(
      fc.property(scores, fc.constantFrom(0.05, 0.25, 0.5, 0.75, 0.95, 1), (sample, share) => {
        const histogram = new Uint32Array(BINS);
        for (const score of sample) histogram[binOf(score)]!++;
        const sorted = [...sample].sort((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
        expect(histogramQuantile(openRow(histogram, 0), share, scale)).toBe(exact);
      }),
    );
  });

  it('ends a bin where the scale ends', () => {
    const histogram = new Uint32Array(BINS);
    for (const value of [99, 100, 100, 100]) histogram[binOf(value)]!++;
    const at = (top: number) =>
      histogramQuantile(openRow(histogram, 0), 0.9, { top, isOrdinal: false });
    expect(at(100)).toBe(100);
    expect(at(Number.POSITIVE_INFINITY)).toBeGreaterThan(100);
  });
});
