// What comes back to the pharmacy over HTTP: a dispense taken back, and what is left of one given back.

import { randomUUID } from 'node:crypto';
import type { Role } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { startTestServer, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const ready = demonstrationId('patient-ready');

async function post(as: Role, path: string, body: object) {
  const answer = await server.app.inject({
    method: 'POST',
    url: `/api/v1/patients/${ready}/${path}`,
    headers: { 'idempotency-key': randomUUID(), ...server.as[as] },
    payload: body,
  });
  return { status: answer.statusCode, body: answer.json() };
}

async function dispensed(more: object = {}) {
  const prescription = demonstrationId('patient-ready/rx-1');
  const { body: granted } = await post('pharmacist', 'dispense-authorizations', {
    prescription,
    daysSupply: 30,
  });
  const { authorization } = granted;
  const { body } = await post('pharmacist', 'dispenses', {
    authorization,
    daysSupply: 30,
    ...more,
  });
  expect(body).toMatchObject({ outcome: 'granted', dispense: expect.any(String) });
  return { authorization: String(authorization), dispense: String(body.dispense) };
}

async function isHeld(): Promise<boolean> {
  const written = randomUUID();
  const day = '2025-06-18';
  const data = { prescription: written, product: 'isotretinoin', daysSupply: 30, refills: 0 };
  const event = { id: written, type: 'PrescriptionWritten', v: 1, occurredOn: day, data };
  const { status } = await post('prescriber', 'events', {
    events: [{ ...event, data: { ...data, prescriber: demonstrationId('dr-okafor') } }],
  });
  expect(status).toBe(200);
  const { body } = await post('prescriber', 'questions', {
    question: 'dispense',
    prescription: written,
    daysSupply: 30,
  });
  const reasons: readonly { code: string; underlying?: string }[] = body.reasons;
  return reasons.some((one) => [one.code, one.underlying].includes('supply_still_held'));
}

const giveBack = (type: string, count: number) =>
  post('pharmacist', 'events', {
    events: [{ id: randomUUID(), type, v: 1, occurredOn: '2025-06-18', data: { count } }],
  });

describe('H-11 what comes back to the pharmacy', () => {
  it('counts what is given back of a dispense whose capsules were counted', async () => {
    const { authorization, dispense } = await dispensed({ capsules: 60 });
    expect(await isHeld()).toBe(true);
    const tooMany = await giveBack('CapsulesDestroyed', 600);
    expect([tooMany.status, JSON.stringify(tooMany.body)]).toEqual([
      422,
      expect.stringContaining('data.count'),
    ]);
    expect(await isHeld()).toBe(true);
    expect((await giveBack('CapsulesReturned', 60)).status).toBe(200);
    expect(await isHeld()).toBe(false);
    expect((await giveBack('CapsulesReturned', 1)).status).toBe(422);
    const back = await post('pharmacist', `dispenses/${dispense}/reversal`, { cause: 'other' });
    expect(back.status).toBe(200);
    // The other test authorises anew.
    const path = `dispense-authorizations/${authorization}/reversal`;
    expect((await post('pharmacist', path, { cause: 'other' })).status).toBe(200);
  });

  it('takes back a dispense of before a new course, once', async () => {
    const { dispense } = await dispensed();
    const again = { programmes: ['us-ipledge'], isNewCourse: true };
    expect((await post('prescriber', 'enrolments', again)).status).toBe(200);
    const path = `dispenses/${dispense}/reversal`;
    const cause = { cause: 'returned_to_stock' };
    expect(await isHeld()).toBe(true);
    expect(await post('pharmacist', path, cause)).toEqual({
      status: 200,
      body: { reversed: dispense },
    });
    expect(await isHeld()).toBe(false);
    expect((await post('pharmacist', path, cause)).status).toBe(404);
  });
});
