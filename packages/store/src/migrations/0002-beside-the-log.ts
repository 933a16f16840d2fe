// What stands beside the log: responses by key, decisions, tasks, people, care relationships, projections, links.
// Forward only; a change of this schema is a new migration, never an edit of this one.

import { type Kysely, sql } from 'kysely';
import { isolateByTenant } from './tenant-isolation.ts';

const tables = `
create table aegle.idempotency (
  tenant_id uuid not null,
  actor_id text not null,
  key text not null,
  request_digest bytea not null,
  subject_id uuid,
  recorded timestamptz(3) not null,
  box bytea not null,
  primary key (tenant_id, actor_id, key)
);
create index idempotency_age on aegle.idempotency (tenant_id, recorded);

create table aegle.decision (
  tenant_id uuid not null,
  subject_id uuid not null,
  decision_id uuid not null,
  question text not null,
  asked_for timestamptz(3) not null,
  known_at timestamptz(3) not null,
  engine_version text not null,
  edition_digests jsonb not null,
  heads_read jsonb not null,
  class text not null,
  generation integer not null,
  box bytea,
  primary key (tenant_id, subject_id, decision_id)
);
create index decision_newest on aegle.decision (tenant_id, subject_id, known_at desc);

create table aegle.task (
  tenant_id uuid not null,
  task_id uuid not null,
  kind text not null,
  subject_id uuid,
  organisation_id uuid,
  owner_role text not null,
  assignee_id text,
  deputy_role text not null,
  escalation_role text not null,
  deadline timestamptz(3) not null,
  escalate_at timestamptz(3) not null,
  state text not null check (state in ('open', 'done', 'cancelled')),
  outcome text,
  opened_at timestamptz(3) not null,
  opened_by text not null,
  closed_at timestamptz(3),
  closed_by text,
  class text not null,
  generation integer not null,
  box bytea,
  primary key (tenant_id, task_id)
);
create index task_due on aegle.task (tenant_id, state, deadline);
create index task_of_subject on aegle.task (tenant_id, subject_id);

create table aegle.person (
  tenant_id uuid not null,
  subject_id uuid not null,
  generation integer not null,
  box bytea not null,
  primary key (tenant_id, subject_id)
);

create table aegle.person_identifier (
  tenant_id uuid not null,
  lookup bytea not null,
  subject_id uuid not null,
  primary key (tenant_id, lookup)
);
create index identifier_of_subject on aegle.person_identifier (tenant_id, subject_id);

create table aegle.organisation (
  tenant_id uuid not null,
  organisation_id uuid not null,
  kind text not null check (kind in ('clinic', 'pharmacy', 'laboratory', 'office')),
  name text not null,
  detail jsonb not null,
  primary key (tenant_id, organisation_id)
);

create table aegle.patient_tie (
  tenant_id uuid not null,
  patient_id uuid not null,
  organisation_id uuid not null,
  relation text not null,
  from_day date not null,
  until_day date check (until_day >= from_day),
  event_id uuid not null,
  primary key (tenant_id, patient_id, organisation_id, relation, from_day)
);
create index tie_of_organisation on aegle.patient_tie (tenant_id, organisation_id, patient_id);

create table aegle.projection (
  tenant_id uuid not null,
  subject_id uuid not null,
  name text not null,
  fold_version integer not null,
  heads jsonb not null,
  generation integer not null,
  box bytea not null,
  primary key (tenant_id, subject_id, name)
) with (fillfactor = 70);
create index projection_by_name on aegle.projection (tenant_id, name, subject_id);

create table aegle.subject_link (
  tenant_id uuid not null,
  absorbed_id uuid not null,
  survivor_id uuid not null check (survivor_id <> absorbed_id),
  event_id uuid not null,
  primary key (tenant_id, absorbed_id)
);
create index link_of_survivor on aegle.subject_link (tenant_id, survivor_id);
`;

export const tablesBesideTheLog = [
  'idempotency',
  'decision',
  'task',
  'person',
  'person_identifier',
  'organisation',
  'patient_tie',
  'projection',
  'subject_link',
] as const;

export function besideTheLogMigration(applicationRole: string) {
  return {
    async up(db: Kysely<unknown>): Promise<void> {
      await sql.raw(tables).execute(db);
      for (const table of tablesBesideTheLog) await isolateByTenant(db, table);
      const all = tablesBesideTheLog.map((table) => `aegle.${table}`).join(', ');
      await sql
        .raw(`grant select, insert, update, delete on ${all} to ${applicationRole};`)
        .execute(db);
    },
  };
}
