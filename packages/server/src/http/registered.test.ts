// H-01 Whoever and whatever an event names stands in the register that has it.

import { randomUUID } from 'node:crypto';
import { EVENT_CATALOGUE, type EventType, type Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ACCESS } from '../access/policy.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { NAMED } from './calls/named-fields.ts';
import { type SignedIn, startTestServer, type TestServer } from './testing.ts';
import { type FieldLike, postTo, sample, signedInAs } from './testing-callers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const clinic = demonstrationId('clinic-harbour');
const pharmacy = demonstrationId('pharmacy-lighthouse');
const okafor = demonstrationId('dr-okafor');

const post = (headers: SignedIn, path: string, payload: object) =>
  postTo(server, headers, path, payload);
const signedIn = (role: Role, organisation: string, actorId?: string) =>
  signedInAs(server, role, organisation, actorId);

const record = (headers: SignedIn, type: string, data: object, v = 1) =>
  post(headers, `patients/${patient}/events`, {
    events: [{ id: randomUUID(), type, v, occurredOn: '2025-06-18', data }],
  });

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
    const asSample = (one: FieldLike) => sample(one, okafor);
    const known = Object.entries<FieldLike>(fields).filter(
      ([name, one]) => name === field || !isOptional(one),
    );
    const data = Object.fromEntries(
      known.map(([name, one]) => [name, name === field ? nobodyLike(one) : asSample(one)]),
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
