// A history taken over from elsewhere stands as if it had been recorded here.

import { randomUUID } from 'node:crypto';
import { type AegleEvent, EVENT_CATALOGUE, type Instant, parseEvent } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importHistory } from './import-history.ts';
import { GATE_PROJECTION } from './projection.ts';
import { startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const recordedAt = Date.parse('2025-06-18T12:00:00.000Z') as Instant;

function history(told: readonly (readonly [keyof typeof EVENT_CATALOGUE, object])[]) {
  return told.map(([type, data], index): AegleEvent => {
    const { version: v } = EVENT_CATALOGUE[type];
    const wire = { id: randomUUID(), type, v, occurredOn: '2025-06-18', data };
    const actor = { id: 'dr-1', role: 'prescriber' as const };
    const parsed = parseEvent(wire, { sequence: index + 1, recordedAt, actor });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.event;
  });
}

const authorized = {
  authorization: randomUUID(),
  prescription: 'rx-1',
  pharmacy: randomUUID(),
  daysSupply: 30,
  lastDay: '2025-06-22',
  decision: randomUUID(),
};

describe('a history that is imported', () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await startTestServices();
  });
  afterAll(() => services?.stop());

  const scope = () => ({
    tenantId: services.tenant.id,
    actor: { id: 'aegle-import', role: 'system_client' },
    now: NOW,
  });

  it('is projected: its open authorisation is looked for when its last day is over', async () => {
    const patient = randomUUID();
    const gate = history([
      ['PatientEnrolled', { programme: 'us-ipledge', course: 'c1' }],
      ['DispenseAuthorized', authorized],
    ]);
    const { context } = services;
    const take = () =>
      context.store.inTransaction(scope(), (tx) =>
        importHistory(context, tx, { patient, gate, record: [] }),
      );
    expect(await take()).toBe(true);
    const projection = await context.store.inTransaction(scope(), (tx) =>
      tx.projection(patient, GATE_PROJECTION),
    );
    expect(projection?.dueDay).toBe('2025-06-22');
    expect(await take()).toBe(false);
  });

  it('is refused where another history stands under the id', async () => {
    const patient = randomUUID();
    const { context } = services;
    const take = () =>
      context.store.inTransaction(scope(), (tx) =>
        importHistory(context, tx, {
          patient,
          gate: history([['PatientEnrolled', { programme: 'us-ipledge', course: 'c1' }]]),
          record: [],
        }),
      );
    expect(await take()).toBe(true);
    await expect(take()).rejects.toMatchObject({ fault: { kind: 'conflict', field: 'patient' } });
  });
});
