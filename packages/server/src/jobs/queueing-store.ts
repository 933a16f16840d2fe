// A store that queues what follows from a task in the very transaction that opens it.
// Never a job for something that was rolled back, and never anything but ids in it.

import type { Store, StoreTransaction } from '@aegle/store';
import type { JobQueue } from './queue.ts';

function queueingTransaction(tx: StoreTransaction, queue: JobQueue): StoreTransaction {
  const { tenantId } = tx.scope;
  return {
    ...tx,
    async openTask(task) {
      await tx.openTask(task);
      await queue.send(tx, 'escalate-task', { tenantId, taskId: task.id }, task.escalateAt);
    },
    async openForecast(forecast) {
      const isNew = await tx.openForecast(forecast);
      const { id: forecastId, startAfter, chunks } = forecast;
      for (let chunk = 0; isNew && chunk < chunks; chunk += 1)
        await queue.send(tx, 'forecast-chunk', { tenantId, forecastId, chunk }, startAfter);
      return isNew;
    },
    async keepForecastChunk(forecastId, chunk, bytes) {
      const missing = await tx.keepForecastChunk(forecastId, chunk, bytes);
      if (missing === 0)
        await queue.send(tx, 'forecast-merge', { tenantId, forecastId }, tx.scope.now);
      return missing;
    },
  };
}

/** The same store; tasks and forecasts bring their jobs with them. */
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
