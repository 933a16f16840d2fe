// A store that queues what follows from a task in the very transaction that opens it.
// Never a job for something that was rolled back, and never anything but ids in it.

import type { Store, StoreTransaction } from '../store/store.ts';
import type { JobQueue } from './queue.ts';

function queueingTransaction(tx: StoreTransaction, queue: JobQueue): StoreTransaction {
  const { tenantId } = tx.scope;
  return {
    ...tx,
    async openTask(task) {
      await tx.openTask(task);
      await queue.send(tx, 'escalate-task', { tenantId, taskId: task.id }, task.escalateAt);
    },
  };
}

/** The same store; tasks bring their job with them. */
export function queueingStore(store: Store, queue: JobQueue): Store {
  return {
    inTransaction: (scope, work) =>
      store.inTransaction(scope, (tx) => work(queueingTransaction(tx, queue))),
    append: (scope, request) => store.append(scope, request),
    erase: (scope, request) => store.erase(scope, request),
    verify: (tenantId) => store.verify(tenantId),
    rebuildProjections: (tenantId, fold) => store.rebuildProjections(tenantId, fold),
    purgeIdempotency: (tenantId, now) => store.purgeIdempotency(tenantId, now),
    subjects: (tenantId, kind, limit, after) => store.subjects(tenantId, kind, limit, after),
    tenants: () => store.tenants(),
    close: () => store.close(),
  };
}
