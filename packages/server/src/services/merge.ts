// Two records turn out to be one person: the second closes for good, the first reads both from then on.
// Never opens a gate: a hold stands on the survivor until a clinician has read both histories.

import type { AegleEvent } from '@aegle/core';
import type { Scope, StoreTransaction, StreamVersion } from '@aegle/store';
import { refuse } from '@aegle/store';
import { appendDecided } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { todayFor } from './gate-question.ts';
import { nowOf, ownEvent } from './new-events.ts';
import { openTasks, reversalsAfter } from './reactions.ts';
import { type PatientCase, readCase } from './read-case.ts';

/** Which record survives, which one closes, and on what ground it is known that they are one person. */
export interface Merge {
  readonly survivor: string;
  readonly merged: string;
  readonly basis: string;
}

/** What a merge did. */
export interface Merged {
  /** The hold on the survivor that a clinician has to clear. */
  readonly hold: string;
  /** Authorisations of either record that were taken back. */
  readonly reversed: readonly string[];
}

/**
 * Merges two records in one transaction. Faults: `invalid` for one and the same record, `not_found`,
 * `conflict` when either was merged into another before, or the two are one already.
 */
export async function mergePatients(
  context: ServiceContext,
  scope: Scope,
  merge: Merge,
): Promise<Merged> {
  const { survivor, merged } = merge;
  if (survivor === merged)
    throw refuse('invalid', 'merged', 'The two are the same record.', 'Name two records.');
  return context.store.inTransaction(scope, async (tx) => {
    const of = (patient: string) =>
      readCase(context, tx, { patient }, nowOf(scope), undefined, true);
    const [first, second] = [await of(survivor), await of(merged)];
    requireOpen(first, 'survivor');
    requireOpen(second, 'merged');
    const known = await tx.linkedSubjects(merged);
    if (known.includes(survivor))
      throw refuse('conflict', 'merged', 'The two are one patient already.', 'Nothing is to do.');
    const hold = context.newId();
    const closing = eventsOfMerged(context, scope, second, merge);
    // Every record of a chain is named, so that one erased in its middle hides none of the others.
    const absorbed = [merged, ...known.filter((id) => id !== merged)];
    const taking = eventsOfSurvivor(context, scope, first, { ...merge, absorbed, hold });
    const reversed = [
      ...(await appendWithReversals(context, tx, second, closing)),
      ...(await appendWithReversals(context, tx, first, taking)),
    ];
    await tx.linkSubjects(merged, survivor, taking[0]!.id);
    await carryCareRelationships(tx, merge, taking[0]!.id);
    await openTasks(context, tx, survivor, [{ kind: 'review_hold', event: hold }]);
    return { hold, reversed };
  });
}

function requireOpen(known: PatientCase, field: 'survivor' | 'merged'): void {
  if (known.events.length === 0 && !known.hasErasedEvents)
    throw refuse('not_found', field, 'No such patient in this tenant.', 'Name a patient by id.');
  if (known.facts.patient.mergedInto !== undefined)
    throw refuse(
      'conflict',
      field,
      'This record was merged into another one before.',
      'Name the record that survived.',
    );
}

function eventsOfMerged(
  context: ServiceContext,
  scope: Scope,
  known: PatientCase,
  { survivor, merged, basis }: Merge,
): readonly AegleEvent[] {
  const day = todayFor(context, known.facts.patient, nowOf(scope));
  const data = { survivor, merged, basis, standsIn: 'merged' };
  return [ownEvent(scope, context.newId(), 'PatientsMerged', day, data)];
}

function eventsOfSurvivor(
  context: ServiceContext,
  scope: Scope,
  known: PatientCase,
  { survivor, basis, absorbed, hold }: Merge & { absorbed: readonly string[]; hold: string },
): readonly AegleEvent[] {
  const day = todayFor(context, known.facts.patient, nowOf(scope));
  const note = 'merge: read both histories before clearing';
  const joined = (data: object) =>
    ownEvent(scope, context.newId(), 'PatientsMerged', day, { ...data });
  const placed = { hold, cause: 'correction_unconfirmed', note };
  return [
    ...absorbed.map((merged) => joined({ survivor, merged, basis, standsIn: 'survivor' })),
    // Two histories read as one can open what each kept closed: a second person reads them both.
    ownEvent(scope, hold, 'SafetyHoldPlaced', day, placed),
  ];
}

/** Appends to one record what its merge says, and takes back what it had authorised. */
async function appendWithReversals(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  events: readonly AegleEvent[],
): Promise<readonly string[]> {
  const { events: reversals, versionsRead } = await reversalsAfter(context, tx, known, events);
  await appendDecided(tx, withStreamVersions(known, versionsRead), [...events, ...reversals]);
  const tasks = reversals.map(({ id }) => ({ kind: 'review_reversal' as const, event: id }));
  await openTasks(context, tx, known.patient, tasks);
  return reversals.map(({ data }) => data.authorization);
}

function withStreamVersions(known: PatientCase, more: readonly StreamVersion[]): PatientCase {
  const isKnown = (head: StreamVersion) =>
    known.heads.some((one) => one.kind === head.kind && one.subjectId === head.subjectId);
  return { ...known, heads: [...known.heads, ...more.filter((head) => !isKnown(head))] };
}

/** Whoever cares for the patient today under the merged record goes on under the surviving one. */
async function carryCareRelationships(
  tx: StoreTransaction,
  { survivor, merged }: Merge,
  eventId: string,
) {
  const today = tx.scope.now.slice(0, 10);
  const standing = await tx.careRelationshipsOn(today, { patientId: survivor });
  for (const tie of await tx.careRelationshipsOn(today, { patientId: merged })) {
    const { organisationId, relation, untilDay } = tie;
    if (standing.some((one) => one.organisationId === organisationId && one.relation === relation))
      continue;
    const carried = { organisationId, relation, untilDay, fromDay: today, eventId };
    await tx.putCareRelationship({ patientId: survivor, ...carried });
  }
}

/** The record that stands for this one: itself, or the survivor of its merges. */
export async function survivorOf(tx: StoreTransaction, known: PatientCase): Promise<string> {
  const { mergedInto, erasure } = known.facts.patient;
  const wasErased = erasure !== undefined || known.hasErasedEvents;
  if (mergedInto === undefined && !wasErased) return known.patient;
  const [survivor] = await tx.linkedSubjects(known.patient);
  return survivor ?? known.patient;
}
