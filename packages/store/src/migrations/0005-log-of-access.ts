// The access log: who read a patient's data from outside their care. Ids and purposes, nothing clinical.
// Forward only; a change of this schema is a new migration, never an edit of this one.

import { type Kysely, sql } from 'kysely';
import { isolateByTenant } from './tenant-isolation.ts';

const tables = `
create table aegle.access_log (
  tenant_id uuid not null,
  subject_id uuid not null,
  access_id uuid not null,
  at timestamptz(3) not null,
  actor_id text not null,
  actor_role text not null,
  route text not null,
  purpose text not null,
  primary key (tenant_id, subject_id, access_id)
);
create index access_newest on aegle.access_log (tenant_id, at desc, access_id desc, subject_id desc);
`;

export function logOfAccessMigration(applicationRole: string) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql.raw(tables).execute(db);
      await isolateByTenant(db, 'access_log');
      // Append-only: no update, no delete.
      await sql.raw(`grant select, insert on aegle.access_log to ${applicationRole};`).execute(db);
    },
  };
}
