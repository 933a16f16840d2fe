// Erasing has a role of its own: the server's role can no longer take a payload or a key away.
// Forward only; a change of this schema is a new migration, never an edit of this one.

import { type Kysely, sql } from 'kysely';
import { readsInstallation } from './admit-only.ts';

/** What an erasure clears beside the log, and reads to say so in it. */
const cleared = [
  'projection',
  'idempotency',
  'forecast',
  'decision',
  'task',
  'person',
  'person_identifier',
  'patient_tie',
] as const;

export function erasureRoleMigration(applicationRole: string, erasureRole: string) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      const beside = cleared.map((table) => `aegle.${table}`).join(', ');
      await sql
        .raw(`
revoke delete, update on aegle.payload from ${applicationRole};
revoke update, delete on aegle.subject_key from ${applicationRole};
grant usage on schema aegle to ${erasureRole};
grant execute on function aegle.require(boolean, text) to ${erasureRole};
grant select, insert on aegle.event to ${erasureRole};
grant select, insert, delete on aegle.payload to ${erasureRole};
grant select, insert, update on aegle.stream_head, aegle.subject_key to ${erasureRole};
grant select, insert, update, delete on ${beside} to ${erasureRole};
grant select, delete on aegle.forecast_chunk to ${erasureRole};
grant select on aegle.tenant to ${erasureRole};
drop policy if exists eraser_reads on aegle.tenant;
create policy eraser_reads on aegle.tenant for select to ${erasureRole} using (${readsInstallation});`)
        .execute(db);
    },
  };
}
