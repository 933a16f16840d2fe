// H-07 Patients by name: a clinic's own and nobody else's, without a word of what was found in them.

import type { AnswerOf } from '@aegle/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { type SignedIn, startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

async function list(headers: SignedIn, body: object = {}): Promise<AnswerOf<'listPatients'>> {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/patient-lists',
    headers,
    payload: body,
  });
  expect([answer.statusCode, answer.body]).toEqual([200, answer.body]);
  return answer.json();
}

const familiesOf = ({ patients }: AnswerOf<'listPatients'>) =>
  patients.map(({ name }) => name?.familyName);

async function summary(headers: SignedIn, patient: string) {
  const url = `/api/v1/patients/${demonstrationId(patient)}/summary`;
  const answer = await server.app.inject({ method: 'GET', url, headers });
  return { status: answer.statusCode, text: answer.body, body: answer.json() };
}

describe('H-07 a list of patients', () => {
  it('has the clinic’s patients in order of family name, with what a list may say', async () => {
    const answer = await list(server.as.prescriber);
    expect(familiesOf(answer)).toEqual(['Almeida', 'Castellano', 'Müller', 'Petrova', 'Whitfield']);
    expect(answer.total).toBe(5);
    expect(answer.patients[0]).toMatchObject({
      bornOn: '1998-05-20',
      programmes: ['us-ipledge'],
      category: 'can',
      state: 'enrolled',
      isHeld: false,
      isMine: true,
    });
    expect(answer.patients[2]).toMatchObject({ isHeld: true });
    expect(JSON.stringify(answer)).not.toMatch(/positive|pill|condom|pregnan/i);
  });

  it('finds by words of a name, by birth date and by number, without accents too', async () => {
    const { delegate } = server.as;
    expect(familiesOf(await list(delegate, { text: 'ros ALM' }))).toEqual(['Almeida']);
    expect(familiesOf(await list(delegate, { text: 'muller' }))).toEqual(['Müller']);
    expect(familiesOf(await list(delegate, { text: '2012-05-20' }))).toEqual(['Castellano']);
    expect(familiesOf(await list(delegate, { text: 'DEMO-CLOSED' }))).toEqual(['Whitfield']);
    expect(familiesOf(await list(delegate, { text: 'nobody' }))).toEqual([]);
    const short = await list(delegate, { limit: 2 });
    expect([short.patients.length, short.total]).toEqual([2, 5]);
  });

  it('names nobody of another tenant, and to a safety officer only one found by a number', async () => {
    expect(familiesOf(await list(server.elsewhere.prescriber))).toEqual([]);
    expect(familiesOf(await list(server.elsewhere.prescriber, { text: 'DEMO-READY' }))).toEqual([]);
    const { safety_officer: safety } = server.as;
    expect(familiesOf(await list(safety, { text: 'Almeida' }))).toEqual([]);
    expect(familiesOf(await list(safety, { text: 'DEMO-READY' }))).toEqual(['Almeida']);
    const log = await server.app.inject({
      method: 'GET',
      url: `/api/v1/patients/${demonstrationId('patient-ready')}/access-log`,
      headers: server.as.programme_officer,
    });
    expect(log.body).toContain('listPatients');
  });

  it('has who was enrolled a moment ago, by birth date and programme', async () => {
    const enrolment = {
      details: { givenName: 'Vera', familyName: 'Young' },
      identifiers: [{ system: 'urn:aegle:patient-card', value: 'NEW-1' }],
      programmes: ['de-amvv'],
      bornOn: '2003-05-22',
    };
    const made = await server.app.inject({
      method: 'POST',
      url: '/api/v1/patients',
      headers: { ...server.as.prescriber, 'idempotency-key': 'enrols-vera' },
      payload: enrolment,
    });
    expect([made.statusCode, made.body]).toEqual([200, made.body]);
    const { patients } = await list(server.as.prescriber, { text: '2003-05-22' });
    expect(patients).toMatchObject([{ bornOn: '2003-05-22', programmes: ['de-amvv'] }]);
  });

  it('summarises one patient: name, age, course, both verdicts, the gravest reason, holds', async () => {
    const ready = await summary(server.as.delegate, 'patient-ready');
    expect(ready.body).toMatchObject({
      name: { givenName: 'Rosa', familyName: 'Almeida', label: null },
      ageYears: 27,
      programmes: [{ id: 'us-ipledge', category: 'can' }],
      course: { day: null, hasEnded: false },
      dispense: { outcome: 'granted', firstReason: null },
      hasPrescription: true,
      holds: [],
    });
    const held = await summary(server.as.prescriber, 'patient-held');
    expect(held.body).toMatchObject({
      prescribe: { outcome: 'denied', firstReason: { clearedBy: 'prescriber' } },
      holds: [{ cause: 'positive_test' }],
    });
    for (const role of ['patient', 'guardian', 'pharmacist', 'programme_officer'] as const)
      expect((await summary(server.as[role], 'patient-ready')).status).toBe(403);
    expect((await summary(server.elsewhere.prescriber, 'patient-ready')).status).toBe(404);
  });
});
