// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw (SC 2011).
// Never keeps state: the same key and counter give the same four words, in any order, anywhere.

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** 2^-32: from a 64-bit product to its upper word. */
const UPPER = 2.3283064365386963e-10;

/**
 * Writes `count` words, a multiple of four, into `out`: a block of four for each counter from the one
 * given on, which grows in its first word. `key` is two words, `counter` four; all are read as unsigned.
 * Two blocks are made at a time, so that neither waits for its own last product.
 */
export function philoxBlocks(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
  out: Uint32Array,
  count: number,
): void {
  for (let at = 0; at < count; at += 8) {
    let k0 = key0 | 0;
    let k1 = key1 | 0;
    let a0 = (counter0 + (at >>> 2)) | 0;
    let b0 = (a0 + 1) | 0;
    let a1 = counter1 | 0;
    let b1 = a1;
    let a2 = counter2 | 0;
    let b2 = a2;
    let a3 = counter3 | 0;
    let b3 = a3;
    for (let round = 0; round < 10; round++) {
      const aLow0 = Math.imul(MULTIPLIER_0, a0);
      const aLow1 = Math.imul(MULTIPLIER_1, a2);
      const bLow0 = Math.imul(MULTIPLIER_0, b0);
      const bLow1 = Math.imul(MULTIPLIER_1, b2);
      const aHigh0 = upper(MULTIPLIER_0, a0, aLow0);
      const aHigh1 = upper(MULTIPLIER_1, a2, aLow1);
      const bHigh0 = upper(MULTIPLIER_0, b0, bLow0);
      const bHigh1 = upper(MULTIPLIER_1, b2, bLow1);
      a0 = aHigh1 ^ a1 ^ k0;
      a1 = aLow1;
      a2 = aHigh0 ^ a3 ^ k1;
      a3 = aLow0;
      b0 = bHigh1 ^ b1 ^ k0;
      b1 = bLow1;
      b2 = bHigh0 ^ b3 ^ k1;
      b3 = bLow0;
      k0 = (k0 + WEYL_0) | 0;
      k1 = (k1 + WEYL_1) | 0;
    }
    out[at] = a0;
    out[at + 1] = a1;
    out[at + 2] = a2;
    out[at + 3] = a3;
    if (at + 4 >= count) return;
    out[at + 4] = b0;
    out[at + 5] = b1;
    out[at + 6] = b2;
    out[at + 7] = b3;
  }
}

/**
 * Upper 32 bits of an unsigned product whose lower 32 are known. The product in double precision is
 * off by 2^10 at most; without its lower word it stands that near to a multiple of 2^32, so that
 * adding a half before the fraction is dropped finds the multiple exactly.
 */
function upper(multiplier: number, word: number, low: number): number {
  return (multiplier * (word >>> 0) - (low >>> 0)) * UPPER + 0.5;
}
