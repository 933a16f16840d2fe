// Which tasks a caller sees: their role's own, a deputy's once due, an escalation's once escalated.
// Never a task of a patient, or of an organisation, out of the caller's reach.

import {
  HANDED_OVER,
  isUuid,
  type Scope,
  type Store,
  type StoreTransaction,
  type Task,
  type TaskFilter,
} from '@aegle/store';
import { furthestDay } from './access-scope.ts';
import type { Caller } from './caller.ts';
import type { Scope as AccessScope } from './policy.ts';

const MOST = 500;

/** True once the instant has come. */
export function isDue(instant: string, now: string): boolean {
  return Date.parse(instant) <= Date.parse(now);
}

function concerns(task: Task, caller: Caller, now: string): boolean {
  if (task.assigneeId === caller.actorId || task.ownerRole === caller.role) return true;
  if (task.deputyRole === caller.role) return isDue(task.deadline, now);
  return task.escalationRole === caller.role && isDue(task.escalateAt, now);
}

async function patientsOf(
  tx: StoreTransaction,
  caller: Caller,
  now: string,
): Promise<ReadonlySet<string>> {
  const { organisationId } = caller;
  if (organisationId === null) return new Set();
  const careRelationships = [
    ...(await tx.careRelationshipsOn(now.slice(0, 10), { organisationId })),
    ...(await tx.careRelationshipsOn(furthestDay(now), { organisationId })),
  ];
  const reached = new Set(careRelationships.map((tie) => tie.patientId));
  if (caller.role !== 'prescriber' || !isUuid(caller.actorId)) return reached;
  const own = { organisationId: caller.actorId };
  for (const tie of await tx.careRelationshipsOn(furthestDay(now), own))
    if (tie.relation === HANDED_OVER) reached.delete(tie.patientId);
  return reached;
}

function isReached(task: Task, caller: Caller, patients: ReadonlySet<string>): boolean {
  if (task.organisationId !== null && task.organisationId !== caller.organisationId) return false;
  if (task.subjectId !== null) return patients.has(task.subjectId);
  return task.organisationId !== null;
}

/** Tasks of a filter that concern this caller, in order of deadline. */
export function reachedTasks(
  store: Store,
  scope: Scope,
  caller: Caller,
  reach: AccessScope,
  filter: TaskFilter,
): Promise<readonly Task[]> {
  if (reach !== 'tenant' && reach !== 'own_organisation') return Promise.resolve([]);
  return store.inTransaction(scope, async (tx) => {
    const asked = { state: 'open' as const, ...filter };
    const owned = await tx.tasks({ ...asked, ownerRole: caller.role, limit: MOST });
    // Another role's tasks concern this one once due or escalated; the soonest come first.
    const soonest = await tx.tasks({ ...asked, limit: MOST });
    const known = new Set(owned.map((task) => task.id));
    const all = [...owned, ...soonest.filter((task) => !known.has(task.id))];
    const concerned = all.filter((task) => concerns(task, caller, scope.now));
    const patients = reach === 'tenant' ? null : await patientsOf(tx, caller, scope.now);
    const reached =
      patients === null ? concerned : concerned.filter((task) => isReached(task, caller, patients));
    return [...reached]
      .sort((a, b) => Date.parse(a.deadline) - Date.parse(b.deadline))
      .slice(0, filter.limit ?? 100);
  });
}

/** One open task by id, when it concerns this caller; null otherwise. */
export async function reachedTask(
  store: Store,
  scope: Scope,
  caller: Caller,
  reach: AccessScope,
  taskId: string,
): Promise<Task | null> {
  const tasks = await reachedTasks(store, scope, caller, reach, { limit: MOST });
  return tasks.find((task) => task.id === taskId) ?? null;
}

/** Every patient within the caller's reach today, in no order; of a tenant, up to `MOST_PATIENTS`. */
export async function patientsReached(
  store: Store,
  scope: Scope,
  caller: Caller,
  reach: AccessScope,
): Promise<readonly string[]> {
  if (reach === 'tenant') return store.subjects(scope.tenantId, 'patient-gate', MOST_PATIENTS);
  if (reach !== 'own_organisation') return [];
  return store.inTransaction(scope, async (tx) => [...(await patientsOf(tx, caller, scope.now))]);
}

const MOST_PATIENTS = 10_000;
