// The work of the clock: every few minutes what has expired, every hour the agendas that are kept, every
// day each tenant's seal and purge.
// Never works itself: it only queues, so that two servers do it once.

import type { Store } from '@aegle/store';
import type { JobQueue } from './queue.ts';

/** The last calendar day (UTC) that ended at least five minutes before `now`. */
export function lastEndedDay(now: string): string {
  const settled = Date.parse(now) - 5 * 60_000;
  return new Date(settled - 86_400_000).toISOString().slice(0, 10);
}

/** Queues the day's work of every tenant; called often, it queues it once a day. */
export async function queueDailyWork(store: Store, queue: JobQueue, now: string): Promise<void> {
  const day = lastEndedDay(now);
  for (const { id } of await store.tenants()) {
    await queue.sendNow('daily-seal', { tenantId: id }, `${id}/${day}`);
    await queue.sendNow('purge-idempotency', { tenantId: id }, `${id}/${day}`);
  }
}

/**
 * Queues making anew the kept agendas of which less than a day is left; called often, it queues it
 * every hour. A list is right without it: what is not kept is made when it is asked for, only slower.
 */
export async function queueAgendas(store: Store, queue: JobQueue, now: string): Promise<void> {
  for (const { id } of await store.tenants())
    await queue.sendNow('refresh-agendas', { tenantId: id }, `${id}/${now.slice(0, 13)}`);
}

const EXPIRY_MINUTES = 5;

/**
 * Queues looking for what has expired in every tenant; called often, it queues it every 5 minutes.
 * What fell due while no process ran is found by the first one: the log is asked, not a timer.
 */
export async function queueExpiry(store: Store, queue: JobQueue, now: string): Promise<void> {
  const period = Math.floor(Date.parse(now) / (EXPIRY_MINUTES * 60_000));
  for (const { id } of await store.tenants())
    await queue.sendNow('expire-authorizations', { tenantId: id }, `${id}/${period}`);
}
