// Brings a database to the newest schema, as its owner, and makes the application role if it can.
// It must never run as the application role, and never go backwards.

import { Kysely, type Migration, Migrator, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { faultFrom, refuse } from '../faults/faults.ts';
import { hearErrors } from '../wire/hear-errors.ts';
import { logMigration } from './0001-log.ts';
import { besideTheLogMigration } from './0002-beside-the-log.ts';
import { everyTableMigration } from './0003-every-table.ts';
import { dueProjectionsMigration } from './0004-due-projections.ts';
import { logOfAccessMigration } from './0005-log-of-access.ts';
import { forecastsMigration } from './0006-forecasts.ts';
import { erasureRoleMigration } from './0007-erasure-role.ts';

/** Every migration by its number. Names never change: they are what a database remembers. */
export function migrationsFor(
  applicationRole: string,
  erasureRole = 'aegle_erasure',
): Record<string, Migration> {
  return {
    '0001-log': logMigration(applicationRole),
    '0002-beside-the-log': besideTheLogMigration(applicationRole),
    '0003-every-table': everyTableMigration(applicationRole),
    '0004-due-projections': dueProjectionsMigration,
    '0005-log-of-access': logOfAccessMigration(applicationRole),
    '0006-forecasts': forecastsMigration(applicationRole),
    '0007-erasure-role': erasureRoleMigration(applicationRole, erasureRole),
  };
}

const rolePattern = /^[a-z_][a-z0-9_]{0,62}$/;

/** Makes the role if it is not there. Fault `forbidden` for one that may bypass policies. */
export async function ensurePlainRole(
  db: Kysely<unknown>,
  role: string,
  what: string,
): Promise<void> {
  if (!rolePattern.test(role)) {
    throw refuse('invalid', what, 'A role name is lower-case.', 'Rename the role.');
  }
  const found = await sql<{ rolsuper: boolean; rolbypassrls: boolean }>`
    select rolsuper, rolbypassrls from pg_roles where rolname = ${role}`.execute(db);
  const [row] = found.rows;
  if (row?.rolsuper || row?.rolbypassrls) {
    throw refuse(
      'forbidden',
      what,
      `Role ${role} may bypass row-level security.`,
      'Use a role that is no superuser and has no BYPASSRLS.',
    );
  }
  if (row !== undefined) return;
  try {
    await sql.raw(`create role ${role}`).execute(db);
  } catch (error) {
    throw refuse(
      'forbidden',
      what,
      `Role ${role} is not there and the owner may not create it.`,
      `As an administrator run: create role ${role} login; then migrate again.`,
      error,
    );
  }
}

/** What `migrate` did: the names it applied now, in order. */
export interface MigrationReport {
  readonly applied: readonly string[];
}

/**
 * Applies the missing migrations, each in its transaction, up to `upTo` (all when left out).
 * Two migrators at once wait for each other. Fault `forbidden` for a wrong application role.
 */
export async function migrate(
  owner: pg.PoolConfig,
  applicationRole = 'aegle_app',
  upTo?: string,
  erasureRole = 'aegle_erasure',
): Promise<MigrationReport> {
  const pool = new pg.Pool({ ...owner, max: 2 });
  hearErrors(pool);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  try {
    await ensurePlainRole(db, applicationRole, 'application role');
    await ensurePlainRole(db, erasureRole, 'erasure role');
    const migrator = new Migrator({
      db,
      migrationTableSchema: 'aegle',
      provider: { getMigrations: async () => migrationsFor(applicationRole, erasureRole) },
    });
    const { error, results } =
      upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
    if (error !== undefined) throw error;
    const applied = (results ?? []).filter((result) => result.status === 'Success');
    return { applied: applied.map((result) => result.migrationName) };
  } catch (error) {
    throw faultFrom(error);
  } finally {
    await db.destroy();
  }
}
