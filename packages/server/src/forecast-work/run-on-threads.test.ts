// The same numbers for any number of threads, and a thread that fails or ends keeps nobody waiting.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answerForecast,
  type ForecastRequest,
  type ModelRelease,
  prepareForecast,
  runAll,
} from '@aegle/forecast';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from '../../../cli/src/testing/run-aegle.ts';
import { ForecastThread } from './forecast-thread.ts';
import { releaseIn } from './release-file.ts';
import { runOnThreads } from './run-on-threads.ts';
import { bytesOf, readBytes } from './tally-bytes.ts';

const file = releaseIn(repositoryFolder);
if (!file.ok) throw new Error('the committed release does not read');
const { release } = file;

const request: ForecastRequest = {
  seed: 3,
  patients: 13_001,
  horizonDays: 364,
  outputEveryDays: 28,
  subject: { kind: 'population' },
  plans: [
    {
      name: 'A',
      maintenanceMonths: 0,
      regimen: {
        periods: [
          {
            ...{ firstDay: 0, lengthDays: 140, productClass: 'lidose', meal: 'light' },
            ...{ adherence: 0.9, schedule: { kind: 'constant', doseMg: 40 } },
          },
        ],
      },
    },
  ],
};

const quiet = { onProgress: () => undefined };

describe('a forecast on threads', () => {
  it('has the same numbers on one, two and three threads as on none', async () => {
    const prepared = prepareForecast(request, release);
    const expected = answerForecast(prepared, runAll(prepared));
    for (const threads of [1, 2, 3]) {
      const told: number[] = [];
      const onProgress = (patients: number) => void told.push(patients);
      expect(await runOnThreads(request, release, { threads, onProgress })).toEqual(expected);
      expect(told.at(-1)).toBe(request.patients);
    }
  });

  it('names the parameter of a number that is none', async () => {
    const row = { ...release.rows['pk.clearance'], value: Number.NaN, distribution: 'fixed' };
    const rows = { ...release.rows, 'pk.clearance': row };
    const broken = { ...release, rows } as ModelRelease;
    const ran = runOnThreads(request, broken, { threads: 2, ...quiet });
    await expect(ran).rejects.toMatchObject({
      name: 'ForecastNumberError',
      parameter: 'pk.clearance',
    });
  });

  it('throws at once when it is stopped', async () => {
    const stop = new AbortController();
    const many = { ...request, patients: 5_000_000 };
    const run = { threads: 2, signal: stop.signal, onProgress: () => stop.abort() };
    await expect(runOnThreads(many, release, run)).rejects.toThrow('ended');
  });

  it('answers nothing once it has ended', async () => {
    const thread = new ForecastThread();
    await thread.ask({ kind: 'open', request, release });
    await thread.stop();
    expect(thread.hasEnded).toBe(true);
    await expect(thread.ask({ kind: 'answer' })).rejects.toThrow('ended');
  });
});

describe('the thread that gates wait on', () => {
  it('never runs the model: only the forecast thread does', () => {
    const folder = join(repositoryFolder, 'packages/server/src');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const running = sources.filter((name) => {
      const isSource = name.endsWith('.ts') && !/test|evidence\//.test(name);
      return (
        isSource &&
        /runAll|runChunks?\b|answerForecast/.test(readFileSync(join(folder, name), 'utf8'))
      );
    });
    expect(running).toEqual(['forecast-work/thread.ts']);
  });
});

describe('tallies as bytes', () => {
  it('come back as they were, and only into the same forecast', () => {
    const few = prepareForecast({ ...request, patients: 200 }, release);
    const tallies = runAll(few);
    const bytes = bytesOf(tallies);
    const back = runAll(prepareForecast({ ...request, patients: 64 }, release));
    readBytes(bytes, back);
    expect(back).toEqual(tallies);
    const other = prepareForecast({ ...request, patients: 200, outputEveryDays: 14 }, release);
    expect(() => readBytes(bytes, runAll(other))).toThrow('of another forecast');
    expect(() => readBytes(bytes.subarray(0, -4), back)).toThrow('of another forecast');
    const old = bytes.slice();
    old[0] = 9;
    expect(() => readBytes(old, back)).toThrow('version');
  });
});
