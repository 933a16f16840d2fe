// H-07 A laboratory reads and writes nothing of a patient until the clinic ties it, and then its results alone.

import { randomUUID } from 'node:crypto';
import type { Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSystemClient } from '../auth/system-clients.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { copyOfReady } from '../services/testing.ts';
import { type SignedIn, startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import { event, TODAY } from './testing-sender.ts';

const LABORATORY: string = randomUUID();
const clock = { now: TEST_NOW };
let server: TestServer;
let key: SignedIn;
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
  const { services, dependencies } = server;
  const actor = { id: randomUUID(), role: 'programme_officer' };
  const scope = { tenantId: services.tenant.id, actor, now: TEST_NOW };
  await services.context.store.inTransaction(scope, (tx) =>
    tx.putOrganisation({ id: LABORATORY, kind: 'laboratory', name: 'Invented', detail: {} }),
  );
  const made = await addSystemClient(dependencies.authDb, {
    ...{ clientId: randomUUID(), tenantId: services.tenant.id, name: 'Laboratory system' },
    ...{ actorId: randomUUID(), organisationId: LABORATORY, kind: 'laboratory', now: TEST_NOW },
  });
  key = { authorization: `Bearer ${made.key}` };
}, 180_000);
afterAll(() => server?.stop());

async function send(place: string, body: object | undefined, as: SignedIn, method = 'POST') {
  const answer = await server.app.inject({
    ...{ method: method as 'POST', url: `/api/v1/${place}` },
    headers: { ...as, 'idempotency-key': randomUUID() },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function aPatient(name: string): Promise<string> {
  await copyOfReady(server.services, name);
  return demonstrationId(name);
}

const tie = (patient: string, isTied: boolean, as: SignedIn, laboratory = LABORATORY) =>
  send(`patients/${patient}/laboratories`, { laboratory, isTied }, as);
const result = () =>
  event('LabResulted', {
    ...{ loinc: '1742-6', value: '20', unit: 'U/L', laboratory: LABORATORY },
    reportedFor: LABORATORY,
  });
const report = (patient: string, one: object) =>
  send(`patients/${patient}/events`, { events: [one] }, key);
const READS = [
  'timeline',
  'course',
  'agenda',
  'summary',
  'course-plan',
  'export',
  'laboratories',
  '',
];

describe('H-07 a laboratory', () => {
  it('that is not tied writes and finds nothing; tied, its results; ended, nothing from the next day on', async () => {
    const patient = await aPatient('lab-tied');
    const card = { system: 'urn:aegle:demonstration', value: 'DEMO-lab-tied' };
    const find = async () => (await send('patient-searches', card, key)).body.patient;
    expect([(await report(patient, result())).status, await find()]).toEqual([404, null]);
    const tied = await tie(patient, true, server.as.prescriber);
    expect([tied.status, tied.body]).toEqual([
      200,
      { laboratory: LABORATORY, from: TODAY, until: null },
    ]);
    expect([(await report(patient, result())).status, await find()]).toEqual([200, patient]);
    const other = await aPatient('lab-other');
    expect((await report(other, result())).status).toBe(404);
    expect((await tie(patient, false, server.as.delegate)).body.until).toBe(TODAY);
    clock.now = '2025-06-20T15:00:00.000Z';
    const later = { ...result(), occurredOn: '2025-06-19' };
    expect([(await report(patient, later)).status, await find()]).toEqual([404, null]);
    clock.now = TEST_NOW;
  });

  it('is shown to the clinic with its tie, and to nobody else', async () => {
    const patient = await aPatient('lab-shown');
    const read = (as: SignedIn) => send(`patients/${patient}/laboratories`, undefined, as, 'GET');
    const own = async (as: SignedIn) => {
      const { laboratories } = (await read(as)).body;
      return laboratories.filter((one: { name: string }) => one.name === 'Invented');
    };
    const line = { laboratory: LABORATORY, name: 'Invented', from: null, until: null };
    expect(await own(server.as.delegate)).toEqual([line]);
    await tie(patient, true, server.as.prescriber);
    const tied = [{ ...line, from: TODAY }];
    expect(await own(server.as.prescriber)).toEqual(tied);
    await tie(patient, false, server.as.prescriber);
    const ended = [{ ...line, from: TODAY, until: TODAY }];
    expect(await own(server.as.prescriber)).toEqual(ended);
    // Taken back before the day was over, it goes on.
    await tie(patient, true, server.as.delegate);
    expect(await own(server.as.prescriber)).toEqual(tied);
    expect((await read(server.elsewhere.prescriber)).status).toBe(404);
    for (const role of ['patient', 'pharmacist', 'safety_officer', 'administrator'] as const)
      expect([role, [403, 404].includes((await read(server.as[role])).status)]).toEqual([
        role,
        true,
      ]);
    expect([403, 404]).toContain((await read(key)).status);
  });

  it('that is tied reads nothing, and records nothing but results', async () => {
    const patient = await aPatient('lab-limits');
    await tie(patient, true, server.as.prescriber);
    for (const place of READS) {
      const { status } = await send(`patients/${patient}/${place}`, undefined, key, 'GET');
      expect([place, [403, 404].includes(status)]).toEqual([place, true]);
    }
    const asked = await send(`patients/${patient}/questions`, { question: 'dispense' }, key);
    expect(asked.status).toBe(403);
    const weight = event('WeightMeasured', { weightKg: '60', reportedFor: LABORATORY });
    expect((await report(patient, weight)).status).toBe(403);
  });

  it.each<Role>([
    ...(['patient', 'guardian', 'pharmacist', 'programme_officer', 'safety_officer'] as const),
    ...(['administrator', 'researcher', 'system_client'] as const),
  ])('is tied by no %s', async (role) => {
    const patient = demonstrationId('patient-ready');
    expect((await tie(patient, true, server.as[role])).status).toBe(403);
    expect((await report(patient, result())).status).toBe(404);
  });

  it('is one: neither a pharmacy nor an unknown id is tied, nor by a clinic that has not the patient', async () => {
    const patient = await aPatient('lab-which');
    for (const id of [demonstrationId('pharmacy-lighthouse'), randomUUID()])
      expect((await tie(patient, true, server.as.prescriber, id)).status).toBe(422);
    expect((await tie(patient, true, server.elsewhere.prescriber)).status).toBe(404);
    expect((await tie(patient, false, server.as.prescriber)).status).toBe(404);
  });
});
