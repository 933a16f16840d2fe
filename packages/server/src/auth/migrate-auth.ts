// Brings schema `auth` to its newest form, as the owner, for the sign-in role and nobody else.
// Never run as a role of the server, never touches the log's schema, never lets the application role in.

import { admitOnly, ensurePlainRole, faultFrom, hearErrors, ownerOnly, refuse } from '@aegle/store';
import { getMigrations } from 'better-auth/db/migration';
import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { signInSettings } from './sign-in.ts';
import type { AuthTables } from './tables.ts';

const accounts: Migration = {
  async up(db: Kysely<unknown>) {
    await sql
      .raw(`
create table auth.membership (
  user_id uuid primary key references auth."user" (id) on delete cascade,
  tenant_id uuid not null,
  role text not null,
  actor_id uuid not null,
  organisation_id uuid,
  patient_id uuid,
  ends_at timestamptz,
  check (role not in ('patient', 'guardian') or patient_id is not null)
);
create index membership_of_tenant on auth.membership (tenant_id, role);
create table auth.system_client (
  client_id uuid primary key,
  tenant_id uuid not null,
  name text not null,
  actor_id uuid not null,
  organisation_id uuid,
  secret_hash bytea not null check (length(secret_hash) = 32),
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index system_client_of_tenant on auth.system_client (tenant_id);
`)
      .execute(db);
  },
};

const kindsOfKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table auth.system_client add column kind text`.execute(db);
  },
};

/** Six digits that were used, as a keyed digest: each counts once, in whatever process. */
const usedCodes = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(`
create table auth.used_code (
  user_id uuid not null,
  code_digest bytea not null check (length(code_digest) = 32),
  used_at timestamptz not null,
  primary key (user_id, code_digest)
);`)
      .execute(db);
  },
};

/** Offices of before go on looking after access; the first administrator takes that over. */
const administrators = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(`
alter table auth.membership
  add column also_administers boolean not null default false,
  add column last_signed_in_at timestamptz,
  add column own_password_at timestamptz;
update auth.membership set also_administers = true where role = 'programme_officer';
create table auth.access_change (
  id uuid primary key,
  tenant_id uuid not null,
  user_id uuid not null references auth."user" (id) on delete cascade,
  what text not null,
  at timestamptz not null,
  by_user uuid,
  prior_ends_at timestamptz,
  seen_at timestamptz,
  vouched_at timestamptz,
  vouched_by uuid
);
create table auth.last_done (
  what text primary key,
  at timestamptz not null
);
create index access_change_of_user on auth.access_change (user_id, at);
create index access_change_of_tenant on auth.access_change (tenant_id) where vouched_at is null;
`)
      .execute(db);
  },
};

async function migrateOwn(db: Kysely<unknown>): Promise<void> {
  const migrator = new Migrator({
    db,
    migrationTableSchema: 'auth',
    provider: {
      getMigrations: async () => ({
        '0001-accounts': accounts,
        '0002-kinds-of-keys': kindsOfKeys,
        '0003-used-codes': usedCodes,
        '0004-administrators': administrators,
      }),
    },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

const schemaTables = sql<{ name: string }>`
select relname as name from pg_class
where relnamespace = 'auth'::regnamespace and relkind in ('r', 'p') order by 1`;

/** What sign-in writes; its other tables are of the migrations alone. */
const SIGN_IN_TABLES: readonly string[] = [
  'user',
  'session',
  'account',
  'verification',
  'twoFactor',
  'membership',
  'system_client',
  'used_code',
  'access_change',
  'last_done',
];

/** Every table: the sign-in role's own policy or the owner's alone; the application role has nothing. */
async function isolate(
  db: Kysely<unknown>,
  applicationRole: string,
  signInRole: string,
): Promise<void> {
  const application = pg.escapeIdentifier(applicationRole);
  const signIn = pg.escapeIdentifier(signInRole);
  await sql
    .raw(`
revoke all on schema auth from public, ${application};
revoke all on all tables in schema auth from public, ${application}, ${signIn};
grant usage on schema auth to ${signIn};`)
    .execute(db);
  const { rows } = await schemaTables.execute(db);
  const own = { policy: 'sign_in_looks_up', role: signIn, rows: 'true' };
  for (const { name } of rows) {
    const table = `auth.${pg.escapeIdentifier(name)}`;
    const isOfSignIn = SIGN_IN_TABLES.includes(name);
    await sql.raw(admitOnly(table, isOfSignIn ? [ownerOnly, own] : [ownerOnly])).execute(db);
    if (!isOfSignIn) continue;
    await sql.raw(`grant select, insert, update, delete on ${table} to ${signIn}`).execute(db);
  }
}

/**
 * Creates or brings forward schema `auth`; safe to run again. Faults as the store's migration, and
 * `forbidden` where both roles are one: whoever reads patients must not read sessions.
 */
export async function migrateAuth(
  owner: pg.PoolConfig,
  applicationRole = 'aegle_app',
  signInRole = 'aegle_sign_in',
): Promise<void> {
  if (signInRole === applicationRole)
    throw refuse(
      'forbidden',
      'DATABASE_SIGN_IN_URL',
      'Sign-in has a role of its own.',
      'Make a role aegle_sign_in and give its address.',
    );
  const pool = new pg.Pool({ ...owner, max: 2 });
  hearErrors(pool);
  const db = new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) });
  // Migrations name tables as they were, not as the types of today say.
  const plain = db as unknown as Kysely<unknown>;
  try {
    await ensurePlainRole(plain, signInRole, 'sign-in role');
    await sql`create schema if not exists auth`.execute(db);
    // The migration reads neither secret nor address; the library only wants them present.
    const settings = signInSettings({
      db,
      secret: 'not-used-while-migrating-the-schema',
      publicAddress: 'http://localhost',
    });
    const { runMigrations } = await getMigrations(settings);
    await runMigrations();
    await migrateOwn(plain);
    await isolate(plain, applicationRole, signInRole);
  } catch (error) {
    throw faultFrom(error);
  } finally {
    await db.destroy();
  }
}
