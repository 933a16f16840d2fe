// Reads everything a question needs in one round trip and folds it: patient, prescriber, pharmacy,
// programmes. Never skips a stored event it cannot read: that stops the request.

import {
  type AegleEvent,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type GateFacts,
  type Instant,
  parseEvent,
  parseInstant,
  type Role,
} from '@aegle/core';
import { refuse } from '../store/faults.ts';
import type { LogEvent, StreamHead, StreamRead, StreamRef } from '../store/log/types.ts';
import type { StoreTransaction } from '../store/store.ts';
import { programmeSubject, type ServiceContext } from './context.ts';

/** Whose streams a question reads. */
export interface CaseRef {
  readonly patient: string;
  readonly prescriber?: string;
  readonly pharmacy?: string;
}

/** Streams as read, and the facts folded from them. */
export interface PatientCase {
  readonly patient: string;
  readonly events: readonly AegleEvent[];
  readonly hasErasedEvents: boolean;
  readonly facts: GateFacts;
  /** Up to when the log was known: the request's now, or the newest head when that is later. */
  readonly knownAt: Instant;
  /** Heads of every stream read; a decision stores them and they are checked again on commit. */
  readonly heads: readonly StreamHead[];
}

/** An event of the log as core knows it; erased events have no content left. */
export function eventFromLog(event: LogEvent): AegleEvent | undefined {
  if (event.erased) return undefined;
  const parsed = parseEvent(
    {
      id: event.id,
      type: event.type,
      v: event.v,
      occurredOn: event.occurredDay,
      ...(event.occurredAt === undefined ? {} : { occurredAt: event.occurredAt }),
      data: event.payload,
    },
    {
      sequence: event.version,
      recordedAt: parseInstant(event.recorded) as Instant,
      actor: { id: event.actorId, role: event.actorRole as Role },
    },
  );
  if (!parsed.ok)
    throw refuse(
      'damaged',
      parsed.problems[0]?.field ?? 'event',
      `A stored event cannot be read (${parsed.problems[0]?.rule ?? 'unreadable'}).`,
      'Nothing was granted. Verify the log; an upcaster may be missing.',
    );
  return parsed.event;
}

/** Events of one stream, optionally only up to a version. */
export function eventsOf(read: StreamRead, upTo = Number.MAX_SAFE_INTEGER): readonly AegleEvent[] {
  return read.events.flatMap((event) => {
    if (event.version > upTo) return [];
    const known = eventFromLog(event);
    return known === undefined ? [] : [known];
  });
}

/** The streams a question reads, always in the same order: patient, programmes, prescriber, pharmacy. */
export function streamsOf(context: ServiceContext, ref: CaseRef): readonly StreamRef[] {
  const refs: StreamRef[] = [{ subjectId: ref.patient, kind: 'patient-gate' }];
  for (const id of context.programmes.keys())
    refs.push({ subjectId: programmeSubject(id), kind: 'programme' });
  if (ref.prescriber !== undefined) refs.push({ subjectId: ref.prescriber, kind: 'prescriber' });
  if (ref.pharmacy !== undefined) refs.push({ subjectId: ref.pharmacy, kind: 'pharmacy' });
  return refs;
}

const CLOCK_TOLERANCE_MS = 2000;

/**
 * Nothing that was read may be unknown: the instant is never before the newest event read. A clock
 * more than 2 s behind the log is fault `clock_regressed`, also for those who only ask.
 */
function instantKnown(now: Instant, reads: readonly StreamRead[], isRecording: boolean): Instant {
  const newest = Math.max(now, ...reads.map((read) => read.head.recordedMs));
  // What happened is recorded whatever other streams say; the log judges the patient's own clock.
  if (!isRecording && newest - now > CLOCK_TOLERANCE_MS)
    throw refuse(
      'clock_regressed',
      'now',
      'The clock of this server is behind what the log has recorded.',
      'Nothing was granted. Set the clock and ask again.',
    );
  return newest as Instant;
}

/** Reads and folds. `upTo` limits each stream to the versions that an earlier decision had read. */
export async function readCase(
  context: ServiceContext,
  tx: StoreTransaction,
  ref: CaseRef,
  now: Instant,
  upTo?: readonly StreamHead[],
  isRecording = false,
): Promise<PatientCase> {
  const refs = streamsOf(context, ref);
  const reads = await tx.readStreams(refs);
  const knownAt = upTo === undefined ? instantKnown(now, reads, isRecording) : now;
  const of = (kind: StreamRef['kind'], subjectId: string | undefined) => {
    const index = refs.findIndex((one) => one.kind === kind && one.subjectId === subjectId);
    const read = reads[index];
    if (read === undefined) return undefined;
    const limit = upTo?.find((head) => head.kind === kind && head.subjectId === subjectId);
    return eventsOf(read, upTo === undefined ? undefined : (limit?.version ?? 0));
  };
  const events = of('patient-gate', ref.patient) ?? [];
  const prescriber = of('prescriber', ref.prescriber);
  const pharmacy = of('pharmacy', ref.pharmacy);
  const programmes = new Map(
    [...context.programmes.keys()].map((id) => [
      id,
      foldProgramme(of('programme', programmeSubject(id)) ?? [], knownAt),
    ]),
  );
  return {
    patient: ref.patient,
    knownAt,
    events,
    hasErasedEvents: reads[0]?.events.some((event) => event.erased) ?? false,
    heads: reads.map((read) => read.head),
    facts: {
      patient: foldPatient(events, knownAt),
      prescriber: prescriber && foldOrganisation(prescriber, knownAt),
      pharmacy: pharmacy && foldOrganisation(pharmacy, knownAt),
      programmes,
    },
  };
}
