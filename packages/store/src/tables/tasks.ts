// Tasks of the care team: owner, deputy, deadline, escalation, state.
// A task must never vanish: it is closed with an outcome, by somebody, at an instant.

import { type Selectable, sql } from 'kysely';
import { refuse } from '../faults/faults.ts';
import type { PayloadClass } from '../log/types.ts';
import type { TaskTable } from '../schema/schema.ts';
import type { NewTask, Task, TaskFilter, TaskState } from '../schema/types.ts';
import type { LogTransaction } from '../transaction/transaction.ts';
import type { Statement } from '../wire/pipeline.ts';
import { openJson, requireUuid, sealJson } from './sealed.ts';

const keepTask: Statement = {
  name: 'aegle_keep_task',
  text: `
insert into aegle.task (tenant_id, task_id, kind, subject_id, organisation_id, owner_role,
  assignee_id, deputy_role, escalation_role, deadline, escalate_at, state, opened_at, opened_by,
  class, generation, box)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12, $13, $14, $15, $16)`,
};

/** A task about nobody in particular is sealed under the tenant's own subject. */
function sealedFor(tx: LogTransaction, subjectId: string | null): string {
  return subjectId ?? tx.scope.tenantId;
}

export async function openTask(tx: LogTransaction, task: NewTask): Promise<void> {
  requireUuid(task.id, 'task.id');
  if (task.subjectId !== null) requireUuid(task.subjectId, 'task.subjectId');
  if (task.organisationId !== null) requireUuid(task.organisationId, 'task.organisationId');
  const subject = sealedFor(tx, task.subjectId);
  const sealed = await sealJson(tx, 'task', task.id, subject, task.class, task.detail);
  tx.later({
    statement: keepTask,
    values: [
      tx.scope.tenantId,
      task.id,
      task.kind,
      task.subjectId,
      task.organisationId,
      task.ownerRole,
      task.assigneeId,
      task.deputyRole,
      task.escalationRole,
      task.deadline,
      task.escalateAt,
      tx.scope.now,
      tx.scope.actor.id,
      task.class,
      String(sealed.generation),
      sealed.box,
    ],
  });
}

async function changeOpenTask(
  tx: LogTransaction,
  taskId: string,
  change: Partial<
    Record<'state' | 'outcome' | 'closed_at' | 'closed_by' | 'assignee_id', string | null>
  >,
): Promise<void> {
  requireUuid(taskId, 'taskId');
  const db = await tx.kyselyNow();
  const { numUpdatedRows } = await db
    .updateTable('aegle.task')
    .set(change as { state?: string })
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('task_id', '=', taskId)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  const found = await db
    .selectFrom('aegle.task')
    .select('state')
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('task_id', '=', taskId)
    .executeTakeFirst();
  if (found === undefined) {
    throw refuse('not_found', 'taskId', 'There is no such task.', 'Read the list of tasks again.');
  }
  throw refuse('conflict', 'taskId', 'The task is closed.', 'Read the task to see who closed it.');
}

export async function closeTask(
  tx: LogTransaction,
  taskId: string,
  state: 'done' | 'cancelled',
  outcome: string,
): Promise<void> {
  const { now, actor } = tx.scope;
  await changeOpenTask(tx, taskId, { state, outcome, closed_at: now, closed_by: actor.id });
}

export async function assignTask(
  tx: LogTransaction,
  taskId: string,
  assigneeId: string | null,
): Promise<void> {
  await changeOpenTask(tx, taskId, { assignee_id: assigneeId });
}

/** Idempotent: an escalation that runs twice changes nothing more. */
export async function escalateTask(tx: LogTransaction, taskId: string): Promise<Task | null> {
  requireUuid(taskId, 'taskId');
  const db = await tx.kyselyNow();
  const row = await db
    .updateTable('aegle.task')
    .set({
      assignee_id: null,
      escalate_at: sql<string>`least(escalate_at, ${tx.scope.now}::timestamptz)`,
    })
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('task_id', '=', taskId)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : taskFrom(tx, row);
}

async function taskFrom(tx: LogTransaction, row: Selectable<TaskTable>): Promise<Task> {
  const subject = sealedFor(tx, row.subject_id);
  return {
    id: row.task_id,
    kind: row.kind,
    subjectId: row.subject_id,
    organisationId: row.organisation_id,
    ownerRole: row.owner_role,
    assigneeId: row.assignee_id,
    deputyRole: row.deputy_role,
    escalationRole: row.escalation_role,
    deadline: row.deadline.toISOString(),
    escalateAt: row.escalate_at.toISOString(),
    class: row.class as PayloadClass,
    detail: await openJson(tx, 'task', row.task_id, subject, row.class, row),
    state: row.state as TaskState,
    openedAt: row.opened_at.toISOString(),
    openedBy: row.opened_by,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: row.closed_by,
    outcome: row.outcome,
  };
}

/** In order of deadline; every given condition holds. */
export async function readTasks(tx: LogTransaction, filter: TaskFilter): Promise<readonly Task[]> {
  const db = await tx.kyselyNow();
  const { limit = 100 } = filter;
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 500) {
    throw refuse('invalid', 'filter.limit', 'It is from 1 to 500.', 'Ask for fewer tasks.');
  }
  let query = db
    .selectFrom('aegle.task')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .orderBy('deadline')
    .orderBy('task_id')
    .limit(limit);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.ownerRole !== undefined) query = query.where('owner_role', '=', filter.ownerRole);
  if (filter.assigneeId !== undefined) query = query.where('assignee_id', '=', filter.assigneeId);
  if (filter.organisationId !== undefined) {
    query = query.where('organisation_id', '=', filter.organisationId);
  }
  if (filter.taskId !== undefined) query = query.where('task_id', '=', filter.taskId);
  if (filter.after !== undefined) {
    const { deadline, id } = filter.after;
    query = query.where(
      sql<boolean>`(deadline, task_id) > (${deadline}::timestamptz, ${id}::uuid)`,
    );
  }
  if (filter.dueBefore !== undefined) {
    query = query.where('deadline', '<', new Date(filter.dueBefore));
  }
  const tasks: Task[] = [];
  for (const row of await query.execute()) tasks.push(await taskFrom(tx, row));
  return tasks;
}
