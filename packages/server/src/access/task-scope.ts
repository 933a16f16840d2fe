// Which tasks a caller sees: their role's own, a deputy's once due, an escalation's once escalated, and
// what nobody else sees. Never a task out of the caller's reach while somebody reaches it.

import type { Role } from '@aegle/core';
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

/** As much of an active person as seeing a task depends on. */
export type Colleague = Pick<Caller, 'actorId' | 'role' | 'organisationId'>;

/** Who has tasks, the offices first: they see every patient of the tenant, the clinics their own. */
export const TASK_ROLES: readonly Role[] = [
  'safety_officer',
  'programme_officer',
  'prescriber',
  'delegate',
];
const OFFICES: readonly Role[] = ['safety_officer', 'programme_officer'];
const PAGE = 500;

/** True once the instant has come. */
export function isDue(instant: string, now: string): boolean {
  return Date.parse(instant) <= Date.parse(now);
}

function concerns(task: Task, { actorId, role }: Colleague, now: string): boolean {
  if (task.assigneeId === actorId || task.ownerRole === role) return true;
  if (task.deputyRole === role && isDue(task.deadline, now)) return true;
  return task.escalationRole === role && isDue(task.escalateAt, now);
}

/** Whose patients are whose on this instant, each organisation and person asked for once. */
class Reach {
  readonly #tx: StoreTransaction;
  readonly now: string;
  readonly #ofOrganisation = new Map<string, ReadonlySet<string>>();
  readonly #handedOver = new Map<string, ReadonlySet<string>>();

  constructor(tx: StoreTransaction) {
    this.#tx = tx;
    this.now = tx.scope.now;
  }

  async has(task: Task, { actorId, role, organisationId }: Colleague): Promise<boolean> {
    if (OFFICES.includes(role)) return true;
    if (organisationId === null) return false;
    if (task.organisationId !== null && task.organisationId !== organisationId) return false;
    if (task.subjectId === null) return task.organisationId !== null;
    if (!(await this.#patientsOf(organisationId)).has(task.subjectId)) return false;
    if (role !== 'prescriber' || !isUuid(actorId)) return true;
    return !(await this.#handedOverBy(actorId)).has(task.subjectId);
  }

  /** Of an organisation's own; without those whom a prescriber handed over. */
  async patientsOf({ actorId, role, organisationId }: Colleague): Promise<readonly string[]> {
    if (organisationId === null) return [];
    const patients = [...(await this.#patientsOf(organisationId))];
    if (role !== 'prescriber' || !isUuid(actorId)) return patients;
    const gone = await this.#handedOverBy(actorId);
    return patients.filter((patient) => !gone.has(patient));
  }

  async #patientsOf(organisationId: string): Promise<ReadonlySet<string>> {
    const known = this.#ofOrganisation.get(organisationId);
    if (known !== undefined) return known;
    const ties = [
      ...(await this.#tx.careRelationshipsOn(this.now.slice(0, 10), { organisationId })),
      ...(await this.#tx.careRelationshipsOn(furthestDay(this.now), { organisationId })),
    ];
    const patients = new Set(ties.map((tie) => tie.patientId));
    this.#ofOrganisation.set(organisationId, patients);
    return patients;
  }

  async #handedOverBy(actorId: string): Promise<ReadonlySet<string>> {
    const known = this.#handedOver.get(actorId);
    if (known !== undefined) return known;
    const own = { organisationId: actorId };
    const ties = await this.#tx.careRelationshipsOn(furthestDay(this.now), own);
    const patients = ties.filter((tie) => tie.relation === HANDED_OVER).map((tie) => tie.patientId);
    this.#handedOver.set(actorId, new Set(patients));
    return this.#handedOver.get(actorId)!;
  }
}

/**
 * True when this person sees the task: it concerns them and is theirs to reach, or nobody sees it so
 * and they are of the first role in the list that has an active person. No task is ever seen by nobody.
 */
async function sees(
  task: Task,
  person: Colleague,
  people: readonly Colleague[],
  reach: Reach,
): Promise<boolean> {
  const isTheirs = async (one: Colleague) =>
    concerns(task, one, reach.now) && (await reach.has(task, one));
  if (await isTheirs(person)) return true;
  const last = TASK_ROLES.find((role) => people.some((one) => one.role === role));
  if (person.role !== last) return false;
  for (const one of people) if (await isTheirs(one)) return false;
  return true;
}

/** Tasks in order of deadline, and the id after which there are more; null at the end. */
export interface TaskPage {
  readonly tasks: readonly Task[];
  readonly next: string | null;
}

/** Tasks of a filter that this caller sees; `people` are the active ones of `TASK_ROLES`. */
export function seenTasks(
  store: Store,
  scope: Scope,
  caller: Caller,
  reach: AccessScope,
  people: readonly Colleague[],
  { after: afterId, ...filter }: Omit<TaskFilter, 'after'> & { readonly after?: string },
): Promise<TaskPage> {
  if (reach !== 'tenant' && reach !== 'own_organisation')
    return Promise.resolve({ tasks: [], next: null });
  return store.inTransaction(scope, async (tx) => {
    const asked = { state: 'open' as const, ...filter, limit: PAGE };
    const limit = filter.limit ?? 100;
    const reached = new Reach(tx);
    const seen: Task[] = [];
    let after = afterId === undefined ? undefined : await placeOf(tx, afterId);
    for (;;) {
      const page = await tx.tasks({ ...asked, ...(after === undefined ? {} : { after }) });
      for (const task of page) {
        if (!(await sees(task, caller, people, reached))) continue;
        if (seen.length === limit) return { tasks: seen, next: seen.at(-1)!.id };
        seen.push(task);
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return { tasks: seen, next: null };
      after = { deadline: last.deadline, id: last.id };
    }
  });
}

async function placeOf(tx: StoreTransaction, taskId: string) {
  const [task] = await tx.tasks({ taskId, limit: 1 });
  return task && { deadline: task.deadline, id: task.id };
}

/** One open task by id, when this caller sees it; null otherwise. */
export async function seenTask(
  store: Store,
  scope: Scope,
  caller: Caller,
  reach: AccessScope,
  people: readonly Colleague[],
  taskId: string,
): Promise<Task | null> {
  if (!isUuid(taskId)) return null;
  const { tasks } = await seenTasks(store, scope, caller, reach, people, { taskId });
  return tasks[0] ?? null;
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
  return store.inTransaction(scope, (tx) => new Reach(tx).patientsOf(caller));
}

const MOST_PATIENTS = 10_000;
