// Hands a task to its escalation now: it belongs to that role as well, and nobody holds it alone.
// Never closes a task and never touches one that is closed.

import { sql } from 'kysely';
import { refuse } from '../store/faults.ts';
import type { Scope, Store } from '../store/store.ts';

/** Faults: `not_found` when there is no such open task. Escalating twice changes nothing more. */
export async function escalateTask(store: Store, scope: Scope, taskId: string): Promise<null> {
  return store.inTransaction(scope, async (tx) => {
    const db = await tx.kysely();
    const { numUpdatedRows } = await db
      .updateTable('aegle.task')
      .set({
        assignee_id: null,
        escalate_at: sql<string>`least(escalate_at, ${scope.now}::timestamptz)`,
      })
      .where('tenant_id', '=', scope.tenantId)
      .where('task_id', '=', taskId)
      .where('state', '=', 'open')
      .executeTakeFirst();
    if (numUpdatedRows === 1n) return null;
    throw refuse('not_found', 'task', 'There is no such open task.', 'Read the list again.');
  });
}
