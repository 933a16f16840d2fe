// The log: tenants, heads, events, payloads and the keys that seal them.
// Forward only; a change of this schema is a new migration, never an edit of this one.

import { type Kysely, sql } from 'kysely';
import { isolateByTenant } from './tenant-isolation.ts';

const tables = `
create table aegle.installation (
  is_single boolean primary key default true check (is_single),
  master_key_check bytea not null
);

create table aegle.tenant (
  tenant_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text not null,
  is_demonstration boolean not null
);

create table aegle.stream_head (
  tenant_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  version integer not null check (version > 0),
  chain bytea not null,
  recorded timestamptz(3) not null,
  primary key (tenant_id, subject_id, kind)
) with (fillfactor = 70);

create table aegle.event (
  tenant_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  version integer not null check (version > 0),
  event_id uuid not null,
  recorded timestamptz(3) not null,
  digest bytea not null,
  chain bytea not null,
  header text not null,
  primary key (tenant_id, subject_id, kind, version)
);
create unique index event_once on aegle.event (tenant_id, subject_id, event_id);

create table aegle.payload (
  tenant_id uuid not null,
  subject_id uuid not null,
  kind text not null,
  version integer not null,
  class text not null,
  generation integer not null,
  box bytea not null,
  primary key (tenant_id, subject_id, kind, version)
);

create table aegle.subject_key (
  tenant_id uuid not null,
  subject_id uuid not null,
  class text not null,
  generation integer not null,
  wrapped bytea,
  primary key (tenant_id, subject_id, class, generation)
);

create function aegle.require(holds boolean, what text) returns void language plpgsql as $$
begin
  if holds is not true then
    raise exception using errcode = 'AG001', message = what;
  end if;
end $$;
`;

/** The application role reads and appends; it can change no event and owns nothing. */
function grantsTo(role: string): string {
  return `
grant usage on schema aegle to ${role};
grant execute on function aegle.require(boolean, text) to ${role};
grant select on aegle.tenant, aegle.installation to ${role};
grant select, insert on aegle.event to ${role};
grant select, insert, delete on aegle.payload to ${role};
grant select, insert, update on aegle.stream_head, aegle.subject_key to ${role};
`;
}

export function logMigration(applicationRole: string) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql.raw(tables).execute(db);
      for (const table of ['stream_head', 'event', 'payload', 'subject_key']) {
        await isolateByTenant(db, table);
      }
      await sql.raw(grantsTo(applicationRole)).execute(db);
    },
  };
}
