// Restores a backup into an empty database and walks every chain before it commits.
// It must never restore half a file, nor into a database that holds anything.

import { stat } from 'node:fs/promises';
import type pg from 'pg';
import { refuse } from '../faults/faults.ts';
import { requireSameMaster } from '../installation/installation.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type SnapshotReader, walkChains } from '../log/verify.ts';
import type { VerifyReport } from '../log/verify-report.ts';
import { migrate } from '../migrations/migrate.ts';
import { runSteps } from '../wire/pipeline.ts';
import { tenantStep } from '../wire/session.ts';
import { withOwner } from '../wire/with-owner.ts';
import { copyIn } from './copy.ts';
import { dropIndexes, makeIndex } from './indexes.ts';
import {
  type Description,
  type Part,
  partsOf,
  quoted,
  storeTables,
  type TablePart,
} from './parts.ts';
import { readSealed, requireWhole } from './sealed-file.ts';

export interface RestoreRequest {
  readonly owner: pg.PoolConfig;
  readonly applicationRole?: string;
  readonly file: string;
  readonly backupKey: Uint8Array;
  readonly keyring: Keyring;
  /** Hears how far it is. */
  readonly report?: (progress: RestoreProgress) => void;
}

/** How far a restore is: bytes of the file checked, then loaded; indexes; events verified. */
export interface RestoreProgress {
  readonly stage: 'check' | 'load' | 'index' | 'verify';
  readonly done: number;
  readonly total: number;
}

export interface RestoreReport {
  readonly madeAt: string;
  readonly tenants: readonly { readonly tenantId: string; readonly chains: VerifyReport }[];
}

function damaged(rule: string): Error {
  return refuse('damaged', 'backup file', rule, 'Nothing was restored. Use another copy.');
}

async function describedIn(request: RestoreRequest): Promise<Description> {
  for await (const { code, content } of partsOf(readSealed(request.file, request.backupKey))) {
    if (code !== 'I') break;
    const description = JSON.parse(content.toString('utf8')) as Description;
    if (description.format === 1) return description;
  }
  throw damaged('It does not begin with a description that this version knows.');
}

/** The store's tables that the backup's own schema has: later ones are made by later migrations. */
async function tablesThere(client: pg.Client): Promise<readonly string[]> {
  const there: string[] = [];
  for (const { name } of storeTables) {
    const { rows } = await client.query<{ found: boolean }>(
      'select to_regclass($1) is not null as found',
      [quoted(name)],
    );
    if (rows[0]?.found === true) there.push(name);
  }
  return there;
}

async function requireEmpty(client: pg.Client, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await client.query(`select 1 from ${quoted(table)} limit 1`);
    if (rows.length === 0) continue;
    throw refuse(
      'conflict',
      'database',
      'It is not empty.',
      'Restore into a new data folder or a new database.',
    );
  }
}

/** The rows up to the next table; keeps the part that ended them. */
class TableReader {
  readonly #parts: AsyncIterator<Part>;
  #next: Part | undefined;

  constructor(parts: AsyncIterable<Part>) {
    this.#parts = parts[Symbol.asyncIterator]();
  }

  async advance(): Promise<Part | undefined> {
    const { value, done } = await this.#parts.next();
    this.#next = done === true ? undefined : (value as Part);
    return this.#next;
  }

  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      const next = await this.advance();
      if (next === undefined) throw damaged('It ends in the middle of a table.');
      if (next.code !== 'D') return;
      yield next.content;
    }
  }

  get next(): Part | undefined {
    return this.#next;
  }

  /** Closes the file, wherever reading stopped. */
  async close(): Promise<void> {
    await this.#parts.return?.();
  }
}

/** The file's content; `report` hears of the bytes as they are read. */
async function* readReporting(
  request: RestoreRequest,
  stage: RestoreProgress['stage'],
): AsyncGenerator<Buffer> {
  const { size: total } = await stat(request.file);
  let done = 0;
  for await (const content of readSealed(request.file, request.backupKey)) {
    done += content.length;
    request.report?.({ stage, done, total });
    yield content;
  }
}

async function copyTables(client: pg.Client, request: RestoreRequest): Promise<void> {
  const reader = new TableReader(partsOf(readReporting(request, 'load')));
  try {
    await copyEach(client, reader);
  } finally {
    await reader.close();
  }
}

async function copyEach(client: pg.Client, reader: TableReader): Promise<void> {
  await reader.advance();
  await reader.advance();
  while (reader.next?.code === 'T') {
    const begins = JSON.parse(reader.next.content.toString('utf8')) as TablePart;
    const list = begins.columns.map((column) => `"${column.replaceAll('"', '')}"`).join(', ');
    await copyIn(client, `copy ${quoted(begins.table)} (${list}) from stdin`, reader.rows());
  }
  if (reader.next?.code !== 'E') throw damaged('It has no end.');
}

/** COPY cannot write through row-level security: it stops binding the owner, inside this transaction. */
async function bindOwner(
  client: pg.Client,
  tables: readonly string[],
  isBound: boolean,
): Promise<void> {
  const word = isBound ? 'force' : 'no force';
  for (const table of tables)
    await client.query(`alter table ${quoted(table)} ${word} row level security`);
}

async function load(
  client: pg.Client,
  request: RestoreRequest,
  description: Description,
): Promise<RestoreReport> {
  await client.query('begin');
  const own = await tablesThere(client);
  const tables = [...own, ...description.alsoTables];
  await requireEmpty(client, own);
  await bindOwner(client, tables, false);
  await client.query(`set local maintenance_work_mem = '256MB'`);
  const indexes = await dropIndexes(client, own);
  await copyTables(client, request);
  for (const [done, index] of indexes.entries()) {
    request.report?.({ stage: 'index', done, total: indexes.length });
    await makeIndex(client, index);
  }
  await bindOwner(client, tables, true);
  // Without statistics each step of the walk below would sort the whole log anew.
  for (const table of own) await client.query(`analyze ${quoted(table)}`);
  const { rows } = await client.query<{ master_key_check: Buffer }>(
    'select master_key_check from aegle.installation',
  );
  requireSameMaster(request.keyring, rows[0]?.master_key_check);
  const tenants = await verifyAll(client, request, description.tenants);
  await client.query('commit');
  return { madeAt: description.madeAt, tenants };
}

async function verifyAll(
  client: pg.Client,
  request: RestoreRequest,
  tenantIds: readonly string[],
): Promise<RestoreReport['tenants']> {
  // As the statistics have it: near enough to say how long it will take.
  const { rows } = await client.query<{ events: number }>(
    `select greatest(reltuples, 0)::int as events from pg_class where oid = 'aegle.event'::regclass`,
  );
  const total = rows[0]?.events ?? 0;
  const tenants: { tenantId: string; chains: VerifyReport }[] = [];
  let before = 0;
  for (const tenantId of tenantIds) {
    await runSteps(client, [tenantStep(tenantId)], true);
    const read: SnapshotReader = (steps) => runSteps(client, steps, true);
    const walked = (events: number) =>
      request.report?.({ stage: 'verify', done: before + events, total });
    const chains = await walkChains(read, request.keyring, tenantId, walked);
    if (!chains.isWhole) throw damaged('A chain in it does not verify.');
    tenants.push({ tenantId, chains });
    before += chains.events;
  }
  return tenants;
}

/**
 * Authenticates the whole file, brings the empty database to the backup's schema, loads and verifies
 * in one transaction, then applies newer migrations. Faults: `damaged` (cut, changed, wrong key,
 * chain broken), `conflict` (not empty, or already newer), `forbidden` (another master key).
 */
export async function restore(request: RestoreRequest): Promise<RestoreReport> {
  await requireWhole(readReporting(request, 'check'));
  const description = await describedIn(request);
  const { owner, applicationRole = 'aegle_app' } = request;
  const last = description.migrations.at(-1);
  if (last === undefined) throw damaged('It names no migration.');
  await requireNotNewer(owner, description.migrations);
  await migrate(owner, applicationRole, last);
  const report = await withOwner(owner, (client) => load(client, request, description));
  await migrate(owner, applicationRole);
  return report;
}

async function requireNotNewer(owner: pg.PoolConfig, names: readonly string[]): Promise<void> {
  const done = await withOwner(owner, async (client) => {
    const found = await client.query<{ found: boolean }>(
      `select to_regclass('aegle.kysely_migration') is not null as found`,
    );
    if (found.rows[0]?.found !== true) return [];
    const { rows } = await client.query<{ name: string }>(
      'select name from aegle.kysely_migration order by name',
    );
    return rows.map((row) => row.name);
  });
  if (done.every((name) => names.includes(name))) return;
  throw refuse(
    'conflict',
    'database',
    'Its schema is newer than the backup.',
    'Restore into a database that was never migrated.',
  );
}
