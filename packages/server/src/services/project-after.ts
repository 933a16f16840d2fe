// Projects the facts as they stand once the given events are recorded.
// Never reads again: what was read and what is added is all there is in this transaction.

import type { AegleEvent, Instant } from '@aegle/core';
import type { Appended, StoreTransaction, StreamVersion } from '@aegle/store';
import { projectFacts } from './projection.ts';
import { withEvents } from './reactions.ts';
import type { PatientCase } from './read-case.ts';

/** Folds `added` onto the case and projects it under the head that the last receipt names. */
export function projectAfter(
  tx: StoreTransaction,
  known: PatientCase,
  added: readonly AegleEvent[],
  receipts: readonly Appended[],
): Promise<void> {
  const receipted = receipts.filter((receipt) => added.some((event) => event.id === receipt.id));
  const last = receipted.at(-1);
  const recordedMs = last === undefined ? known.knownAt : Date.parse(last.recorded);
  // A record's projection is of its own stream: an erasure takes all that it says.
  const own = { ...known, events: known.own };
  const after = withEvents(own, added, recordedMs as Instant);
  const head: StreamVersion = {
    subjectId: known.patient,
    kind: 'patient-gate',
    version: last?.version ?? 0,
    chain: last?.chain ?? '',
    recordedMs,
  };
  return projectFacts(tx, known.patient, after.facts.patient, [head]);
}
