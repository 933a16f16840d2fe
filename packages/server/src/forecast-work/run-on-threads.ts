// A whole forecast on as many threads as asked for; the same numbers for any number of them.
// Never holds more than one set of counts a thread, however many patients there are.

import type { ForecastRequest, ModelRelease } from '@aegle/forecast';
import { CHUNK_PATIENTS, type ForecastAnswer } from '@aegle/forecast';
import { ForecastThread } from './forecast-thread.ts';

export interface ThreadRun {
  readonly threads: number;
  /** Hears how many virtual patients are done. */
  readonly onProgress: (patients: number) => void;
  /** Ends all threads at once when aborted; the run then throws. */
  readonly signal?: AbortSignal;
}

/** Model chunks a thread takes at a time: many enough to be quick, few enough to show progress. */
const BLOCK_CHUNKS = 64;

/** Runs and answers. Blocks go to whichever thread is free; exact sums make their order immaterial. */
export async function runOnThreads(
  request: ForecastRequest,
  release: ModelRelease,
  { threads, onProgress, signal }: ThreadRun,
): Promise<ForecastAnswer> {
  const chunks = Math.ceil(request.patients / CHUNK_PATIENTS);
  const count = Math.max(1, Math.min(threads, Math.ceil(chunks / BLOCK_CHUNKS)));
  const workers = Array.from({ length: count }, () => new ForecastThread());
  const stopAll = () => Promise.all(workers.map((worker) => worker.stop()));
  const onAbort = () => void stopAll();
  signal?.addEventListener('abort', onAbort);
  try {
    let next = 0;
    let patients = 0;
    const runBlocks = async (worker: ForecastThread): Promise<void> => {
      await worker.ask({ kind: 'open', request, release });
      while (next < chunks) {
        const from = next;
        const end = Math.min(chunks, from + BLOCK_CHUNKS);
        next = end;
        await worker.ask({ kind: 'run', from, end });
        patients += Math.min(request.patients, end * CHUNK_PATIENTS) - from * CHUNK_PATIENTS;
        onProgress(patients);
      }
    };
    await Promise.all(workers.map(runBlocks));
    const [first, ...others] = workers as [ForecastThread, ...ForecastThread[]];
    for (const other of others) {
      const bytes = await other.ask({ kind: 'pack', isCompressed: false });
      await first.ask({ kind: 'add', bytes, isCompressed: false });
    }
    return JSON.parse(await first.ask({ kind: 'answer' })) as ForecastAnswer;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await stopAll();
  }
}
