// The main thread's end of a forecast thread: ask, await the reply, stop.
// Never two questions at once, and never a reply kept waiting by a thread that died.

import { Worker } from 'node:worker_threads';
import { ForecastNumberError } from '@aegle/forecast';
import type { Asked, Replies, Reply } from './thread-messages.ts';

/** Beside the bundle when bundled; the source itself in tests. */
function startWorker(): Worker {
  const isSource = import.meta.url.endsWith('.ts');
  const file = isSource ? './thread-from-source.mjs' : './forecast-thread.mjs';
  return new Worker(new URL(file, import.meta.url));
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

export class ForecastThread {
  readonly #worker = startWorker();
  #waiting: Waiting | null = null;
  #failure: Error | null = null;

  constructor() {
    this.#worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      waiting?.resolve(reply);
    });
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('forecast thread: ended')));
    // A thread at rest keeps nobody waiting at the end of the process.
    this.#worker.unref();
  }

  /** True once the thread has ended; it answers nothing more. */
  get hasEnded(): boolean {
    return this.#failure !== null;
  }

  #end(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
    this.#waiting = null;
  }

  /** Asks and awaits. Throws `ForecastNumberError`, or an Error when the thread fails or has ended. */
  async ask<K extends Asked['kind']>(asked: Extract<Asked, { kind: K }>): Promise<Replies[K]> {
    if (this.#failure !== null) throw this.#failure;
    this.#worker.ref();
    try {
      const reply = await new Promise<Reply>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        this.#worker.postMessage(asked);
      });
      if (reply.ok) return reply.value as Replies[K];
      if ('broken' in reply)
        throw new ForecastNumberError(reply.broken.parameter, reply.broken.patient);
      throw new Error(reply.message);
    } finally {
      this.#worker.unref();
    }
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
