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

/** A measurement scale: its top, where it has one, and whether it holds whole scores alone. */
export interface Scale {
  readonly top: number;
  readonly isOrdinal: boolean;
}

export const OPEN_SCALE: Scale = { top: Number.POSITIVE_INFINITY, isOrdinal: false };

/** One row of counts with its occupied part, summed up for reading. */
export interface CountedRow {
  /** Counts up to and including each bin from `first` to `last`; shared, so read before the next row is opened. */
  readonly upTo: Float64Array;
  /** First and last bin that hold anything; 0 and -1 where none does. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

const sums = new Float64Array(BINS);

/** Sums up what `histogram[from .. from + BINS)` holds. */
export function openRow(histogram: Uint32Array, from: number): CountedRow {
  let first = 0;
  let last = BINS - 1;
  while (first < BINS && histogram[from + first] === 0) first++;
  if (first === BINS) return { upTo: sums, first: 0, last: -1, total: 0 };
  while (histogram[from + last] === 0) last--;
  let total = 0;
  for (let bin = first; bin <= last; bin++) {
    total += histogram[from + bin]!;
    sums[bin] = total;
  }
  return { upTo: sums, first, last, total };
}

/**
 * Quantile at `share` of the counts of a row, linear inside a bin. The edges are 2 to 3 % apart, which
 * bounds its error. A bin ends where its scale ends; an ordinal scale gives the score itself, which is
 * the bin's lower edge up to 64. NaN where nothing was counted.
 */
export function histogramQuantile(row: CountedRow, share: number, scale: Scale): number {
  const { upTo, first, last, total } = row;
  if (total === 0) return Number.NaN;
  const wanted = share * total;
  // The first bin up to which enough is counted; it holds something, or the one before had served.
  let bin = first;
  let end = last;
  while (bin < end) {
    const middle = (bin + end) >> 1;
    if (upTo[middle]! >= wanted) end = middle;
    else bin = middle + 1;
  }
  const low = Math.min(scale.top, lowerEdge(bin));
  if (scale.isOrdinal) return low;
  const below = bin === first ? 0 : upTo[bin - 1]!;
  const inside = (wanted - below) / (upTo[bin]! - below);
  return low + inside * (Math.min(scale.top, lowerEdge(bin + 1)) - low);
}
