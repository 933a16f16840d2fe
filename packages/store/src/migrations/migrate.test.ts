// Each migration on an empty database, then all of them again, on each engine.
// The schema must isolate every tenant table, whoever asks.

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDatabase, type TestDatabase, testEngines } from '../testing/test-database.ts';
import { migrate, migrationsFor } from './migrate.ts';

interface TableRow {
  readonly name: string;
  readonly forced: boolean;
  readonly policies: number;
  readonly hasTenant: boolean;
}

async function query<Row extends pg.QueryResultRow>(
  config: pg.ClientConfig,
  text: string,
): Promise<readonly Row[]> {
  const client = new pg.Client({ ...config });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Tables of no tenant: the owner keeps them, and the server reads two of them. */
const serverReads = ['installation', 'tenant'];
const ofInstallation = [...serverReads, 'kysely_migration', 'kysely_migration_lock'];

const tablesText = `
select c.relname as name, c.relforcerowsecurity and c.relrowsecurity as forced,
  (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
  exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
    as "hasTenant"
from pg_class c where c.relnamespace = 'aegle'::regnamespace and c.relkind = 'r' order by 1`;

describe.each(testEngines())('migrations on PostgreSQL %s', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await startTestDatabase(engine, { isEmpty: true });
  });
  afterAll(() => database?.stop());

  it('0001-log makes the log and nothing else', async () => {
    expect(await migrate(database.owner, 'aegle_app', '0001-log')).toEqual({
      applied: ['0001-log'],
    });
    const names = (await query<TableRow>(database.owner, tablesText)).map((row) => row.name);
    expect(names).toEqual([
      'event',
      'installation',
      'kysely_migration',
      'kysely_migration_lock',
      'payload',
      'stream_head',
      'subject_key',
      'tenant',
    ]);
  });

  it('0002-beside-the-log adds its tables', async () => {
    expect(await migrate(database.owner, 'aegle_app', '0002-beside-the-log')).toEqual({
      applied: ['0002-beside-the-log'],
    });
    const names = (await query<TableRow>(database.owner, tablesText)).map((row) => row.name);
    expect(names).toContain('idempotency');
    expect(names).toContain('patient_tie');
  });

  it('0003-every-table forces row-level security on the others too', async () => {
    const third = await migrate(database.owner, 'aegle_app', '0003-every-table');
    expect(third.applied).toEqual(['0003-every-table']);
    for (const row of await query<TableRow>(database.owner, tablesText)) {
      const policies = serverReads.includes(row.name) ? 2 : 1;
      const hasTenant = row.name === 'tenant' || !ofInstallation.includes(row.name);
      expect(row).toMatchObject({ forced: true, policies, hasTenant });
    }
  });

  it('0004-due-projections finds what is due by an index', async () => {
    const fourth = await migrate(database.owner, 'aegle_app', '0004-due-projections');
    expect(fourth.applied).toEqual(['0004-due-projections']);
    const found = await query(
      database.owner,
      `select from pg_indexes where schemaname = 'aegle' and indexname = 'projection_due'`,
    );
    expect(found).toHaveLength(1);
  });

  it('0005-log-of-access makes a log that the server can only append to', async () => {
    const fifth = await migrate(database.owner, 'aegle_app', '0005-log-of-access');
    expect(fifth.applied).toEqual(['0005-log-of-access']);
    const may = (what: string) => `has_table_privilege('aegle_app', 'aegle.access_log', '${what}')`;
    const whats = ['select', 'insert', 'update', 'delete', 'truncate'];
    const text = `select ${whats.map((what) => `${may(what)} as ${what}_`).join(', ')}`;
    expect(await query(database.owner, text)).toEqual([
      { select_: true, insert_: true, update_: false, delete_: false, truncate_: false },
    ]);
  });

  it('0006-forecasts adds its tables', async () => {
    const { applied } = await migrate(database.owner, 'aegle_app', '0006-forecasts');
    expect(applied).toEqual(['0006-forecasts']);
    const names = (await query<TableRow>(database.owner, tablesText)).map((row) => row.name);
    expect(names).toEqual(expect.arrayContaining(['forecast', 'forecast_chunk']));
  });

  it('0007-erasure-role leaves the server nothing to take away, and a second run does nothing', async () => {
    const rights = `
      select has_table_privilege('aegle_app', 'aegle.payload', 'delete') as server,
             has_table_privilege('aegle_erasure', 'aegle.payload', 'delete') as eraser`;
    expect(await query(database.owner, rights)).toEqual([{ server: true, eraser: false }]);
    expect((await migrate(database.owner)).applied).toEqual(['0007-erasure-role']);
    expect(await query(database.owner, rights)).toEqual([{ server: false, eraser: true }]);
    expect((await migrate(database.owner)).applied).toEqual([]);
    expect(Object.keys(migrationsFor('aegle_app'))).toHaveLength(7);
  });

  it('forces row-level security on every table still', async () => {
    for (const row of await query<TableRow>(database.owner, tablesText)) {
      expect(row).toMatchObject({ forced: true });
    }
  });

  it('shows nothing and raises nothing without a tenant, to application and owner alike', async () => {
    const rows = await query<TableRow>(database.owner, tablesText);
    for (const { name } of rows.filter((row) => !ofInstallation.includes(row.name))) {
      for (const config of [database.application, database.owner]) {
        const found = await query(config, `select count(*)::int as n from aegle.${name}`);
        expect(found).toEqual([{ n: 0 }]);
      }
    }
  });

  it('refuses an application role that may bypass row-level security', async () => {
    await query(database.superuser, 'create role aegle_bypass bypassrls');
    const refused = migrate(database.owner, 'aegle_bypass');
    await expect(refused).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
    await query(database.superuser, 'drop role aegle_bypass');
  });
});
