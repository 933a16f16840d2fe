// The job queue on PostgreSQL, in its own schema: what may be queued, and sending inside a transaction.
// Never a payload with anything but ids, and never a job of two tenants.

import type { StoreTransaction } from '@aegle/store';
import {
  admitOnly,
  faultFrom,
  hearErrors,
  isInATenant,
  ownerOnly,
  tenantSetting,
} from '@aegle/store';
import pg from 'pg';
import PgBoss from 'pg-boss';

/** Every job and its payload: ids only. */
export interface JobPayloads {
  readonly 'expire-authorizations': { readonly tenantId: string };
  readonly 'escalate-task': { readonly tenantId: string; readonly taskId: string };
  readonly 'refresh-agendas': { readonly tenantId: string };
  readonly 'daily-seal': { readonly tenantId: string };
  readonly 'purge-idempotency': { readonly tenantId: string };
  readonly 'forecast-chunk': {
    readonly tenantId: string;
    readonly forecastId: string;
    readonly chunk: number;
  };
  readonly 'forecast-merge': { readonly tenantId: string; readonly forecastId: string };
}

export type JobName = keyof JobPayloads;

const KNOWN: Readonly<Record<JobName, true>> = {
  'expire-authorizations': true,
  'escalate-task': true,
  'refresh-agendas': true,
  'daily-seal': true,
  'purge-idempotency': true,
  'forecast-chunk': true,
  'forecast-merge': true,
};
export const JOB_NAMES = Object.keys(KNOWN) as readonly JobName[];

const SCHEMA = 'jobs';
const WORKS = `aegle.queue = 'works'`;
const isWorking = `current_setting('aegle.queue', true) = 'works'`;
/** A job that failed is tried again for about a day, with growing pauses. */
const RETRY = { retryLimit: 12, retryDelay: 30, retryBackoff: true } as const;
/** Seconds of work, done again at once when the machine that had it is gone. */
const RETRY_CHUNK = { retryLimit: 20, retryDelay: 1, expireInSeconds: 600 } as const;
const retryOf = (name: JobName) => (name.startsWith('forecast-') ? RETRY_CHUNK : RETRY);

/** What of the queue is backed up: jobs that have not ended. A running one is tried again in time. */
export const PENDING_JOBS = { name: `${SCHEMA}.job`, where: `state < 'completed'` } as const;

/** The queue's own statements on a pool, each in a transaction that says it works the queue. */
function databaseOn(pool: pg.Pool): PgBoss.Db {
  return {
    async executeSql(text, values) {
      // A job that ends after the stop is left as it is: it expires and is tried again.
      // pg-boss reads how many rows it reached: none.
      if (pool.ending) return { rows: [{ count: 0 }] };
      const client = await pool.connect();
      let isBroken = true;
      try {
        await client.query(`begin; set local ${WORKS}`);
        // pg-boss sends several statements at once where there are no values, some with a begin and
        // a commit of their own; pg then answers a list.
        const answer: unknown = await client.query(text, values);
        await client.query('commit');
        isBroken = false;
        const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
        return last as { rows: unknown[] };
      } finally {
        client.release(isBroken);
      }
    },
  };
}

const schemaTables = `
select relname as name from pg_class
where relnamespace = '${SCHEMA}'::regnamespace and relkind in ('r', 'p') order by 1`;

/**
 * Every table of the queue: the owner, whoever says that it works the queue, and, to send inside a
 * tenant's transaction, that tenant's own jobs. Without either nothing is seen.
 */
async function isolate(pool: pg.Pool, role: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(schemaTables);
  const worker = { policy: 'queue_works', role, rows: isWorking };
  const sender = {
    policy: 'one_tenant',
    role,
    rows: `(data->>'tenantId')::uuid = ${tenantSetting}`,
  };
  const named = { policy: 'tenant_sends', role, rows: isInATenant, command: 'select' } as const;
  for (const { name } of rows) {
    const own = name === 'job' ? [sender] : name === 'queue' ? [named] : [];
    const table = `${SCHEMA}.${pg.escapeIdentifier(name)}`;
    await pool.query(admitOnly(table, [ownerOnly, worker, ...own]));
  }
}

/** Makes or brings forward schema `jobs` as its owner, with its queues; safe to run again. */
export async function migrateJobs(
  owner: pg.PoolConfig,
  applicationRole = 'aegle_app',
): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 });
  hearErrors(pool);
  const boss = new PgBoss({ db: databaseOn(pool), schema: SCHEMA, supervise: false });
  boss.on('error', () => undefined);
  try {
    await pool.query(`create schema if not exists ${SCHEMA}`);
    // Started with its scheduler, so that the scheduler's own queue is made by the owner too.
    await boss.start();
    for (const name of JOB_NAMES) await boss.createQueue(name, { name, ...retryOf(name) });
    const role = pg.escapeIdentifier(applicationRole);
    await pool.query(`
      revoke all on schema ${SCHEMA} from public;
      grant usage on schema ${SCHEMA} to ${role};
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to ${role};
      grant execute on all functions in schema ${SCHEMA} to ${role};`);
    await isolate(pool, role);
  } catch (error) {
    throw faultFrom(error);
  } finally {
    await boss.stop({ graceful: false, close: false });
    await pool.end();
  }
}

/** What a handler of one job does. Throwing has it tried again. */
export type JobHandlers = {
  readonly [N in JobName]: (payload: JobPayloads[N]) => Promise<void>;
};

export interface JobQueue {
  /** Queues a job that exists only if the transaction commits; not before `startAfter` (ISO). */
  send<N extends JobName>(
    tx: StoreTransaction,
    name: N,
    payload: JobPayloads[N],
    startAfter: string,
  ): Promise<void>;
  /** Queues a job now, outside any transaction; one waiting job a key. */
  sendNow<N extends JobName>(name: N, payload: JobPayloads[N], key: string): Promise<void>;
  /** Begins to work; `report` hears how each job ended. Forecast chunks run `chunksAtOnce` (1). */
  work(
    handlers: JobHandlers,
    report: (name: JobName, outcome: 'done' | 'failed') => void,
    chunksAtOnce?: number,
  ): Promise<void>;
  stop(): Promise<void>;
}

/** A value as the store's own statements take it. */
function wireValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Sends with the commit: no round trip of its own, and no job when the transaction fails. */
function withCommitOf(tx: StoreTransaction): PgBoss.Db {
  return {
    executeSql: async (text: string, values: unknown[]) => {
      tx.executeLater(text, values.map(wireValue));
      return { rows: [] };
    },
  };
}

/** Opens the queue as the application role. It makes nothing: `migrateJobs` did. Jobs of a machine that
 * is gone are looked for every `maintenanceSeconds`. */
export async function openQueue(
  application: pg.PoolConfig,
  onError: (error: unknown) => void,
  maintenanceSeconds = 60,
): Promise<JobQueue> {
  const pool = new pg.Pool({ ...application, max: 3 });
  hearErrors(pool);
  const boss = new PgBoss({
    db: databaseOn(pool),
    schema: SCHEMA,
    migrate: false,
    schedule: false,
    maintenanceIntervalSeconds: maintenanceSeconds,
  });
  boss.on('error', onError);
  try {
    await boss.start();
  } catch (error) {
    await pool.end();
    throw faultFrom(error);
  }
  return {
    async send(tx, name, payload, startAfter) {
      await boss.send(name, payload, { db: withCommitOf(tx), startAfter });
    },
    async sendNow(name, payload, key) {
      await boss.send(name, payload, { singletonKey: key, singletonHours: 20 });
    },
    async work(handlers, report, chunksAtOnce = 1) {
      for (const name of JOB_NAMES) {
        const isChunk = name === 'forecast-chunk';
        const pause = { pollingIntervalSeconds: name.startsWith('forecast-') ? 1 : 2 };
        const handle = handlers[name] as (payload: object) => Promise<void>;
        const work = async (jobs: readonly PgBoss.Job<object>[]) => {
          for (const job of jobs) {
            try {
              await handle(job.data);
              report(name, 'done');
            } catch (error) {
              report(name, 'failed');
              // Only the name is kept with the job: a message may repeat what was recorded.
              throw new Error(error instanceof Error ? error.name : 'unknown');
            }
          }
        };
        for (let i = 0; i < (isChunk ? chunksAtOnce : 1); i += 1)
          await boss.work(name, pause, work);
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 10_000, close: false });
      await pool.end();
    },
  };
}
