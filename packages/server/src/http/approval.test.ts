// An officer approves what is loaded: an edition together with the overlays that change it.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

async function send(method: 'GET' | 'POST', path: string, body?: object) {
  const answer = await server.app.inject({
    method,
    url: `/api/v1/${path}`,
    headers: { 'idempotency-key': randomUUID(), ...server.as.safety_officer },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

describe('H-02 approving over HTTP', () => {
  it('lets an officer approve an edition with its overlay, by the digest of both', async () => {
    const read = await send('GET', 'programmes/gb-ppp');
    const [overlaid] = read.body.overlaidEditions;
    const { edition, overlays, digest } = overlaid;
    const plain = read.body.editions.find((one: { id: string }) => one.id === edition);
    expect(digest).not.toBe(plain.digest);
    const accepted = read.body.requirements
      .filter((one: { edition: string }) => one.edition === edition)
      .map((one: { id: string }) => one.id);
    const site = 'Harbour Dermatology (invented)';
    const approve = (change: object) =>
      send('POST', `programmes/gb-ppp/editions/${edition}/approval`, {
        id: randomUUID(),
        editionDigest: digest,
        overlays,
        site,
        acceptedAssumptions: accepted,
        approvedOn: '2025-06-18',
        ...change,
      });
    expect((await approve({ editionDigest: plain.digest })).status).toBe(422);
    expect((await approve({ overlays: [] })).status).toBe(422);
    expect((await approve({ overlays: ['no-such-overlay'] })).status).toBe(404);
    const nowhere = await approve({ site: 'Nowhere' });
    expect([nowhere.status, nowhere.body.problems[0].field]).toEqual([422, 'site']);
    expect((await approve({})).status).toBe(200);
    const again = await send('GET', 'programmes/gb-ppp');
    const approved = { edition, overlays, site, digest };
    expect(again.body.approvedEditions).toContainEqual(approved);
  });
});
