// H-03 An id names one prescription: neither the gate nor the log takes a second one under it.

import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { authorizePrescription, recordEvents } from './services.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const patient = demonstrationId('same-id');
const used = demonstrationId('same-id/rx-1');
const prescriber = demonstrationId('dr-okafor');

let services: TestServices;
const scope = (): Scope => ({
  tenantId: services.tenant.id,
  actor: { id: prescriber, role: 'prescriber' },
  now: NOW,
});
const written = (prescription: string) => ({
  prescriber,
  prescription,
  product: '6064',
  daysSupply: 30,
  refills: 0,
});
const record = (...prescriptions: string[]) =>
  recordEvents(
    services.context,
    scope(),
    patient,
    prescriptions.map((prescription) => ({
      id: services.context.newId(),
      type: 'PrescriptionWritten',
      v: 1,
      occurredOn: '2025-06-18',
      data: written(prescription),
    })),
  );

beforeAll(async () => {
  services = await startTestServices();
  const at = parseInstant(NOW) as Instant;
  await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
  await copyOfReady(services, 'same-id');
});
afterAll(() => services.stop());

const conflict = { fault: { kind: 'conflict', field: 'prescription' } };

it('H-03 refuses a prescription under an id that was used, asked for or recorded', async () => {
  const request = { patient, ...written(used) };
  await expect(
    authorizePrescription(services.context, scope(), request, 'prescriber'),
  ).rejects.toMatchObject(conflict);
  await expect(record(used)).rejects.toMatchObject(conflict);
  const fresh = services.context.newId();
  await expect(record(fresh, fresh)).rejects.toMatchObject(conflict);
  expect((await record(fresh)).events).toHaveLength(1);
});
