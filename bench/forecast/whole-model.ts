// The whole model for two years by day, with quantiles: rate, two cores, memory, one patient's page.
// Never a stripped model: it calls the same functions a forecast calls.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import aegle from '../../packages/forecast/release/aegle.json' with { type: 'json' };
import { answerForecast } from '../../packages/forecast/src/endpoints/answer.ts';
import { type ModelRelease, readRelease } from '../../packages/forecast/src/models/parameters.ts';
import type { ForecastRequest } from '../../packages/forecast/src/request.ts';
import {
  newTallies,
  type PreparedForecast,
  prepareForecast,
  runAll,
  runChunks,
} from '../../packages/forecast/src/run.ts';
import { coreSeconds } from './measure.ts';

const TWO_YEARS = 728;

export function loadRelease(): ModelRelease {
  const reading = readRelease(aegle);
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

/** Virtual patients a processor second on this thread, and the resident memory afterwards in MB. */
export function rateOf(patients: number, outputEveryDays: number) {
  const release = loadRelease();
  runAll(treatedOnly(prepareForecast(requestOf(4096, outputEveryDays), release)));
  const forecast = treatedOnly(prepareForecast(requestOf(patients, outputEveryDays), release));
  const start = coreSeconds();
  runAll(forecast);
  const seconds = coreSeconds() - start;
  return { perSecond: patients / seconds, residentMb: process.memoryUsage().rss / 2 ** 20 };
}

/** Milliseconds for one patient's page: 2,000 virtual patients, one plan beside none, weekly. */
export function pageMilliseconds(): number {
  const release = loadRelease();
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
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    const forecast = prepareForecast(request, release);
    answerForecast(forecast, runAll(forecast));
    return performance.now() - start;
  });
  return times.slice(2).sort((a, b) => a - b)[2]!;
}

/** Chunks dealt round robin to `workers` threads; the rate over the slowest of them. */
export async function rateOnWorkers(workers: number, patients: number): Promise<number> {
  // A worker starts without the loader that runs TypeScript, so it gets the bundle that ships.
  const path = join(mkdtempSync(join(tmpdir(), 'forecast-')), 'worker.mjs');
  const entryPoints = [fileURLToPath(import.meta.url)];
  const { build } = await import('esbuild');
  const external = ['esbuild'];
  await build({
    entryPoints,
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external,
  });
  const seconds = await Promise.all(
    Array.from({ length: workers }, (_, part) => {
      return new Promise<number>((resolve, reject) => {
        const data = { part, workers, patients };
        const worker = new Worker(path, { workerData: data, execArgv: [] });
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    }),
  );
  return patients / Math.max(...seconds);
}

if (!isMainThread && parentPort) {
  const { part, workers, patients } = workerData as Record<'part' | 'workers' | 'patients', number>;
  const release = loadRelease();
  runAll(treatedOnly(prepareForecast(requestOf(4096, 28), release)));
  const forecast = treatedOnly(prepareForecast(requestOf(patients, 28), release));
  const tallies = newTallies(forecast);
  const start = performance.now();
  runChunks(forecast, part, forecast.chunks, workers, tallies);
  parentPort.postMessage((performance.now() - start) / 1000);
}
