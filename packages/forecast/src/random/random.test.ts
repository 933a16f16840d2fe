// Known answers and independence of the random streams.
// Never accepts a stream that depends on what was drawn before.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile, normalShare } from './normal-quantile.ts';
import { philoxBlocks } from './philox.ts';
import { fillWords, openStream, STREAMS, streamTag, uniformOf } from './streams.ts';

function block(key: [number, number], counter: [number, number, number, number]): string[] {
  const out = new Uint32Array(4);
  philoxBlocks(key[0], key[1], ...counter, out, 4);
  return [...out].map((word) => word.toString(16).padStart(8, '0'));
}

/** The generator as published, in whole numbers without a limit: slow, and not built like ours. */
function published(key: readonly number[], counter: readonly number[]): number[] {
  const word = (x: bigint): number => Number(BigInt.asUintN(32, x));
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  let [c0, c1, c2, c3] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  for (let round = 0; round < 10; round++) {
    const [p0, p1] = [0xd2511f53n * c0, 0xcd9e8d57n * c2];
    [c0, c1, c2, c3] = [
      (p1 >> 32n) ^ c1 ^ k0,
      BigInt.asUintN(32, p1),
      (p0 >> 32n) ^ c3 ^ k1,
      BigInt.asUintN(32, p0),
    ];
    k0 = BigInt.asUintN(32, k0 + 0x9e3779b9n);
    k1 = BigInt.asUintN(32, k1 + 0xbb67ae85n);
  }
  return [c0, c1, c2, c3].map(word);
}

describe('Philox4x32-10', () => {
  it('is the published generator, block by block, for any key and counter', () => {
    // Words next to the ends of their range are where an upper half could be off by one.
    const edge = fc.constantFrom(0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffffffff);
    const word = fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), edge);
    const key = fc.tuple(word, word);
    const upper = fc.tuple(word, word, word);
    const first = fc.integer({ min: 0, max: 0xfffffff0 });
    fc.assert(
      fc.property(key, first, upper, fc.integer({ min: 1, max: 6 }), (k, c0, c, blocks) => {
        const out = new Uint32Array(4 * blocks);
        philoxBlocks(k[0], k[1], c0, ...c, out, out.length);
        const wanted = Array.from({ length: blocks }, (_, i) => published(k, [c0 + i, ...c]));
        expect([...out]).toEqual(wanted.flat());
      }),
      { numRuns: 400 },
    );
  });

  it('gives the published known answers', () => {
    expect(block([0, 0], [0, 0, 0, 0])).toEqual(['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']);
    const ones = 0xffffffff;
    const all = block([ones, ones], [ones, ones, ones, ones]);
    expect(all).toEqual(['408f276d', '41c83b0e', 'a20bc7c6', '6d5451fd']);
    const pi = block([0xa4093822, 0x299f31d0], [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344]);
    expect(pi).toEqual(['d16cfe09', '94fdcceb', '5001e420', '24126ea1']);
  });
});

describe('streams', () => {
  it('give a subject the same words in any order, and other subjects other words', () => {
    const subject = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(subject, subject, fc.constantFrom(...STREAMS), (one, other, name) => {
        const stream = openStream(1, name);
        const first = new Uint32Array(8);
        const again = new Uint32Array(8);
        const between = new Uint32Array(8);
        fillWords(stream, one, first);
        fillWords(stream, other, between);
        fillWords(openStream(1, name), one, again);
        expect([...again]).toEqual([...first]);
        if (one !== other) expect([...between]).not.toEqual([...first]);
      }),
    );
  });

  it('have distinct tags', () => {
    expect(new Set(STREAMS.map(streamTag)).size).toBe(STREAMS.length);
  });

  it('look uniform: mean, variance and 16 cells within four standard errors', () => {
    const words = new Uint32Array(4);
    const stream = openStream(3, 'effects');
    const cells = new Array<number>(16).fill(0);
    let sum = 0;
    let squares = 0;
    const subjects = 20_000;
    for (let id = 0; id < subjects; id++) {
      fillWords(stream, id, words);
      const u = uniformOf(words[2]!);
      cells[Math.floor(16 * u)]!++;
      sum += u;
      squares += (u - 0.5) ** 2;
    }
    expect(Math.abs(sum / subjects - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / subjects));
    expect(Math.abs(squares / subjects - 1 / 12)).toBeLessThan(0.002);
    for (const count of cells) {
      expect(Math.abs(count - subjects / 16)).toBeLessThan(4 * Math.sqrt(subjects / 16));
    }
  });

  it('refuse a seed that is not a whole number', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(() => openStream(seed, 'effects')).toThrow(/seed/);
    }
  });
});

describe('normal quantile', () => {
  it('meets tabulated points and inverts the distribution', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 8);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 7);
    expect(normalQuantile(0.5)).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (p) => {
        expect(Math.abs(normalShare(normalQuantile(p)) - p)).toBeLessThan(2e-7);
      }),
    );
  });

  it('is NaN outside (0, 1), never a guess', () => {
    for (const p of [0, 1, -1, Number.NaN]) expect(normalQuantile(p)).toBeNaN();
  });
});
