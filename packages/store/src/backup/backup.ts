// Backs the whole store up into one encrypted file, from one snapshot, while the server goes on.
// It must never leave a file under the final name that is not whole.

import type pg from 'pg';
import { withOwner } from '../wire/with-owner.ts';
import { copyOut } from './copy.ts';
import { type Description, part, quoted, storeTables, type TablePart } from './parts.ts';
import { SealedWriter } from './sealed-file.ts';

export interface BackupRequest {
  readonly owner: pg.PoolConfig;
  readonly file: string;
  /** 32 bytes, kept apart from the master key: who has the file and this key reads rows, not payloads. */
  readonly backupKey: Uint8Array;
  /** ISO instant. */
  readonly now: string;
  /** Tables outside the store to take along, those referred to first. */
  readonly alsoTables?: readonly AlsoTable[];
}

/** A table of another schema, `schema.table`; `where` takes only some of its rows. */
export interface AlsoTable {
  readonly name: string;
  /** A condition as SQL, from code and never from a user. */
  readonly where?: string;
}

export interface BackupReport {
  readonly tenants: number;
  readonly tables: number;
  readonly bytes: number;
}

const batchBytes = 65_536;

/** Rows gathered into parts of some size: a part for each row would cost more than the row. */
class RowBatch {
  readonly #write: (content: Buffer) => Promise<void>;
  #rows: Buffer[] = [];
  #bytes = 0;

  constructor(write: (content: Buffer) => Promise<void>) {
    this.#write = write;
  }

  async add(row: Buffer): Promise<void> {
    this.#rows.push(row);
    this.#bytes += row.length;
    if (this.#bytes >= batchBytes) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#bytes === 0) return;
    const content = Buffer.concat(this.#rows);
    this.#rows = [];
    this.#bytes = 0;
    await this.#write(part('D', content));
  }
}

async function columnsOf(client: pg.Client, table: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
       and attgenerated = '' order by attnum`,
    [quoted(table)],
  );
  if (rows.length === 0) throw new Error(`There is no table ${table} to back up.`);
  return rows.map((row) => row.name);
}

async function describe(client: pg.Client, request: BackupRequest): Promise<Description> {
  const migrations = await client.query<{ name: string }>(
    'select name from aegle.kysely_migration order by name',
  );
  const tenants = await client.query<{ id: string }>(
    'select tenant_id as id from aegle.tenant order by tenant_id',
  );
  return {
    format: 1,
    madeAt: request.now,
    migrations: migrations.rows.map((row) => row.name),
    tenants: tenants.rows.map((row) => row.id),
    alsoTables: (request.alsoTables ?? []).map(({ name }) => name),
  };
}

function tableParts(description: Description): readonly Omit<TablePart, 'columns'>[] {
  const parts: Omit<TablePart, 'columns'>[] = [];
  for (const { name, isOfTenant } of storeTables) {
    if (!isOfTenant) parts.push({ table: name, tenantId: null });
    else for (const tenantId of description.tenants) parts.push({ table: name, tenantId });
  }
  for (const table of description.alsoTables) parts.push({ table, tenantId: null });
  return parts;
}

async function writeAll(
  client: pg.Client,
  request: BackupRequest,
  write: (content: Buffer) => Promise<void>,
): Promise<{ readonly tenants: number; readonly tables: number }> {
  await client.query('begin isolation level repeatable read, read only');
  const description = await describe(client, request);
  await write(part('I', Buffer.from(JSON.stringify(description), 'utf8')));
  const parts = tableParts(description);
  for (const { table, tenantId } of parts) {
    await client.query(`select set_config('aegle.tenant', $1, true)`, [tenantId ?? '']);
    const columns = await columnsOf(client, table);
    const begins: TablePart = { table, columns, tenantId };
    await write(part('T', Buffer.from(JSON.stringify(begins), 'utf8')));
    const list = columns.map((column) => `"${column}"`).join(', ');
    const where = request.alsoTables?.find(({ name }) => name === table)?.where ?? 'true';
    const text = `copy (select ${list} from ${quoted(table)} where ${where}) to stdout`;
    const rows = new RowBatch(write);
    await copyOut(client, text, (content) => rows.add(content));
    await rows.flush();
  }
  await client.query('commit');
  await write(part('E', Buffer.alloc(0)));
  return { tenants: description.tenants.length, tables: parts.length };
}

/** Makes the backup. Fault `unavailable` when the database or the disk fails: no file is left. */
export async function backup(request: BackupRequest): Promise<BackupReport> {
  const writer = await SealedWriter.create(request.file, request.backupKey);
  let bytes = 0;
  const write = async (content: Buffer): Promise<void> => {
    bytes += content.length;
    await writer.write(content);
  };
  try {
    const counts = await withOwner(request.owner, (client) => writeAll(client, request, write));
    await writer.finish();
    return { ...counts, bytes };
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
