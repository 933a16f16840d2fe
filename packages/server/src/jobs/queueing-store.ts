// A store that queues what follows from an append in the very transaction that appends it.
// Never a job for something that was rolled back, and never anything but ids in it.

import { type ClockOf, formatInstant, parseCalendarDay } from '@aegle/core';
import type { AppendRequest, Json, NewEvent } from '../store/log/types.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import type { JobQueue } from './queue.ts';

function member(json: Json | undefined, name: string): Json | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return (json as { readonly [key: string]: Json })[name];
}

/** Noon UTC of the day after: by then the day is over everywhere on Earth. */
function overEverywhere(day: string): string {
  return new Date(Date.parse(`${day}T12:00:00.000Z`) + 86_400_000).toISOString();
}

/** The end of an authorisation's last day in the zone that its decision named. */
function endOf(event: NewEvent, zone: Json | undefined, clockOf: ClockOf): string {
  const text = String(event.payload.lastDay);
  const lastDay = parseCalendarDay(text);
  if (typeof zone !== 'string' || lastDay === undefined) return overEverywhere(text);
  return formatInstant(clockOf(zone).lastInstantOf(lastDay));
}

function authorizationsIn(request: AppendRequest): readonly NewEvent[] {
  return request.events.filter((event) => event.type === 'DispenseAuthorized');
}

function queueingTransaction(
  tx: StoreTransaction,
  queue: JobQueue,
  clockOf: ClockOf,
): StoreTransaction {
  const { tenantId } = tx.scope;
  const zones = new Map<string, Json | undefined>();
  return {
    ...tx,
    async storeDecision(decision) {
      zones.set(decision.id, member(decision.answer, 'zone'));
      await tx.storeDecision(decision);
    },
    async append(request) {
      const appended = await tx.append(request);
      for (const event of authorizationsIn(request)) {
        const zone = zones.get(String(event.payload.decision));
        const payload = { tenantId, patientId: request.stream.subjectId };
        await queue.send(tx, 'expire-authorizations', payload, endOf(event, zone, clockOf));
      }
      return appended;
    },
    async openTask(task) {
      await tx.openTask(task);
      await queue.send(tx, 'escalate-task', { tenantId, taskId: task.id }, task.escalateAt);
    },
  };
}

/** The same store; authorisations and tasks bring their job with them. */
export function queueingStore(store: Store, queue: JobQueue, clockOf: ClockOf): Store {
  const inTransaction: Store['inTransaction'] = (scope, work) =>
    store.inTransaction(scope, (tx) => work(queueingTransaction(tx, queue, clockOf)));
  return {
    inTransaction,
    append: (scope, request) =>
      authorizationsIn(request).length === 0
        ? store.append(scope, request)
        : inTransaction(scope, (tx) => tx.append(request)),
    erase: (scope, request) => store.erase(scope, request),
    verify: (tenantId) => store.verify(tenantId),
    rebuildProjections: (tenantId, fold) => store.rebuildProjections(tenantId, fold),
    purgeIdempotency: (tenantId, now) => store.purgeIdempotency(tenantId, now),
    subjects: (tenantId, kind, limit, after) => store.subjects(tenantId, kind, limit, after),
    tenants: () => store.tenants(),
    close: () => store.close(),
  };
}
