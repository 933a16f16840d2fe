// What arrives in a body that nobody reads as it stands: what closes in it is kept, what opens is refused.

import { randomUUID } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { copyOfReady } from '../services/testing.ts';
import { startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import { HOSTILE_JSON } from './testing-hostile.ts';
import { batch, event, holds, sender } from './testing-sender.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', { now: TEST_NOW });
}, 180_000);
afterAll(() => server?.stop());

const { send, append, gates, timeline } = sender(() => server);

/** A body as a sender's software might break it, and its content type. */
type Broken = readonly [string, string | Buffer, (string | undefined)?, object?];

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
    ['with __proto__ in its data', events.replace('"data":{', '"data":{"__proto__":{"a":"x"},')],
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
    ...inside(text, events),
    ...packed(text, events, Object.entries(one)),
  ];
};

/** Inside something else, however deep. */
const inside = (text: string, events: string): readonly Broken[] => [
  ['in 7,000 lists', `${'['.repeat(7000)}${text}${']'.repeat(7000)}`],
  ['in 7,000 lists under its name', `{"events":${'['.repeat(7000)}${text}${']'.repeat(7000)}}`],
  ['in 7,000 objects', `${'{"a":'.repeat(7000)}${text}${'}'.repeat(7000)}`],
  ['in 7,000 lists that are cut off', `${'['.repeat(7000)}${text}`],
  ['as a text', JSON.stringify(events)],
  ['as a text of a text', JSON.stringify({ body: JSON.stringify(events) })],
];

const FORM = 'application/x-www-form-urlencoded';

/** In another packing than JSON. */
const packed = (
  text: string,
  events: string,
  fields: readonly (readonly [string, unknown])[],
): readonly Broken[] => [
  ['compressed', gzipSync(events), undefined, { 'content-encoding': 'gzip' }],
  ['compressed, and nothing said of it', gzipSync(events)],
  ['compressed and cut off', gzipSync(events).subarray(0, -6)],
  ['deflated', deflateSync(events), undefined, { 'content-encoding': 'deflate' }],
  ['in brotli', brotliCompressSync(events), undefined, { 'content-encoding': 'br' }],
  ['twice compressed', gzipSync(gzipSync(events)), 'application/octet-stream'],
  ['compressed as a form', gzipSync(`events=${encodeURIComponent(`[${text}]`)}`), FORM],
  ['percent-encoded', encodeURIComponent(events), FORM],
  ['as the value of a form', `events=${encodeURIComponent(`[${text}]`)}&x=1`, FORM],
  [
    'field by field in a form',
    fields
      .flatMap(([name, value]) =>
        typeof value === 'object' && value !== null
          ? Object.entries(value).map(
              ([inner, one]) => `events[0][data][${inner}]=${encodeURIComponent(String(one))}`,
            )
          : [`events[0][${name}]=${encodeURIComponent(String(value))}`],
      )
      .join('&'),
    FORM,
  ],
  [
    'in a part of a form',
    `--x\r\nContent-Disposition: form-data; name="events"\r\n\r\n${events}\r\n--x--`,
    'multipart/form-data; boundary=x',
  ],
  ['under a content type that is none', events, 'json;;'],
];

describe('H-06 what can only close is kept, whatever body it stands in', () => {
  const asPrescriber = (headers: object = {}) => ({ ...server.as.prescriber, ...headers });
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
        const [, body, type, headers] = broken(opening)[index]!;
        const answer = await send(patient, 'events', body, type, asPrescriber(headers));
        expect(answer.status).toBeGreaterThanOrEqual(400);
      }
      expect((await timeline(patient)).map(({ type }) => type)).not.toContain('ReportUnresolved');
      const [, body, type, headers] = broken(report())[index]!;
      const { status, body: answer } = await send(
        patient,
        'events',
        body,
        type,
        asPrescriber(headers),
      );
      // One unknown field of an event is no fault of the request: it is kept, and its receipt says so.
      if (status === 200) expect(answer.events[0].isUnresolved).toBe(true);
      else expect(answer.problems[0].nextStep.length).toBeGreaterThan(5);
      expect(holds(await gates(patient))).toBe(true);
    },
  );

  it.each<readonly [string, (fields: string) => string]>([
    ['before', (fields) => `{"__proto__":{"result":"negative"},${fields}}`],
    ['after', (fields) => `{${fields},"__proto__":{"result":"negative"}}`],
    ['holding it', () => '{"result":"negative","__proto__":{"result":"positive"}}'],
    ['holding it, as a constructor', () => '{"result":"negative","constructor":{"result":"x"}}'],
    ['holding it, escaped', () => '{"result":"negative","\\u005f_proto__":{"result":"positive"}}'],
  ])('a positive result with a name that reaches a prototype %s', async (name, data) => {
    const copy = `entry-proto-${name.replaceAll(/[^a-z]+/g, '-')}`;
    await copyOfReady(server.services, copy);
    const patient = demonstrationId(copy);
    const whole = batch(event('PregnancyTestReported', { here: 1 }));
    const fields = '"result":"positive","specimenOn":"2025-06-18"';
    await send(patient, 'events', whole.replace('{"here":1}', data(fields)));
    expect(holds(await gates(patient))).toBe(true);
  });

  it.each<readonly [string, string | Buffer, string]>([
    ['no text', Buffer.from([0x1f, 0x8b, 0xff, 0, 7, 0x80, 9]), 'application/json'],
    ['of too much when unpacked', gzipSync(Buffer.alloc(5_000_000, 32)), 'application/json'],
    ['prose', 'she is pregnant', 'text/plain'],
    ['another language', '<event><type>PregnancyReported</type></event>', 'application/xml'],
    ['cut off before its type', '{"events":[{"id":"0e1', 'application/json'],
  ])('a body that is %s is kept unread, once, and calls the clinic', async (name, body, type) => {
    const copy = `entry-unread-${name.replaceAll(' ', '-')}`;
    await copyOfReady(server.services, copy);
    const patient = demonstrationId(copy);
    for (const _ of [1, 2]) {
      const { status, body: answer } = await send(patient, 'events', body, type);
      expect([status, answer.problems[0].nextStep.length > 5]).toEqual([400, true]);
    }
    expect(holds(await gates(patient))).toBe(true);
    const kept = (await timeline(patient)).filter((one) => one.type === 'ReportUnresolved');
    expect(kept).toHaveLength(1);
    const tasks = await server.app.inject({
      method: 'GET',
      url: '/api/v1/tasks',
      headers: server.as.prescriber,
    });
    const own = tasks.json().tasks.filter((one: { patient: string }) => one.patient === patient);
    expect(own.map((one: { kind: string }) => one.kind)).toContain('resolve_report');
  });

  it.each(['', '  ', '7', '{}', '{"events":[]}'])(
    'nothing of %j, which says nothing',
    async (body) => {
      const patient = demonstrationId('patient-waiting');
      const before = (await timeline(patient)).length;
      expect((await send(patient, 'events', body)).status).toBeGreaterThanOrEqual(400);
      expect(await timeline(patient)).toHaveLength(before);
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

  it.each(Object.entries(HOSTILE_JSON))(
    'a body of %s, unread or unseen, soon',
    async (name, shape) => {
      const copy = `entry-hostile-${name.replaceAll(/[^a-z]+/g, '-')}`;
      await copyOfReady(server.services, copy);
      const patient = demonstrationId(copy);
      const body = `{"events":[${JSON.stringify(report())}],"more":${shape(400_000)}}`;
      for (const packed of [body, gzipSync(body)]) {
        const { status, body: answer } = await send(patient, 'events', packed);
        expect([400, 422]).toContain(status);
        expect(answer.problems[0].nextStep.length).toBeGreaterThan(5);
      }
      expect(holds(await gates(patient))).toBe(true);
      const kept = (await timeline(patient)).filter(({ type }) => type === 'ReportUnresolved');
      expect(kept.length).toBeLessThanOrEqual(2 * 202);
    },
  );

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
        for (const [name, body, type, headers] of broken(report())) {
          const [known, unknown] = await Promise.all(
            [there, nobody].map((id) => send(id, place, body, type, { ...as, ...headers })),
          );
          const { instance: _known, ...said } = known!.body;
          const { instance: _unknown, ...same } = unknown!.body;
          expect([name, known!.status, said]).toEqual([name, unknown!.status, same]);
          expect([401, 403, 404]).toContain(known!.status);
        }
    expect((await timeline(there)).map(({ type }) => type)).not.toContain('ReportUnresolved');
  });
});
