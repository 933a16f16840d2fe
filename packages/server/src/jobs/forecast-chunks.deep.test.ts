// A queued forecast has the numbers of the command line, on one process, two or five, and when one of
// them is killed in the middle.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { forecastRequest } from '@aegle/api';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../../../cli/src/testing/run-here.ts';
import type { Scope } from '../../../store/src/contract/store.ts';
import { aForecast, forecastsForTests } from '../forecast-work/testing.ts';
import { readForecast, requestForecast, type ServiceContext } from '../services/services.ts';
import { startTestServices, type TestServices } from '../services/testing.ts';
import { type JobQueue, migrateJobs, openQueue } from './queue.ts';
import { queueingStore } from './queueing-store.ts';

const PATIENTS = 200_000;
const CHUNKS = 7;

let services: TestServices;
let queue: JobQueue;
let context: ServiceContext;
let owner: pg.Pool;
const children = new Set<ChildProcess>();

const scope = (): Scope => ({
  tenantId: services.tenant.id,
  actor: { id: 'researcher-1', role: 'researcher' },
  now: new Date().toISOString(),
});
const questionOf = (seed: number) =>
  aForecast({ seed, patients: PATIENTS, outputDays: [56, 168], endpoints: ['gags', 'iga', 'alt'] });

beforeAll(async () => {
  services = await startTestServices();
  const { database, context: plain } = services;
  await migrateJobs(database.owner);
  owner = new pg.Pool({ ...database.owner, max: 1 });
  queue = await openQueue(database.application, () => undefined);
  context = { ...plain, store: queueingStore(plain.store, queue) };
}, 180_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await queue?.stop();
  await owner?.end();
  await services?.stop();
});

interface WorkerProcess {
  readonly child: ChildProcess;
  /** What it said it did. */
  readonly said: () => string;
}

function startWorker(): WorkerProcess {
  const worker = join(import.meta.dirname, 'testing/chunk-worker.ts');
  const { application } = services.database;
  const args = ['--import', 'tsx', worker, JSON.stringify(application), services.tenant.id];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  return { child, said: () => text };
}

async function kill({ child }: WorkerProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

async function queued(seed: number): Promise<string> {
  const body = forecastRequest.parse(questionOf(seed));
  const asked = await requestForecast(
    context,
    { ...forecastsForTests(), citations: new Map() },
    scope(),
    body,
  );
  if (!asked.accepted) throw new Error('refused');
  expect(asked.forecast).toMatchObject({ state: 'queued', chunks: CHUNKS });
  return asked.forecast.id;
}

async function until(isSo: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await isSo())) await pause(100);
}

const forecastOf = (id: string) => readForecast(context, scope(), id);

/** The command line's answer to the same question. */
async function commandLine(seed: number): Promise<object> {
  const ran = await runHere(['forecast', '-', '--json'], {
    input: JSON.stringify(questionOf(seed)),
  });
  const { schema: _schema, request: _request, ...answer } = JSON.parse(ran.out);
  return answer;
}

describe('a queued forecast', () => {
  it.each([1, 2, 5])(
    'worked by %i processes has the numbers of the command line',
    async (count) => {
      const id = await queued(count);
      const workers = Array.from({ length: count }, startWorker);
      await until(async () => (await forecastOf(id))?.state === 'done');
      for (const worker of workers) await kill(worker);
      const answer = (await forecastOf(id))?.answer ?? 'null';
      expect(JSON.parse(answer)).toEqual(await commandLine(count));
    },
  );

  it('goes on when a process is killed in the middle, and counts nothing twice', async () => {
    const id = await queued(11);
    const first = startWorker();
    await until(() => first.said().includes('forecast-chunk done'));
    await until(async () => (await jobsIn('active')) > 0);
    await kill(first);
    const before = await forecastOf(id);
    expect(before?.state).toBe('queued');
    expect(before?.chunksDone).toBeGreaterThan(0);
    expect(await jobsIn('active')).toBeGreaterThan(0);
    // Stands in for the ten minutes after which a job counts as lost.
    await owner.query(`update jobs.job set started_on = started_on - interval '1 hour'
      where state = 'active' and name = 'forecast-chunk'`);
    const second = startWorker();
    await until(async () => (await forecastOf(id))?.state === 'done');
    await kill(second);
    expect(JSON.parse((await forecastOf(id))?.answer ?? 'null')).toEqual(await commandLine(11));
    const { rows } = await owner.query('select data from jobs.job where name like $1', [
      'forecast-%',
    ]);
    const known = ['tenantId', 'forecastId', 'chunk'];
    for (const { data } of rows)
      expect(Object.keys(data as object).every((key) => known.includes(key))).toBe(true);
  });

  async function jobsIn(state: string): Promise<number> {
    const text = 'select count(*)::int as n from jobs.job where name = $1 and state::text = $2';
    const { rows } = await owner.query<{ n: number }>(text, ['forecast-chunk', state]);
    return rows[0]?.n ?? 0;
  }
});
