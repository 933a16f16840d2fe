// Brings schema `auth` to its newest form, as the owner, and lets the application role use it.
// Never run as the application role, and never touch the log's schema.

import { getMigrations } from 'better-auth/db/migration';
import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { faultFrom } from '../store/faults.ts';
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

async function migrateOwn(db: Kysely<unknown>): Promise<void> {
  const migrator = new Migrator({
    db,
    migrationTableSchema: 'auth',
    provider: { getMigrations: async () => ({ '0001-accounts': accounts }) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function grantTo(db: Kysely<unknown>, applicationRole: string): Promise<void> {
  const role = sql.id(applicationRole);
  await sql`revoke all on schema auth from public`.execute(db);
  await sql`grant usage on schema auth to ${role}`.execute(db);
  await sql`grant select, insert, update, delete on all tables in schema auth to ${role}`.execute(
    db,
  );
}

/** Creates or brings forward schema `auth`; safe to run again. Faults as the store's migration. */
export async function migrateAuth(
  owner: pg.PoolConfig,
  applicationRole = 'aegle_app',
): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 });
  pool.on('error', () => undefined);
  const db = new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`create schema if not exists auth`.execute(db);
    // The migration reads neither secret nor address; the library only wants them present.
    const settings = signInSettings({
      db,
      secret: 'not-used-while-migrating-the-schema',
      publicAddress: 'http://localhost',
    });
    const { runMigrations } = await getMigrations(settings);
    await runMigrations();
    await migrateOwn(db as unknown as Kysely<unknown>);
    await grantTo(db as unknown as Kysely<unknown>, applicationRole);
  } catch (error) {
    throw faultFrom(error);
  } finally {
    await db.destroy();
  }
}
