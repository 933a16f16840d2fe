// A projection names the day after which somebody has to look at it, so that no timer is needed.
// Forward only; a change of this schema is a new migration, never an edit of this one.

import { type Kysely, sql } from 'kysely';

export const dueProjectionsMigration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql
      .raw(`
alter table aegle.projection add column due_day date;
create index projection_due on aegle.projection (tenant_id, name, due_day, subject_id)
  where due_day is not null;
`)
      .execute(db);
  },
};
