// What a patient, a guardian or staff for them report over HTTP, and what they are told at once.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { type SignedIn, startTestServer, TEST_NOW, type TestServer } from './testing.ts';

const clock = { now: TEST_NOW };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const PATIENT = `/api/v1/patients/${patient}`;

const send = async (headers: SignedIn, url: string, payload?: object) => {
  const method = payload === undefined ? 'GET' : 'POST';
  const answer = await server.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.json() };
};
const declare = (headers: SignedIn, type: string, data: object, given: object = {}) =>
  send(headers, `${PATIENT}/declarations`, { id: randomUUID(), type, data, ...given });
const append = (headers: SignedIn, type: string, data: object) =>
  send(headers, `${PATIENT}/events`, {
    events: [{ id: randomUUID(), type, v: 1, occurredOn: '2025-06-18', data }],
  });
const SIGN = { symptom: 'severe_headache', grade: 3, isWarningSign: true };

describe('whom a patient calls', () => {
  it('is the clinic of today with the number that it registered', async () => {
    const { as } = server;
    const { body } = await send(as.patient, PATIENT);
    expect(body.contact.clinics).toEqual([
      { name: 'Harbour Dermatology (invented)', phone: '212-555-0142' },
    ]);
    expect(body.contact.text).toContain('212-555-0142');
    const organisation = { id: randomUUID(), kind: 'clinic', name: 'New', phone: '212-555-0100' };
    await send(as.programme_officer, '/api/v1/organisations', organisation);
    const listed = await send(as.programme_officer, '/api/v1/organisations');
    expect(listed.body.organisations).toContainEqual(organisation);
  });

  it('is never an empty line: without a number it says to call the clinic, and when to call for help', async () => {
    const { services, as } = server;
    const scope = {
      tenantId: services.tenant.id,
      actor: { id: 'o', role: 'programme_officer' },
      now: server.dependencies.now(),
    };
    const id = demonstrationId('clinic-harbour');
    const name = 'Harbour Dermatology (invented)';
    const put = (detail: Record<string, string>) =>
      services.context.store.inTransaction(scope, async (tx) => {
        await tx.putOrganisation({ id, kind: 'clinic', name, detail });
        return null;
      });
    await put({ phone: ' ' });
    const { contact } = (await send(as.patient, PATIENT)).body;
    expect(contact.clinics).toEqual([{ name, phone: null }]);
    expect(contact.text).toMatch(/^Call your clinic\. .*emergency number/);
    await put({ phone: '212-555-0142' });
  });
});

describe('what is reported', () => {
  it('a diary entry has a day of its own; a declaration has not', async () => {
    const { as } = server;
    const earlier = { occurredOn: '2025-06-16' };
    expect((await declare(as.patient, 'DoseTaken', { doseMg: '40' }, earlier)).status).toBe(200);
    expect((await declare(as.patient, 'DoseMissed', {})).body.advice).toBeNull();
    const { body } = await send(as.patient, `${PATIENT}/timeline`);
    const days = body.events
      .filter((one: { type: string }) => one.type.startsWith('Dose'))
      .map((one: { occurredOn: string }) => one.occurredOn);
    expect(days).toEqual(['2025-06-16', '2025-06-18']);
  });

  it('a guardian reports logistics, and what closes; not doses', async () => {
    const { guardian } = server.as;
    const url = `/api/v1/patients/${demonstrationId('patient-minor')}/declarations`;
    const by = (type: string, data: object) =>
      send(guardian, url, { id: randomUUID(), type, data });
    expect((await by('CapsulesLost', { count: 2 })).status).toBe(200);
    expect((await by('DoseTaken', { doseMg: '40' })).status).toBe(403);
    expect((await by('ContraceptionStopped', { method: 'm' })).status).toBe(403);
  });

  it('staff enter it as told on paper or by telephone; a patient reports signed in', async () => {
    const { as } = server;
    const lost = (medium: string) => ({ count: 1, medium });
    expect((await append(as.delegate, 'CapsulesLost', lost('telephone'))).status).toBe(200);
    expect((await append(as.delegate, 'CapsulesLost', lost('electronic'))).status).toBe(403);
    expect((await declare(as.patient, 'CapsulesLost', lost('paper'))).status).toBe(403);
    expect((await declare(as.patient, 'CapsulesLost', lost('electronic'))).status).toBe(200);
    const test = { result: 'negative', readBy: 'clinician', enteredBy: 'delegate' };
    expect((await append(as.delegate, 'PregnancyTestReported', test)).status).toBe(200);
    const { body } = await send(as.prescriber, `${PATIENT}/timeline`);
    const entered = body.events.filter((one: { data: { medium?: string } }) => one.data.medium);
    expect(
      entered.map((one: { by: string; data: { medium: string } }) => [one.by, one.data.medium]),
    ).toEqual([
      ['delegate', 'telephone'],
      ['patient', 'electronic'],
    ]);
  });

  it('H-06 a warning sign closes both gates and says at once what to do, with a number', async () => {
    const { as } = server;
    const { status, body } = await declare(as.patient, 'SymptomReported', SIGN);
    expect(status).toBe(200);
    expect(body.advice).toMatch(/^Do not take more capsules\. .*212-555-0142/);
    const asked = await send(as.prescriber, `${PATIENT}/questions`, { question: 'dispense' });
    expect(asked.body.reasons[0].code).toBe('hold');
  });

  it.each([
    ['PeriodMissed', {}, 'missed_period'],
    ['UnprotectedContactReported', {}, 'unprotected_contact'],
    ['EmergencyContraceptionUsed', {}, 'emergency_contraception'],
    ['PregnancyReported', { reportedBy: 'patient' }, 'pregnancy_reported'],
    ['PregnancyTestReported', { result: 'positive', setting: 'home' }, 'positive_test'],
    ['CapsulesShared', {}, 'irregular_supply'],
  ])('H-06 %s closes both gates and says at once what to do', async (type, data, code) => {
    const { as } = server;
    const { status, body } = await declare(as.patient, type, data);
    expect(status).toBe(200);
    expect(body.advice).toContain('Do not take more capsules');
    for (const question of ['prescribe', 'dispense']) {
      const asked = await send(as.prescriber, `${PATIENT}/questions`, { question });
      const codes = asked.body.reasons.map((one: { code: string }) => one.code);
      expect(codes).toContain(code);
    }
  });
});

describe('H-07 a guardian', () => {
  it('H-07 reaches the ward until the day before majority, and from that day on as if not there', async () => {
    const url = `/api/v1/patients/${demonstrationId('patient-minor')}/timeline`;
    const statusAt = async (now: string) => {
      clock.now = now;
      return (await send(server.as.guardian, url)).status;
    };
    // Midnight in New York is four hours after midnight UTC.
    expect(await statusAt('2030-05-20T03:59:59.000Z')).toBe(200);
    expect(await statusAt('2030-05-20T04:00:00.000Z')).toBe(404);
    clock.now = TEST_NOW;
  });
});
