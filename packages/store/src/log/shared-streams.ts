// Streams that many patients' decisions rest on, as last read: prescribers, pharmacies, programmes.
// Never believed: a transaction commits only if they still stand at what it took from here.

import { streamKey } from './read.ts';
import type { StreamKind, StreamRead, StreamRef } from './types.ts';

const SHARED_KINDS: readonly StreamKind[] = ['prescriber', 'pharmacy', 'programme'];

/** True for streams that the decisions of many patients read and few events change. */
export function isShared(kind: StreamKind): boolean {
  return SHARED_KINDS.includes(kind);
}

/** At most `countMax` streams; the oldest are forgotten first. */
export class SharedStreams {
  readonly #reads = new Map<string, StreamRead>();
  readonly #countMax: number;

  constructor(countMax = 5_000) {
    this.#countMax = countMax;
  }

  get(tenantId: string, stream: StreamRef): StreamRead | undefined {
    return this.#reads.get(`${tenantId}/${streamKey(stream)}`);
  }

  /** Keeps what was read; an older reading that arrives later changes nothing. */
  keep(tenantId: string, read: StreamRead): void {
    const { head } = read;
    if (!isShared(head.kind) || this.#countMax === 0) return;
    const key = `${tenantId}/${streamKey(head)}`;
    const known = this.#reads.get(key);
    if (known !== undefined && known.head.version >= head.version) return;
    this.#reads.delete(key);
    this.#reads.set(key, read);
    if (this.#reads.size <= this.#countMax) return;
    const [oldest] = this.#reads.keys();
    if (oldest !== undefined) this.#reads.delete(oldest);
  }

  /** It has moved, or may have. */
  forget(tenantId: string, stream: StreamRef): void {
    this.#reads.delete(`${tenantId}/${streamKey(stream)}`);
  }
}
