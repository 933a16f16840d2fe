// Tasks over HTTP: a role sees what it owns, deputises or has to catch; nobody else's.
// Never a task of a patient out of the caller's reach.

import type { Task as WireTask } from '@aegle/api';
import type { Scope, Task } from '@aegle/store';
import { isDue, seenTask, seenTasks, TASK_ROLES } from '../../access/task-scope.ts';
import { peopleInRoles } from '../../auth/people.ts';
import type { AuthDatabase } from '../../auth/tables.ts';
import { closeTask, escalateTask } from '../../services/services.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';
import { refusal } from '../calls/refusals.ts';

function wireTask(task: Task, now: string): WireTask {
  return {
    id: task.id,
    kind: task.kind,
    patient: task.subjectId,
    organisation: task.organisationId,
    ownerRole: task.ownerRole as WireTask['ownerRole'],
    assignee: task.assigneeId,
    deputyRole: task.deputyRole as WireTask['deputyRole'],
    escalationRole: task.escalationRole as WireTask['escalationRole'],
    deadline: task.deadline,
    escalateAt: task.escalateAt,
    isEscalated: isDue(task.escalateAt, now),
    state: task.state,
    openedAt: task.openedAt,
    closedAt: task.closedAt,
    outcome: task.outcome,
  };
}

/** A task that none of them sees is shown to the first office that has anybody. */
export function colleaguesOf(db: AuthDatabase, { tenantId, now }: Scope) {
  return peopleInRoles(db, tenantId, TASK_ROLES, now);
}

async function required(
  dependencies: Dependencies,
  call: Call<'closeTask' | 'escalateTask'>,
): Promise<Task> {
  const { caller, reach, scope } = call;
  const { idempotency: _unused, ...reading } = scope;
  const { store } = dependencies.services;
  const people = await colleaguesOf(dependencies.authDb, scope);
  const task = await seenTask(store, reading, caller, reach, people, call.params.task);
  if (task !== null) return task;
  throw refusal('not_found', 'task', 'It is a task within your reach.', 'Read the list again.');
}

export const taskRoutes: SomeRoutes<'listTasks' | 'closeTask' | 'escalateTask'> = {
  async listTasks(dependencies, call) {
    const { query, caller, reach, scope } = call;
    const { patient, state, dueBefore, limit, after } = query;
    const filter = {
      ...(patient === undefined ? {} : { subjectId: patient }),
      ...(state === undefined ? {} : { state }),
      ...(dueBefore === undefined ? {} : { dueBefore }),
      ...(limit === undefined ? {} : { limit }),
      ...(after === undefined ? {} : { after }),
    };
    const { store } = dependencies.services;
    const people = await colleaguesOf(dependencies.authDb, scope);
    const { tasks, next } = await seenTasks(store, scope, caller, reach, people, filter);
    return { tasks: tasks.map((task) => wireTask(task, scope.now)), next };
  },
  async closeTask(dependencies, call) {
    const task = await required(dependencies, call);
    const { state, outcome } = call.body;
    await closeTask(dependencies.services, call.scope, task.id, state, outcome);
    return wireTask({ ...task, state, outcome, closedAt: call.scope.now }, call.scope.now);
  },
  async escalateTask(dependencies, call) {
    const task = await required(dependencies, call);
    await escalateTask(dependencies.services, call.scope, task.id);
    const { now } = call.scope;
    return wireTask({ ...task, assigneeId: null, escalateAt: now }, now);
  },
};
