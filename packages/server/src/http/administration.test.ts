// H-07 Access is taken away over HTTP: by an administrator, in their own tenant, at once, and logged.

import { randomUUID } from 'node:crypto';
import type { Instant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpTenant } from '../../../store/src/testing/made-up.ts';
import { addAccount } from '../auth/accounts.ts';
import { changeRole } from '../auth/last-reader.ts';
import { addSystemClient } from '../auth/system-clients.ts';
import { disableAccount } from '../auth/taking-away.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { newTask } from '../services/task-kinds.ts';
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

async function send(headers: SignedIn, method: 'GET' | 'POST', path: string, payload?: object) {
  const sent = { method, url: `/api/v1/${path}`, headers };
  const answer = await server.app.inject(payload === undefined ? sent : { ...sent, payload });
  return { status: answer.statusCode, body: answer.json() };
}

async function signIn(email: string, password = TEST_PASSWORD) {
  const payload = { email, password };
  const answer = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload });
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { status: answer.statusCode, headers: { cookie } };
}

async function newColleague() {
  const { dependencies, services } = server;
  const email = `${randomUUID()}@example.org`;
  const id = await addAccount(dependencies.signIn, dependencies.authDb, {
    email,
    name: 'Invented',
    password: TEST_PASSWORD,
    tenantId: services.tenant.id,
    role: 'delegate',
    actorId: randomUUID(),
    organisationId: demonstrationId('clinic-harbour'),
  });
  return { id, email, headers: (await signIn(email)).headers };
}

const reads = (headers: SignedIn) => send(headers, 'GET', 'programmes');

describe('H-07 access taken away over HTTP', () => {
  it('ends an account at once, and it signs in no more', async () => {
    const { id, email, headers } = await newColleague();
    expect((await reads(headers)).status).toBe(200);
    const office = server.as.administrator;
    const { body } = await send(office, 'GET', 'accounts');
    expect(body.accounts.find((one: { account: string }) => one.account === id)).toMatchObject({
      email,
      role: 'delegate',
      endsAt: null,
    });
    const ended = await send(office, 'POST', `accounts/${id}/ending`);
    expect(ended).toEqual({ status: 200, body: { taken: 'access' } });
    expect((await reads(headers)).status).toBe(401);
    expect((await signIn(email)).status).toBe(403);
    expect(server.logged()).toMatch(/access changed/);
    expect(server.logged()).toContain(id);
  });

  it.each(['session-ending', 'second-factor-removal'])('%s signs the person out', async (what) => {
    const { id, email, headers } = await newColleague();
    expect((await reads(headers)).status).toBe(200);
    await send(server.as.administrator, 'POST', `accounts/${id}/${what}`);
    expect((await reads(headers)).status).toBe(401);
    expect((await signIn(email)).status).toBe(200);
  });

  it('puts a new password in place of the old one', async () => {
    const { id, email, headers } = await newColleague();
    const office = server.as.administrator;
    const short = await send(office, 'POST', `accounts/${id}/password`, { password: 'short' });
    expect(short.status).toBe(422);
    const password = 'another invented password';
    expect((await send(office, 'POST', `accounts/${id}/password`, { password })).status).toBe(200);
    expect((await reads(headers)).status).toBe(401);
    expect((await signIn(email)).status).toBe(403);
    expect((await signIn(email, password)).status).toBe(200);
    expect(server.logged()).not.toContain(password);
  });

  it('revokes a key within five seconds', async () => {
    const { dependencies, services } = server;
    const clientId = randomUUID();
    const { key } = await addSystemClient(dependencies.authDb, {
      clientId,
      tenantId: services.tenant.id,
      name: 'Invented system',
      actorId: randomUUID(),
      organisationId: demonstrationId('clinic-harbour'),
      kind: 'clinic_system',
      now: TEST_NOW,
    });
    const headers = { authorization: `Bearer ${key}` };
    expect((await reads(headers)).status).toBe(200);
    const office = server.as.administrator;
    expect((await send(office, 'POST', `keys/${clientId}/revocation`)).status).toBe(200);
    clock.now = '2025-06-18T15:00:05.000Z';
    expect((await reads(headers)).status).toBe(401);
    const { body } = await send(office, 'GET', 'keys');
    expect(body.keys.find((one: { key: string }) => one.key === clientId).revokedAt).not.toBeNull();
  });

  it('knows no account of another tenant, and nobody ends their own access', async () => {
    const { id } = await newColleague();
    const elsewhere = server.elsewhere.administrator;
    expect((await send(elsewhere, 'POST', `accounts/${id}/ending`)).status).toBe(404);
    const office = server.as.administrator;
    const { body } = await send(office, 'GET', 'accounts');
    const own = body.accounts.find((one: { role: string }) => one.role === 'administrator');
    expect((await send(office, 'POST', `accounts/${own.account}/ending`)).status).toBe(409);
  });

  it('takes few attempts a minute for one account, known or not', async () => {
    for (const email of [(await newColleague()).email, `${randomUUID()}@example.org`]) {
      const statuses: number[] = [];
      for (let time = 0; time < 10; time += 1) statuses.push((await signIn(email, 'wrong')).status);
      expect([statuses[2], statuses.at(-1)]).toEqual([403, 429]);
    }
  });
});

describe('H-06 somebody reads the tasks', () => {
  /** A tenant with so many safety officers, and an open task. */
  async function tenantOf(count: number) {
    const { dependencies, services } = server;
    const { id: tenantId } = await madeUpTenant(services.database);
    const officers: string[] = [];
    for (let index = 0; index < count; index += 1)
      officers.push(
        await addAccount(dependencies.signIn, dependencies.authDb, {
          email: `${randomUUID()}@example.org`,
          name: 'Invented',
          password: TEST_PASSWORD,
          tenantId,
          role: 'safety_officer',
          actorId: randomUUID(),
        }),
      );
    const scope = { tenantId, actor: { id: 'aegle', role: 'system_client' }, now: TEST_NOW };
    const at = Date.parse(TEST_NOW) as Instant;
    await services.context.store.inTransaction(scope, (tx) =>
      tx.openTask(newTask(randomUUID(), 'repeat_test', randomUUID(), at, {})),
    );
    return officers;
  }
  const health = async () =>
    (await server.app.inject({ method: 'GET', url: '/health' })).json() as {
      status: string;
      alarms: object[];
    };

  it('keeps the last account that does, also of two that are ended at once', async () => {
    const { authDb } = server.dependencies;
    const [one = '', other = ''] = await tenantOf(2);
    const ended = await Promise.allSettled([
      disableAccount(authDb, one, { by: null, now: TEST_NOW }),
      disableAccount(authDb, other, { by: null, now: TEST_NOW }),
    ]);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = ended[0]?.status === 'fulfilled' ? other : one;
    for (const taking of [
      () => disableAccount(authDb, left, { by: null, now: TEST_NOW }),
      () => changeRole(authDb, left, 'researcher', TEST_NOW),
    ])
      await expect(taking()).rejects.toMatchObject({
        fault: { kind: 'conflict', field: 'account', nextStep: expect.stringContaining('another') },
      });
    await changeRole(authDb, left, 'delegate', TEST_NOW);
    expect((await health()).status).toBe('ok');
  });

  it('or raises an alarm, where an access ran out by itself', async () => {
    const [only = ''] = await tenantOf(1);
    expect(await health()).toMatchObject({ status: 'ok', alarms: [] });
    await server.dependencies.authDb
      .updateTable('auth.membership')
      .set({ ends_at: new Date(TEST_NOW) })
      .where('user_id', '=', only)
      .execute();
    expect(await health()).toMatchObject({
      status: 'alarm',
      alarms: [
        {
          code: 'tasks_without_reader',
          tenants: 1,
          nextStep: expect.stringContaining('aegle user add'),
        },
      ],
    });
  });
});
