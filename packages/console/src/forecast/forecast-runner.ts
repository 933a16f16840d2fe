// One worker for one component: the newest request runs, an older one is given up.
// Never an answer to an earlier request as the answer to this one.

import type { RunForecast, WorkerMessage } from './worker-messages.ts';

/** What the worker says of a run; `reason` is empty where it broke off without a word. */
export type RunNews =
  | Omit<Extract<WorkerMessage, { kind: 'progress' }>, 'run'>
  | Omit<Extract<WorkerMessage, { kind: 'answer' }>, 'run'>
  | Omit<Extract<WorkerMessage, { kind: 'failed' }>, 'run'>;

export class ForecastRunner {
  #worker: Worker | null = null;
  #run = 0;
  #isBusy = false;

  /** Loads the model while the form is still being filled in. */
  prepare(): Worker {
    this.#worker ??= new Worker(new URL('./forecast-worker.ts', import.meta.url), {
      type: 'module',
    });
    return this.#worker;
  }

  /** Runs an accepted request; a run that is still going is ended with its worker. */
  run(request: unknown, hear: (news: RunNews) => void): void {
    if (this.#isBusy) this.stop();
    const worker = this.prepare();
    const run = ++this.#run;
    this.#isBusy = true;
    worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      if (data.run !== run) return;
      if (data.kind !== 'progress') this.#isBusy = false;
      hear(data);
    };
    worker.onerror = () => {
      this.stop();
      hear({ kind: 'failed', reason: '' });
    };
    worker.postMessage({ run, request } satisfies RunForecast);
  }

  /** Ends the worker and whatever it was at. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#isBusy = false;
  }
}
