// Whether a caller reaches a patient: by being them, by a dated tie to an organisation, by tenant.
// Never tells another tenant's patient from one that does not exist.

import { isUuid, type Store } from '@aegle/store';
import type { Caller } from './caller.ts';
import type { Scope } from './policy.ts';

/**
 * True when the patient is known in the caller's tenant and lies inside the scope. A tie must hold on
 * a day that is being lived somewhere now, so that one dated east of Greenwich counts at once and one
 * ending west of it until its end. The store's own isolation keeps every answer inside the tenant.
 */
export async function reachesPatient(
  store: Store,
  caller: Caller,
  scope: Scope,
  patientId: string,
  now: string,
  known: KnownPatients = new KnownPatients(),
): Promise<boolean> {
  if (scope === 'none' || scope === 'self') return false;
  if (scope === 'own_patient' && caller.patientId !== patientId) return false;
  const { organisationId, tenantId, actorId, role } = caller;
  const needsCareRelationship = scope === 'own_organisation';
  if (!needsCareRelationship && known.has(tenantId, patientId)) return true;
  return store.inTransaction({ tenantId, actor: { id: actorId, role }, now }, async (tx) => {
    const organisation = needsCareRelationship ? organisationId : null;
    // A prescriber who handed the patient over stays in the clinic and reaches this patient no more.
    const person = role === 'prescriber' && isUuid(actorId) ? actorId : null;
    const days = [now.slice(0, 10), furthestDay(now)] as const;
    const found = await tx.reach(patientId, organisation, days, person);
    if (!found.isKnown) return false;
    known.add(tenantId, patientId);
    return !needsCareRelationship || found.isInCare;
  });
}

const MOST_KNOWN = 200_000;

/** Patients seen before, tenant by tenant. A stream never goes away, so that this never goes stale. */
export class KnownPatients {
  #places = new Set<string>();

  has(tenantId: string, patientId: string): boolean {
    return this.#places.has(`${tenantId}/${patientId}`);
  }

  add(tenantId: string, patientId: string): void {
    if (this.#places.size >= MOST_KNOWN) this.#places = new Set();
    this.#places.add(`${tenantId}/${patientId}`);
  }
}

/** True when an organisation's own stream or tasks lie inside the scope. */
export function reachesOrganisation(caller: Caller, scope: Scope, organisationId: string): boolean {
  if (scope === 'tenant') return true;
  if (scope === 'self') return caller.actorId === organisationId;
  return scope === 'own_organisation' && caller.organisationId === organisationId;
}

const FURTHEST_EAST_MS = 14 * 3_600_000;

/** The latest calendar day that is being lived anywhere at this instant. */
export function furthestDay(now: string): string {
  return new Date(Date.parse(now) + FURTHEST_EAST_MS).toISOString().slice(0, 10);
}
