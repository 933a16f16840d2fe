// The rows that stand beside the log: decisions, tasks, people, registry care relationships, projected facts.
// They must never be the only place where something that happened is written: the log is.

import type { Json, PayloadClass, StreamVersion } from '../log/types.ts';

/** A decision as it was answered, for replay. Sealed under the patient's key of `class`. */
export interface StoredDecision {
  readonly id: string;
  readonly subjectId: string;
  /** The question asked: the service's word, such as `prescribe` or `dispense`. */
  readonly question: string;
  /** The instant the question is about and the instant up to which the log was known (ISO, UTC). */
  readonly askedFor: string;
  readonly knownAt: string;
  readonly engineVersion: string;
  /** Digests of the editions and overlays that were applied. */
  readonly editionDigests: readonly string[];
  readonly versionsRead: readonly StreamVersion[];
  /** Which key seals the answer; the strictest class that the evidence has. */
  readonly class: PayloadClass;
  /** Outcome, until, supply, reason codes, evidence ids: stored as RFC 8785 text. */
  readonly answer: Json;
}

/** `answer` is null once its key was destroyed; then replay says `erased`. */
export type ReadDecision = Omit<StoredDecision, 'answer'> & { readonly answer: Json | null };

export const taskStates = ['open', 'done', 'cancelled'] as const;
export type TaskState = (typeof taskStates)[number];

export interface NewTask {
  readonly id: string;
  /** The service's word for the kind of work; never free text about a patient. */
  readonly kind: string;
  readonly subjectId: string | null;
  /** Clinic, pharmacy or office whose people see the task; null: the tenant's own office. */
  readonly organisationId: string | null;
  readonly ownerRole: string;
  readonly assigneeId: string | null;
  readonly deputyRole: string;
  readonly escalationRole: string;
  /** ISO instants (UTC). At `escalateAt` the task belongs to `escalationRole` as well. */
  readonly deadline: string;
  readonly escalateAt: string;
  /** Ids and codes only; sealed under the patient's key of `class`. */
  readonly detail: Json;
  readonly class: PayloadClass;
}

export interface Task extends Omit<NewTask, 'detail'> {
  readonly detail: Json | null;
  readonly state: TaskState;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  /** Why it was closed: a code of the service. */
  readonly outcome: string | null;
}

/** All given conditions hold together. `dueBefore` is an ISO instant and excludes itself. */
export interface TaskFilter {
  readonly state?: TaskState;
  readonly subjectId?: string;
  readonly ownerRole?: string;
  readonly organisationId?: string;
  readonly assigneeId?: string;
  readonly dueBefore?: string;
  readonly taskId?: string;
  /** Only what comes after this one in order of deadline, then of id. */
  readonly after?: { readonly deadline: string; readonly id: string };
  /** At most 500; default 100. In order of deadline. */
  readonly limit?: number;
}

/** Names and contact details of one subject, sealed under the key of class `identity`. */
export interface Person {
  readonly subjectId: string;
  readonly details: { readonly [key: string]: Json };
}

/** An identifier such as a hospital number; found again by keyed hash, never listed, never a name. */
export interface PersonIdentifier {
  /** The issuing system, for instance `urn:aegle:clinic:…` or a FHIR identifier system. */
  readonly system: string;
  readonly value: string;
}

export interface Organisation {
  readonly id: string;
  readonly kind: 'clinic' | 'pharmacy' | 'laboratory' | 'office';
  readonly name: string;
  readonly detail: Json;
}

/** A patient's dated tie to an organisation; both days are included, null is open. */
export interface CareRelationship {
  readonly patientId: string;
  readonly organisationId: string;
  readonly relation: string;
  readonly fromDay: string;
  readonly untilDay: string | null;
  /** The event in the patient's log that made the tie. */
  readonly eventId: string;
}

/** A forecast as it was asked for. Question and answer are JSON text: they hold fractions. */
export interface NewForecast {
  readonly id: string;
  /** Whose erasure removes it; null for a population. */
  readonly subjectId: string | null;
  /** SHA-256 (hex) over question, release and model version. */
  readonly digest: string;
  readonly releaseName: string;
  readonly releaseVersion: string;
  readonly releaseDigest: string;
  readonly modelVersion: string;
  /** Virtual patients of one chunk; the last may hold fewer. */
  readonly chunkPatients: number;
  readonly chunks: number;
  readonly question: string;
  /** ISO instant from which queued chunks may run. Not kept. */
  readonly startAfter: string;
}

/** Why a forecast has no answer. Never a value that was sent. */
export interface ForecastFailure {
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

export interface StoredForecast extends Omit<NewForecast, 'question' | 'startAfter'> {
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly finishedAt: string | null;
  readonly state: 'queued' | 'done' | 'failed';
  readonly chunksDone: number;
  /** Null once erased. */
  readonly question: string | null;
  readonly answer: string | null;
  readonly failure: ForecastFailure | null;
}

/** Folded facts of a patient, never a status. `heads` says up to where the log was folded. */
export interface Projection {
  readonly subjectId: string;
  readonly name: string;
  readonly foldVersion: number;
  readonly heads: readonly StreamVersion[];
  readonly facts: Json;
  /** Calendar day after which somebody has to look at these facts; left out or null: none. */
  readonly dueDay?: string | null;
}

/** Whose projection has to be looked at, and the day after which. */
export interface DueProjection {
  readonly subjectId: string;
  readonly dueDay: string;
}

/** A read from outside a patient's care. Codes and ids only. */
export interface NewAccess {
  readonly id: string;
  /** The endpoint by name. */
  readonly route: string;
  readonly purpose: string;
  readonly subjectIds: readonly string[];
}

/** One patient of one such read. */
export interface AccessLogEntry {
  readonly id: string;
  /** ISO instant (UTC). */
  readonly at: string;
  readonly actorId: string;
  readonly actorRole: string;
  readonly route: string;
  readonly purpose: string;
  readonly subjectId: string;
}

export interface AccessLogFilter {
  readonly subjectId?: string;
  /** `next` of the page before. */
  readonly after?: string;
  /** At most 500; 100 when left out. */
  readonly limit?: number;
}

export interface AccessLogPage {
  readonly entries: readonly AccessLogEntry[];
  /** Null when there is no further page. */
  readonly next: string | null;
}
