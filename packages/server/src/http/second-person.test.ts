// H-06 Nobody is two people: an account that somebody else opened confirms and clears nothing until a second
// person has answered for its owner, and an administrator reads and records nothing of a patient.

import { randomUUID } from 'node:crypto';
import { ENDPOINT_NAMES, ENDPOINTS } from '@aegle/api';
import { EVENT_TYPES, type Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ACCESS, scopeOn } from '../access/policy.ts';
import { addAccount } from '../auth/accounts.ts';
import { noteBackup } from '../auth/last-done.ts';
import { changeRole } from '../auth/last-reader.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { recordEvents } from '../services/services.ts';
import {
  type SignedIn,
  startTestServer,
  TEST_NOW,
  TEST_PASSWORD,
  type TestServer,
} from './testing.ts';

let server: TestServer;
const clock = { now: TEST_NOW };
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const KNOWN = 'a password that the administrator knows';
const OWN = 'a password that nobody else knows';

async function send(headers: SignedIn, method: 'GET' | 'POST', path: string, payload?: object) {
  const sent = {
    method,
    url: `/api/v1/${path}`,
    headers: { 'idempotency-key': randomUUID(), ...headers },
  };
  const answer = await server.app.inject(payload === undefined ? sent : { ...sent, payload });
  const cookies = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { status: answer.statusCode, body: answer.json(), cookies };
}

async function signIn(email: string, password: string) {
  const { status, body, cookies } = await send({}, 'POST', 'session', { email, password });
  return { status, account: body.account, headers: { cookie: cookies } };
}

/** A colleague whom the operator made, so that nothing waits. */
async function colleague(role: Role, actorId: string = randomUUID()) {
  const email = `${randomUUID()}@example.org`;
  const { signIn: library, authDb } = server.dependencies;
  const id = await addAccount(library, authDb, {
    ...{ email, name: `Invented ${role}`, password: TEST_PASSWORD, role, actorId },
    tenantId: server.services.tenant.id,
    organisationId: demonstrationId('clinic-harbour'),
  });
  return { id, email, actorId, headers: (await signIn(email, TEST_PASSWORD)).headers };
}

const anEvent = (type: string, data: object) => ({
  ...{ id: randomUUID(), type, v: 1, occurredOn: '2025-06-18', data },
});

async function record(headers: SignedIn, type: string, data: object) {
  return send(headers, 'POST', `patients/${patient}/events`, { events: [anEvent(type, data)] });
}

const clear = (headers: SignedIn, clinician: string, hold: string) =>
  record(headers, 'SafetyHoldCleared', { hold, clinician, reason: 'read', evidence: ['letter'] });

/** A method ended by mistake, and its withdrawal by the first prescriber, which waits for a second. */
async function aWideningCorrection(): Promise<string> {
  const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
  const scope = { tenantId: server.services.tenant.id, actor, now: TEST_NOW };
  const stopped = { method: 'combination_pill', declaredBy: 'patient' };
  const { context } = server.services;
  const first = anEvent('ContraceptionStopped', stopped);
  const { events } = await recordEvents(context, scope, patient, [first]);
  const correction = anEvent('Corrected', {
    ...{ event: events[0]!.id, field: 'method', isWithdrawn: true, reason: 'another patient' },
  });
  const corrected = await recordEvents(context, scope, patient, [correction]);
  return corrected.events[0]!.id;
}

describe('H-06 nobody is two people', () => {
  it('reads no patient, records nothing and clears nothing', () => {
    const aboutPatients = ENDPOINT_NAMES.filter((name) => ENDPOINTS[name].path.includes('patient'));
    expect(aboutPatients.length).toBeGreaterThan(15);
    expect(aboutPatients.filter((name) => scopeOn(name, 'administrator') !== 'none')).toEqual([]);
    for (const name of ['listTasks', 'listAgenda', 'readAccessLog', 'checkAtPharmacy'] as const)
      expect([name, scopeOn(name, 'administrator')]).toEqual([name, 'none']);
    for (const type of EVENT_TYPES)
      expect([type, EVENT_ACCESS[type].writers, EVENT_ACCESS[type].readers]).not.toEqual([
        type,
        expect.arrayContaining(['administrator']),
        expect.anything(),
      ]);
  });

  it('who gives a second prescriber a password does not confirm as that prescriber', async () => {
    const second = await colleague('prescriber');
    const hold = await aWideningCorrection();
    await send(server.as.administrator, 'POST', `accounts/${second.id}/password`, {
      password: KNOWN,
    });
    const stolen = await signIn(second.email, KNOWN);
    expect(stolen.account).toMatchObject({
      waitsForSecondPerson: true,
      notices: [{ what: 'password_reset', by: 'Invented administrator', at: TEST_NOW }],
    });
    for (const [type, data] of [
      ['SafetyHoldCleared', { hold, clinician: second.actorId, reason: 'read', evidence: ['x'] }],
      [
        'IndependentAgreementRecorded',
        {
          ...{ firstPrescriber: demonstrationId('dr-okafor'), agrees: true },
          secondPrescriber: second.actorId,
        },
      ],
    ] as const) {
      const { status, body } = await record(stolen.headers, type, data);
      expect([status, body.problems]).toEqual([
        403,
        [
          expect.objectContaining({
            field: 'events[0].type',
            rule: expect.stringContaining('second person'),
            nextStep: expect.stringContaining('password of your own'),
          }),
        ],
      ]);
    }
    // What closes is recorded whoever signs in.
    const closing = { hold: randomUUID(), cause: 'clinician' };
    expect((await record(stolen.headers, 'SafetyHoldPlaced', closing)).status).toBe(200);
    // Nobody answers for what they opened themself, and nobody for whose password others know.
    const vouching = `accounts/${second.id}/vouching`;
    const self = await send(server.as.administrator, 'POST', vouching);
    expect([self.status, self.body.problems[0].rule]).toEqual([
      409,
      expect.stringContaining('Whoever opened'),
    ]);
    const early = await send(server.as.programme_officer, 'POST', vouching);
    expect([early.status, early.body.problems[0].nextStep]).toEqual([
      409,
      expect.stringContaining('Have the owner sign in and choose one'),
    ]);
    const chosen = await send(stolen.headers, 'POST', 'session/password', {
      ...{ current: KNOWN, chosen: OWN },
    });
    expect([chosen.status, (await signIn(second.email, KNOWN)).status]).toEqual([200, 403]);
    const { headers } = await signIn(second.email, OWN);
    expect((await clear(headers, second.actorId, hold)).status).toBe(403);
    expect((await send(server.as.programme_officer, 'POST', vouching)).status).toBe(200);
    expect((await clear(headers, second.actorId, hold)).status).toBe(200);
    const { account } = await signIn(second.email, OWN);
    expect(account).toMatchObject({ waitsForSecondPerson: false, notices: [expect.anything()] });
    await send(headers, 'POST', 'session/access-notices');
    expect((await signIn(second.email, OWN)).account.notices).toEqual([]);
  });

  it('who takes a second factor away does not confirm an edition as its owner', async () => {
    const safety = await colleague('safety_officer');
    await send(server.as.administrator, 'POST', `accounts/${safety.id}/second-factor-removal`);
    const { headers } = await signIn(safety.email, TEST_PASSWORD);
    const path = 'programmes/us-ipledge/editions/us-2021/approval';
    const body = {
      ...{ id: randomUUID(), editionDigest: 'd', site: 's' },
      ...{ acceptedAssumptions: [], approvedOn: '2025-06-18' },
    };
    const { status, body: refused } = await send(headers, 'POST', path, body);
    expect([status, refused.problems[0].field]).toEqual([403, 'secondPerson']);
  });

  it('who makes another administrator is not answered for by that one', async () => {
    const target = await colleague('prescriber');
    const email = `${randomUUID()}@example.org`;
    const puppet = { email, name: 'Puppet', password: KNOWN, role: 'administrator' };
    const added = await send(server.as.administrator, 'POST', 'accounts', puppet);
    expect(added.status).toBe(200);
    await send(server.as.administrator, 'POST', `accounts/${target.id}/password`, {
      password: KNOWN,
    });
    const { headers } = await signIn(email, KNOWN);
    for (const [path, body] of [
      [`accounts/${target.id}/vouching`, undefined],
      [`accounts/${target.id}/password`, { password: KNOWN }],
      [`accounts/${target.id}/second-factor-removal`, undefined],
      [`accounts/${target.id}/reopening`, undefined],
      ['accounts', { ...puppet, email: `${randomUUID()}@example.org` }],
      ['keys', { name: 'x', kind: 'research' }],
    ] as const) {
      const { status, body: refused } = await send(headers, 'POST', path, body);
      expect([path, status, refused.problems[0].field]).toEqual([path, 403, 'secondPerson']);
    }
    // Taking access away is never refused for it.
    expect((await send(headers, 'POST', `accounts/${target.id}/session-ending`)).status).toBe(200);
    const waits = await send(server.as.programme_officer, 'GET', 'accounts-to-vouch-for');
    expect(waits.body.accounts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          account: added.body.account,
          waits: { since: TEST_NOW, needsOwnPassword: true, isMine: false },
        }),
      ]),
    );
  });
});

describe('H-07 giving access', () => {
  it('makes no account of a patient, none without its clinic, and no second one of an address', async () => {
    const account = { email: `${randomUUID()}@example.org`, name: 'Invented', password: KNOWN };
    const add = (body: object) => send(server.as.administrator, 'POST', 'accounts', body);
    expect((await add({ ...account, role: 'patient' })).status).toBe(422);
    expect((await add({ ...account, role: 'prescriber' })).body.problems[0].field).toBe(
      'organisation',
    );
    const elsewhere = { ...account, role: 'prescriber', organisation: randomUUID() };
    expect((await add(elsewhere)).status).toBe(404);
    const here = { ...elsewhere, organisation: demonstrationId('clinic-harbour') };
    expect((await add(here)).status).toBe(200);
    expect((await add(here)).status).toBe(409);
    const { body } = await send(server.as.administrator, 'GET', 'accounts');
    expect(body.accounts).toContainEqual(
      expect.objectContaining({ email: account.email, lastSignedInAt: null }),
    );
  });

  it('takes an ending back, as it was before, and never what ran out by itself', async () => {
    const { id, email, headers } = await colleague('delegate');
    const office = server.as.administrator;
    expect((await send(office, 'POST', `accounts/${id}/reopening`)).status).toBe(409);
    await send(office, 'POST', `accounts/${id}/ending`);
    expect((await send(headers, 'GET', 'programmes')).status).toBe(401);
    expect((await send(office, 'POST', `accounts/${id}/reopening`)).status).toBe(200);
    const back = await signIn(email, TEST_PASSWORD);
    expect([back.status, back.account.notices.map((one: { what: string }) => one.what)]).toEqual([
      200,
      ['access_ended', 'access_reopened'],
    ]);
    expect((await send(office, 'POST', `accounts/${id}/reopening`)).status).toBe(409);
    const over = await colleague('delegate');
    await server.dependencies.authDb
      .updateTable('auth.membership')
      .set({ ends_at: new Date(TEST_NOW) })
      .where('user_id', '=', over.id)
      .execute();
    await send(office, 'POST', `accounts/${over.id}/ending`);
    expect((await send(office, 'POST', `accounts/${over.id}/reopening`)).status).toBe(409);
  });

  it('shows a new key once, and it opens what its kind may', async () => {
    const key = { name: 'Invented laboratory', kind: 'laboratory' };
    const office = server.as.administrator;
    expect((await send(office, 'POST', 'keys', key)).body.problems[0].field).toBe('organisation');
    const organisation = demonstrationId('clinic-harbour');
    const { body } = await send(office, 'POST', 'keys', { ...key, organisation });
    const bearer = { authorization: `Bearer ${body.secret}` };
    expect((await send(bearer, 'GET', 'organisations')).status).toBe(200);
    expect((await send(bearer, 'GET', 'accounts')).status).toBe(403);
    expect(JSON.stringify((await send(office, 'GET', 'keys')).body)).not.toContain(body.secret);
    expect(server.logged()).toContain(body.key);
    expect(server.logged()).not.toContain(body.secret);
  });

  it('knows when the operator last backed up, and tells nobody else', async () => {
    const state = () => send(server.as.administrator, 'GET', 'installation');
    expect((await state()).body).toEqual({ lastBackupAt: null });
    for (const at of ['2025-06-17T02:00:00.000Z', '2025-06-18T02:00:00.000Z']) {
      await noteBackup(server.services.database.owner, at);
      expect((await state()).body).toEqual({ lastBackupAt: at });
    }
    expect((await send(server.as.programme_officer, 'GET', 'installation')).status).toBe(403);
  });

  it('an office of before goes on, until the operator makes an administrator', async () => {
    const { authDb } = server.dependencies;
    const officer = await colleague('programme_officer');
    expect((await send(officer.headers, 'GET', 'accounts')).status).toBe(403);
    await authDb
      .updateTable('auth.membership')
      .set({ also_administers: true })
      .where('user_id', '=', officer.id)
      .execute();
    const again = await signIn(officer.email, TEST_PASSWORD);
    expect(again.account.administers).toBe(true);
    expect((await send(again.headers, 'GET', 'accounts')).status).toBe(200);
    const successor = await colleague('delegate');
    await changeRole(authDb, successor.id, 'administrator', TEST_NOW);
    const { account, headers } = await signIn(officer.email, TEST_PASSWORD);
    expect(account.administers).toBe(false);
    expect((await send(headers, 'GET', 'accounts')).status).toBe(403);
    expect((await send(headers, 'GET', 'tasks')).status).toBe(200);
  });
});
