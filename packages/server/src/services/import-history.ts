// Takes a whole history, as another installation recorded it, into a patient's streams, or nothing of it.
// Never mixes two histories: whatever stands under the id already must be part of what is sent.

import { type AegleEvent, foldPatient, type Instant } from '@aegle/core';
import type { Appended, StoreTransaction } from '@aegle/store';
import { refuse } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { appendOf } from './log-events.ts';
import { projectFacts } from './projection.ts';
import { openTasks, reactionsTo } from './reactions.ts';

/** A history by stream, each in the order in which it was recorded. */
export interface ImportedHistory {
  /** The pseudonym, a UUID. */
  readonly patient: string;
  readonly gate: readonly AegleEvent[];
  readonly record: readonly AegleEvent[];
}

/**
 * Appends it, projects its facts and opens the tasks that what is still closed calls for. True when
 * something was written; the same history again changes nothing. Fault `conflict`: another one stands
 * under this id.
 */
export async function importHistory(
  context: ServiceContext,
  tx: StoreTransaction,
  { patient, ...history }: ImportedHistory,
): Promise<boolean> {
  const gate = { subjectId: patient, kind: 'patient-gate' } as const;
  const record = { subjectId: patient, kind: 'patient-record' } as const;
  const reads = await tx.readStreams([gate, record]);
  const known = new Set(reads.flatMap((read) => read.events.map((event) => event.id)));
  const sent = new Set([...history.gate, ...history.record].map((event) => event.id));
  if ([...known].some((id) => !sent.has(id)))
    throw refuse(
      'conflict',
      'patient',
      'Another history stands under this id.',
      'Import it under a fresh id and merge the two, or record the missing events.',
    );
  let appended: readonly Appended[] = [];
  if (history.gate.length > 0)
    appended = await tx.append(appendOf({ stream: gate, how: 'decide', events: history.gate }));
  if (history.record.length > 0)
    await tx.append(appendOf({ stream: record, how: 'decide', events: history.record }));
  if ([...sent].every((id) => known.has(id))) return false;
  const facts = foldPatient(history.gate, Number.MAX_SAFE_INTEGER as Instant);
  const last = appended.at(-1);
  if (last !== undefined) {
    const { version, chain, recorded } = last;
    await projectFacts(tx, patient, facts, [
      { ...gate, version, chain, recordedMs: Date.parse(recorded) },
    ]);
  }
  const closed = new Set(facts.safetyHolds.map((closure) => closure.event.id));
  const calling = [
    ...history.gate.filter((event) => closed.has(event.id)),
    ...history.record.filter((event) => event.type === 'InstrumentAnswered'),
  ];
  const tasks = calling.flatMap(
    (event) => reactionsTo(tx.scope, facts, event, context.newId).tasks,
  );
  await openTasks(context, tx, patient, tasks);
  return true;
}
