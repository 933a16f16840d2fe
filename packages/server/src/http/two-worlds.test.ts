// H-07 Each role calls everything in two worlds that differ in one fact hidden from it: no answer differs.
// The table of endpoints is walked, so that a new endpoint is played too.

import { randomUUID } from 'node:crypto';
import type { Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../auth/accounts.ts';
import { startTestServer, TEST_NOW, TEST_PASSWORD, type TestServer } from './testing.ts';
import {
  call,
  differences,
  type Fact,
  record,
  type World,
  withoutIds,
  worldOf,
} from './testing-worlds.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const POSITIVE: Fact = { type: 'PregnancyTestReported', data: { result: 'positive' } };
const UNCLEAR: Fact = { type: 'PregnancyTestReported', data: { result: 'unclear' } };
const mood = (): Fact => ({
  type: 'SafetyHoldPlaced',
  data: { hold: randomUUID(), cause: 'mood' },
});

const PAIRS: readonly (readonly [Role, string, () => Fact, () => Fact])[] = [
  ['guardian', 'that a test was positive', () => null, () => POSITIVE],
  ['guardian', 'that a hold was placed', () => null, mood],
  ['patient', 'whether a test was positive or unclear', () => UNCLEAR, () => POSITIVE],
  ['pharmacist', 'why the gate is closed', mood, () => POSITIVE],
  ['system_client', 'why the gate is closed', mood, () => POSITIVE],
  ['researcher', 'anything of a patient', () => null, () => POSITIVE],
  ['administrator', 'anything of a patient', () => null, () => POSITIVE],
];

describe('H-07 two worlds that differ in one hidden fact', () => {
  it.each(PAIRS)('%s does not learn %s', async (role, _, first, second) => {
    const here = await worldOf(server, role);
    const there = await worldOf(server, role);
    await record(server, here.patient, first());
    await record(server, there.patient, second());
    expect(await differences(server, role, [here, there])).toEqual([]);
  });

  it('tells them apart where the fact is not hidden: this test can fail', async () => {
    const here = await worldOf(server, 'prescriber');
    const there = await worldOf(server, 'prescriber');
    await record(server, there.patient, POSITIVE);
    expect((await differences(server, 'prescriber', [here, there])).length).toBeGreaterThan(2);
  });

  it('a guardian who sends an old event again is answered as the first time', async () => {
    const world = await worldOf(server, 'guardian');
    const data = { form: 'ipledge-consent-general', edition: '2020-12-09', agrees: true };
    const signed = { id: randomUUID(), type: 'FormSigned', data: { ...data, signer: 'guardian' } };
    const request = { params: { patient: world.patient }, body: signed };
    const before = await call(server, world, 'declare', request);
    expect(before).toMatch(/^200 /);
    await record(server, world.patient, POSITIVE);
    expect(await call(server, world, 'declare', request)).toBe(before);
  });

  it('nobody but a clinician asks about another moment', async () => {
    for (const role of [
      'patient',
      'delegate',
      'pharmacist',
      'system_client',
      'programme_officer',
    ] as const) {
      const world = await worldOf(server, role);
      const body = { question: 'dispense', at: '2025-07-01T12:00:00.000Z' };
      const answer = await call(server, world, 'ask', { params: { patient: world.patient }, body });
      expect([role, answer.slice(0, 3)]).toEqual([role, '403']);
    }
  });

  it('a pharmacy without a tie asks nothing beyond its check, and is logged for what it does', async () => {
    const office = randomUUID();
    const { dependencies, services } = server;
    const tenantId = services.tenant.id;
    const scope = { tenantId, actor: { id: office, role: 'programme_officer' }, now: TEST_NOW };
    await services.context.store.inTransaction(scope, (tx) =>
      tx.putOrganisation({ id: office, kind: 'pharmacy', name: 'Elsewhere', detail: {} }),
    );
    const email = `${office}@example.org`;
    const account = { email, name: 'Invented', password: TEST_PASSWORD, tenantId };
    const who = { role: 'pharmacist' as const, actorId: randomUUID(), organisationId: office };
    await addAccount(dependencies.signIn, dependencies.authDb, { ...account, ...who });
    const payload = { email, password: TEST_PASSWORD };
    const session = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload });
    const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const here = { ...(await worldOf(server, 'pharmacist')), headers: { cookie } };
    const there = { ...here, patient: randomUUID() };
    const asked = (world: World) =>
      call(server, world, 'ask', {
        params: { patient: world.patient },
        body: { question: 'dispense' },
      });
    expect(withoutIds(await asked(here), here)).toBe(withoutIds(await asked(there), there));
    const checked = await call(server, here, 'checkAtPharmacy', {
      body: { code: `DEMO-${here.name}` },
    });
    expect(checked).toMatch(/^200 /);
    const log = await call(
      server,
      { ...here, headers: server.as.safety_officer },
      'readPatientAccessLog',
      {
        params: { patient: here.patient },
      },
    );
    expect(log).toContain('presented_at_pharmacy');
    expect(log).toContain('checkAtPharmacy');
  });

  it('an enrolment is refused alike for known and unknown numbers', async () => {
    const { name, headers } = await worldOf(server, 'prescriber');
    const statuses: string[] = [];
    for (const value of [`DEMO-${name}`, randomUUID()]) {
      const details = { givenName: 'In', familyName: 'Vented', zone: 'Nowhere/At_All' };
      const identifiers = [{ system: 'urn:aegle:demonstration', value }];
      const body = { details, identifiers, programmes: ['us-ipledge'] };
      const answer = await server.app.inject({
        method: 'POST',
        url: '/api/v1/patients',
        headers: { ...headers, 'idempotency-key': randomUUID() },
        payload: body,
      });
      statuses.push(`${answer.statusCode} ${answer.json().problems[0].field}`);
    }
    expect(statuses).toEqual(['422 details.zone', '422 details.zone']);
  });
});
