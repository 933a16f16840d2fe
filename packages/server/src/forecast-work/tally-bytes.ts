// Tallies as bytes, for another thread or machine: counts and exact sums, nothing of any patient.
// Never read on trust: bytes of another shape or version are refused.

import type { Tally } from '@aegle/forecast';

const VERSION = 1;
const HEAD_BYTES = 12;

/** The arrays of a tally in the order they are written. All machines that Aegle runs on count alike. */
function arraysOf(tally: Tally): readonly (Uint32Array | Float64Array)[] {
  const { histogram, sums, grades, relapse, patientsPerSet } = tally;
  return [histogram, sums, grades, relapse, patientsPerSet];
}

function bytesIn(array: Uint32Array | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function sizeOf(tallies: readonly Tally[]): number {
  return tallies.reduce(
    (size, tally) => arraysOf(tally).reduce((sum, one) => sum + one.byteLength, size + 8),
    HEAD_BYTES,
  );
}

/** Writes tallies of one forecast, arm by arm. */
export function bytesOf(tallies: readonly Tally[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeOf(tallies));
  const view = new DataView(bytes.buffer);
  [VERSION, tallies.length, tallies[0]?.times ?? 0].forEach((word, i) => {
    view.setUint32(4 * i, word, true);
  });
  let at = HEAD_BYTES;
  for (const tally of tallies) {
    view.setFloat64(at, tally.patients, true);
    at += 8;
    for (const array of arraysOf(tally)) {
      bytes.set(bytesIn(array), at);
      at += array.byteLength;
    }
  }
  return bytes;
}

/** Reads bytes into fresh `tallies` of the same forecast. RangeError when they do not fit. */
export function readBytes(bytes: Uint8Array, tallies: readonly Tally[]): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = [VERSION, tallies.length, tallies[0]?.times ?? 0];
  const isFit =
    bytes.byteLength === sizeOf(tallies) &&
    head.every((word, i) => view.getUint32(4 * i, true) === word);
  if (!isFit) throw new RangeError('tallies: of another forecast or version; run the part again');
  let at = HEAD_BYTES;
  for (const tally of tallies) {
    tally.patients = view.getFloat64(at, true);
    at += 8;
    for (const array of arraysOf(tally)) {
      bytesIn(array).set(bytes.subarray(at, at + array.byteLength));
      at += array.byteLength;
    }
  }
}
