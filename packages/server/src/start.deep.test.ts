// The whole server on its own embedded database: first start, sign-in, second start, clean stop.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from './config.ts';
import { type Started, startServer } from './start.ts';

const homeFolder = join(import.meta.dirname, '../../..');
let folder: string;
let started: Started;

function configOf(): Config {
  const outcome = readConfig({ AEGLE_DATA_FOLDER: folder, PORT: '41879' }, homeFolder);
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
});
