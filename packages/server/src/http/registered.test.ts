// H-01 Whoever is named stands in a register, and nobody reports for the gate from which they dispense.

import { randomUUID } from 'node:crypto';
import { EVENT_CATALOGUE, type EventType, type Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ACCESS } from '../access/policy.ts';
import { SYSTEM_KINDS, type SystemKind } from '../access/system-kinds.ts';
import { addAccount } from '../auth/accounts.ts';
import { addSystemClient } from '../auth/system-clients.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { NAMED } from './calls/named-fields.ts';
import {
  type SignedIn,
  startTestServer,
  TEST_NOW,
  TEST_PASSWORD,
  type TestServer,
} from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const clinic = demonstrationId('clinic-harbour');
const pharmacy = demonstrationId('pharmacy-lighthouse');
const okafor = demonstrationId('dr-okafor');

async function post(headers: SignedIn, path: string, payload: object) {
  const sent = { ...headers, 'idempotency-key': randomUUID() };
  const url = `/api/v1/${path}`;
  const answer = await server.app.inject({ method: 'POST', url, headers: sent, payload });
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}

const record = (headers: SignedIn, type: string, data: object, v = 1) =>
  post(headers, `patients/${patient}/events`, {
    events: [{ id: randomUUID(), type, v, occurredOn: '2025-06-18', data }],
  });

async function signedIn(role: Role, organisationId: string, actorId = randomUUID()) {
  const { dependencies, services } = server;
  const email = `${randomUUID()}@example.org`;
  const account = { email, name: 'Invented', password: TEST_PASSWORD, role, actorId };
  const tenantId = services.tenant.id;
  await addAccount(dependencies.signIn, dependencies.authDb, {
    ...account,
    tenantId,
    organisationId,
  });
  const url = '/api/v1/session';
  const payload = { email, password: TEST_PASSWORD };
  const answer = await server.app.inject({ method: 'POST', url, payload });
  return { cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

async function keyOf(kind: SystemKind, organisationId: string): Promise<SignedIn> {
  const { dependencies, services } = server;
  const client = { clientId: randomUUID(), tenantId: services.tenant.id, name: kind, kind };
  const who = { actorId: randomUUID(), organisationId, now: TEST_NOW };
  const { key } = await addSystemClient(dependencies.authDb, { ...client, ...who });
  return { authorization: `Bearer ${key}` };
}

const NEGATIVE = { result: 'negative', resultedOn: '2025-06-18', sample: 'serum' };
const fieldsOf = (body: { problems: readonly { field: string }[] }) =>
  body.problems.map((one) => one.field);

describe('H-01 whoever is named stands in a register', () => {
  it.each([
    [
      'IndependentAgreementRecorded',
      { firstPrescriber: randomUUID(), secondPrescriber: okafor, agrees: true },
      'events[0].data.firstPrescriber',
    ],
    [
      'CounsellingGiven',
      { givenBy: 'nobody', topics: ['contraception'] },
      'events[0].data.givenBy',
    ],
    ['CareTransferred', { toPrescriber: randomUUID() }, 'events[0].data.toPrescriber'],
    ['CareTransferred', { toPrescriber: 'x', toClinic: pharmacy }, 'events[0].data.toClinic'],
    [
      'FormSigned',
      { form: 'made-up', edition: '1', signer: 'prescriber', agrees: true },
      'events[0].data.form',
    ],
    [
      'RiskCategoryAssigned',
      { programme: 'us-ipledge', category: 'made-up', assignedBy: okafor },
      'events[0].data.category',
    ],
    [
      'DiscretionExercised',
      {
        programme: 'us-ipledge',
        requirement: 'made-up',
        clinician: okafor,
        judgement: 'j',
        lastDay: '2025-06-19',
      },
      'events[0].data.requirement',
    ],
    [
      'ExternalAuthorizationRecorded',
      { portal: 'made-up', number: '1', prescription: 'rx', granted: true },
      'events[0].data.portal',
    ],
  ])('refuses %s with a name that no register has', async (type, data, field) => {
    const { status, body } = await record(server.as.prescriber, type, data);
    expect([status, fieldsOf(body)]).toEqual([422, [field]]);
    expect(body.problems[0].nextStep.length).toBeGreaterThan(10);
  });

  it('accepts the same with names that they have', async () => {
    const data = { givenBy: okafor, topics: ['contraception'] };
    expect((await record(server.as.delegate, 'CounsellingGiven', data)).status).toBe(200);
  });

  it('does not put a made-up person in by a correction', async () => {
    const { body } = await record(server.as.delegate, 'CounsellingGiven', {
      givenBy: okafor,
      topics: ['contraception'],
    });
    const event = body.events[0].id;
    const data = { event, field: 'givenBy', value: 'nobody', isWithdrawn: false, reason: 'r' };
    const sent = await record(server.as.prescriber, 'Corrected', data);
    expect([sent.status, fieldsOf(sent.body)]).toEqual([422, ['events[0].data.value']]);
  });

  it('names delegates and pharmacists who have an account', async () => {
    const event = (type: string, data: object) => ({
      events: [{ id: randomUUID(), type, v: 1, occurredOn: '2025-06-18', data }],
    });
    const delegate = event('DelegateAuthorized', { delegate: randomUUID() });
    const own = await post(server.as.prescriber, `prescribers/${okafor}/events`, delegate);
    expect([own.status, fieldsOf(own.body)]).toEqual([422, ['events[0].data.delegate']]);
    const named = event('SitePharmacistDesignated', { programme: 'none', pharmacist: 'nobody' });
    const site = await post(server.as.programme_officer, `pharmacies/${pharmacy}/events`, named);
    const fields = ['events[0].data.programme', 'events[0].data.pharmacist'];
    expect([site.status, fieldsOf(site.body)]).toEqual([422, fields]);
  });
});

const OWN_ROUTE: readonly EventType[] = ['EditionConfirmedInForce', 'EditionApprovedForUse'];
const looked = Object.entries(NAMED)
  .filter(([type]) => !OWN_ROUTE.includes(type as EventType))
  .flatMap(([type, fields]) =>
    Object.keys(fields).map((field) => [type as EventType, field] as const),
  );

interface FieldLike {
  readonly kind: string;
  readonly of?: FieldLike;
  readonly values?: readonly string[];
  readonly min?: number;
}

/** A value that reads; whoever may only name themself is named. */
function sample(field: FieldLike): unknown {
  if (field.of !== undefined) return field.kind === 'list' ? [sample(field.of)] : sample(field.of);
  if (field.kind === 'day') return '2025-06-18';
  if (field.kind === 'boolean') return true;
  if (field.kind === 'integer') return field.min;
  if (field.kind === 'decimal') return String(field.min);
  // What a prescriber signs is the prescriber's; of other lists the first word will do.
  const { values = [] } = field;
  return field.kind === 'oneOf'
    ? (values.find((one) => one === 'prescriber') ?? values[0])
    : okafor;
}

const nobodyLike = (one: FieldLike): unknown =>
  one.kind === 'list' ? [randomUUID()] : randomUUID();

const STREAM_PATH = {
  gate: `patients/${patient}`,
  record: `patients/${patient}`,
  prescriber: `prescribers/${okafor}`,
  pharmacy: `pharmacies/${pharmacy}`,
  programme: 'programmes/us-ipledge',
};

describe('H-01 every field that names somebody', () => {
  it.each(looked)('%s.%s is looked up in its register', async (type, field) => {
    const { fields, stream, version } = EVENT_CATALOGUE[type];
    const isOptional = (one: FieldLike) => one.kind === 'optional';
    const known = Object.entries<FieldLike>(fields).filter(
      ([name, one]) => name === field || !isOptional(one),
    );
    const data = Object.fromEntries(
      known.map(([name, one]) => [name, name === field ? nobodyLike(one) : sample(one)]),
    );
    const writers = EVENT_ACCESS[type].writers;
    const role = writers.includes('prescriber') ? 'prescriber' : writers[0]!;
    const { status, body } = await post(server.as[role], `${STREAM_PATH[stream]}/events`, {
      events: [{ id: randomUUID(), type, v: version, occurredOn: '2025-06-18', data }],
    });
    // The door compares the caller's own id before a register is asked.
    expect([403, 422]).toContain(status);
    expect(fieldsOf(body).map((one) => one.replace(/\[\d\]$/, ''))).toContain(
      `events[0].data.${field}`,
    );
  });

  it('also where a correction puts another in', async () => {
    for (const field of ['secondPrescriber', 'clinician', 'agreedBy', 'toClinic', 'reportedFor']) {
      const event = randomUUID();
      const data = { event, field, value: randomUUID(), isWithdrawn: false, reason: 'r' };
      const sent = await record(server.as.prescriber, 'Corrected', data);
      expect([field, sent.status, fieldsOf(sent.body)]).toEqual([
        field,
        422,
        ['events[0].data.value'],
      ]);
    }
  });

  it('lets screening be switched on with people who are here', async () => {
    const office = server.as.programme_officer;
    const deputy = randomUUID();
    await signedIn('delegate', clinic, deputy);
    const on = (responders: readonly string[]) =>
      post(office, 'programmes/us-ipledge/events', {
        events: [
          {
            id: randomUUID(),
            type: 'SelfHarmScreeningSwitchedOn',
            v: 1,
            occurredOn: '2025-06-18',
            data: { responders, hours: 'always', deputy },
          },
        ],
      });
    const refused = await on([okafor, randomUUID()]);
    expect([refused.status, fieldsOf(refused.body)]).toEqual([
      422,
      ['events[0].data.responders[1]'],
    ]);
    expect((await on([okafor])).status).toBe(200);
  });

  it('designates only a pharmacist of that very pharmacy', async () => {
    const elsewhere = randomUUID();
    await signedIn('pharmacist', clinic, elsewhere);
    const data = { programme: 'us-ipledge', pharmacist: elsewhere };
    const event = { id: randomUUID(), type: 'SitePharmacistDesignated', v: 1, data };
    const site = await post(server.as.programme_officer, `pharmacies/${pharmacy}/events`, {
      events: [{ ...event, occurredOn: '2025-06-18' }],
    });
    expect([site.status, fieldsOf(site.body)]).toEqual([422, ['events[0].data.pharmacist']]);
  });
});

describe('H-01 what a system reports', () => {
  it('names the person or the laboratory that it stands for, and says so when read', async () => {
    const system = await keyOf('clinic_system', clinic);
    const unnamed = await record(system, 'WeightMeasured', { weightKg: '70' });
    expect([unnamed.status, fieldsOf(unnamed.body)]).toEqual([422, ['events[0].data.reportedFor']]);
    for (const reportedFor of [randomUUID(), clinic, 'nobody'])
      expect((await record(system, 'WeightMeasured', { weightKg: '70', reportedFor })).status).toBe(
        422,
      );
    const named = { weightKg: '70', reportedFor: okafor };
    const sent = await record(system, 'WeightMeasured', named);
    expect(sent.status).toBe(200);
    const url = `/api/v1/patients/${patient}/timeline`;
    const read = await server.app.inject({ method: 'GET', url, headers: server.as.prescriber });
    const { events } = read.json() as { events: { id: string; by: string; data: object }[] };
    const shown = events.find((one) => one.id === sent.body.events[0].id);
    expect(shown).toMatchObject({ by: 'system_client', data: { reportedFor: okafor } });
  });

  it('is not said by a person', async () => {
    const data = { weightKg: '70', reportedFor: okafor };
    const sent = await record(server.as.delegate, 'WeightMeasured', data);
    expect([sent.status, fieldsOf(sent.body)]).toEqual([422, ['events[0].data.reportedFor']]);
  });

  it('is kept without a name where it can only close', async () => {
    for (const kind of SYSTEM_KINDS.filter((one) => one !== 'research')) {
      const system = await keyOf(kind, clinic);
      const positive = { ...NEGATIVE, result: 'positive' };
      expect([kind, (await record(system, 'PregnancyTestReported', positive)).status]).toEqual([
        kind,
        200,
      ]);
    }
  });
});

describe('H-01 nobody reports for the gate from which they dispense', () => {
  it.each(['prescriber', 'delegate'] as const)('not a %s of the pharmacy', async (role) => {
    const staff = await signedIn(role, pharmacy);
    const sent = await record(staff, 'PregnancyTestReported', NEGATIVE);
    expect([sent.status, fieldsOf(sent.body)]).toEqual([403, ['organisation']]);
    const positive = await record(staff, 'PregnancyTestReported', {
      ...NEGATIVE,
      result: 'positive',
    });
    expect(positive.status).toBe(200);
    const body = { programmes: ['us-ipledge'], details: {}, identifiers: [] };
    const details = { givenName: 'In', familyName: 'Vented' };
    expect((await post(staff, 'patients', { ...body, details })).status).toBe(403);
  });

  it.each(['clinic_system', 'laboratory', 'portal'] as const)('not its %s key', async (kind) => {
    const system = await keyOf(kind, pharmacy);
    const type = kind === 'portal' ? 'ExternalAuthorizationRecorded' : 'PregnancyTestReported';
    const answer = { portal: 'ipledge', number: '1', prescription: 'rx', granted: true };
    const data = kind === 'portal' ? answer : NEGATIVE;
    const sent = await record(system, type, { ...data, reportedFor: pharmacy });
    expect([sent.status, fieldsOf(sent.body)]).toEqual([403, ['organisation']]);
  });

  it('and what is no pharmacy dispenses nothing', async () => {
    const body = { prescription: demonstrationId('patient-ready/rx-1'), daysSupply: 30 };
    const path = `patients/${patient}/dispense-authorizations`;
    for (const caller of [
      await signedIn('pharmacist', clinic),
      await keyOf('pharmacy_system', clinic),
    ]) {
      const sent = await post(caller, path, body);
      expect([sent.status, fieldsOf(sent.body)]).toEqual([403, ['organisation']]);
    }
    const office = server.as.programme_officer;
    const again = { id: clinic, kind: 'pharmacy', name: 'Ours' };
    expect((await post(office, 'organisations', again)).status).toBe(409);
  });
});
