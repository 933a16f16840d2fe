// What services may ask of the store: one transaction, the log, and the tables beside it.
// It must never decide anything about treatment, read a clock, or let one tenant see another.

import type { Kysely } from 'kysely';
import type { StreamPlace } from '../log/changed-streams.ts';
import type {
  Appended,
  AppendRequest,
  Json,
  StreamRead,
  StreamRef,
  StreamVersion,
} from '../log/types.ts';
import type { VerifyReport } from '../log/verify-report.ts';
import type { AegleTables } from '../schema/schema.ts';
import type {
  AccessLogFilter,
  AccessLogPage,
  CareRelationship,
  DueProjection,
  ForecastFailure,
  NewAccess,
  NewForecast,
  NewTask,
  Organisation,
  Person,
  PersonIdentifier,
  Projection,
  ReadDecision,
  StoredDecision,
  StoredForecast,
  Task,
  TaskFilter,
} from '../schema/types.ts';

/** Who acts, inside which tenant, at which instant. `now` is read once, by the service's caller. */
export interface Scope {
  readonly tenantId: string;
  readonly actor: { readonly id: string; readonly role: string };
  /** ISO instant (UTC). More than 2 s behind a stream's head: fault `clock_regressed`. */
  readonly now: string;
  /** Streams to read in the same round trip that opens the transaction. Optional, for speed only. */
  readonly reads?: readonly StreamRef[];
  /**
   * Repeats of one request by (tenant, actor, key) for 30 days. The same digest answers with the
   * stored response and does not run `work`; another digest is fault `idempotency_mismatch`.
   */
  readonly idempotency?: {
    readonly key: string;
    /** SHA-256 (hex) of the request as it was received. */
    readonly requestDigest: string;
    /** Whose erasure also removes the stored response. */
    readonly subjectId?: string;
  };
}

/**
 * One short transaction of one tenant. Writes are gathered and sent with the commit; reads see the
 * log as it stood when they ran, not the transaction's own appends. Do nothing else in `work`: it is
 * run again from the start when another writer was first, so effects outside go through the queue.
 */
export interface StoreTransaction {
  readonly scope: Scope;

  /**
   * Head and all events of each stream, in stream order; each stream of one snapshot. Unknown:
   * version 0. What a decision read of other streams it names in `versionsRead`, to be checked again.
   */
  readStreams(refs: readonly StreamRef[]): Promise<readonly StreamRead[]>;
  /** Heads alone; version 0 where nothing was written. */
  readStreamVersions(refs: readonly StreamRef[]): Promise<readonly StreamVersion[]>;
  /**
   * Those of the streams that no longer stand at the version given (0: nothing was written), in no
   * order. One statement for any number of them; what was remembered of a stream does not count.
   */
  changedStreams(places: readonly StreamPlace[]): Promise<readonly StreamRef[]>;
  /**
   * Checks and chains the events; they are stored when the transaction commits. `recorded` is
   * max(now, head). An id that is in the stream with the same content is answered with its first
   * receipt; with other content it is fault `conflict`. Faults: `invalid`, `conflict`, `clock_regressed`.
   */
  append(request: AppendRequest): Promise<readonly Appended[]>;

  /** Stores an answered decision; an asked question (dry run) is not stored. */
  storeDecision(decision: StoredDecision): Promise<void>;
  /** Null when there is no such decision of that patient in this tenant. */
  decision(subjectId: string, decisionId: string): Promise<ReadDecision | null>;
  /** Newest first, at most `limit` (default 50). */
  decisions(subjectId: string, limit?: number): Promise<readonly ReadDecision[]>;

  openTask(task: NewTask): Promise<void>;
  /** Fault `conflict` when the task is already closed, `not_found` when it is not there. */
  closeTask(taskId: string, state: 'done' | 'cancelled', outcome: string): Promise<void>;
  assignTask(taskId: string, assigneeId: string | null): Promise<void>;
  /** Hands an open task on to its escalation role now, held by nobody; null when none is open. */
  escalateTask(taskId: string): Promise<Task | null>;
  tasks(filter: TaskFilter): Promise<readonly Task[]>;

  putPerson(person: Person, identifiers: readonly PersonIdentifier[]): Promise<void>;
  /** Null when unknown or erased. */
  person(subjectId: string): Promise<Person | null>;
  /** Those of the subjects that are known and not erased; for lists of a clinic's own patients. */
  people(subjectIds: readonly string[]): Promise<readonly Person[]>;
  /** The subject with that identifier, through merges to the surviving patient; null when none. */
  findByIdentifier(identifier: PersonIdentifier): Promise<string | null>;

  putOrganisation(organisation: Organisation): Promise<void>;
  organisations(): Promise<readonly Organisation[]>;
  putCareRelationship(tie: CareRelationship): Promise<void>;
  /** Care relationships that hold on the calendar day (both ends included), of a patient or of an organisation. */
  careRelationshipsOn(
    day: string,
    of: { readonly patientId: string } | { readonly organisationId: string },
  ): Promise<readonly CareRelationship[]>;

  /** By patient: the one pharmacy whose tie holds on the calendar day; with several or none, absent. */
  onlyPharmaciesOn(day: string, patients: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /**
   * Whether the tenant has this patient, and whether a tie to the organisation holds on one of the
   * two days; with no organisation, not related, nor for a person who handed the patient over.
   */
  reach(
    patientId: string,
    organisationId: string | null,
    days: readonly [string, string],
    person?: string | null,
  ): Promise<{ readonly isKnown: boolean; readonly isInCare: boolean }>;

  /** Replaces the projected facts of one patient under one name. */
  project(projection: Projection): Promise<void>;
  projection(subjectId: string, name: string): Promise<Projection | null>;
  /** Those of the subjects that have a projection of that name. */
  projectionsOf(name: string, subjectIds: readonly string[]): Promise<readonly Projection[]>;
  /** Every projection of that name, in order of subject, after `afterSubjectId`; for worklists. */
  projections(name: string, limit: number, afterSubjectId?: string): Promise<readonly Projection[]>;

  /**
   * Whose projected facts have to be looked at because their due day lies before `beforeDay`, in
   * order of day and subject, after the one given last. The day does not say in which zone.
   */
  dueProjections(
    name: string,
    beforeDay: string,
    limit: number,
    after?: DueProjection,
  ): Promise<readonly DueProjection[]>;

  /** The patients merged with this one, itself included; the survivor comes first. */
  linkedSubjects(subjectId: string): Promise<readonly string[]>;
  /** Records that `absorbedId` is the same person as `survivorId`. Both streams stay as they are. */
  linkSubjects(absorbedId: string, survivorId: string, eventId: string): Promise<void>;

  /** Appends a read from outside the care to the access log, in the scope's actor's name. */
  recordAccess(access: NewAccess): Promise<void>;
  /** The access log of the tenant, newest first. */
  accessLog(filter: AccessLogFilter): Promise<AccessLogPage>;

  /** Keeps a forecast that was asked for; one that is there stays as it is. True when it is new. */
  openForecast(forecast: NewForecast): Promise<boolean>;
  /** How many of the scope's actor are not ended. Until the commit nobody else counts them. */
  queuedForecasts(): Promise<number>;
  /** Null when there is none of that id in this tenant. */
  forecast(forecastId: string): Promise<StoredForecast | null>;
  /** The one about this subject that was answered last. */
  latestForecastOf(subjectId: string): Promise<StoredForecast | null>;
  /** Keeps one counted chunk, once. How many are missing; null when it is ended or not there. */
  keepForecastChunk(forecastId: string, chunk: number, bytes: Uint8Array): Promise<number | null>;
  /** Null when that chunk was not counted yet. */
  forecastChunk(forecastId: string, chunk: number): Promise<Uint8Array | null>;
  /** Ends a forecast that is not ended, with its answer (JSON text) or why there is none. */
  finishForecast(forecastId: string, end: string | ForecastFailure): Promise<void>;

  /** Runs one statement inside this transaction now, before what was gathered so far. */
  executeSql(
    text: string,
    values: readonly unknown[],
  ): Promise<{ rows: Record<string, unknown>[] }>;
  /**
   * Gathers one statement to be sent with the commit, after the appends (the queue's door). Its rows
   * are not answered. The text is one of a few fixed ones; what varies stands in `values`.
   */
  executeLater(text: string, values: readonly (string | null)[]): void;
  /** Kysely on this transaction, for queries that are not on the hot path. */
  kysely(): Promise<Kysely<AegleTables>>;
}

/** What an erasure takes away. `all` leaves only the chain's links and the `Erased` events. */
export interface ErasureRequest {
  readonly subjectId: string;
  readonly classes: readonly import('../log/types.ts').PayloadClass[] | 'all';
  /** The ground for it, as a code: written in the `Erased` event of every stream of the patient. */
  readonly basis: string;
  /** Ids of the `Erased` events, one for each stream of the patient, in order of stream kind. */
  readonly eventIds: readonly [string, string];
  readonly occurredOn: string;
}

/** Rebuilds facts from the log: called once a subject, with all its streams. */
export type FoldSubject = (
  subjectId: string,
  streams: readonly StreamRead[],
) => readonly Projection[];

export interface Store {
  /**
   * Runs `work` in one transaction of one tenant and commits. Repeats it from a fresh read when
   * another writer was first (at most 8 times, then fault `conflict`). With `idempotency`, the
   * result is stored and must be JSON. A lost connection during the commit is fault `unavailable`:
   * the same request with the same key finds out which way it went.
   */
  inTransaction<Result>(
    scope: Scope,
    work: (tx: StoreTransaction) => Promise<Result>,
  ): Promise<Result>;

  /** Appends to one stream and nothing else: the shortest path, one commit. Faults as `append`. */
  append(scope: Scope, request: AppendRequest): Promise<readonly Appended[]>;

  /** Destroys keys and salts, removes person, decisions, projections; appends `Erased{basis}`. */
  erase(scope: Scope, request: ErasureRequest): Promise<void>;

  /** Walks every chain of the tenant from its first link. Erased payloads are counted, not failed. */
  verify(tenantId: string): Promise<VerifyReport>;
  /** Replaces every projection of the tenant by what `fold` makes of the log. Answers how many. */
  rebuildProjections(tenantId: string, fold: FoldSubject): Promise<number>;
  /** Removes stored responses older than 30 days before `now`. Answers how many. */
  purgeIdempotency(tenantId: string, now: string): Promise<number>;
  /** Subjects that have a stream of that kind, in order, after `afterSubjectId`. */
  subjects(
    tenantId: string,
    kind: StreamRef['kind'],
    limit: number,
    afterSubjectId?: string,
  ): Promise<readonly string[]>;
  /** Tenants of this installation. */
  tenants(): Promise<readonly Tenant[]>;
  close(): Promise<void>;
}

export interface Tenant {
  readonly id: string;
  /** Lower-case letters, digits and hyphens. */
  readonly slug: string;
  readonly name: string;
  /** A demonstration tenant is never for clinical use. */
  readonly isDemonstration: boolean;
}

export type { Json };
