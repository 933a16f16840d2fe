// Forecasts beside the log: what was asked and frozen, parts as they are counted, the answer.
// Forward only; no column holds a covariate readable, and nothing here is read by a gate.

import { type Kysely, sql } from 'kysely';
import { isolateByTenant } from './tenant-isolation.ts';

const tables = `
create table aegle.forecast (
  tenant_id uuid not null,
  forecast_id uuid not null,
  subject_id uuid,
  requested_by text not null,
  requested_at timestamptz(3) not null,
  finished_at timestamptz(3),
  state text not null check (state in ('queued', 'done', 'failed')),
  digest text not null,
  release_name text not null,
  release_version text not null,
  release_digest text not null,
  model_version text not null,
  chunk_patients integer not null check (chunk_patients > 0),
  chunks integer not null check (chunks > 0),
  chunks_done integer not null default 0 check (chunks_done between 0 and chunks),
  failure jsonb,
  question_generation integer not null,
  question_box bytea not null,
  answer_generation integer,
  answer_box bytea,
  primary key (tenant_id, forecast_id)
);
create index forecast_of_subject on aegle.forecast (tenant_id, subject_id);

create table aegle.forecast_chunk (
  tenant_id uuid not null,
  forecast_id uuid not null,
  chunk integer not null check (chunk >= 0),
  generation integer not null,
  box bytea not null,
  primary key (tenant_id, forecast_id, chunk),
  foreign key (tenant_id, forecast_id) references aegle.forecast on delete cascade
);
`;

export const forecastTables = ['forecast', 'forecast_chunk'] as const;

export function forecastsMigration(applicationRole: string) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql.raw(tables).execute(db);
      for (const table of forecastTables) await isolateByTenant(db, table);
      await sql
        .raw(`
grant select, insert, update, delete on aegle.forecast to ${applicationRole};
grant select, insert, delete on aegle.forecast_chunk to ${applicationRole};`)
        .execute(db);
    },
  };
}
