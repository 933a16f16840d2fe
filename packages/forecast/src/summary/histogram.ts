// Fixed-edge histograms: 32 bins per doubling, the same edges for every endpoint and every run.
// Never adapts an edge to the data, so that parts of a run add up exactly.

const PER_DOUBLING = 32;
const LEAST_EXPONENT = -7;
const DOUBLINGS = 20;
/** Bin 0 holds everything below 2^-7; the last bin everything from 2^13 up. */
export const BINS = PER_DOUBLING * DOUBLINGS + 2;

const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);
const OFFSET = (127 + LEAST_EXPONENT) * PER_DOUBLING - 1;

/** Bin of a value at or above 0. The value is rounded to single precision first. */
export function binOf(value: number): number {
  single[0] = value;
  return binOfBits(singleBits[0]!);
}

/** Bin of a value given by the bits of its single-precision form. */
export function binOfBits(bits: number): number {
  const bin = (bits >> 18) - OFFSET;
  return bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
}

/** Lower edge of a bin; 0 for the first. */
export function lowerEdge(bin: number): number {
  if (bin <= 0) return 0;
  const step = bin - 1;
  const doubling = Math.floor(step / PER_DOUBLING);
  return 2 ** (LEAST_EXPONENT + doubling) * (1 + (step % PER_DOUBLING) / PER_DOUBLING);
}

/**
 * Quantile at `share` of the counts in `histogram[from .. from + BINS)`, linear inside a bin.
 * The edges are 2 to 3 % apart, which bounds its error. NaN where nothing was counted.
 */
export function histogramQuantile(histogram: Uint32Array, from: number, share: number): number {
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) total += histogram[from + bin]!;
  if (total === 0) return Number.NaN;
  const wanted = share * total;
  let below = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const count = histogram[from + bin]!;
    if (below + count >= wanted && count > 0) {
      const inside = (wanted - below) / count;
      return lowerEdge(bin) + inside * (lowerEdge(bin + 1) - lowerEdge(bin));
    }
    below += count;
  }
  return lowerEdge(BINS - 1);
}
