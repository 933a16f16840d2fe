// The whole server on its own embedded database: first start, sign-in, second start, clean stop.

import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from './config.ts';
import { type Started, startServer } from './start.ts';

const homeFolder = join(import.meta.dirname, '../../..');
let folder: string;
let started: Started;

function configOf(): Config {
  const outcome = readConfig(
    { AEGLE_DATA_FOLDER: folder, PORT: '41879', AEGLE_DEMONSTRATION_PATIENTS: '0' },
    homeFolder,
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.config;
}

const start = () =>
  startServer({
    config: configOf(),
    homeFolder,
    now: () => new Date().toISOString(),
    logger: pino({ level: 'silent' }),
    report: () => undefined,
  });

async function signIn(password: string | null) {
  const answer = await fetch(`${started.address}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'pharmacist@demonstration.example', password }),
  });
  expect(answer.status).toBe(200);
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

const check = (cookie: string) =>
  fetch(`${started.address}/api/v1/pharmacy-checks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ code: 'DEMO-READY' }),
  }).then((answer) => answer.json());

function postmasterPid(): number {
  const note = join(folder, 'database-place.txt');
  const cluster = existsSync(note) ? readFileSync(note, 'utf8').trim() : join(folder, 'postgresql');
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

beforeAll(async () => {
  folder = await mkdtemp('/tmp/aegle-start-');
  started = await start();
}, 240_000);

afterAll(async () => {
  await started?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

describe('starting', () => {
  it('answers on this machine, keeps its data and accounts over a restart, stops cleanly', async () => {
    const { password } = started;
    const before = await check(await signIn(password));
    expect(before).toMatchObject({ verdict: 'yes', isForClinicalUse: false });
    const secrets = await readFile(join(folder, 'installation-secrets.json'), 'utf8');
    await started.stop();
    started = await start();
    expect(started.password).toBe(password);
    expect(await check(await signIn(password))).toEqual(before);
    expect(await readFile(join(folder, 'installation-secrets.json'), 'utf8')).toBe(secrets);
    const health = await fetch(`${started.address}/health`);
    expect(await health.json()).toMatchObject({ status: 'ok', engine: 'embedded' });
  }, 240_000);

  it('says in /health that its database died, grants nothing meanwhile, and comes back', async () => {
    const cookie = await signIn(started.password);
    const health = async () => {
      const answer = await fetch(`${started.address}/health`);
      const body = (await answer.json()) as { status: string; database: { state: string } };
      return { status: answer.status, body };
    };
    for (const times of [1, 2]) {
      process.kill(postmasterPid(), 'SIGKILL');
      await expect
        .poll(async () => (await health()).body.database.state, { timeout: 5_000, interval: 10 })
        .not.toBe('running');
      const refused = await fetch(`${started.address}/api/v1/pharmacy-checks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ code: 'DEMO-READY' }),
      });
      if (refused.status !== 200)
        expect({ status: refused.status, body: await refused.json() }).toMatchObject({
          status: 503,
          body: { type: 'urn:aegle:problem:unavailable' },
        });
      await expect
        .poll(async () => (await health()).body.status, { timeout: 30_000, interval: 50 })
        .toBe('ok');
      expect((await health()).body.database).toMatchObject({ state: 'running', restarts: times });
      expect(await check(cookie)).toMatchObject({ verdict: 'yes' });
    }
  }, 120_000);

  it('refuses a port that is in use before it starts anything, with the next step', async () => {
    const second = await mkdtemp('/tmp/aegle-start-');
    const config = { ...configOf(), dataFolder: second };
    const now = () => new Date().toISOString();
    const logger = pino({ level: 'silent' });
    const starting = { config, homeFolder, now, logger, report: () => undefined };
    await expect(startServer(starting)).rejects.toMatchObject({
      fault: { field: 'PORT', nextStep: expect.stringContaining('PORT=41880 npm start') },
    });
    expect(await readdir(second)).toEqual([]);
    await rm(second, { recursive: true });
  });
});
