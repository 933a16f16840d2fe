// The records that were merged into a patient's: read beside it, and folded with it as one history.
// Never reads a record that the patient's own stream does not name, and never past what was known.

import { type AegleEvent, mergedHistory } from '@aegle/core';
import type { StoreTransaction, StreamRead, StreamVersion } from '@aegle/store';

const isGate = (read: StreamRead) => read.head.kind === 'patient-gate';

/** How far a stream was known: to its end, or to the version that an earlier decision had read. */
function limitOf(
  { kind, subjectId }: StreamVersion,
  upTo: readonly StreamVersion[] | undefined,
): number | undefined {
  if (upTo === undefined) return undefined;
  return upTo.find((head) => head.kind === kind && head.subjectId === subjectId)?.version ?? 0;
}

/** Records that a patient's own gate stream says were merged into it; a chain names every link. */
function absorbedBy(own: StreamRead, limit = Number.MAX_SAFE_INTEGER): readonly string[] {
  const named = own.events.flatMap((event) =>
    !event.erased &&
    event.version <= limit &&
    event.type === 'PatientsMerged' &&
    event.payload.standsIn === 'survivor'
      ? [String(event.payload.merged)]
      : [],
  );
  return [...new Set(named)].filter((id) => id !== own.head.subjectId);
}

/** The reads with the gate streams of merged records after them; the patient's own comes first. */
export async function withAbsorbed(
  tx: Pick<StoreTransaction, 'readStreams'>,
  reads: readonly StreamRead[],
  upTo?: readonly StreamVersion[],
): Promise<readonly StreamRead[]> {
  const own = reads.find(isGate);
  if (own === undefined) return reads;
  const ids = absorbedBy(own, limitOf(own.head, upTo));
  if (ids.length === 0) return reads;
  const refs = ids.map((subjectId) => ({ subjectId, kind: 'patient-gate' as const }));
  return [...reads, ...(await tx.readStreams(refs))];
}

/** A patient's gate events: of their own record, and as one history with the merged ones. */
export interface GateHistory {
  readonly own: readonly AegleEvent[];
  readonly events: readonly AegleEvent[];
  readonly hasErasedEvents: boolean;
}

/** Puts the patient's own stream and those of merged records together. */
export function gateHistory(
  reads: readonly StreamRead[],
  eventsOf: (read: StreamRead, upTo?: number) => readonly AegleEvent[],
  upTo?: readonly StreamVersion[],
): GateHistory {
  const gates = reads.filter(isGate);
  const [own = [], ...others] = gates.map((read) => eventsOf(read, limitOf(read.head, upTo)));
  const absorbed = others.map((events, index) => ({
    record: gates[index + 1]!.head.subjectId,
    events,
  }));
  return {
    own,
    events: mergedHistory(own, absorbed),
    hasErasedEvents: gates.some((read) => read.events.some((event) => event.erased)),
  };
}

/** Heads that a decision on this patient checks again beside the stream it appends to. */
export function otherStreamVersions(
  heads: readonly StreamVersion[],
  patient: string,
): readonly StreamVersion[] {
  return heads.filter((head) => head.kind !== 'patient-gate' || head.subjectId !== patient);
}
