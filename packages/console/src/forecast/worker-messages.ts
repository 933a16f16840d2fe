// What the page and its forecast worker say to each other. Never anything that names a person.

import type { ForecastAnswer } from '@aegle/forecast';

/** To the worker. `run` numbers the requests; an answer to an older one is thrown away. */
export interface RunForecast {
  readonly run: number;
  readonly request: unknown;
}

/** From the worker. */
export type WorkerMessage =
  | { readonly run: number; readonly kind: 'progress'; readonly share: number }
  | {
      readonly run: number;
      readonly kind: 'answer';
      readonly answer: ForecastAnswer;
      /** Milliseconds on the worker's own thread. */
      readonly tookMs: number;
    }
  | { readonly run: number; readonly kind: 'failed'; readonly reason: string };
