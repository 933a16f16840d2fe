// H-06 A suspension that cannot be read suspends until an office has read it, whatever body it stands in.

import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { foldOrganisation, type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf } from '../services/log-events.ts';
import { recordOrganisationEvents } from '../services/services.ts';
import { startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import { event } from './testing-sender.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', { now: TEST_NOW });
}, 180_000);
afterAll(() => server?.stop());

const PROGRAMMES = ['us-ipledge'];
type Kind = 'prescriber' | 'pharmacy';
const CERTIFIED = { prescriber: 'PrescriberCertified', pharmacy: 'PharmacyCertified' };
const SUSPENDED = { prescriber: 'PrescriberSuspended', pharmacy: 'PharmacySuspended' };

const scope = () => ({
  ...{ tenantId: server.services.tenant.id, now: TEST_NOW },
  actor: { id: randomUUID(), role: 'programme_officer' },
});

/** Somebody who is certified. */
async function certified(kind: Kind): Promise<string> {
  const ref = { kind, id: randomUUID() };
  const wires = PROGRAMMES.map((programme) =>
    event(CERTIFIED[kind], { programme }, { occurredOn: '2025-06-01' }),
  );
  await recordOrganisationEvents(server.services.context, scope(), ref, wires);
  return ref.id;
}

/** How many suspensions there are, and whether each standing is stopped. */
async function standing(kind: Kind, id: string) {
  const [read] = await server.services.context.store.inTransaction(scope(), (tx) =>
    tx.readStreams([{ subjectId: id, kind }]),
  );
  const events = read === undefined ? [] : eventsOf(read);
  const facts = foldOrganisation(events, parseInstant(TEST_NOW) as Instant);
  const stops = events.filter(({ type }) => type === SUSPENDED[kind]).length;
  return { stops, isStopped: [...facts.values()].some((one) => one.isSuspended) };
}

const officeTasks = async () => {
  const headers = server.as.programme_officer;
  const answer = await server.app.inject({
    method: 'GET',
    url: '/api/v1/tasks?limit=500',
    headers,
  });
  const { tasks } = answer.json() as { tasks: { kind: string; patient: string | null }[] };
  return tasks.filter(({ kind }) => kind === 'read_suspension');
};

async function send(kind: Kind, id: string, payload: string | Buffer, as: object, headers = {}) {
  const url =
    kind === 'prescriber' ? `/api/v1/prescribers/${id}/events` : `/api/v1/pharmacies/${id}/events`;
  const type = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const answer = await server.app.inject({
    ...{ method: 'POST', url, payload },
    headers: { ...as, ...type, ...headers },
  });
  return { status: answer.statusCode, problems: answer.json().problems };
}

const batch = (one: object) => JSON.stringify({ events: [one] });
const bodies = (
  type: string,
  programme: string,
): readonly (readonly [string, string | Buffer])[] => [
  ['under a misspelt type', batch(event(`${type.slice(0, -2)}d`, { programme }))],
  ['with a field too many', batch(event(type, { programme, by: 'me' }))],
  ['of no programme', batch(event(type, {}))],
  ['of another programme', batch(event(type, { programme: 'us-ipledg' }))],
  ['of no day', batch(event(type, { programme }, { occurredOn: 'soon' }))],
  ['alone', JSON.stringify(event(type, { programme }))],
  ['cut off', batch(event(type, { programme })).slice(0, -3)],
  ['compressed', gzipSync(batch(event(type, { programme })))],
];

describe.each(['prescriber', 'pharmacy'] as const)('H-06 the suspension of a %s', (kind) => {
  it.each(bodies('x', 'y').map(([name], index) => [name, index] as const))(
    'is kept %s, once, and its sender is told',
    async (_, index) => {
      const id = await certified(kind);
      const [, body] = bodies(SUSPENDED[kind], PROGRAMMES[0]!)[index]!;
      const before = (await officeTasks()).length;
      const { status, problems } = await send(kind, id, body, server.as.programme_officer);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(problems.at(-1).rule).toMatch(/^What could only close was kept/);
      expect(await standing(kind, id)).toEqual({ stops: 1, isStopped: true });
      const tasks = await officeTasks();
      expect([tasks.length, tasks.at(-1)?.patient]).toEqual([before + 1, null]);
      await send(kind, id, body, server.as.programme_officer);
      expect((await standing(kind, id)).stops).toBe(1);
    },
  );

  it.each(bodies('x', 'y').map(([name], index) => [name, index] as const))(
    'keeps no certificate %s, and nothing of another role',
    async (_, index) => {
      const id = await certified(kind);
      const [, opening] = bodies(CERTIFIED[kind], PROGRAMMES[0]!)[index]!;
      await send(kind, id, opening, server.as.programme_officer);
      const [, closing] = bodies(SUSPENDED[kind], PROGRAMMES[0]!)[index]!;
      for (const role of ['safety_officer', 'pharmacist', 'prescriber', 'researcher'] as const)
        expect((await send(kind, id, closing, server.as[role])).status).toBeGreaterThanOrEqual(400);
      expect(await standing(kind, id)).toEqual({ stops: 0, isStopped: false });
    },
  );

  it('is recorded as it is where it can be read, and no task is opened', async () => {
    const id = await certified(kind);
    const before = (await officeTasks()).length;
    const sent = event(SUSPENDED[kind], { programme: PROGRAMMES[0] });
    const { status } = await send(kind, id, batch(sent), server.as.programme_officer);
    expect([status, await standing(kind, id)]).toEqual([200, { stops: 1, isStopped: true }]);
    expect((await officeTasks()).length).toBe(before);
  });
});
