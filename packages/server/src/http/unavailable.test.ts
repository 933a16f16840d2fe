// What the door answers when the database cannot: a clear 503, nothing granted, and a safe repeat.

import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../store/src/contract/store.ts';
import { openStore } from '../../../store/src/open-store.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { makeMetrics } from './metrics.ts';
import { buildServer } from './server.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
let store: Store;
let app: FastifyInstance;
let owner: pg.Client;
const ready = demonstrationId('patient-ready');

beforeAll(async () => {
  server = await startTestServer();
  const { database } = server.services;
  const { application, masterKey } = database;
  store = await openStore({ application, masterKey, statementTimeoutMs: 700 });
  app = await buildServer({
    dependencies: { ...server.dependencies, services: { ...server.dependencies.services, store } },
    metrics: makeMetrics(),
    logger: pino({ level: 'silent' }),
    version: 'test',
    isHttps: false,
    signInsPerMinute: 2,
    health: { engine: 'embedded' },
  });
  owner = new pg.Client({ ...database.owner });
  await owner.connect();
}, 180_000);

afterAll(async () => {
  await app?.close();
  await store?.close();
  await owner?.end();
  await server?.stop();
});

const key = randomUUID();
const authorize = () =>
  app.inject({
    method: 'POST',
    url: `/api/v1/patients/${ready}/dispense-authorizations`,
    headers: { ...server.as.pharmacist, 'idempotency-key': key },
    payload: { prescription: demonstrationId('patient-ready/rx-1'), daysSupply: 30 },
  });

describe('a database that cannot answer', () => {
  it('H-04 grants nothing when the decision cannot be recorded, and the repeat is safe', async () => {
    await owner.query('begin; lock table aegle.decision in access exclusive mode');
    const refused = await authorize();
    await owner.query('rollback');
    expect(refused.statusCode).toBe(503);
    expect(refused.headers['retry-after']).toBe('2');
    expect(refused.json().type).toBe('urn:aegle:problem:unavailable');
    expect(refused.body).not.toMatch(/granted"|authorization"/);
    const granted = await authorize();
    expect(granted.json()).toMatchObject({ outcome: 'granted' });
    expect((await authorize()).json()).toEqual(granted.json());
    const timeline = await app.inject({
      method: 'GET',
      url: `/api/v1/patients/${ready}/timeline`,
      headers: server.as.prescriber,
    });
    const types = timeline.json().events.map((event: { type: string }) => event.type);
    expect(types.filter((type: string) => type === 'DispenseAuthorized')).toHaveLength(1);
  });

  it('limits attempts to sign in, as a problem with the seconds to wait', async () => {
    const attempt = () =>
      app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { email: 'nobody@example.org', password: 'an invented guess' },
      });
    expect([(await attempt()).statusCode, (await attempt()).statusCode]).toEqual([403, 403]);
    const limited = await attempt();
    expect(limited.statusCode).toBe(429);
    expect(limited.json().problems[0].nextStep).toMatch(/^Wait \d+ seconds\.$/);
  });
});
