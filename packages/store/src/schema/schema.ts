// The tables as Kysely sees them. It must say what the migrations say; the migration tests compare.

import type { ColumnType, Generated } from 'kysely';

/** Written as ISO text, read as a Date by the driver; converted at once by the row readers. */
type Instant = ColumnType<Date, string, string>;
type NullableInstant = ColumnType<Date | null, string | null, string | null>;
/** Written as JSON text, read parsed. */
type JsonColumn = ColumnType<unknown, string, string>;

interface TenantTable {
  tenant_id: string;
}

interface SubjectTable extends TenantTable {
  subject_id: string;
}

export interface StreamHeadTable extends SubjectTable {
  kind: string;
  version: number;
  chain: Buffer;
  recorded: Instant;
}

export interface EventTable extends SubjectTable {
  kind: string;
  version: number;
  event_id: string;
  recorded: Instant;
  digest: Buffer;
  chain: Buffer;
  header: string;
}

export interface PayloadTable extends SubjectTable {
  kind: string;
  version: number;
  class: string;
  generation: number;
  box: Buffer;
}

export interface SubjectKeyTable extends SubjectTable {
  class: string;
  generation: number;
  wrapped: Buffer | null;
}

export interface IdempotencyTable extends TenantTable {
  actor_id: string;
  key: string;
  request_digest: Buffer;
  subject_id: string | null;
  recorded: Instant;
  box: Buffer;
}

export interface DecisionTable extends SubjectTable {
  decision_id: string;
  question: string;
  asked_for: Instant;
  known_at: Instant;
  engine_version: string;
  edition_digests: JsonColumn;
  heads_read: JsonColumn;
  class: string;
  generation: number;
  box: Buffer | null;
}

export interface TaskTable extends TenantTable {
  task_id: string;
  kind: string;
  subject_id: string | null;
  organisation_id: string | null;
  owner_role: string;
  assignee_id: string | null;
  deputy_role: string;
  escalation_role: string;
  deadline: Instant;
  escalate_at: Instant;
  state: string;
  outcome: string | null;
  opened_at: Instant;
  opened_by: string;
  closed_at: NullableInstant;
  closed_by: string | null;
  class: string;
  generation: number;
  box: Buffer | null;
}

export interface PersonTable extends SubjectTable {
  generation: number;
  box: Buffer;
}

export interface PersonIdentifierTable extends SubjectTable {
  lookup: Buffer;
}

export interface OrganisationTable extends TenantTable {
  organisation_id: string;
  kind: string;
  name: string;
  detail: JsonColumn;
}

export interface PatientTieTable extends TenantTable {
  patient_id: string;
  organisation_id: string;
  relation: string;
  from_day: string;
  until_day: string | null;
  event_id: string;
}

export interface ProjectionTable extends SubjectTable {
  name: string;
  fold_version: number;
  heads: JsonColumn;
  generation: number;
  box: Buffer;
  due_day: string | null;
}

export interface SubjectLinkTable extends TenantTable {
  absorbed_id: string;
  survivor_id: string;
  event_id: string;
}

export interface AccessLogTable extends SubjectTable {
  access_id: string;
  at: Instant;
  actor_id: string;
  actor_role: string;
  route: string;
  purpose: string;
}

export interface TenantRowTable extends TenantTable {
  slug: string;
  name: string;
  is_demonstration: boolean;
}

export interface InstallationTable {
  is_single: Generated<boolean>;
  master_key_check: Buffer;
}

export interface ForecastTable extends TenantTable {
  forecast_id: string;
  subject_id: string | null;
  requested_by: string;
  requested_at: Instant;
  finished_at: NullableInstant;
  state: string;
  digest: string;
  release_name: string;
  release_version: string;
  release_digest: string;
  model_version: string;
  chunk_patients: number;
  chunks: number;
  chunks_done: Generated<number>;
  failure: ColumnType<unknown, string | null, string | null>;
  question_generation: number;
  question_box: Buffer;
  answer_generation: number | null;
  answer_box: Buffer | null;
}

export interface ForecastChunkTable extends TenantTable {
  forecast_id: string;
  chunk: number;
  generation: number;
  box: Buffer;
}

export interface AegleTables {
  'aegle.installation': InstallationTable;
  'aegle.tenant': TenantRowTable;
  'aegle.stream_head': StreamHeadTable;
  'aegle.event': EventTable;
  'aegle.payload': PayloadTable;
  'aegle.subject_key': SubjectKeyTable;
  'aegle.idempotency': IdempotencyTable;
  'aegle.decision': DecisionTable;
  'aegle.task': TaskTable;
  'aegle.person': PersonTable;
  'aegle.person_identifier': PersonIdentifierTable;
  'aegle.organisation': OrganisationTable;
  'aegle.patient_tie': PatientTieTable;
  'aegle.projection': ProjectionTable;
  'aegle.subject_link': SubjectLinkTable;
  'aegle.access_log': AccessLogTable;
  'aegle.forecast': ForecastTable;
  'aegle.forecast_chunk': ForecastChunkTable;
}
