// H-07 A person's copy and erasure over HTTP: who may, what goes with it, and that it happens once.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAccount } from '../auth/accounts.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { mergePatients, recordEvents } from '../services/services.ts';
import { copyOfReady } from '../services/testing.ts';
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

async function send(headers: SignedIn, path: string, payload?: object) {
  const method = payload === undefined ? ('GET' as const) : ('POST' as const);
  const sent = { method, url: `/api/v1/${path}`, headers };
  const answer = await server.app.inject(payload === undefined ? sent : { ...sent, payload });
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}

async function signIn(email: string) {
  const payload = { email, password: TEST_PASSWORD };
  const answer = await server.app.inject({ method: 'POST', url: '/api/v1/session', payload });
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return { status: answer.statusCode, headers: { cookie } };
}

/** A patient with an account, and a guardian's beside it. */
async function person() {
  const name = `person-${randomUUID().slice(0, 8)}`;
  await copyOfReady(server.services, name);
  const patient = demonstrationId(name);
  const { dependencies, services } = server;
  const emails: string[] = [];
  for (const role of ['patient', 'guardian'] as const) {
    const email = `${randomUUID()}@example.org`;
    const account = { email, name: 'Invented', password: TEST_PASSWORD, role, patientId: patient };
    const actorId = role === 'patient' ? patient : randomUUID();
    const tenantId = services.tenant.id;
    await addAccount(dependencies.signIn, dependencies.authDb, { ...account, actorId, tenantId });
    emails.push(email);
  }
  const { headers } = await signIn(emails[0]!);
  return { name, patient, email: emails[0]!, headers };
}

async function record(patient: string, type: string, data: object) {
  const { context, tenant } = server.services;
  const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
  const event = { id: randomUUID(), v: 1, occurredOn: '2025-06-18', type, data };
  await recordEvents(context, { tenantId: tenant.id, actor, now: TEST_NOW }, patient, [event]);
}

const erasure = () => ({ id: randomUUID(), basis: 'patient_request', isConfirmed: true });
const typesIn = (body: { events: readonly { type: string }[] }) =>
  body.events.map((event) => event.type);

describe('H-07 a copy of what is kept about a person', () => {
  it('holds what the patient may read, and names the result that a clinician tells nowhere', async () => {
    const { patient, headers } = await person();
    await record(patient, 'PregnancyTestReported', { result: 'positive' });
    await record(patient, 'WeightMeasured', { weightKg: '61' });
    const own = await send(headers, `patients/${patient}/export`);
    expect(own.status).toBe(200);
    expect(typesIn(own.body)).toEqual(
      expect.arrayContaining(['PatientEnrolled', 'WeightMeasured']),
    );
    expect(own.text).not.toContain('positive');
    expect(own.body.person.familyName).toBeTypeOf('string');
    expect(own.body.care[0].organisation).toContain('Harbour');
    expect(own.body.accessLog.at(-1)).toMatchObject({ purpose: 'copy_of_record', actor: null });
    expect(own.body.note).toContain('Ask it for the whole copy');
    const whole = await send(server.as.prescriber, `patients/${patient}/export`);
    expect(whole.text).toContain('positive');
    expect(whole.body.accessLog).toBeNull();
  });

  it('is given to nobody else, and to no prescriber of elsewhere', async () => {
    const { patient } = await person();
    for (const role of ['guardian', 'delegate', 'pharmacist', 'programme_officer'] as const)
      expect((await send(server.as[role], `patients/${patient}/export`)).status).toBe(403);
    expect((await send(server.elsewhere.prescriber, `patients/${patient}/export`)).status).toBe(
      404,
    );
    const log = await send(server.as.safety_officer, `patients/${patient}/access-log`);
    expect(log.body.entries).toEqual([]);
  });
});

describe('H-07 erasing a person', () => {
  it('takes the record, the name, the ties and the accounts, at once and for ever', async () => {
    const { name, patient, email, headers } = await person();
    expect((await send(headers, `patients/${patient}/export`)).status).toBe(200);
    const officer = server.as.safety_officer;
    const gone = await send(officer, `patients/${patient}/erasures`, erasure());
    expect(gone).toMatchObject({ status: 200, body: { erased: [patient], accounts: 2 } });
    expect((await send(headers, `patients/${patient}/timeline`)).status).toBe(401);
    expect((await signIn(email)).status).toBe(403);
    expect((await send(server.as.prescriber, `patients/${patient}/timeline`)).status).toBe(404);
    const left = await send(officer, `patients/${patient}/export`);
    expect(typesIn(left.body)).toEqual(['Erased']);
    expect(left.body).toMatchObject({ person: null, care: [] });
    const card = { system: 'urn:aegle:demonstration', value: `DEMO-${name}` };
    expect((await send(officer, 'patient-searches', card)).body).toEqual({ patient: null });
    const listed = await send(server.as.administrator, 'accounts');
    expect(listed.text).not.toContain(email);
    const { context, tenant } = server.services;
    expect((await context.store.verify(tenant.id)).findings).toEqual([]);
  });

  it('closes both gates, and who read what stays', async () => {
    const { patient } = await person();
    const officer = server.as.safety_officer;
    await send(officer, `patients/${patient}/erasures`, erasure());
    const asked = await send(officer, `patients/${patient}/questions`, { question: 'dispense' });
    expect(asked.body.outcome).toBe('denied');
    const log = await send(officer, `patients/${patient}/access-log`);
    expect(log.text).toContain('erasePatient');
  });

  it('is done once however often it is sent', async () => {
    const { patient } = await person();
    const officer = server.as.safety_officer;
    const body = erasure();
    const first = await send(officer, `patients/${patient}/erasures`, body);
    const again = await send(officer, `patients/${patient}/erasures`, body);
    expect([again.status, again.body.erased]).toEqual([200, first.body.erased]);
    const left = await send(officer, `patients/${patient}/export`);
    expect(typesIn(left.body)).toEqual(['Erased']);
  });

  it('reaches the records that were merged with it', async () => {
    const [one, other] = [await person(), await person()];
    const { context, tenant } = server.services;
    const actor = { id: randomUUID(), role: 'safety_officer' };
    await mergePatients(
      context,
      { tenantId: tenant.id, actor, now: TEST_NOW },
      { survivor: one.patient, merged: other.patient, basis: 'same person' },
    );
    const officer = server.as.safety_officer;
    const gone = await send(officer, `patients/${one.patient}/erasures`, erasure());
    expect([...gone.body.erased].sort()).toEqual([one.patient, other.patient].sort());
    expect(gone.body.accounts).toBe(4);
    const left = await send(officer, `patients/${other.patient}/export`);
    expect(left.body.person).toBeNull();
    expect(new Set(typesIn(left.body))).toEqual(new Set(['Erased']));
  });

  it('of one kind leaves the person, their ties and their account', async () => {
    const { patient, email } = await person();
    const body = { ...erasure(), classes: ['images'] };
    const gone = await send(server.as.safety_officer, `patients/${patient}/erasures`, body);
    expect(gone.body).toMatchObject({ classes: ['images'], accounts: 0 });
    expect((await signIn(email)).status).toBe(200);
    expect((await send(server.as.prescriber, `patients/${patient}/timeline`)).status).toBe(200);
  });

  it.each([
    ['isConfirmed', { isConfirmed: false }],
    ['basis', { basis: 'For Mrs Almeida' }],
    ['classes', { classes: [] }],
  ])('is refused without a good %s, and nothing is lost', async (field, wrong) => {
    const { patient } = await person();
    const body = { ...erasure(), ...wrong };
    const answer = await send(server.as.safety_officer, `patients/${patient}/erasures`, body);
    expect([answer.status, answer.body.problems[0].field]).toEqual([422, field]);
    expect(answer.text).not.toContain('Almeida');
    const left = await send(server.as.prescriber, `patients/${patient}/export`);
    expect(typesIn(left.body)).not.toContain('Erased');
  });
});
