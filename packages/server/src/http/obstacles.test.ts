// The insurer and the shelf over HTTP: who records what, who reads it in the agenda, and that no gate hears it.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { type SignedIn, startTestServer, TEST_NOW, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', { now: TEST_NOW });
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const pharmacy = demonstrationId('pharmacy-lighthouse');
const today = '2025-06-18';

async function record(headers: SignedIn, type: string, data: object): Promise<number> {
  const event = { id: randomUUID(), type, v: 1, occurredOn: today, data };
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/patients/${patient}/events`,
    headers: { ...headers, 'idempotency-key': randomUUID() },
    payload: { events: [event] },
  });
  return answer.statusCode;
}

interface Item {
  readonly what: string;
  readonly state: string;
  readonly who: readonly string[];
  readonly bestDay: string | null;
  readonly until: { readonly day: string } | null;
  readonly unlocks: readonly string[];
  readonly why: { readonly text: string };
}

async function agenda(headers: SignedIn): Promise<ReadonlyMap<string, Item>> {
  const url = `/api/v1/patients/${patient}/agenda`;
  const { items } = (await server.app.inject({ method: 'GET', url, headers })).json();
  return new Map((items as Item[]).map((item) => [item.what, item]));
}

describe('an empty shelf', () => {
  it('is recorded by the pharmacy, shown to both until the window closes, and gone when more came', async () => {
    const { as } = server;
    const gate = async () => (await agenda(as.prescriber)).get('dispense');
    const before = await gate();
    expect(await record(as.pharmacist, 'StockRanOut', { pharmacy, expectedOn: '2025-06-24' })).toBe(
      200,
    );
    for (const reader of [as.pharmacist, as.prescriber]) {
      const item = (await agenda(reader)).get('stock');
      expect(item).toMatchObject({
        ...{ state: 'now', who: ['pharmacist', 'delegate'], unlocks: ['dispense'] },
        // The window closes on Sunday: what is expected on Tuesday is too late.
        until: { day: '2025-06-22' },
      });
      expect(item?.why.text).toContain('closes before that, on 2025-06-22');
    }
    expect(await gate()).toEqual(before);
    await record(as.pharmacist, 'StockArrived', { pharmacy });
    expect((await agenda(as.pharmacist)).has('stock')).toBe(false);
  });

  it('names a pharmacy that there is', async () => {
    const unknown = { pharmacy: randomUUID() };
    expect(await record(server.as.pharmacist, 'StockRanOut', unknown)).toBe(422);
  });
});

describe('an insurer', () => {
  it('is the clinic’s to ask, to hear and to ask anew; a pharmacy records and reads none of it', async () => {
    const { as } = server;
    const request = { request: 'pa-1', answerBy: '2025-06-20' };
    expect(await record(as.pharmacist, 'PriorAuthorizationRequested', request)).toBe(403);
    const before = (await agenda(as.prescriber)).get('dispense');
    expect(await record(as.delegate, 'PriorAuthorizationRequested', request)).toBe(200);
    expect((await agenda(as.delegate)).get('insurer_answer')).toMatchObject({
      ...{ state: 'now', who: ['delegate', 'prescriber'], until: { day: '2025-06-20' } },
      unlocks: ['dispense'],
    });
    expect((await agenda(as.pharmacist)).has('insurer_answer')).toBe(false);
    const agreed = { request: 'pa-1', granted: true, lastDay: '2025-08-01' };
    expect(await record(as.delegate, 'PriorAuthorizationDecided', agreed)).toBe(200);
    // Nobody planned the end of the course: it is asked for anew, a month ahead.
    expect((await agenda(as.delegate)).get('prior_authorization')).toMatchObject({
      ...{ state: 'later', bestDay: '2025-07-02', until: { day: '2025-08-01' } },
    });
    expect((await agenda(as.prescriber)).get('dispense')).toEqual(before);
  });
});
