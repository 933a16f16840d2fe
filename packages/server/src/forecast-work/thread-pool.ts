// Forecast threads of one server: made when first needed, kept for the next, replaced when they die.
// Never the main thread's work: whatever a gate waits for goes on beside it.

import { ForecastThread } from './forecast-thread.ts';

/** Thrown when too many are waiting already. */
export class PoolFull extends Error {
  constructor() {
    super('forecast threads: too many are waiting');
    this.name = 'PoolFull';
  }
}

export class ThreadPool {
  readonly #size: number;
  readonly #waitingMost: number;
  readonly #idle: ForecastThread[] = [];
  readonly #all = new Set<ForecastThread>();
  readonly #waiting: ((thread: ForecastThread) => void)[] = [];
  #busy = 0;

  /** `size` threads at most; `waitingMost` callers may wait for one. */
  constructor(size: number, waitingMost: number) {
    this.#size = size;
    this.#waitingMost = waitingMost;
  }

  /** Runs `work` with a thread of its own. Fault `PoolFull` when too many wait. */
  async withThread<Result>(work: (thread: ForecastThread) => Promise<Result>): Promise<Result> {
    const thread = await this.#take();
    try {
      return await work(thread);
    } finally {
      this.#giveBack(thread);
    }
  }

  #take(): Promise<ForecastThread> {
    if (this.#busy < this.#size) {
      this.#busy += 1;
      return Promise.resolve(this.#idle.pop() ?? this.#start());
    }
    if (this.#waiting.length >= this.#waitingMost) return Promise.reject(new PoolFull());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #start(): ForecastThread {
    const thread = new ForecastThread();
    this.#all.add(thread);
    return thread;
  }

  #giveBack(thread: ForecastThread): void {
    if (thread.hasEnded) this.#all.delete(thread);
    const sound = thread.hasEnded ? null : thread;
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next(sound ?? this.#start());
      return;
    }
    this.#busy -= 1;
    if (sound !== null) this.#idle.push(sound);
  }

  /** Ends every thread; work that is under way throws. */
  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((thread) => thread.stop()));
  }
}
