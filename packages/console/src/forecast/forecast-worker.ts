// Runs the forecast away from the page's own thread, with the very code of the command line.
// Never runs what the reader refused, and never sends a number that is not finite.

import {
  answerForecast,
  ForecastNumberError,
  prepareForecast,
  readRelease,
  readRequest,
  runAll,
} from '@aegle/forecast';
import frozen from '../../../../evidence/releases/aegle-2026.11.2.json';
import type { RunForecast, WorkerMessage } from './worker-messages.ts';

/** A release comes from the build; a refused one answers every request with why. */
const reading = readRelease(frozen);

function refusedText(refusals: readonly { readonly field: string; readonly rule: string }[]) {
  return refusals.map(({ field, rule }) => `${field}: ${rule}`).join('; ');
}

function answerTo({ run, request: sent }: RunForecast): WorkerMessage {
  if (!reading.accepted) return { run, kind: 'failed', reason: refusedText(reading.refusals) };
  const read = readRequest(sent);
  if (!read.accepted) return { run, kind: 'failed', reason: refusedText(read.refusals) };
  const began = performance.now();
  const prepared = prepareForecast(read.request, reading.release);
  const tallies = runAll(prepared, (share) => {
    postMessage({ run, kind: 'progress', share } satisfies WorkerMessage);
  });
  const answer = answerForecast(prepared, tallies);
  return { run, kind: 'answer', answer, tookMs: performance.now() - began };
}

/** Runs a few people once, so that the engine has the model compiled when the first plan comes. */
function warmUp(): void {
  const read = readRequest({
    seed: 1,
    patients: 256,
    horizonDays: 364,
    outputEveryDays: 7,
    subject: { kind: 'population' },
    plans: [
      {
        name: '-',
        maintenanceMonths: 0,
        regimen: {
          periods: [
            {
              firstDay: 0,
              lengthDays: 140,
              schedule: { kind: 'constant', doseMg: 40 },
              productClass: 'conventional',
              meal: 'full',
              adherence: 0.9,
            },
          ],
        },
      },
    ],
  });
  if (!reading.accepted || !read.accepted) return;
  const prepared = prepareForecast(read.request, reading.release);
  answerForecast(prepared, runAll(prepared));
}

addEventListener('message', ({ data }: MessageEvent<RunForecast>) => {
  try {
    postMessage(answerTo(data));
  } catch (error) {
    if (!(error instanceof ForecastNumberError)) throw error;
    const failed: WorkerMessage = { run: data.run, kind: 'failed', reason: error.message };
    postMessage(failed);
  }
});

warmUp();
