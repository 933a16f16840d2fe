// Guessing codes at the pharmacy check: few a minute for one caller, and for one organisation.

import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMetrics } from './metrics.ts';
import { buildServer } from './server.ts';
import { type SignedIn, startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
let app: FastifyInstance;

beforeAll(async () => {
  server = await startTestServer();
  app = await buildServer({
    dependencies: server.dependencies,
    metrics: makeMetrics(),
    logger: pino({ level: 'silent' }),
    version: 'test',
    isHttps: false,
    signInsPerMinute: 1000,
    checksPerMinute: { caller: 2, organisation: 3 },
    health: { engine: 'embedded' },
  });
}, 180_000);
afterAll(async () => {
  await app?.close();
  await server?.stop();
});

const check = (headers: SignedIn, code: string = randomUUID()) =>
  app.inject({ method: 'POST', url: '/api/v1/pharmacy-checks', headers, payload: { code } });

describe('H-07 guessing codes at the pharmacy check', () => {
  it('stops one caller, then the organisation, each with the seconds to wait, and nobody else', async () => {
    const { pharmacist, system_client: system } = server.as;
    expect((await check(pharmacist)).statusCode).toBe(200);
    expect((await check(pharmacist, 'DEMO-READY')).json()).toMatchObject({ verdict: 'yes' });
    const limited = await check(pharmacist, 'DEMO-READY');
    expect(limited.statusCode).toBe(429);
    expect(limited.headers['content-type']).toMatch('application/problem+json');
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(limited.json()).toMatchObject({
      type: 'urn:aegle:problem:too_many_requests',
      problems: [{ field: 'code', nextStep: expect.stringMatching(/^Wait \d+ seconds\.$/) }],
    });
    expect(limited.body).not.toContain('DEMO-READY');
    // The pharmacy's own system is another caller of the same organisation, which had two.
    expect((await check(system)).statusCode).toBe(200);
    expect((await check(system)).statusCode).toBe(429);
    // The same role and the same organisation's id in another tenant are somebody else.
    expect((await check(server.elsewhere.pharmacist)).statusCode).toBe(200);
    // What is not a check is not counted.
    const asked = await app.inject({ method: 'GET', url: '/api/v1/tasks', headers: pharmacist });
    expect(asked.statusCode).toBe(200);
  });

  it('counts nobody who is not let in', async () => {
    for (let guess = 0; guess < 5; guess += 1) expect((await check({})).statusCode).toBe(401);
  });
});
