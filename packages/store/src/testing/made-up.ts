// Invented tenants, patients and events for the store's tests.
// It must never hold anything about a real person.

import { randomUUID } from 'node:crypto';
import type { Scope, Store, Tenant } from '../contract/store.ts';
import { addTenant } from '../installation/installation.ts';
import type { NewEvent, StreamKind, StreamRef } from '../log/types.ts';
import { openStore } from '../open-store.ts';
import type { TestDatabase } from './test-database.ts';

export const testNow = '2026-11-22T10:00:00.000Z';

export async function madeUpTenant(database: TestDatabase): Promise<Tenant> {
  const id = randomUUID();
  const tenant = { id, slug: `t-${id}`, name: 'Invented network', isDemonstration: true };
  await addTenant(database.owner, tenant);
  return tenant;
}

export function openTestStore(database: TestDatabase, max = 16): Promise<Store> {
  const application = { ...database.application, max };
  const { erasure, masterKey } = database;
  return openStore({ application, erasure, masterKey });
}

export function scopeOf(tenant: Tenant, change: Partial<Scope> = {}): Scope {
  return {
    tenantId: tenant.id,
    actor: { id: 'clinician-1', role: 'prescriber' },
    now: testNow,
    ...change,
  };
}

export function madeUpEvent(change: Partial<NewEvent> = {}): NewEvent {
  return {
    id: randomUUID(),
    type: 'WeightMeasured',
    v: 1,
    occurredOn: '2026-11-22',
    actorId: 'clinician-1',
    actorRole: 'prescriber',
    class: 'plain',
    payload: { weight: '61.5', unit: 'kg' },
    ...change,
  };
}

export function streamOf(kind: StreamKind = 'patient-gate', subjectId = randomUUID()): StreamRef {
  return { subjectId, kind };
}
