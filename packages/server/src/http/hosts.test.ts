// Whom the server answers: its own names, operators' pages only where they are wanted, codes once.

import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useCodeOnce } from '../auth/used-codes.ts';
import { makeMetrics } from './metrics.ts';
import { keptFor } from './pages.ts';
import { buildServer } from './server.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
let app: Awaited<ReturnType<typeof buildServer>>;

beforeAll(async () => {
  server = await startTestServer();
  app = await buildServer({
    dependencies: server.dependencies,
    metrics: makeMetrics(),
    logger: pino({ level: 'silent' }),
    version: 'test',
    isHttps: false,
    signInsPerMinute: 1000,
    health: { engine: 'embedded' },
    hosts: ['aegle.example', 'Clinic.example.', 'clinic.example:8443'],
    hasOperatorPages: false,
  });
}, 180_000);
afterAll(async () => {
  await app?.close();
  await server?.stop();
});

const statusOf = async (url: string, host: string) =>
  (await app.inject({ method: 'GET', url, headers: { host } })).statusCode;

describe('the server', () => {
  it('answers to its own names and to this machine, and to no other', async () => {
    for (const host of ['aegle.example', 'localhost:4180', '127.0.0.1', '[::1]:80'])
      expect([host, await statusOf('/health', host)]).toEqual([host, 200]);
    for (const host of ['AEGLE.Example', 'aegle.example.', 'aegle.example:80', 'Aegle.Example.:80'])
      expect([host, await statusOf('/health', host)]).toEqual([host, 200]);
    for (const host of ['LOCALHOST', 'localhost.:4180', 'clinic.example', 'Clinic.EXAMPLE:8443'])
      expect([host, await statusOf('/health', host)]).toEqual([host, 200]);
    const others = ['evil.example', 'aegle.example.evil.example', 'localhost.evil.example'];
    for (const host of [...others, 'aegle.example:81', 'aegle.example..', 'aegle.example@evil'])
      expect([host, await statusOf('/health', host)]).toEqual([host, 421]);
  });

  it.each([
    ['http://localhost:4180', 'LOCALHOST:4180', true],
    ['http://aegle.example', 'AEGLE.example.:80', true],
    ['http://aegle.example.', 'aegle.example', true],
    ['http://aegle.example:81', 'aegle.example', false],
    ['http://aegle.example.evil.example', 'aegle.example', false],
    ['null', 'aegle.example', false],
  ])('a change from %s to %s: its own pages %s', async (origin, host, isOwn) => {
    const headers = { host, origin };
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: `/api/v1/patients/${randomUUID()}/events`,
      headers,
      payload: {},
    });
    expect([statusCode, body.includes('Aegle’s own pages')]).toEqual(
      isOwn ? [401, false] : [403, true],
    );
  });

  it('shows no metrics and no documents where they are not wanted', async () => {
    for (const url of ['/metrics', '/docs', '/openapi.json'])
      expect([url, await statusOf(url, 'localhost')]).toEqual([url, 404]);
  });

  it('lets browsers keep what is named by its digest, and nothing else', () => {
    expect(keptFor('/x/dist/assets/index-B4kq_9Zx.js')).toContain('immutable');
    expect(keptFor('/x/dist/assets/index-B4kq_9Zx.js.br')).toContain('immutable');
    expect(keptFor('/x/dist/index.html')).toBe('no-cache');
  });

  it('takes six digits once, from each person', async () => {
    const { authDb } = server.dependencies;
    const [one, other] = [randomUUID(), randomUUID()];
    const use = (user: string, code: string, now: string) =>
      useCodeOnce(authDb, 'only-for-tests', user, code, now);
    const at = '2026-11-22T10:00:00.000Z';
    expect(await use(one, '123456', at)).toBe(true);
    expect(await use(one, '123456', at)).toBe(false);
    expect(await use(one, '123457', at)).toBe(true);
    expect(await use(other, '123456', at)).toBe(true);
    expect(await use(one, '123456', '2026-11-22T10:10:00.000Z')).toBe(true);
  });
});
