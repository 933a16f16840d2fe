// Opening hours over HTTP: the administrator registers them, and the pickup says the pharmacy's last hour.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { type SignedIn, startTestServer, TEST_NOW, type TestServer } from './testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', { now: TEST_NOW });
}, 180_000);
afterAll(() => server?.stop());

const pharmacy = demonstrationId('pharmacy-lighthouse');

async function register(headers: SignedIn, openingHours: string): Promise<number> {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/organisations',
    headers: { ...headers, 'idempotency-key': randomUUID() },
    payload: { id: pharmacy, kind: 'pharmacy', name: 'Lighthouse Pharmacy', openingHours },
  });
  return answer.statusCode;
}

async function pickup(path: string) {
  const url = `/api/v1/${path}`;
  const headers = server.as.prescriber;
  const { items } = (await server.app.inject({ method: 'GET', url, headers })).json();
  const own = (one: { id: string; patient: string }) =>
    one.id === 'dispense' && one.patient === demonstrationId('patient-ready');
  return items.find(own);
}

it('closes on Sunday, New York; the last hour of the pharmacy is Saturday, 18:00', async () => {
  const own = `patients/${demonstrationId('patient-ready')}/agenda`;
  expect(await pickup(own)).toMatchObject({ lastWorkingDay: '2025-06-20', lastHour: null });
  expect(await register(server.as.pharmacist, 'mon-sat 09:00-18:00')).toBe(403);
  expect(await register(server.as.administrator, 'whenever')).toBe(422);
  expect(await register(server.as.administrator, 'mon-sat 09:00-18:00')).toBe(200);
  const item = await pickup(own);
  expect(item).toMatchObject({
    until: { day: '2025-06-22', zone: 'America/New_York' },
    ...{ lastWorkingDay: '2025-06-21', lastHour: '18:00', workingDaysLeft: 3 },
    ...{ warning: 'three_days', warnOn: ['2025-06-18', '2025-06-21'], holidaysOf: 'US' },
  });
  // A list says the same as the patient's own agenda.
  expect(await pickup('agenda')).toEqual(item);
});
