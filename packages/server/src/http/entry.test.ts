// What arrives broken: evidence that can only close is kept whatever is wrong with it; what would open
// is refused where it is entered, by field, rule and next step, and nothing of it is stored.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { copyOfReady } from '../services/testing.ts';
import { startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import { closes, event, holds, sender, TODAY } from './testing-sender.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', { now: TEST_NOW });
}, 180_000);
afterAll(() => server?.stop());

const { send, append, gates, timeline } = sender(() => server);

const positive = (change: object = {}) =>
  event('PregnancyTestReported', { result: 'positive' }, change);
const weight = () => event('WeightMeasured', { weightKg: '60' });
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const raw = (type: string, data: string, id: string = randomUUID()) =>
  `{"events":[{"id":"${id}","type":"${type}","v":1,"occurredOn":"${TODAY}","data":${data}}]}`;

let made = 0;

describe('H-06 what can only close is kept, whatever is wrong with it', () => {
  it.each<[string, () => string]>([
    [
      'in a batch of 201',
      () => JSON.stringify({ events: [...Array.from({ length: 200 }, weight), positive()] }),
    ],
    [
      'nested 6,000 deep',
      () => raw('PregnancyTestReported', `{"result":"positive","source":${nested(6000)}}`),
    ],
    ['under a misspelt type', () => raw('PregnancyTestReportd', '{"result":"positive"}')],
    [
      'with a duplicate key',
      () => raw('PregnancyTestReported', '{"result":"positive","result":"negative"}'),
    ],
    [
      'with a field of another event',
      () => raw('PregnancyTestReported', '{"result":"positive","weightKg":"9"}'),
    ],
    [
      'on a day of the year 9999',
      () => JSON.stringify({ events: [positive({ occurredOn: '9999-12-31' })] }),
    ],
    ['on no day', () => JSON.stringify({ events: [positive({ occurredOn: 'soon' })] })],
    [
      'beside an event that is refused',
      () => JSON.stringify({ events: [positive(), event('WeightMeasured', {})] }),
    ],
    [
      'beside a thing that is no event',
      () => JSON.stringify({ events: [positive(), 5, null, {}] }),
    ],
    [
      'beside a type of 61 letters',
      () => JSON.stringify({ events: [positive(), { type: 'x'.repeat(61) }] }),
    ],
    ['with a field around it', () => JSON.stringify({ events: [positive()], note: 'x' })],
    [
      'in a list that is sent twice',
      () => `{"events":[],"events":[${JSON.stringify(positive())}]}`,
    ],
    [
      'with its type twice',
      () =>
        JSON.stringify({ events: [positive()] }).replace(
          '"type":',
          '"type":"PregnancyTestReported","type":',
        ),
    ],
    [
      'of 60,000 letters and a sign cut in half',
      () =>
        [0, 1]
          .map((odd) =>
            raw(
              'PregnancyTestReported',
              `{"result":"positive","note":"${'y'.repeat(59_800 + odd)}${'😀'.repeat(300)}"}`,
            ),
          )
          .at(made++ % 2) ?? '',
    ],
    [
      'beside a result that is no text',
      () =>
        JSON.stringify({
          events: [positive(), { type: 'Foo', data: { result: { toString: 1 } } }],
        }),
    ],
    ['as version 77', () => JSON.stringify({ events: [positive({ v: 77 })] })],
  ])('%s', async (name, payload) => {
    const copy = `entry-${name.replaceAll(/[^a-z0-9]+/gi, '-')}`;
    await copyOfReady(server.services, copy);
    const patient = demonstrationId(copy);
    await send(patient, 'events', payload());
    const codes = await gates(patient);
    expect(holds(codes)).toBe(true);
  });
});

describe('H-06 a second positive test is a second one', () => {
  it('also under the id of a first one that was cleared, on another day', async () => {
    await copyOfReady(server.services, 'entry-again');
    const patient = demonstrationId('entry-again');
    const first = positive({ occurredOn: '2025-06-10' });
    await append(patient, first);
    const hold = first.id;
    const clinician = demonstrationId('dr-okafor');
    const cleared = { hold, clinician, reason: 'mixed up', evidence: ['letter'] };
    await append(patient, event('SafetyHoldCleared', cleared));
    expect((await gates(patient)).filter((code) => closes.includes(code))).toEqual([]);
    expect((await append(patient, { ...first, occurredOn: TODAY })).status).toBe(409);
    expect((await gates(patient)).filter((code) => closes.includes(code))).not.toEqual([]);
  });

  it('also when its key was used for something else, or is none', async () => {
    for (const key of ['used-before', 'a b']) {
      const copy = `entry-key-${key.length}`;
      await copyOfReady(server.services, copy);
      const url = `/api/v1/patients/${demonstrationId(copy)}/events`;
      const headers = { ...server.as.prescriber, 'idempotency-key': key };
      const payload = (one: object) => ({ events: [one] });
      await server.app.inject({ method: 'POST', url, headers, payload: payload(weight()) });
      const sent = { method: 'POST', url, headers, payload: payload(positive()) } as const;
      expect((await server.app.inject(sent)).statusCode).toBe(422);
      expect(await gates(demonstrationId(copy))).toContain('unresolved_report');
    }
  });

  it('also as a declaration that no schema lets through', async () => {
    await copyOfReady(server.services, 'entry-own');
    const patient = demonstrationId('patient-ready');
    const url = `/api/v1/patients/${patient}/declarations`;
    const payload = { id: 1, type: 'PregnancyTestReported', data: { result: 'positive' } };
    const headers = { ...server.as.patient };
    const answer = await server.app.inject({ method: 'POST', url, headers, payload });
    expect(answer.statusCode).toBe(422);
    expect(await gates(patient)).toContain('unresolved_report');
  });
});

const WRONG = { field: 'Sensitivity', value: '25', isWithdrawn: false, reason: 'mistyped' };

describe('what would open is refused where it is entered', () => {
  const ready = demonstrationId('patient-ready');
  const negative = (data: object, change: object = {}) =>
    event(
      'PregnancyTestReported',
      {
        result: 'negative',
        sample: 'serum',
        setting: 'laboratory',
        sensitivityMiuPerMl: 20,
        ...data,
      },
      change,
    );
  it.each<[string, () => object, string]>([
    ['a specimen of the year 9999', () => negative({}, { occurredOn: '9999-01-01' }), 'occurredOn'],
    [
      'a result a year after its specimen',
      () => negative({ resultedOn: TODAY }, { occurredOn: '2024-06-17' }),
      'resultedOn',
    ],
    ['a result before its specimen', () => negative({ resultedOn: '2025-06-17' }), 'resultedOn'],
    [
      'a LOINC code with a wrong check digit',
      () => event('LabResulted', { loinc: '2571-9', value: '120', unit: 'mg/dL' }),
      'loinc',
    ],
    [
      'a unit of another dimension',
      () => event('LabResulted', { loinc: '2571-8', value: '120', unit: 'kg' }),
      'unit',
    ],
    [
      'a unit that is none',
      () => event('LabResulted', { loinc: '2571-8', value: '120', unit: 'furlong' }),
      'unit',
    ],
    [
      'a method that the programme does not know',
      () => event('ContraceptionStarted', { method: 'moon_phase', declaredBy: 'patient' }),
      'method',
    ],
    [
      'a category of another programme',
      () =>
        event('RiskCategoryAssigned', {
          programme: 'us-ipledge',
          category: 'childbearing',
          assignedBy: demonstrationId('dr-okafor'),
        }),
      'category',
    ],
    [
      'a form that nobody has',
      () =>
        event('FormSigned', { form: 'napkin', edition: '1', signer: 'prescriber', agrees: true }),
      'form',
    ],
    [
      'an edition of a form that does not exist',
      () =>
        event('FormSigned', {
          form: 'ipledge-consent-general',
          edition: '1999-01-01',
          signer: 'prescriber',
          agrees: true,
        }),
      'form',
    ],
    ['a weight of 700 kg', () => event('WeightMeasured', { weightKg: '700' }), 'weightKg'],
    ['a dose in grams', () => event('DoseTaken', { doseMg: '40000' }), 'doseMg'],
  ])('%s', async (_, made, field) => {
    const before = (await timeline(ready)).length;
    const { status, body } = await append(ready, made());
    expect(status).toBe(422);
    const [problem] = body.problems;
    expect(problem.field).toContain(field);
    expect(problem.rule.length).toBeGreaterThan(5);
    expect(problem.nextStep.length).toBeGreaterThan(5);
    expect((await timeline(ready)).length).toBe(before);
  });

  it('a correction of a field that the event does not have', async () => {
    const mistaken = weight();
    expect((await append(ready, mistaken)).status).toBe(200);
    const { id } = mistaken;
    const corrected = event('Corrected', { event: id, ...WRONG });
    const { status, body } = await append(ready, corrected);
    expect([status, body.problems?.[0]?.field]).toEqual([422, 'data.field']);
    const test = (await timeline(ready)).find(({ type }) => type === 'PregnancyTestReported');
    const ofGate = event('Corrected', { event: test?.id, ...WRONG });
    const refused = await append(ready, ofGate);
    expect([refused.status, refused.body.problems?.[0]?.field]).toEqual([422, 'data.field']);
  });

  it('100,000 days of supply are prescribed to nobody', async () => {
    const request = { prescription: 'rx-long', product: '6064', daysSupply: 100_000, refills: 0 };
    const { status, body } = await send(
      ready,
      'prescribing-authorizations',
      JSON.stringify(request),
    );
    expect(status).toBe(422);
    expect(body.problems[0].field).toContain('daysSupply');
  });
});
