// Every table of every schema, on each engine: forced row-level security, and a pooled connection of
// the application role with no tenant sees nothing and raises nothing, even if it were granted all.

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../store/src/open-store.ts';
import { testNow } from '../../store/src/testing/made-up.ts';
import { testEngines } from '../../store/src/testing/test-database.ts';
import { addAccount } from './auth/accounts.ts';
import { migrateAuth } from './auth/migrate-auth.ts';
import { signInWith } from './auth/sessions.ts';
import { makeSignIn } from './auth/sign-in.ts';
import { addSystemClient } from './auth/system-clients.ts';
import { authDatabaseOn } from './auth/tables.ts';
import { type JobQueue, migrateJobs, openQueue } from './jobs/queue.ts';
import { queueingStore } from './jobs/queueing-store.ts';
import { startTestServices, type TestServices } from './services/testing.ts';

const subjectId = '0b0d1d1e-8c1f-4d3a-9a52-6d8f6a8f1c11';
const actorId = '0b0d1d1e-8c1f-4d3a-9a52-6d8f6a8f1c12';
const password = 'an invented password';
const everyTable = `
select n.nspname || '.' || quote_ident(c.relname) as name,
  c.relrowsecurity and c.relforcerowsecurity as "isForced"
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
order by 1`;

interface TableRow {
  readonly name: string;
  readonly isForced: boolean;
}

let services: TestServices;
let queue: JobQueue;

/** One row at least where sign-in and the queue keep theirs, so that an empty table proves nothing. */
async function fill(): Promise<void> {
  const { database, tenant, context } = services;
  const db = authDatabaseOn(new pg.Pool({ ...database.signIn, max: 2 }));
  const signIn = makeSignIn({ db, secret: 'x'.repeat(40), publicAddress: 'http://localhost:1' });
  const email = 'invented@example.org';
  const tenantId = tenant.id;
  const account = {
    email,
    name: 'Invented',
    password,
    tenantId,
    role: 'delegate',
    actorId,
  } as const;
  await addAccount(signIn, db, account);
  await signInWith(signIn, { email, password });
  await addSystemClient(db, {
    clientId: actorId,
    tenantId,
    name: 'EHR',
    actorId,
    kind: 'clinic_system',
    now: testNow,
  });
  await db.destroy();
  const store = queueingStore(context.store, queue);
  const scope = { tenantId, actor: { id: actorId, role: 'delegate' }, now: testNow };
  await store.inTransaction(scope, (tx) =>
    tx.openTask({
      id: actorId,
      kind: 'review_hold',
      subjectId,
      organisationId: null,
      ownerRole: 'prescriber',
      assigneeId: null,
      deputyRole: 'delegate',
      escalationRole: 'safety_officer',
      deadline: testNow,
      escalateAt: testNow,
      detail: {},
      class: 'plain',
    }),
  );
}

async function query<Row extends pg.QueryResultRow>(
  config: pg.ClientConfig,
  ...texts: readonly string[]
): Promise<readonly Row[]> {
  const client = new pg.Client({ ...config });
  await client.connect();
  try {
    let rows: readonly Row[] = [];
    for (const text of texts) rows = (await client.query<Row>(text)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

async function tables(): Promise<readonly TableRow[]> {
  return query<TableRow>(services.database.superuser, everyTable);
}

/** How many rows a role sees, of each table that shows it one or more. */
async function seenBy(
  config: pg.ClientConfig,
  before: readonly string[] = [],
): Promise<Readonly<Record<string, number>>> {
  const seen: Record<string, number> = {};
  for (const { name } of await tables()) {
    const count = `select count(*)::int as n from ${name}`;
    const [row] = await query<{ n: number }>(config, ...before, count);
    if (row !== undefined && row.n > 0) seen[name] = row.n;
  }
  return seen;
}

describe.each(testEngines())('every table on PostgreSQL %s', (engine) => {
  beforeAll(async () => {
    services = await startTestServices(engine);
    const { database } = services;
    await migrateAuth(database.owner);
    await migrateJobs(database.owner);
    queue = await openQueue(database.application, () => undefined);
    await fill();
  }, 180_000);
  afterAll(async () => {
    await queue?.stop();
    await services?.stop();
  });

  it('forces row-level security, in the schemas of the log, of sign-in and of the queue', async () => {
    const all = await tables();
    const schemas = new Set(all.map(({ name }) => name.split('.')[0]));
    expect([...schemas].sort()).toEqual(['aegle', 'auth', 'jobs']);
    expect(all.filter(({ isForced }) => !isForced)).toEqual([]);
    expect(await seenBy(services.database.superuser)).toMatchObject({
      'aegle.tenant': 1,
      'auth."user"': 1,
      'auth.session': 1,
      'auth.system_client': 1,
      'jobs.job': 1,
    });
  });

  it('gives the application role nothing of sign-in, and the sign-in role nothing else', async () => {
    const held = `
select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and n.nspname in ('aegle', 'auth', 'jobs')
  and has_table_privilege(current_user, c.oid, 'select, insert, update, delete, truncate')
group by 1 order by 1`;
    const { application, signIn } = services.database;
    expect(await query(application, held)).toEqual([{ schema: 'aegle' }, { schema: 'jobs' }]);
    expect(await query(signIn, held)).toEqual([{ schema: 'auth' }]);
  });

  it('refuses to open the log as the role of sign-in', async () => {
    const { signIn, masterKey } = services.database;
    const opening = openStore({ application: signIn, masterKey });
    await expect(opening).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
  });

  it('H-07 shows nothing and raises nothing without a tenant, even to a role that was granted all', async () => {
    const { superuser, application } = services.database;
    const grants = ['aegle', 'auth', 'jobs'].map(
      (schema) =>
        `grant usage on schema ${schema} to aegle_app;
         grant select on all tables in schema ${schema} to aegle_app`,
    );
    await query(superuser, ...grants);
    expect(await seenBy(application)).toEqual({});
    // What a pooled connection looks like after a transaction of some tenant, of the queue, of start.
    const used = ['aegle.tenant', 'aegle.queue', 'aegle.reads'].map(
      (name) => `begin; set local ${name} = 'x'; commit`,
    );
    expect(await seenBy(application, used)).toEqual({});
    const elsewhere = `set aegle.tenant = '${subjectId}'`;
    const names = Object.keys(await seenBy(application, [elsewhere]));
    expect(names).toEqual(['jobs.queue']);
  });
});
