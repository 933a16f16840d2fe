// Heads last seen, with the keys of their subject, to spare a read before the next append.
// It is never believed: the compare-and-swap in the appending statement decides.

import { streamKey } from './read.ts';
import type { SubjectKeys } from './subject-keys.ts';
import type { StreamRef, StreamVersion } from './types.ts';

export interface Remembered {
  readonly head: StreamVersion;
  readonly keys: SubjectKeys;
}

/** At most `countMax` heads; the oldest are forgotten first. */
export class HeadMemory {
  readonly #heads = new Map<string, Remembered>();
  readonly #countMax: number;

  constructor(countMax = 20_000) {
    this.#countMax = countMax;
  }

  /** Takes the head out: two appends at once must not both build on it. */
  take(tenantId: string, stream: StreamRef): Remembered | undefined {
    const key = `${tenantId}/${streamKey(stream)}`;
    const remembered = this.#heads.get(key);
    this.#heads.delete(key);
    return remembered;
  }

  keep(tenantId: string, head: StreamVersion, keys: SubjectKeys): void {
    const key = `${tenantId}/${streamKey(head)}`;
    this.#heads.delete(key);
    this.#heads.set(key, { head, keys });
    if (this.#heads.size <= this.#countMax) return;
    const [oldest] = this.#heads.keys();
    if (oldest !== undefined) this.#heads.delete(oldest);
  }
}
