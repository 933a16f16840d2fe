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

async function dispensed(more: object = {}): Promise<string> {
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
  return body.dispense;
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

describe('H-11 what comes back to the pharmacy', () => {
  it('takes back a dispense of before a new course, once', async () => {
    const dispense = await dispensed();
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
