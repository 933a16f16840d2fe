// H-07 A transfer of care over HTTP: the former prescriber reaches the patient no more, the clinic does.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../auth/accounts.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { recordEvents } from '../services/services.ts';
import {
  type SignedIn,
  startTestServer,
  TEST_NOW,
  TEST_PASSWORD,
  type TestServer,
} from './testing.ts';

const clock = { now: TEST_NOW };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const former = demonstrationId('dr-okafor');

const read = (headers: SignedIn) =>
  server.app.inject({ method: 'GET', url: `/api/v1/patients/${patient}`, headers });
const record = (headers: SignedIn, data: object) =>
  server.app.inject({
    method: 'POST',
    url: `/api/v1/patients/${patient}/events`,
    headers: { ...headers, 'idempotency-key': randomUUID() },
    payload: {
      events: [{ id: randomUUID(), type: 'CareTransferred', v: 1, occurredOn: '2025-06-18', data }],
    },
  });

describe('H-07 a transfer of care', () => {
  it('ends what the former prescriber may read and write, and nobody else of the clinic', async () => {
    const { prescriber, delegate } = server.as;
    expect((await read(prescriber)).statusCode).toBe(200);
    const { dependencies, services } = server;
    const actorId = randomUUID();
    await addAccount(dependencies.signIn, dependencies.authDb, {
      email: 'who.takes.over@example.org',
      name: 'Invented',
      password: TEST_PASSWORD,
      tenantId: services.tenant.id,
      role: 'prescriber',
      actorId,
    });
    const sent = await record(prescriber, { toPrescriber: actorId });
    expect([sent.statusCode, sent.body]).toEqual([200, sent.body]);
    expect((await read(prescriber)).statusCode).toBe(404);
    expect((await record(prescriber, { toPrescriber: former })).statusCode).toBe(404);
    const tasks = await server.app.inject({
      method: 'GET',
      url: '/api/v1/tasks',
      headers: prescriber,
    });
    expect(tasks.statusCode).toBe(200);
    expect(tasks.body).not.toContain(patient);
    expect((await read(delegate)).statusCode).toBe(200);
  });

  it('lets them in again on the day after they are handed the patient back', async () => {
    const { context, tenant } = server.services;
    const scope = {
      tenantId: tenant.id,
      actor: { id: randomUUID(), role: 'prescriber' },
      now: '2025-06-18T15:00:10.000Z',
    };
    const data = { toPrescriber: former };
    const id = randomUUID();
    await recordEvents(context, scope, patient, [
      { id, type: 'CareTransferred', v: 1, occurredOn: '2025-06-18', data },
    ]);
    clock.now = '2025-06-20T15:00:00.000Z';
    expect((await read(server.as.prescriber)).statusCode).toBe(200);
  });
});
