// H-01 A system names for whom it acts, and nobody reports for the gate from which they dispense.

import { randomUUID } from 'node:crypto';
import {
  canOnlyClose,
  EVENT_CATALOGUE,
  EVENT_TYPES,
  REQUIREMENT_KINDS,
  type Role,
} from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENT_ACCESS } from '../access/policy.ts';
import { SYSTEM_KINDS, type SystemKind } from '../access/system-kinds.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { copyOfReady } from '../services/testing.ts';
import { type SignedIn, startTestServer, type TestServer } from './testing.ts';
import { type FieldLike, keyFor, postTo, sample, signedInAs } from './testing-callers.ts';

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
const keyOf = (kind: SystemKind, organisation: string) => keyFor(server, kind, organisation);

const record = (headers: SignedIn, type: string, data: object, v = 1) =>
  post(headers, `patients/${patient}/events`, {
    events: [{ id: randomUUID(), type, v, occurredOn: '2025-06-18', data }],
  });

const NEGATIVE = { result: 'negative', resultedOn: '2025-06-18', sample: 'serum' };
const fieldsOf = (body: { problems: readonly { field: string }[] }) =>
  body.problems.map((one) => one.field);

const STREAM_PATH = {
  gate: `patients/${patient}`,
  record: `patients/${patient}`,
  prescriber: `prescribers/${okafor}`,
  pharmacy: `pharmacies/${pharmacy}`,
  programme: 'programmes/us-ipledge',
};

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

describe('H-01 what a system does names the person for whom it does it', () => {
  it('as it authorises, dispenses and takes back', async () => {
    const system = await keyOf('pharmacy_system', pharmacy);
    await copyOfReady(server.services, 'named-by-a-system');
    const reportedFor = randomUUID();
    await signedIn('pharmacist', pharmacy, reportedFor);
    const of = `patients/${demonstrationId('named-by-a-system')}`;
    const done: Record<string, { body: Record<string, string> }> = {};
    const act = async (name: string, path: string, body: object) => {
      for (const wrong of [{}, { reportedFor: randomUUID() }, { reportedFor: okafor }]) {
        const refused = await post(system, `${of}/${path}`, { ...body, ...wrong });
        expect([path, refused.status, fieldsOf(refused.body)]).toEqual([
          path,
          422,
          ['reportedFor'],
        ]);
        expect(refused.body.problems[0].nextStep).toContain('active person');
      }
      done[name] = await post(system, `${of}/${path}`, { ...body, reportedFor });
      return done[name].body;
    };
    const prescription = demonstrationId('named-by-a-system/rx-1');
    const supply = { prescription, daysSupply: 30 };
    const first = await act('back', 'dispense-authorizations', supply);
    const back = { cause: 'not_picked_up' };
    await act('reversed', `dispense-authorizations/${first.authorization}/reversal`, back);
    const { authorization } = await act('authorised', 'dispense-authorizations', supply);
    const part = { authorization, daysSupply: 10 };
    const { dispense } = await act('dispensed', 'dispenses', part);
    await act('taken', `dispenses/${dispense}/reversal`, { cause: 'returned_to_stock' });
    const url = `/api/v1/${of}/timeline`;
    const read = await server.app.inject({ method: 'GET', url, headers: server.as.prescriber });
    const { events } = read.json() as { events: { type: string; data: object }[] };
    for (const type of [
      'DispenseAuthorized',
      'AuthorizationReversed',
      'DispensedPartially',
      'DispenseReversed',
    ])
      expect(events.find((one) => one.type === type)?.data).toMatchObject({ reportedFor });
    const person = await post(server.as.pharmacist, `${of}/dispense-authorizations`, {
      ...supply,
      reportedFor,
    });
    expect([person.status, fieldsOf(person.body)]).toEqual([422, ['reportedFor']]);
  });

  it('as it enrols', async () => {
    const system = await keyOf('clinic_system', clinic);
    const details = { givenName: 'In', familyName: 'Vented' };
    const body = { details, identifiers: [], programmes: ['us-ipledge'] };
    const unnamed = await post(system, 'patients', body);
    expect([unnamed.status, fieldsOf(unnamed.body)]).toEqual([422, ['reportedFor']]);
    const named = await post(system, 'patients', { ...body, reportedFor: okafor });
    expect(named.status).toBe(200);
    const more = { programmes: ['us-clear'], isNewCourse: false };
    const path = `patients/${named.body.patient}/enrolments`;
    expect((await post(system, path, more)).body.problems[0].field).toBe('reportedFor');
  });
});

/** What may open a gate, by the kinds of requirement that read it. */
const OPENING = EVENT_TYPES.filter(
  (type) =>
    !canOnlyClose(type, { result: 'negative' }) &&
    REQUIREMENT_KINDS.some((kind) => kind.enables.includes(type)),
);
const STAFF = ['prescriber', 'delegate', 'safety_officer', 'programme_officer'] as const;
const opened = OPENING.flatMap((type) =>
  STAFF.filter((role) => EVENT_ACCESS[type].writers.includes(role)).map(
    (role) => [role, type] as const,
  ),
);

describe('H-01 nobody reports for the gate from which they dispense', () => {
  it.each(opened)('not a %s of the pharmacy: %s', async (role, type) => {
    const { fields, stream, version } = EVENT_CATALOGUE[type];
    const own = randomUUID();
    const staff = await signedIn(role, pharmacy, own);
    const data = Object.fromEntries(
      Object.entries<FieldLike>(fields)
        .filter(([, one]) => one.kind !== 'optional')
        .map(([name, one]) => [name, sample(one, own)]),
    );
    // A delegate enters what somebody else signed.
    if (type === 'FormSigned' && role === 'delegate')
      Object.assign(data, { signer: 'patient', medium: 'paper' });
    const path = stream === 'prescriber' ? `prescribers/${own}` : STREAM_PATH[stream];
    const sent = await post(staff, `${path}/events`, {
      events: [{ id: randomUUID(), type, v: version, occurredOn: '2025-06-18', data }],
    });
    expect([sent.status, fieldsOf(sent.body)]).toEqual([403, ['organisation']]);
  });

  it('but its designated pharmacist trains its staff, and no other of them', async () => {
    const train = (headers: SignedIn) =>
      post(headers, `pharmacies/${pharmacy}/events`, {
        events: [
          {
            id: randomUUID(),
            type: 'PharmacyStaffTrained',
            v: 1,
            occurredOn: '2025-06-18',
            data: { programme: 'us-ipledge' },
          },
        ],
      });
    const named = randomUUID();
    const designated = await signedIn('pharmacist', pharmacy, named);
    const refused = await train(designated);
    expect([refused.status, fieldsOf(refused.body)]).toEqual([409, ['type']]);
    const data = { programme: 'us-ipledge', pharmacist: named };
    const event = { id: randomUUID(), type: 'SitePharmacistDesignated', v: 1, data };
    const site = await post(server.as.programme_officer, `pharmacies/${pharmacy}/events`, {
      events: [{ ...event, occurredOn: '2025-06-18' }],
    });
    expect(site.status).toBe(200);
    expect((await train(designated)).status).toBe(200);
    expect((await train(server.as.pharmacist)).status).toBe(409);
  });

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
