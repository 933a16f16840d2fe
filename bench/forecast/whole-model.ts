// The whole model for two years by day, with quantiles: rate, two cores, memory, one patient's page.
// Never a stripped model: it calls the same functions a forecast calls.

import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import aegle from '../../packages/forecast/release/aegle.json' with { type: 'json' };
import { answerForecast } from '../../packages/forecast/src/answer/answer.ts';
import type { ForecastAnswer } from '../../packages/forecast/src/answer/answer-types.ts';
import {
  type ModelRelease,
  readRelease,
} from '../../packages/forecast/src/parameters/parameters.ts';
import type { ForecastRequest } from '../../packages/forecast/src/run/request.ts';
import {
  mergeTallies,
  newTallies,
  type PreparedForecast,
  prepareForecast,
  runAll,
  runChunks,
} from '../../packages/forecast/src/run/run.ts';
import { coreSeconds, median } from './measure.ts';

const TWO_YEARS = 728;

/** The release in use, or the frozen one of a file. */
export function loadRelease(path?: string): ModelRelease {
  const reading = readRelease(path === undefined ? aegle : JSON.parse(readFileSync(path, 'utf8')));
  if (!reading.accepted) throw new Error('release: refused; run the calibration');
  return reading.release;
}

export function requestOf(patients: number, outputEveryDays: number): ForecastRequest {
  return {
    seed: 1,
    patients,
    horizonDays: TWO_YEARS,
    outputEveryDays,
    subject: { kind: 'population' },
    plans: [
      {
        name: '40 mg daily for 20 weeks',
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
  };
}

/** The treated arm alone: one virtual patient is one person under one plan. */
function treatedOnly(forecast: PreparedForecast): PreparedForecast {
  return { ...forecast, arms: forecast.arms.slice(1) };
}

/** Virtual patients a processor second on this thread. */
export function rateOf(patients: number, outputEveryDays: number): number {
  const release = loadRelease();
  runAll(treatedOnly(prepareForecast(requestOf(4096, outputEveryDays), release)));
  const forecast = treatedOnly(prepareForecast(requestOf(patients, outputEveryDays), release));
  const start = coreSeconds();
  runAll(forecast);
  return patients / (coreSeconds() - start);
}

/** One patient's page: 2,000 virtual patients, one plan beside none, weekly for two years. */
function answerPage(path: string | undefined): ForecastAnswer {
  const release = loadRelease(path);
  const profile = {
    ageYears: 19,
    sex: 'female',
    weightKg: 60,
    inflammatoryLesions: 30,
    nonInflammatoryLesions: 40,
    nodules: 2,
    isTruncal: false,
  } as const;
  const request = { ...requestOf(2000, 7), subject: { kind: 'patient', profile } } as const;
  const forecast = prepareForecast(request, release);
  return answerForecast(forecast, runAll(forecast));
}

/** A worker starts without the loader that runs TypeScript, so it gets a bundle, as the page does. */
async function bundleWorker(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'forecast-')), 'worker.mjs');
  const { build } = await import('esbuild');
  await build({
    entryPoints: [fileURLToPath(import.meta.url)],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['esbuild'],
  });
  return path;
}

interface PageTimes {
  /** Milliseconds by the clock until the page has its answer: from starting a worker. */
  readonly fresh: number[];
  /** The same from asking a worker that has answered before; its first questions count as well. */
  readonly kept: number[];
  /** Processor milliseconds of all threads for the same, which other work disturbs less. */
  readonly freshCore: number[];
  readonly keptCore: number[];
}

/** One worker of the release in `file`, started, asked four times and ended; adds to `times`. */
async function timePage(worker: string, file: string | undefined, times: PageTimes) {
  const start = performance.now();
  const core = coreSeconds();
  const started = new Worker(worker, { workerData: { task: 'page', file }, execArgv: [] });
  const asked = async (from: number): Promise<number> => {
    started.postMessage('answer');
    await once(started, 'message');
    return performance.now() - from;
  };
  times.fresh.push(await asked(start));
  times.freshCore.push(1000 * (coreSeconds() - core));
  for (let again = 0; again < 3; again++) {
    const before = coreSeconds();
    times.kept.push(await asked(performance.now()));
    times.keptCore.push(1000 * (coreSeconds() - before));
  }
  await started.terminate();
}

const middleOf = (times: readonly number[]): number => median([...times].sort((a, b) => a - b));

/** Medians and least of `rounds` for each release file in turn; the one in use where none is named. */
export async function pageTimes(rounds: number, files: readonly (string | undefined)[]) {
  const worker = await bundleWorker();
  const times = files.map(
    (): PageTimes => ({
      ...{ fresh: [], kept: [], freshCore: [], keptCore: [] },
    }),
  );
  for (let round = 0; round < rounds; round++)
    for (const [i, file] of files.entries()) await timePage(worker, file, times[i]!);
  return times.map(({ fresh, kept, freshCore, keptCore }) => ({
    ...{ fresh: middleOf(fresh), kept: middleOf(kept) },
    ...{ leastFresh: Math.min(...fresh), leastKept: Math.min(...kept) },
    ...{ freshCore: middleOf(freshCore), keptCore: middleOf(keptCore) },
    ...{ leastFreshCore: Math.min(...freshCore), leastKeptCore: Math.min(...keptCore) },
  }));
}

/** The page of the release in use alone. */
export async function pageMilliseconds(rounds: number) {
  const [times] = await pageTimes(rounds, [undefined]);
  return times!;
}

interface Part {
  readonly task: 'part';
  readonly part: number;
  readonly workers: number;
  readonly patients: number;
}

/**
 * Chunks dealt round robin to `workers` threads, their tallies handed over whole and merged: virtual
 * patients a second by the clock, over the slowest, and processor seconds of all together.
 */
export async function rateOnWorkers(workers: number, patients: number) {
  const path = await bundleWorker();
  const release = loadRelease();
  const merged = newTallies(treatedOnly(prepareForecast(requestOf(patients, 28), release)));
  const before = coreSeconds();
  const seconds = await Promise.all(
    Array.from({ length: workers }, async (_, part) => {
      const workerData: Part = { task: 'part', part, workers, patients };
      const worker = new Worker(path, { workerData, execArgv: [] });
      const [{ seconds: took, tallies }] = await once(worker, 'message');
      mergeTallies(merged, tallies);
      return took as number;
    }),
  );
  const counted = merged[0]!.patients;
  if (counted !== patients) throw new Error(`workers: ${counted} patients counted of ${patients}`);
  return { perSecond: patients / Math.max(...seconds), coreSeconds: coreSeconds() - before };
}

/** One worker's share, after a run that lets the compiler finish. */
function runPart({ part, workers, patients }: Part): void {
  const release = loadRelease();
  runAll(treatedOnly(prepareForecast(requestOf(4096, 28), release)));
  const forecast = treatedOnly(prepareForecast(requestOf(patients, 28), release));
  const tallies = newTallies(forecast);
  const start = performance.now();
  runChunks(forecast, part, forecast.chunks, workers, tallies);
  const seconds = (performance.now() - start) / 1000;
  // Handed over, not copied.
  const buffers = tallies.flatMap((tally) =>
    Object.values(tally).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : [])),
  );
  parentPort!.postMessage({ seconds, tallies }, buffers as ArrayBuffer[]);
}

if (!isMainThread && parentPort) {
  const data = workerData as Part | { readonly task: 'page'; readonly file?: string };
  if (data.task === 'part') runPart(data);
  else parentPort.on('message', () => parentPort!.postMessage(answerPage(data.file)));
}
