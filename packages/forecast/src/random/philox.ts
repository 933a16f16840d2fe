// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC 2011).
// Never keeps state: the same key and counter give the same four words, in any order, anywhere.

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/**
 * Writes the four 32-bit words of one block into `out` at `at`.
 * `key` is two words, `counter` four; all are read as unsigned.
 */
export function philoxBlock(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
  out: Uint32Array,
  at: number,
): void {
  let k0 = key0 | 0;
  let k1 = key1 | 0;
  let c0 = counter0 | 0;
  let c1 = counter1 | 0;
  let c2 = counter2 | 0;
  let c3 = counter3 | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[at] = c0;
  out[at + 1] = c1;
  out[at + 2] = c2;
  out[at + 3] = c3;
}

/** Upper 32 bits of an unsigned 32 x 32 product, by 16-bit halves. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const low = Math.imul(aLow, bLow);
  const middle = Math.imul(aHigh, bLow) + (low >>> 16);
  const cross = Math.imul(aLow, bHigh) + (middle & 0xffff);
  // Each partial product is read unsigned; `>>> 0` keeps the carry that a signed sum would lose.
  return (Math.imul(aHigh, bHigh) + ((middle >>> 0) >>> 16) + ((cross >>> 0) >>> 16)) | 0;
}
