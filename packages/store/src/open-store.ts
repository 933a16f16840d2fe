// Opens the store on a database as its application role, and gives the face that `store.ts` names.
// It must never open with a role that owns tables or may bypass row-level security.

import pg from 'pg';
import { appendOnce, isShort, refuseEmpty } from './append-once.ts';
import type { Scope, Store, Tenant } from './contract/store.ts';
import { faultFrom, refuse } from './faults/faults.ts';
import { requireSameMaster } from './installation/installation.ts';
import { type Keyring, makeKeyring } from './keys/keyring.ts';
import { HeadMemory } from './log/head-memory.ts';
import { SharedStreams } from './log/shared-streams.ts';
import type { Appended, AppendRequest, StreamRef } from './log/types.ts';
import { verifyChains } from './log/verify.ts';
import { readMasterKeyCheck, readTenants } from './read-installation.ts';
import { rebuildProjections } from './rebuild.ts';
import {
  checkScope,
  instantMs,
  type OpenPath,
  responseKeptMs,
  runLogTransaction,
  runTransaction,
} from './run-transaction.ts';
import { eraseSubject } from './transaction/erase.ts';
import { GroupedSteps } from './wire/group.ts';
import { hearErrors } from './wire/hear-errors.ts';
import { connect, Session, type Wire } from './wire/session.ts';
import { wireTypes } from './wire/types.ts';

export interface OpenStoreOptions {
  /** The application role's connection; `max` in it bounds the pool (default 16). */
  readonly application: pg.PoolConfig;
  /** The erasure role's connection; without it `erase` is refused. */
  readonly erasure?: pg.PoolConfig;
  /** 32 bytes. Only `main.ts` reads it from the environment. */
  readonly masterKey: Uint8Array;
  /** False behind PgBouncer before 1.21 in transaction mode. */
  readonly hasNamedStatements?: boolean;
  /** Heads kept in memory to spare a read before a bare append. Default 20,000; 0 keeps none. */
  readonly headsRemembered?: number;
  /** A statement over this is stopped: fault `unavailable`. Default 15 s. */
  readonly statementTimeoutMs?: number;
}

interface RoleRow {
  readonly rolsuper: boolean;
  readonly rolbypassrls: boolean;
  readonly owned: number;
  readonly seesAccounts: boolean;
}

async function requirePlainRole(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<RoleRow>(
    `select r.rolsuper, r.rolbypassrls,
       (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'aegle' and pg_has_role(current_user, c.relowner, 'usage')) as owned,
       exists (select from pg_namespace n where n.nspname = 'auth'
               and has_schema_privilege(n.oid, 'usage')) as "seesAccounts"
     from pg_roles r where r.rolname = current_user`,
  );
  const [role] = rows;
  const isPlain = role !== undefined && !role.rolsuper && !role.rolbypassrls && role.owned === 0;
  if (isPlain && !role.seesAccounts) return;
  throw refuse(
    'forbidden',
    'DATABASE_URL',
    'The server runs as a role that owns nothing, bypasses nothing and sees no account.',
    'Give DATABASE_URL the application role (aegle_app); keep the owner for DATABASE_OWNER_URL.',
  );
}

async function requireReady(wire: Wire, keyring: Keyring): Promise<void> {
  const client = await connect(wire.pool);
  try {
    await requirePlainRole(client);
    const { rows } = await client.query<{ found: boolean }>(
      `select to_regclass('aegle.installation') is not null as found`,
    );
    if (rows[0]?.found !== true) requireSameMaster(keyring, undefined);
    requireSameMaster(keyring, await readMasterKeyCheck(client, wire.isNamed));
  } catch (error) {
    throw faultFrom(error);
  } finally {
    client.release();
  }
}

function makePool(options: OpenStoreOptions, role: pg.PoolConfig = options.application): pg.Pool {
  const timeoutMs = options.statementTimeoutMs ?? 15_000;
  const pool = new pg.Pool({
    max: 16,
    connectionTimeoutMillis: 10_000,
    ...role,
    types: wireTypes,
    statement_timeout: timeoutMs,
    lock_timeout: timeoutMs,
    idle_in_transaction_session_timeout: 2 * timeoutMs,
  });
  hearErrors(pool);
  return pool;
}

async function subjectsOf(
  wire: Wire,
  tenantId: string,
  kind: StreamRef['kind'],
  limit: number,
  after?: string,
): Promise<readonly string[]> {
  const session = new Session(wire, tenantId, 'snapshot');
  try {
    const statement = {
      name: 'aegle_subjects',
      text: `select subject_id from aegle.stream_head where tenant_id = $1 and kind = $2
             and subject_id > $3::uuid order by subject_id limit $4::integer`,
    };
    const from = after ?? '00000000-0000-0000-0000-000000000000';
    const values = [tenantId, kind, from, String(limit)];
    const [rows = []] = await session.run([{ statement, values }]);
    return rows.map((row) => row[0] as string);
  } catch (error) {
    throw faultFrom(error);
  } finally {
    await session.rollback();
  }
}

async function tenantsOf(wire: Wire): Promise<readonly Tenant[]> {
  const client = await connect(wire.pool);
  try {
    return await readTenants(client, wire.isNamed);
  } catch (error) {
    throw faultFrom(error);
  } finally {
    client.release();
  }
}

function noErasure() {
  return refuse(
    'forbidden',
    'DATABASE_ERASURE_URL',
    'Only the erasure role may take a payload away, and no address of it is set.',
    'Set DATABASE_ERASURE_URL to the role aegle_erasure, then erase again.',
  );
}

class PostgresStore implements Store {
  readonly #path: OpenPath;
  readonly #erasing: Wire | null;

  constructor(wire: Wire, erasing: Wire | null, keyring: Keyring, memory: HeadMemory) {
    const shared = new SharedStreams();
    this.#path = { wire, keyring, memory, shared, group: new GroupedSteps(wire) };
    this.#erasing = erasing;
  }

  inTransaction: Store['inTransaction'] = (scope, work) => runTransaction(this.#path, scope, work);

  async append(scope: Scope, request: AppendRequest): Promise<readonly Appended[]> {
    checkScope(scope);
    refuseEmpty(request);
    if (scope.idempotency === undefined && isShort(request)) {
      const nowMs = instantMs(scope.now, 'now');
      const done = await appendOnce(this.#path, scope, nowMs, request);
      if (done !== null) return done;
    }
    return this.inTransaction(scope, (tx) => tx.append(request));
  }

  erase: Store['erase'] = async (scope, request) => {
    if (this.#erasing === null) throw noErasure();
    const path = { ...this.#path, wire: this.#erasing };
    await runLogTransaction(path, scope, (tx) => eraseSubject(tx, request));
  };

  async verify(tenantId: string): ReturnType<Store['verify']> {
    try {
      return await verifyChains(this.#path.wire, this.#path.keyring, tenantId);
    } catch (error) {
      throw faultFrom(error);
    }
  }

  rebuildProjections: Store['rebuildProjections'] = (tenantId, fold) =>
    rebuildProjections(this.#path, tenantId, fold);

  async purgeIdempotency(tenantId: string, now: string): Promise<number> {
    const scope = { tenantId, actor: { id: 'aegle', role: 'system' }, now };
    const oldest = new Date(instantMs(now, 'now') - responseKeptMs).toISOString();
    return this.inTransaction(scope, async (tx) => {
      const db = await tx.kysely();
      const { numDeletedRows } = await db
        .deleteFrom('aegle.idempotency')
        .where('tenant_id', '=', tenantId)
        .where('recorded', '<=', new Date(oldest))
        .executeTakeFirst();
      return Number(numDeletedRows);
    });
  }

  subjects: Store['subjects'] = (tenantId, kind, limit, after) =>
    subjectsOf(this.#path.wire, tenantId, kind, limit, after);

  tenants: Store['tenants'] = () => tenantsOf(this.#path.wire);

  async close(): Promise<void> {
    await Promise.all([this.#path.wire.pool.end(), this.#erasing?.pool.end()]);
  }
}

/**
 * Opens the store. Faults: `forbidden` for a role that owns or bypasses, or another master key;
 * `invalid` when the database was not migrated; `unavailable` when it cannot be reached.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const keyring = makeKeyring(options.masterKey);
  const wire = { pool: makePool(options), isNamed: options.hasNamedStatements ?? true };
  const { erasure } = options;
  const erasing =
    erasure === undefined
      ? null
      : { pool: makePool(options, { max: 1, ...erasure }), isNamed: wire.isNamed };
  try {
    await requireReady(wire, keyring);
    return new PostgresStore(wire, erasing, keyring, new HeadMemory(options.headsRemembered));
  } catch (error) {
    await erasing?.pool.end().catch(() => undefined);
    await wire.pool.end().catch(() => undefined);
    throw error;
  }
}
