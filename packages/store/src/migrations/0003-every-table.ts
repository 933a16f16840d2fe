// The tables that belong to no tenant: they too are seen only by whom a policy names.
// Forward only; a change of this schema is a new migration, never an edit of this one.

import { type Kysely, sql } from 'kysely';
import { admitOnly, ownerOnly, readsInstallation } from './admit-only.ts';

export function everyTableMigration(applicationRole: string) {
  const server = {
    policy: 'server_reads',
    role: applicationRole,
    rows: readsInstallation,
    command: 'select',
  } as const;
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      for (const table of ['tenant', 'installation'])
        await sql.raw(admitOnly(`aegle.${table}`, [ownerOnly, server])).execute(db);
      for (const table of ['kysely_migration', 'kysely_migration_lock'])
        await sql.raw(admitOnly(`aegle.${table}`, [ownerOnly])).execute(db);
    },
  };
}
