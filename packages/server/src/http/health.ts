// What /health tells an operator and a supervisor: whether Aegle can answer, and why not.
// Never a patient, a tenant or an address; 200 only where a decision could be recorded now.

import type { ServerState } from '@aegle/store';
import { StoreFault } from '@aegle/store';
import type { FastifyInstance } from 'fastify';
import { tenantsWithReaders } from '../auth/last-reader.ts';
import type { ServiceContext } from '../services/context.ts';
import type { Dependencies } from './calls/call.ts';

export interface HealthSource {
  readonly engine: 'embedded' | 'external';
  /** How the embedded server stands; left out for a database of one's own. */
  readonly embedded?: () => ServerState;
  /** Streams of the log found damaged since the start; none when left out. */
  readonly damagedStreams?: () => number;
}

type Watched = Pick<Dependencies, 'services' | 'authDb' | 'now'>;

interface DatabaseHealth {
  readonly state: 'running' | 'restarting' | 'stopped' | 'unreachable';
  readonly restarts?: number;
  readonly forSeconds?: number;
  readonly rule?: string;
  readonly nextStep?: string;
}

function embeddedHealth({ state, sinceMs, restarts, fault }: ServerState): DatabaseHealth {
  const forSeconds = Math.floor((performance.now() - sinceMs) / 1000);
  return { state, restarts, forSeconds, ...(fault ?? {}) };
}

async function databaseHealth(
  store: ServiceContext['store'],
  source: HealthSource,
): Promise<DatabaseHealth> {
  const embedded = source.embedded === undefined ? null : embeddedHealth(source.embedded());
  if (embedded !== null && embedded.state !== 'running') return embedded;
  try {
    await store.tenants();
    return embedded ?? { state: 'running' };
  } catch (error) {
    if (!(error instanceof StoreFault)) throw error;
    const { rule, nextStep } = error.fault;
    return { ...embedded, state: 'unreachable', rule, nextStep };
  }
}

type Alarm =
  | { readonly code: 'log_damaged'; readonly streams: number; readonly nextStep: string }
  | { readonly code: 'tasks_without_reader'; readonly tenants: number; readonly nextStep: string };

/** Tenants where a task is open and no account that reads tasks has access. */
async function unreadTenants({ services, authDb, now }: Watched): Promise<number> {
  const { store } = services;
  const at = now();
  const read = await tenantsWithReaders(authDb, at);
  let unread = 0;
  for (const { id } of await store.tenants()) {
    if (read.has(id)) continue;
    const scope = { tenantId: id, actor: { id: 'aegle', role: 'system_client' }, now: at };
    const open = await store.inTransaction(scope, (tx) => tx.tasks({ state: 'open', limit: 1 }));
    unread += open.length;
  }
  return unread;
}

async function unreadAlarms(watched: Watched): Promise<readonly Alarm[]> {
  const tenants = await unreadTenants(watched);
  if (tenants === 0) return [];
  const nextStep = 'Add an account that reads tasks: aegle user add … --role safety_officer.';
  return [{ code: 'tasks_without_reader', tenants, nextStep }];
}

function damageAlarms({ damagedStreams }: HealthSource): readonly Alarm[] {
  const streams = damagedStreams?.() ?? 0;
  if (streams === 0) return [];
  const nextStep = 'Run aegle verify to find the places, then restore the last good backup.';
  return [{ code: 'log_damaged', streams, nextStep }];
}

/**
 * Adds GET /health: 200 `ok`, or `alarm` with what to look at; 503 `unavailable` with the database's
 * state and the next step.
 */
export function addHealth(
  app: FastifyInstance,
  watched: Watched,
  version: string,
  source: HealthSource,
): void {
  app.get('/health', { schema: { hide: true } as object }, async (_request, reply) => {
    const database = await databaseHealth(watched.services.store, source);
    const isUp = database.state === 'running';
    if (!isUp) reply.code(503).header('retry-after', '2');
    reply.header('cache-control', 'no-store');
    const unread = isUp ? await unreadAlarms(watched) : [];
    const alarms = [...damageAlarms(source), ...unread];
    const status = isUp ? (alarms.length > 0 ? 'alarm' : 'ok') : 'unavailable';
    return { status, version, engine: source.engine, database, alarms };
  });
}
