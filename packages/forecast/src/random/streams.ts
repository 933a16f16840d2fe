// Named random streams: (seed, stream, patient, block) -> words, with no order between patients.
// Never draws from a shared sequence, so that a patient is the same alone or in a million.

import { philoxBlocks } from './philox.ts';

/** Every stream the model draws from. A new use of randomness is a new name. */
export const STREAMS = ['parameters', 'covariates', 'effects', 'adherence', 'events'] as const;
export type StreamName = (typeof STREAMS)[number];

export interface SeededStream {
  readonly key0: number;
  readonly key1: number;
  readonly tag: number;
}

/** `seed` is a whole number from 0 to 2^53 - 1; anything else throws a RangeError. */
export function openStream(seed: number, name: StreamName): SeededStream {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError('seed: a whole number from 0 to 2^53 - 1; choose another seed');
  }
  return { key0: seed >>> 0, key1: Math.floor(seed / 0x1_0000_0000), tag: streamTag(name) };
}

/** Fills the first `count` words of `out` (a multiple of four) for one subject. */
export function fillWords(
  stream: SeededStream,
  subject: number,
  out: Uint32Array,
  count: number = out.length,
): void {
  const high = Math.floor(subject / 0x1_0000_0000);
  philoxBlocks(stream.key0, stream.key1, 0, subject >>> 0, high, stream.tag, out, count);
}

/** FNV-1a of the name: stable under reordering of the list above. */
export function streamTag(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** Midpoint of the word's cell in (0, 1): never 0 and never 1. */
export function uniformOf(word: number): number {
  return (word + 0.5) * 2.3283064365386963e-10;
}
