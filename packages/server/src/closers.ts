// What was opened, closed again from the last to the first, also while more is being opened.
// Never waits for one that hangs: the database, opened first, must still be stopped in time.

import { setTimeout as pause } from 'node:timers/promises';
import { refuse } from '@aegle/store';

/** All but the first have this long together. */
const ALL_BUT_FIRST_MS = 1_500;

export class Closers {
  readonly #closers: (() => Promise<unknown>)[] = [];
  #stopping: Promise<void> | null = null;

  /** Fault `unavailable` once stopping has begun: what was opened is closed at once. */
  async add(close: () => Promise<unknown>): Promise<void> {
    if (this.#stopping === null) {
      this.#closers.push(close);
      return;
    }
    await close().catch(() => undefined);
    throw refuse('unavailable', 'server', 'It was stopped while it started.', 'Start it again.');
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#run();
    return this.#stopping;
  }

  async #run(): Promise<void> {
    const [first, ...others] = this.#closers;
    const deadline = performance.now() + ALL_BUT_FIRST_MS;
    for (const close of others.reverse()) {
      const patience = new AbortController();
      const left = Math.max(0, deadline - performance.now());
      const closed = close().catch(() => undefined);
      await Promise.race([
        closed,
        pause(left, undefined, { signal: patience.signal }).catch(() => undefined),
      ]);
      patience.abort();
    }
    await first?.();
  }
}
