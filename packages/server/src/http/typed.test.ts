// H-01 What somebody types of an hour, an id or a method opens nothing that the right word would keep closed,
// and what closes is kept however it is typed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { copyOfReady } from '../services/testing.ts';
import { startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import { event, sender } from './testing-sender.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', { now: TEST_NOW });
}, 180_000);
afterAll(() => server?.stop());

const { send, append } = sender(() => server);

async function copy(name: string): Promise<string> {
  await copyOfReady(server.services, name);
  return demonstrationId(name);
}

/** Why a copy of the ready patient is dispensed nothing; empty where it is granted. */
async function closedFor(name: string): Promise<readonly string[]> {
  const question = {
    ...{ question: 'dispense', daysSupply: 30, prescription: demonstrationId(`${name}/rx-1`) },
    pharmacy: demonstrationId('pharmacy-lighthouse'),
  };
  const { body } = await send(demonstrationId(name), 'questions', JSON.stringify(question));
  return body.reasons.map((one: { code: string }) => one.code);
}

/** An hour of the day of the question that has not come, and one that has. */
const AHEAD = '2025-06-19T03:00:00.000Z';
const PAST = '2025-06-18T14:59:00.000Z';

describe('H-01 an hour that somebody typed', () => {
  const consent = { form: 'ipledge-consent-general', edition: '2021-10-08', signer: 'patient' };
  const paper = { ...consent, agrees: true, medium: 'paper' };
  const asDelegate = (patient: string, one: object) =>
    send(patient, 'events', JSON.stringify({ events: [one] }), undefined, server.as.delegate);

  it('takes back no withdrawal of that day, come or not', async () => {
    const patient = await copy('typed-hour');
    expect(await closedFor('typed-hour')).toEqual([]);
    await append(patient, event('TreatmentConsentWithdrawn', { medium: 'telephone' }));
    const ahead = await asDelegate(patient, event('FormSigned', paper, { occurredAt: AHEAD }));
    expect(ahead.status).toBe(422);
    expect(ahead.body.problems[0].field).toContain('occurredAt');
    expect(await closedFor('typed-hour')).toContain('consent_withdrawn');
    const past = await asDelegate(patient, event('FormSigned', paper, { occurredAt: PAST }));
    expect(past.status).toBe(200);
    expect(await closedFor('typed-hour')).toContain('consent_withdrawn');
  });

  it('loses nothing that closes', async () => {
    const patient = await copy('typed-ahead');
    const stop = event('ContraceptionStopped', { method: 'combination_pill' });
    const told = [stop, event('TreatmentConsentWithdrawn', {}), event('PeriodMissed', {})];
    for (const one of told)
      expect((await append(patient, { ...one, occurredAt: AHEAD })).status).toBe(200);
    const codes = await closedFor('typed-ahead');
    for (const code of ['consent_withdrawn', 'contraception_gap']) expect(codes).toContain(code);
  });
});

describe('H-11 a gap in contraception that a declaration made', () => {
  const accepted = ['combination_pill', 'male_latex_condom'];
  const by = demonstrationId('dr-okafor');
  const declared = (contraceptiveMethods: readonly string[], change: object = {}) =>
    event('CounsellingGiven', { givenBy: by, topics: [], contraceptiveMethods }, change);

  it('is cleared under the id that its reason names', async () => {
    const patient = await copy('typed-gap');
    const slip = declared(['combination_pill'], { occurredOn: '2025-06-17' });
    const test = {
      result: 'negative',
      sample: 'serum',
      setting: 'laboratory',
      certification: 'clia',
    };
    const more = { menstrualDays1To5: 'yes', readBy: 'laboratory', sensitivityMiuPerMl: 20 };
    for (const one of [
      slip,
      event('PregnancyTestReported', { ...test, ...more }),
      declared(accepted),
    ])
      expect((await append(patient, one)).status).toBe(200);
    expect(await closedFor('typed-gap')).toContain('contraception_gap');
    const cleared = { hold: slip.id, clinician: by, reason: 'asked', evidence: ['a talk'] };
    expect((await append(patient, event('SafetyHoldCleared', cleared))).status).toBe(200);
    expect(await closedFor('typed-gap')).not.toContain('contraception_gap');
  });
});

describe('H-01 a stop under another name', () => {
  it.each(['birth control pill', 'COC', 'Combination_Pill', 'injection'])('%s', async (method) => {
    const name = `typed-${method.replaceAll(' ', '-')}`;
    const patient = await copy(name);
    const stop = event('ContraceptionStopped', { method, medium: 'telephone' });
    for (const _ of ['told', 'sent again']) {
      const { status, body } = await append(patient, stop);
      expect([status, body.events[0].isUnresolved]).toEqual([200, true]);
    }
    expect(await closedFor(name)).toContain('unresolved_report');
  });

  it('is a stop of the method in use when it names it', async () => {
    const patient = await copy('typed-stop');
    const stop = event('ContraceptionStopped', { method: 'combination_pill' });
    for (const _ of ['told', 'sent again']) {
      const { status, body } = await append(patient, stop);
      expect([status, body.events[0].isUnresolved]).toEqual([200, false]);
    }
    expect(await closedFor('typed-stop')).not.toContain('unresolved_report');
  });

  it('is told, at a start, which names there are', async () => {
    const patient = await copy('typed-start');
    const start = { method: 'Yasmin', declaredBy: 'patient' };
    const { status, body } = await append(patient, event('ContraceptionStarted', start));
    expect(status).toBe(422);
    expect(body.problems[0].nextStep).toContain('combination_pill');
  });
});
