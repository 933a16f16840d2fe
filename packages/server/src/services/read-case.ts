// Reads what a question needs and folds it: patient, prescriber, pharmacy, the enrolments' programmes.
// Never skips a stored event it cannot read: that stops the request.

import {
  type AegleEvent,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type GateFacts,
  type Instant,
  type PatientFacts,
} from '@aegle/core';
import type { StreamRead, StreamRef, StreamVersion } from '@aegle/store';
import { isUuid, refuse } from '@aegle/store';
import { programmeSubject, type ServiceContext } from './context.ts';
import { eventsOf } from './log-events.ts';
import { gateHistory, withAbsorbed } from './merged-records.ts';
import type { StreamReader } from './read-ahead.ts';

/** Whose streams a question reads. */
export interface CaseRef {
  readonly patient: string;
  readonly prescriber?: string;
  readonly pharmacy?: string;
  /** Programmes to read beside those of the patient's enrolments: named, or enrolled in just now. */
  readonly programmes?: readonly string[];
  /** Names the prescriber from the patient's facts, where `prescriber` does not. */
  readonly prescriberIn?: (facts: PatientFacts) => string | undefined;
}

/** Streams as read, and the facts folded from them. */
export interface PatientCase {
  readonly patient: string;
  /** Of the patient's own gate stream. */
  readonly own: readonly AegleEvent[];
  /** Own events, and those of records merged into this one, in the order they were heard. */
  readonly events: readonly AegleEvent[];
  readonly hasErasedEvents: boolean;
  readonly facts: GateFacts;
  /** Up to when the log was known: the request's now, or the newest head when that is later. */
  readonly knownAt: Instant;
  /** Heads of every stream read; a decision stores them and they are checked again on commit. */
  readonly heads: readonly StreamVersion[];
}

/** The streams that are known before the patient's facts are: patient, pharmacy, prescriber. */
export function firstReads(ref: CaseRef): readonly StreamRef[] {
  const refs: StreamRef[] = [{ subjectId: ref.patient, kind: 'patient-gate' }];
  if (ref.pharmacy !== undefined) refs.push({ subjectId: ref.pharmacy, kind: 'pharmacy' });
  if (ref.prescriber !== undefined) refs.push({ subjectId: ref.prescriber, kind: 'prescriber' });
  return refs;
}

/** Programmes whose streams a question reads: those of every enrolment, and those named. */
function programmesIn(
  context: ServiceContext,
  facts: PatientFacts,
  named: readonly string[] = [],
): readonly string[] {
  const ids = new Set([...facts.enrolments.map((event) => event.data.programme), ...named]);
  return [...ids].filter((id) => context.programmes.has(id));
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

/** True where a stream that was read does not hold; each is told to whoever listens. */
function reportDamage(
  context: ServiceContext,
  tx: StreamReader,
  patient: string,
  reads: readonly StreamRead[],
): boolean {
  const { tenantId } = tx.scope;
  let isAny = false;
  for (const { head, damage } of reads) {
    if (damage === null) continue;
    isAny = true;
    const { subjectId, kind } = head;
    context.onDamage?.({ tenantId, patient, stream: { subjectId, kind }, damage });
  }
  return isAny;
}

interface Reading {
  readonly reads: readonly StreamRead[];
  readonly upTo: readonly StreamVersion[] | undefined;
}

/** Events of one of the streams read; undefined when it was not asked for. */
function eventsIn(
  { reads, upTo }: Reading,
  kind: StreamRef['kind'],
  subjectId: string | undefined,
): readonly AegleEvent[] | undefined {
  const is = (head: StreamRef) => head.kind === kind && head.subjectId === subjectId;
  const read = reads.find((one) => is(one.head));
  if (read === undefined) return undefined;
  return eventsOf(read, upTo === undefined ? undefined : (upTo.find(is)?.version ?? 0));
}

/** Prescribers whose agreement or approval is recorded: it counts only while they may prescribe. */
function colleaguesIn({ agreements, approvals }: PatientFacts): readonly string[] {
  const named = [
    ...agreements.map((event) => event.data.secondPrescriber),
    ...approvals.map((event) => event.data.specialist),
  ];
  return [...new Set(named.filter(isUuid))];
}

function standingsOf(reading: Reading, ids: readonly string[], knownAt: Instant) {
  const of = (id: string) => foldOrganisation(eventsIn(reading, 'prescriber', id) ?? [], knownAt);
  return new Map(ids.map((id) => [id, of(id)]));
}

/**
 * Reads and folds: first the patient, then the programmes that the patient's enrolments name.
 * `upTo` limits each stream to the versions that an earlier decision had read.
 */
export async function readCase(
  context: ServiceContext,
  tx: StreamReader,
  ref: CaseRef,
  now: Instant,
  upTo?: readonly StreamVersion[],
  isRecording = false,
): Promise<PatientCase> {
  const first = await withAbsorbed(tx, await tx.readStreams(firstReads(ref)), upTo);
  const history = gateHistory(first, eventsOf, upTo);
  const instantOf = (known: readonly StreamRead[]) =>
    upTo === undefined ? instantKnown(now, known, isRecording) : now;
  const patient = foldPatient(history.events, instantOf(first));
  const ids = programmesIn(context, patient, ref.programmes);
  const prescriber = ref.prescriber ?? ref.prescriberIn?.(patient);
  const then: StreamRef[] = ids.map((id) => ({
    subjectId: programmeSubject(id),
    kind: 'programme',
  }));
  if (ref.prescriber === undefined && prescriber !== undefined)
    then.push({ subjectId: prescriber, kind: 'prescriber' });
  const colleagues = colleaguesIn(patient).filter((id) => id !== prescriber);
  then.push(...colleagues.map((subjectId) => ({ subjectId, kind: 'prescriber' as const })));
  const reads = [...first, ...(await tx.readStreams(then))];
  const knownAt = instantOf(reads);
  const reading = { reads, upTo };
  const isLogDamaged = reportDamage(context, tx, ref.patient, reads);
  const ofPrescriber = eventsIn(reading, 'prescriber', prescriber);
  const ofPharmacy = eventsIn(reading, 'pharmacy', ref.pharmacy);
  const ofProgramme = (id: string) => eventsIn(reading, 'programme', programmeSubject(id)) ?? [];
  return {
    patient: ref.patient,
    knownAt,
    ...history,
    heads: reads.map((read) => read.head),
    facts: {
      patient,
      prescriber: ofPrescriber && foldOrganisation(ofPrescriber, knownAt),
      pharmacy: ofPharmacy && foldOrganisation(ofPharmacy, knownAt),
      ...(colleagues.length === 0 ? {} : { colleagues: standingsOf(reading, colleagues, knownAt) }),
      programmes: new Map(ids.map((id) => [id, foldProgramme(ofProgramme(id), knownAt)])),
      ...(isLogDamaged ? { isLogDamaged } : {}),
    },
  };
}
