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
  /** [row of patients][curve][time] */
  readonly sums: Float64Array;
  readonly times: number;
  /** Curves times output times. */
  readonly rows: number;
}

/** Room for a chunk whose patients meet `draws` parameter draws one after another. */
export function newChunkValues(curves: number, times: number, draws: number): ChunkValues {
  const rows = curves * times;
  const values = new Float32Array(CHUNK_PATIENTS * rows);
  const sums = new Float64Array(draws * rows);
  return { values, bits: new Int32Array(values.buffer), sums, times, rows };
}

/** Which patients of a chunk meet the same parameter draw, and in which group of draws it counts. */
export interface ChunkRows {
  readonly patientsInARow: number;
  /** Group of draws of each row in turn. */
  readonly groups: ArrayLike<number>;
}

/**
 * Adds the first `patients` slots to the tally, of each curve its first `recorded` times; sums row by
 * row. The chunk is counted at once, whatever its rows: a line of bins is fetched once for all of it.
 * False where a recorded number is not finite; the tally is then of no use.
 */
export function countChunk(
  chunk: ChunkValues,
  recorded: Int32Array,
  patients: number,
  { patientsInARow, groups }: ChunkRows,
  tally: Tally,
): boolean {
  const { times, rows } = chunk;
  const curves = recorded.length;
  for (let c = 0; c < curves; c++) {
    const line = c * times;
    const end = recorded[c]!;
    // Four times side by side: four sums that need not wait for each other.
    let t = 0;
    for (; t + 4 <= end; t += 4) {
      const cell = t * curves + c;
      countFour(chunk, line + t, patients, patientsInARow, tally.histogram, cell, curves);
    }
    for (; t < end; t++) {
      countOne(chunk, line + t, patients, patientsInARow, tally.histogram, t * curves + c);
    }
  }
  let areFinite = true;
  for (let r = 0; r * patientsInARow < patients; r++) {
    if (!addSums(chunk, r * rows, recorded, groups[r]! * rows, tally.sums)) areFinite = false;
  }
  return areFinite;
}

/** Rounds the sums of a row of patients to whole quanta and adds them; false where one is no number. */
function addSums(
  { sums, times }: ChunkValues,
  from: number,
  recorded: Int32Array,
  to: number,
  into: Float64Array,
): boolean {
  const curves = recorded.length;
  // Nil as long as every sum is a number, and none from the first that is not.
  let broken = 0;
  for (let c = 0; c < curves; c++) {
    const end = recorded[c]!;
    const line = from + c * times;
    let cell = to + c;
    for (let t = 0; t < end; t++) {
      const sum = Math.round(sums[line + t]! * QUANTA);
      into[cell] = into[cell]! + sum;
      broken += sum - sum;
      cell += curves;
    }
  }
  return broken === 0;
}

const QUANTA = 1 / SUM_QUANTUM;

/** Four times of a curve over all rows of patients; the sums of each row in its own place. */
function countFour(
  { values, bits, rows, sums }: ChunkValues,
  line: number,
  patients: number,
  patientsInARow: number,
  histogram: Uint32Array,
  cell: number,
  curves: number,
): void {
  const h0 = cell * BINS;
  const h1 = h0 + curves * BINS;
  const h2 = h1 + curves * BINS;
  const h3 = h2 + curves * BINS;
  const last = line + patients * rows;
  const step = patientsInARow * rows;
  let to = line;
  for (let at = line; at < last; at += step) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    const end = at + step < last ? at + step : last;
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
    sums[to] = s0;
    sums[to + 1] = s1;
    sums[to + 2] = s2;
    sums[to + 3] = s3;
    to += rows;
  }
}

function countOne(
  { values, bits, rows, sums }: ChunkValues,
  line: number,
  patients: number,
  patientsInARow: number,
  histogram: Uint32Array,
  cell: number,
): void {
  const last = line + patients * rows;
  const step = patientsInARow * rows;
  let to = line;
  for (let at = line; at < last; at += step) {
    let sum = 0;
    const end = Math.min(at + step, last);
    for (let i = at; i < end; i += rows) {
      sum += values[i]!;
      const bin = cell * BINS + binOfBits(bits[i]!);
      histogram[bin] = histogram[bin]! + 1;
    }
    sums[to] = sum;
    to += rows;
  }
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
