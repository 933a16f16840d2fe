// Erases one person's records: the one that is named and those merged with it.
// Never a second time under the same id, and never without a ground that is kept.

import { createHash } from 'node:crypto';
import { type PayloadClass, payloadClasses, refuse, type Scope } from '@aegle/store';
import type { ServiceContext } from './context.ts';

/** What is taken away, by whom it is answered for is the scope's actor. */
export interface Erasure {
  readonly patient: string;
  /** Chosen by whoever asks: the same id is the same erasure. */
  readonly id: string;
  /** The ground, kept for ever: never a name. */
  readonly basis: string;
  readonly classes: readonly PayloadClass[] | 'all';
}

const KINDS = ['patient-gate', 'patient-record'] as const;

function idFrom(said: string): string {
  const hex = createHash('sha256').update(`aegle:erasure:${said}`).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`];
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** Of the two `Erased` events of a record, in order of its streams. */
function eventIdsOf(id: string, record: string): readonly [string, string] {
  const [gate, diary] = KINDS.map((kind) => idFrom(`${id}/${record}/${kind}`));
  return [gate!, diary!];
}

/** Which records of the person this erasure has not reached yet. */
async function recordsLeft(
  { store }: ServiceContext,
  scope: Scope,
  { patient, id }: Erasure,
): Promise<{ readonly all: readonly string[]; readonly left: readonly string[] }> {
  return store.inTransaction(scope, async (tx) => {
    const all = await tx.linkedSubjects(patient);
    const reads = await tx.readStreams(
      all.map((subjectId) => ({ subjectId, kind: 'patient-gate' as const })),
    );
    if (reads.every((read) => read.head.version === 0))
      throw refuse('not_found', 'patient', 'No such patient here.', 'Name a patient by id.');
    const left = reads.flatMap(({ head, events }) => {
      const [done] = eventIdsOf(id, head.subjectId);
      return events.some((event) => event.id === done) ? [] : [head.subjectId];
    });
    return { all, left };
  });
}

/**
 * Destroys keys, names, ties, projections, forecasts, decisions and tasks of every record of the
 * person. Each record is one transaction; a repeat finishes what was cut off. Answers the records.
 */
export async function erasePatient(
  context: ServiceContext,
  scope: Scope,
  erasure: Erasure,
): Promise<readonly string[]> {
  const { all, left } = await recordsLeft(context, scope, erasure);
  for (const subjectId of left)
    await context.store.erase(scope, {
      subjectId,
      classes: erasure.classes,
      basis: erasure.basis,
      eventIds: eventIdsOf(erasure.id, subjectId),
      occurredOn: scope.now.slice(0, 10),
    });
  return all;
}

/** The classes by name. */
export function classesOf({ classes }: Pick<Erasure, 'classes'>): readonly PayloadClass[] {
  return classes === 'all' ? payloadClasses : classes;
}
