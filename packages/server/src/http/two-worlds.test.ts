// H-07 Each role calls everything in two worlds that differ in one fact hidden from it: no answer differs.
// The table of endpoints is walked, so that a new endpoint is played too.

import { randomUUID } from 'node:crypto';
import { ENDPOINT_NAMES, ENDPOINTS, type Endpoint, type EndpointName } from '@aegle/api';
import type { Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROUTE_ACCESS, scopeOn } from '../access/policy.ts';
import { addAccount } from '../auth/accounts.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { enrol, recordEvents } from '../services/services.ts';
import { copyOfReady } from '../services/testing.ts';
import {
  type SignedIn,
  startTestServer,
  TEST_NOW,
  TEST_PASSWORD,
  type TestServer,
} from './testing.ts';
import { requestsAbout } from './testing-requests.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

interface World {
  readonly name: string;
  readonly patient: string;
  readonly headers: SignedIn;
}

/** A fact that the clinic records, or none. */
type Fact = { readonly type: string; readonly data: object } | null;

const POSITIVE: Fact = { type: 'PregnancyTestReported', data: { result: 'positive' } };
const UNCLEAR: Fact = { type: 'PregnancyTestReported', data: { result: 'unclear' } };
const mood = (): Fact => ({
  type: 'SafetyHoldPlaced',
  data: { hold: randomUUID(), cause: 'mood' },
});

async function record(patient: string, fact: Fact) {
  if (fact === null) return;
  const { context, tenant } = server.services;
  const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
  const scope = { tenantId: tenant.id, actor, now: TEST_NOW };
  const event = { id: randomUUID(), v: 1, occurredOn: '2025-06-18', ...fact };
  await recordEvents(context, scope, patient, [event]);
}

async function signedInTo(patient: string, role: Role): Promise<SignedIn> {
  if (role !== 'patient' && role !== 'guardian') return server.as[role];
  const { dependencies, services } = server;
  const email = `${randomUUID()}@example.org`;
  const actorId = role === 'patient' ? patient : randomUUID();
  const account = { email, name: 'Invented', password: TEST_PASSWORD, role, actorId };
  const of = { tenantId: services.tenant.id, patientId: patient };
  await addAccount(dependencies.signIn, dependencies.authDb, { ...account, ...of });
  const payload = { email, password: TEST_PASSWORD };
  const answer = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload });
  return { cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

/** A minor: majority ends a guardian's access. */
async function wardOf(name: string): Promise<World> {
  const { context, tenant } = server.services;
  const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
  const { patient } = await enrol(
    context,
    { tenantId: tenant.id, actor, now: TEST_NOW },
    {
      programmes: ['us-ipledge'],
      bornOn: '2012-05-20',
      details: { givenName: 'In', familyName: 'Vented' },
      identifiers: [{ system: 'urn:aegle:demonstration', value: `DEMO-${name}` }],
    },
  );
  return { name, patient, headers: await signedInTo(patient, 'guardian') };
}

async function worldOf(role: Role): Promise<World> {
  const name = `world-${randomUUID().slice(0, 8)}`;
  if (role === 'guardian') return wardOf(name);
  await copyOfReady(server.services, name);
  const patient = demonstrationId(name);
  return { name, patient, headers: await signedInTo(patient, role) };
}

async function call(world: World, name: EndpointName, request: { params?: object; body?: object }) {
  const endpoint: Endpoint = ENDPOINTS[name];
  const values = new Map(Object.entries(request.params ?? {}));
  const url = endpoint.path.replaceAll(/:([a-z]+)/g, (_, key: string) => String(values.get(key)));
  const answer = await server.app.inject({
    method: endpoint.method,
    url,
    headers: { 'idempotency-key': randomUUID(), ...world.headers },
    ...(request.body === undefined ? {} : { payload: request.body }),
  });
  return `${answer.statusCode} ${answer.body}`;
}

/** The answer with ids by the order in which they appear: two worlds name the same things differently. */
function withoutIds(answer: string, { name }: World): string {
  const seen = new Map<string, number>();
  const number = (id: string) => {
    if (!seen.has(id)) seen.set(id, seen.size);
    return `#${seen.get(id)}`;
  };
  const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const KEY = /aegle_[0-9a-f]{32}_[\w-]{43}/g;
  return answer.replaceAll(KEY, 'a key').replaceAll(UUID, number).replaceAll(name, 'the patient');
}

const open = (name: EndpointName, role: Role) =>
  typeof ROUTE_ACCESS[name] === 'object' && scopeOn(name, role) !== 'none';

/** Every endpoint that the role may call, twice, in both worlds; answers that differ. */
async function differences(role: Role, here: World, there: World): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of ENDPOINT_NAMES.filter((one) => open(one, role)))
    for (let time = 1; time <= 2; time += 1) {
      const answers: string[] = [];
      for (const world of [here, there]) {
        const prescription = demonstrationId(`${world.name}/rx-1`);
        const requests = requestsAbout(world.patient, prescription, `DEMO-${world.name}`);
        answers.push(withoutIds(await call(world, name, requests[name](role)), world));
      }
      if (answers[0] !== answers[1]) found.push(`${name}: ${answers.join(' <> ')}`);
    }
  return found;
}

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
    const here = await worldOf(role);
    const there = await worldOf(role);
    await record(here.patient, first());
    await record(there.patient, second());
    expect(await differences(role, here, there)).toEqual([]);
  });

  it('tells them apart where the fact is not hidden: this test can fail', async () => {
    const here = await worldOf('prescriber');
    const there = await worldOf('prescriber');
    await record(there.patient, POSITIVE);
    expect((await differences('prescriber', here, there)).length).toBeGreaterThan(2);
  });

  it('a guardian who sends an old event again is answered as the first time', async () => {
    const world = await worldOf('guardian');
    const data = { form: 'ipledge-consent-general', edition: '2020-12-09', agrees: true };
    const signed = { id: randomUUID(), type: 'FormSigned', data: { ...data, signer: 'guardian' } };
    const request = { params: { patient: world.patient }, body: signed };
    const before = await call(world, 'declare', request);
    expect(before).toMatch(/^200 /);
    await record(world.patient, POSITIVE);
    expect(await call(world, 'declare', request)).toBe(before);
  });

  it('nobody but a clinician asks about another moment', async () => {
    for (const role of [
      'patient',
      'delegate',
      'pharmacist',
      'system_client',
      'programme_officer',
    ] as const) {
      const world = await worldOf(role);
      const body = { question: 'dispense', at: '2025-07-01T12:00:00.000Z' };
      const answer = await call(world, 'ask', { params: { patient: world.patient }, body });
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
    const here = { ...(await worldOf('pharmacist')), headers: { cookie } };
    const there = { ...here, patient: randomUUID() };
    const asked = (world: World) =>
      call(world, 'ask', { params: { patient: world.patient }, body: { question: 'dispense' } });
    expect(withoutIds(await asked(here), here)).toBe(withoutIds(await asked(there), there));
    const checked = await call(here, 'checkAtPharmacy', { body: { code: `DEMO-${here.name}` } });
    expect(checked).toMatch(/^200 /);
    const log = await call({ ...here, headers: server.as.safety_officer }, 'readPatientAccessLog', {
      params: { patient: here.patient },
    });
    expect(log).toContain('presented_at_pharmacy');
    expect(log).toContain('checkAtPharmacy');
  });

  it('an enrolment is refused alike for known and unknown numbers', async () => {
    const { name, headers } = await worldOf('prescriber');
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
