// Keeps a cluster running: a server that dies is started again, with longer and longer pauses.
// It must never start one that was asked to stop, nor give up while somebody may yet mend the cause.

import { setTimeout as pause } from 'node:timers/promises';
import { StoreFault } from '../faults/faults.ts';
import { type ClusterPlace, diskFull, type RunningCluster, startCluster } from './cluster.ts';

/** How the embedded server stands. Times are of this process's own clock: they only compare. */
export interface ServerState {
  readonly state: 'running' | 'restarting' | 'stopped';
  /** Since when, in ms of `performance.now()`. */
  readonly sinceMs: number;
  /** Times it was started again because it had died. */
  readonly restarts: number;
  /** Why the last attempt to start it failed; null when there was none. Never a value or a statement. */
  readonly fault: { readonly rule: string; readonly nextStep: string } | null;
}

const firstPauseMs = 100;
const longestPauseMs = 5_000;
/** One that ran this long had come back: the next death begins with the first pause again. */
const settledMs = 60_000;

/** What to say of a start that failed. */
export function faultOf(error: unknown): ServerState['fault'] {
  if (!(error instanceof StoreFault))
    return { rule: 'The server did not start.', nextStep: 'It is tried again by itself.' };
  const { rule, nextStep } = error.fault;
  if (!diskFull.test(rule)) return { rule, nextStep };
  return {
    rule: 'The disk of the database is full.',
    nextStep: 'Free space on it: the database starts again by itself within 5 seconds.',
  };
}

export class SupervisedCluster {
  readonly #place: ClusterPlace;
  readonly #settings: readonly string[];
  readonly #stopping = new AbortController();
  #running: RunningCluster;
  #state: ServerState;
  #watching: Promise<void>;

  private constructor(place: ClusterPlace, settings: readonly string[], running: RunningCluster) {
    this.#place = place;
    this.#settings = settings;
    this.#running = running;
    this.#state = { state: 'running', sinceMs: performance.now(), restarts: 0, fault: null };
    this.#watching = this.#watch();
  }

  /** Starts it. Faults as `startCluster`: the first start is not tried again. */
  static async start(place: ClusterPlace, settings: readonly string[]): Promise<SupervisedCluster> {
    return new SupervisedCluster(place, settings, await startCluster(place, settings));
  }

  /** Of the server that runs now, or ran last. */
  get pid(): number {
    return this.#running.pid;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Stops it for good; resolves when it is gone. Safe to call twice. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running.stop();
    await this.#watching;
    this.#become('stopped');
  }

  async #watch(): Promise<void> {
    let pauseMs = firstPauseMs;
    for (;;) {
      await this.#running.exited;
      if (this.#stopping.signal.aborted) return;
      if (performance.now() - this.#state.sinceMs > settledMs) pauseMs = firstPauseMs;
      this.#become('restarting');
      while (!(await this.#restart(pauseMs))) {
        if (this.#stopping.signal.aborted) return;
        pauseMs = Math.min(2 * pauseMs, longestPauseMs);
      }
      pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    }
  }

  /** True when it runs again. */
  async #restart(pauseMs: number): Promise<boolean> {
    const { signal } = this.#stopping;
    await pause(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return false;
    try {
      this.#running = await startCluster(this.#place, this.#settings, { up: signal });
    } catch (error) {
      this.#state = { ...this.#state, fault: faultOf(error) };
      return false;
    }
    if (signal.aborted) await this.#running.stop();
    const restarts = this.#state.restarts + 1;
    this.#state = { state: 'running', sinceMs: performance.now(), restarts, fault: null };
    return true;
  }

  #become(state: ServerState['state']): void {
    this.#state = { ...this.#state, state, sinceMs: performance.now() };
  }
}
