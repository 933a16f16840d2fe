// What arrives in a body that nobody reads as it stands: what closes in it is kept, what opens is refused.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { copyOfReady } from '../services/testing.ts';
import { startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import { batch, event, holds, sender } from './testing-sender.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', { now: TEST_NOW });
}, 180_000);
afterAll(() => server?.stop());

const { send, append, gates, timeline } = sender(() => server);

/** A body as a sender's software might break it, and its content type. */
type Broken = readonly [string, string | Buffer, string?];

const swapped = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

/** The same break around any event: what closes in it is kept, what opens is refused and not kept. */
const broken = (one: object): readonly Broken[] => {
  const text = JSON.stringify(one);
  const events = batch(one);
  return [
    [
      'with a name that reaches a prototype',
      events.replace('"data":', '"__proto__":{"a":1},"data":'),
    ],
    ['with that name twice', `{"__proto__":1,"__proto__":2,"events":[${text}]}`],
    ['with a constructor', `{"constructor":{"prototype":{}},"events":[${text}]}`],
    [
      'with __proto__ in its data',
      events.replace('"data":{', '"data":{"__proto__":{"result":"x"},'),
    ],
    ['as text/json', events, 'text/json'],
    ['as text/plain', events, 'text/plain'],
    ['as a form', events, 'application/x-www-form-urlencoded'],
    ['under another charset', Buffer.from(events, 'utf16le'), 'application/json; charset=utf-16'],
    ['in UTF-16, marked', Buffer.from(`\uFEFF${events}`, 'utf16le')],
    ['in UTF-16, the other way round', swapped(events)],
    ['with a mark and a comma too many', `\uFEFF${events.slice(0, -2)},]}`],
    ['with a comma too many', events.replace('}]', '},]')],
    ['with a comma too few', events.replace(',"data"', '"data"')],
    ['without its end', events.slice(0, -2)],
    ['in single quotes', events.replaceAll('"', "'")],
    ['with something after it', `${events} thank you`],
    ['as lines', `${text}\n${text}`],
    ['of more than a megabyte', `{"events":[${text}],"note":"${'y'.repeat(1_100_000)}"}`],
    ['alone', text],
    ['as a list', `[${text}]`],
    ['under another name', `{"event":${text}}`],
    ['under Events', `{"Events":[${text}]}`],
    ['in an envelope', `{"type":"batch","data":{"events":[${text}]}}`],
    [
      'with capital names',
      batch({ Id: 1, TYPE: Reflect.get(one, 'type'), Data: Reflect.get(one, 'data') }),
    ],
  ];
};

describe('H-06 what can only close is kept, whatever body it stands in', () => {
  const report = () => event('PeriodMised', { medium: 'paper' });
  const talk = () =>
    event('CounsellingGivn', { givenBy: demonstrationId('dr-okafor'), topics: ['pregnancy'] });
  const test = () => event('PregnancyTestReported', { result: 'negative', certifiedOn: 'no day' });

  it.each(broken(report()).map(([name], index) => [name, index] as const))(
    '%s',
    async (_, index) => {
      const copy = `entry-broken-${index}`;
      await copyOfReady(server.services, copy);
      const patient = demonstrationId(copy);
      for (const opening of [talk(), test()]) {
        const [, body, type] = broken(opening)[index]!;
        expect((await send(patient, 'events', body, type)).status).toBeGreaterThanOrEqual(400);
      }
      expect((await timeline(patient)).map(({ type }) => type)).not.toContain('ReportUnresolved');
      const [, body, type] = broken(report())[index]!;
      const { status, body: answer } = await send(patient, 'events', body, type);
      // One unknown field of an event is no fault of the request: it is kept, and its receipt says so.
      if (status === 200) expect(answer.events[0].isUnresolved).toBe(true);
      else expect(answer.problems[0].nextStep.length).toBeGreaterThan(5);
      expect(holds(await gates(patient))).toBe(true);
    },
  );

  it.each([
    'PregnancyReportd',
    'UnprotectedContactReportd',
    'PatientDeid',
    'period missed',
    'SafetyHoldPlacd',
  ])('%s in a sound body is kept and answered', async (type) => {
    const copy = `entry-meant-${type.toLowerCase().replaceAll(' ', '-')}`;
    await copyOfReady(server.services, copy);
    const patient = demonstrationId(copy);
    const { status, body } = await append(patient, event(type, {}));
    expect([status, body.events?.[0]?.isUnresolved]).toEqual([200, true]);
    expect(holds(await gates(patient))).toBe(true);
  });

  it('nothing under a misspelt type that this role does not record and not everybody may', async () => {
    await copyOfReady(server.services, 'entry-role');
    const patient = demonstrationId('entry-role');
    expect((await append(patient, event('Dispensd', { daysSupply: 30 }))).status).toBe(403);
    expect((await timeline(patient)).map(({ type }) => type)).not.toContain('ReportUnresolved');
  });

  it.each([null, 7, undefined, ['A', 'B']])('a result under the type %j', async (type) => {
    const copy = `entry-type-${String(type).replaceAll(',', '')}`;
    await copyOfReady(server.services, copy);
    const patient = demonstrationId(copy);
    await append(patient, { ...event('', { result: 'negative' }), type });
    expect((await timeline(patient)).map((one) => one.type)).not.toContain('ReportUnresolved');
    await append(patient, { ...event('', { result: ['negative'] }), type });
    expect(holds(await gates(patient))).toBe(true);
  });

  it('a clinician’s hold beside an event that is refused', async () => {
    await copyOfReady(server.services, 'entry-hold');
    const patient = demonstrationId('entry-hold');
    const hold = event('SafetyHoldPlaced', { hold: 'h1', cause: 'clinician' });
    expect((await append(patient, hold, event('WeightMeasured', {}))).status).toBe(422);
    expect(holds(await gates(patient))).toBe(true);
  });

  it('thousands in one request, each or together', async () => {
    await copyOfReady(server.services, 'entry-many');
    const patient = demonstrationId('entry-many');
    const many = Array.from({ length: 3000 }, () => event('PeriodMissed', {}));
    expect((await append(patient, ...many)).status).toBe(422);
    const kept = (await timeline(patient)).filter(({ type }) => type === 'ReportUnresolved');
    expect(kept).toHaveLength(201);
  });

  it.each(['prescriber', 'delegate', 'pharmacist'] as const)(
    'what a %s sends by the patients’ way is refused, and kept when it can only close',
    async (role) => {
      await copyOfReady(server.services, `entry-way-${role}`);
      const patient = demonstrationId(`entry-way-${role}`);
      const declares = (type: string, data: object) =>
        send(
          patient,
          'declarations',
          JSON.stringify({ id: randomUUID(), type, data }),
          undefined,
          server.as[role],
        );
      const opening = { method: 'combination_pill', declaredBy: 'patient' };
      expect((await declares('ContraceptionStarted', opening)).status).toBe(403);
      expect((await timeline(patient)).map(({ type }) => type)).not.toContain('ReportUnresolved');
      const { status, body } = await declares('PregnancyReported', { reportedBy: 'prescriber' });
      expect([status, body.problems[0].field]).toEqual([403, 'role']);
      expect(holds(await gates(patient))).toBe(true);
    },
  );

  it('what a patient sends by the clinic’s way is refused, and kept when it can only close', async () => {
    const patient = demonstrationId('patient-ready');
    const { status } = await send(
      patient,
      'events',
      batch(event('PeriodMissed', {})),
      undefined,
      server.as.patient,
    );
    expect(status).toBe(403);
    expect(holds(await gates(patient))).toBe(true);
  });

  it('nothing of a caller who does not reach the patient, and nobody learns who is there', async () => {
    await copyOfReady(server.services, 'entry-stranger');
    const there = demonstrationId('entry-stranger');
    const nobody = randomUUID();
    const { patient, researcher } = server.as;
    for (const as of [patient, researcher, {}] as (typeof server.as.patient)[])
      for (const place of ['events', 'declarations'])
        for (const [name, body, type] of broken(report())) {
          const [known, unknown] = await Promise.all(
            [there, nobody].map((id) => send(id, place, body, type, as)),
          );
          const { instance: _known, ...said } = known!.body;
          const { instance: _unknown, ...same } = unknown!.body;
          expect([name, known!.status, said]).toEqual([name, unknown!.status, same]);
          expect([401, 403, 404]).toContain(known!.status);
        }
    expect((await timeline(there)).map(({ type }) => type)).not.toContain('ReportUnresolved');
  });
});
