// The folded facts of a patient, projected for worklists: facts, never a status.
// Rules run afresh over them, so that a list is right one second after midnight.

import type { PatientFacts } from '@aegle/core';
import { foldPatient, type Instant } from '@aegle/core';
import type { FoldSubject, Json, Projection, StoreTransaction, StreamVersion } from '@aegle/store';
import { eventsOf } from './log-events.ts';
import { earliestLastDay } from './open-authorizations.ts';

/** Name of the one projection there is. */
export const GATE_PROJECTION = 'gate-facts';

/** Raised when what a list reads of the fold or the facts changes; `aegle rebuild` then folds anew. */
export const FOLD_VERSION = 2;

function projectionOf(
  subjectId: string,
  facts: PatientFacts,
  heads: readonly StreamVersion[],
): Projection {
  return {
    subjectId,
    name: GATE_PROJECTION,
    foldVersion: FOLD_VERSION,
    heads,
    // Facts are lists of events: plain data, so JSON says all of it.
    facts: facts as unknown as Json,
    // Whoever was not dispensed by then has an authorisation to take back.
    dueDay: earliestLastDay(facts),
  };
}

/** Projects a patient's facts in the transaction that changes them. */
export function projectFacts(
  tx: StoreTransaction,
  subjectId: string,
  facts: PatientFacts,
  heads: readonly StreamVersion[],
): Promise<void> {
  const own = heads.filter((head) => head.kind === 'patient-gate');
  return tx.project(projectionOf(subjectId, facts, own));
}

/** Folds every patient of the log anew, for `aegle rebuild`. */
export const foldSubject: FoldSubject = (subjectId, streams) => {
  const gate = streams.find((stream) => stream.head.kind === 'patient-gate');
  if (gate === undefined) return [];
  const newest = gate.head.recordedMs as Instant;
  return [projectionOf(subjectId, foldPatient(eventsOf(gate), newest), [gate.head])];
};
