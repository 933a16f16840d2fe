// Counts what a chunk's patients were recorded as: sums in patient order, and bins.
// Never adds chunks in floating point: sums leave here as whole quanta.

import { BINS, binOfBits } from '../catalogue/histogram.ts';
import { CHUNK_PATIENTS, SUM_QUANTUM, type Tally } from './tally.ts';

/** One chunk of one arm, before it is counted. */
export interface ChunkValues {
  /** [slot][curve][time] in single precision: a patient writes in order, curve by curve. */
  readonly values: Float32Array;
  /** The same bytes as whole numbers, from which bins are read. */
  readonly bits: Int32Array;
  readonly times: number;
  /** Curves times output times. */
  readonly rows: number;
}

export function newChunkValues(curves: number, times: number): ChunkValues {
  const rows = curves * times;
  const values = new Float32Array(CHUNK_PATIENTS * rows);
  return { values, bits: new Int32Array(values.buffer), times, rows };
}

/**
 * Adds the first `patients` slots to set `k` of the tally, of each curve its first `recorded` times.
 * False where a recorded number is not finite; the tally is then of no use.
 */
export function countChunk(
  chunk: ChunkValues,
  recorded: Int32Array,
  patients: number,
  k: number,
  tally: Tally,
): boolean {
  const { times, rows } = chunk;
  const curves = recorded.length;
  let areFinite = true;
  for (let c = 0; c < curves; c++) {
    const line = c * times;
    // Four times side by side: four sums that need not wait for each other.
    let t = 0;
    for (; t + 4 <= recorded[c]!; t += 4) {
      countFour(chunk, line + t, patients, tally.histogram, t * curves + c, curves);
      for (let i = 0; i < 4; i++) {
        const sum = Math.round(four[i]! / SUM_QUANTUM);
        tally.sums[k * rows + (t + i) * curves + c]! += sum;
        if (sum - sum !== 0) areFinite = false;
      }
    }
    for (; t < recorded[c]!; t++) {
      const row = t * curves + c;
      const sum = Math.round(
        countOne(chunk, line + t, patients, tally.histogram, row) / SUM_QUANTUM,
      );
      tally.sums[k * rows + row]! += sum;
      if (sum - sum !== 0) areFinite = false;
    }
  }
  return areFinite;
}

/** Sums of the four rows counted last. */
const four = new Float64Array(4);

function countFour(
  chunk: ChunkValues,
  at: number,
  patients: number,
  histogram: Uint32Array,
  row: number,
  curves: number,
): void {
  const { values, bits, rows } = chunk;
  const h0 = row * BINS;
  const h1 = h0 + curves * BINS;
  const h2 = h1 + curves * BINS;
  const h3 = h2 + curves * BINS;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const end = at + patients * rows;
  for (let i = at; i < end; i += rows) {
    s0 += values[i]!;
    s1 += values[i + 1]!;
    s2 += values[i + 2]!;
    s3 += values[i + 3]!;
    const b0 = h0 + binOfBits(bits[i]!);
    const b1 = h1 + binOfBits(bits[i + 1]!);
    const b2 = h2 + binOfBits(bits[i + 2]!);
    const b3 = h3 + binOfBits(bits[i + 3]!);
    histogram[b0] = histogram[b0]! + 1;
    histogram[b1] = histogram[b1]! + 1;
    histogram[b2] = histogram[b2]! + 1;
    histogram[b3] = histogram[b3]! + 1;
  }
  four[0] = s0;
  four[1] = s1;
  four[2] = s2;
  four[3] = s3;
}

function countOne(
  chunk: ChunkValues,
  at: number,
  patients: number,
  histogram: Uint32Array,
  row: number,
): number {
  const { values, bits, rows } = chunk;
  let sum = 0;
  const end = at + patients * rows;
  for (let i = at; i < end; i += rows) {
    sum += values[i]!;
    const cell = row * BINS + binOfBits(bits[i]!);
    histogram[cell] = histogram[cell]! + 1;
  }
  return sum;
}

/** Where the first recorded number that is not finite stands; the first of all where none is broken. */
export function firstBroken(
  chunk: ChunkValues,
  recorded: Int32Array,
  patients: number,
): { readonly slot: number; readonly curve: number; readonly time: number } {
  const { values, times, rows } = chunk;
  for (let slot = 0; slot < patients; slot++) {
    for (let curve = 0; curve < recorded.length; curve++) {
      const line = slot * rows + curve * times;
      const time = values
        .subarray(line, line + recorded[curve]!)
        .findIndex((value) => !Number.isFinite(value));
      if (time >= 0) return { slot, curve, time };
    }
  }
  return { slot: 0, curve: 0, time: 0 };
}
