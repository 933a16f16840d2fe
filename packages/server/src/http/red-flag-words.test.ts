// H-06 H-10 A symptom that calls a person by its word is kept and closes, also where its sender called it no
// warning and the request itself is refused.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { startTestServer, TEST_NOW, type TestServer } from './testing.ts';
import { call, type World, worldOf } from './testing-worlds.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const symptom = () => ({
  id: randomUUID(),
  type: 'SymptomReported',
  data: { symptom: 'suicidal-thoughts', grade: 3, isWarningSign: false },
});
const wire = (one: object) => ({ v: 1, occurredOn: TEST_NOW.slice(0, 10), ...one });

async function isGranted(patient: string): Promise<boolean> {
  const asking = { name: '', patient, headers: server.as.prescriber };
  const body = { question: 'dispense', pharmacy: demonstrationId('pharmacy-lighthouse') };
  const answer = await call(server, asking, 'ask', { params: { patient }, body });
  return JSON.parse(answer.slice(4)).outcome === 'granted';
}

/** Sends events as a role; the status of the answer. */
async function append(world: World, ...events: readonly object[]): Promise<string> {
  const params = { patient: world.patient };
  return (await call(server, world, 'appendEvents', { params, body: { events } })).slice(0, 3);
}

describe('H-06 a red flag by its word, called no warning', () => {
  it('closes in a batch that is refused', async () => {
    const world = await worldOf(server, 'prescriber');
    expect(await isGranted(world.patient)).toBe(true);
    const bad = { id: randomUUID(), type: 'WeightMeasured', data: { weightKg: 'heavy' } };
    expect(await append(world, wire(symptom()), wire(bad))).toBe('422');
    expect(await isGranted(world.patient)).toBe(false);
  });

  it('closes from a role that records no symptom', async () => {
    const world = await worldOf(server, 'pharmacist');
    await append(world, wire(symptom()));
    expect(await isGranted(world.patient)).toBe(false);
  });

  it('closes with a field too many', async () => {
    const world = await worldOf(server, 'prescriber');
    const { data, ...one } = symptom();
    await append(world, wire({ ...one, data: { ...data, severity: 'very' } }));
    expect(await isGranted(world.patient)).toBe(false);
  });

  it('closes after more declarations than an hour has', async () => {
    const world = await worldOf(server, 'patient');
    const declare = (body: object) =>
      call(server, world, 'declare', { params: { patient: world.patient }, body });
    const missed = () => ({ id: randomUUID(), type: 'DoseMissed', data: {} });
    let status = '200';
    for (let count = 0; count < 130 && status.startsWith('2'); count++)
      status = (await declare(missed())).slice(0, 3);
    expect(status).toBe('429');
    await declare(symptom());
    expect(await isGranted(world.patient)).toBe(false);
  });

  it('closes nothing where it is gone', async () => {
    const world = await worldOf(server, 'prescriber');
    const { data, ...one } = symptom();
    await append(world, wire({ ...one, data: { ...data, grade: 0 } }));
    expect(await isGranted(world.patient)).toBe(true);
  });
});
