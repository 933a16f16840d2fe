// The erasable person table: names sealed, identifiers found by keyed hash, merged patients linked.
// Nothing here is stored so that a name can be searched, and no identifier can be read back.

import { refuse } from '../faults/faults.ts';
import type { Json } from '../log/types.ts';
import type { Person, PersonIdentifier } from '../schema/types.ts';
import type { LogTransaction } from '../transaction/transaction.ts';
import { openJson, requireUuid, sealJson } from './sealed.ts';

/** Replaces details and identifiers. Fault `conflict` when an identifier is another subject's. */
export async function putPerson(
  tx: LogTransaction,
  person: Person,
  identifiers: readonly PersonIdentifier[],
): Promise<void> {
  const { subjectId, details } = person;
  requireUuid(subjectId, 'person.subjectId');
  const { tenantId } = tx.scope;
  const sealed = await sealJson(tx, 'person', subjectId, subjectId, 'identity', details);
  const db = await tx.kyselyNow();
  const row = { tenant_id: tenantId, subject_id: subjectId, ...sealed };
  await db
    .insertInto('aegle.person')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'subject_id']).doUpdateSet(sealed))
    .execute();
  await db
    .deleteFrom('aegle.person_identifier')
    .where('tenant_id', '=', tenantId)
    .where('subject_id', '=', subjectId)
    .execute();
  if (identifiers.length === 0) return;
  const lookups = identifiers.map(({ system, value }) => ({
    tenant_id: tenantId,
    subject_id: subjectId,
    lookup: tx.keyring.lookup(tenantId, system, value),
  }));
  await db.insertInto('aegle.person_identifier').values(lookups).execute();
}

export async function readPerson(tx: LogTransaction, subjectId: string): Promise<Person | null> {
  requireUuid(subjectId, 'subjectId');
  const db = await tx.kyselyNow();
  const row = await db
    .selectFrom('aegle.person')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const details = await openJson(tx, 'person', subjectId, subjectId, 'identity', row);
  return details === null ? null : { subjectId, details: details as Record<string, Json> };
}

/** Those of the subjects that have details which were not erased, in no order. */
export async function readPeople(
  tx: LogTransaction,
  subjectIds: readonly string[],
): Promise<readonly Person[]> {
  for (const subjectId of subjectIds) requireUuid(subjectId, 'subjectId');
  if (subjectIds.length === 0) return [];
  const db = await tx.kyselyNow();
  const rows = await db
    .selectFrom('aegle.person')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', 'in', subjectIds)
    .execute();
  await tx.ensureKeysOf(rows.map((row) => row.subject_id));
  const people: Person[] = [];
  for (const row of rows) {
    const { subject_id: subjectId } = row;
    const details = await openJson(tx, 'person', subjectId, subjectId, 'identity', row);
    if (details !== null) people.push({ subjectId, details: details as Record<string, Json> });
  }
  return people;
}

export async function findByIdentifier(
  tx: LogTransaction,
  { system, value }: PersonIdentifier,
): Promise<string | null> {
  const { tenantId } = tx.scope;
  const db = await tx.kyselyNow();
  const row = await db
    .selectFrom('aegle.person_identifier')
    .select('subject_id')
    .where('tenant_id', '=', tenantId)
    .where('lookup', '=', tx.keyring.lookup(tenantId, system, value))
    .executeTakeFirst();
  if (row === undefined) return null;
  return (await linkedSubjects(tx, row.subject_id))[0] ?? row.subject_id;
}

interface LinkRow {
  readonly absorbed_id: string;
  readonly survivor_id: string;
}

async function linksTouching(tx: LogTransaction, ids: readonly string[]): Promise<LinkRow[]> {
  const db = await tx.kyselyNow();
  return db
    .selectFrom('aegle.subject_link')
    .select(['absorbed_id', 'survivor_id'])
    .where('tenant_id', '=', tx.scope.tenantId)
    .where((where) => where.or([where('absorbed_id', 'in', ids), where('survivor_id', 'in', ids)]))
    .execute();
}

/** Everyone merged with this subject, itself included; the survivor of all merges comes first. */
export async function linkedSubjects(
  tx: LogTransaction,
  subjectId: string,
): Promise<readonly string[]> {
  requireUuid(subjectId, 'subjectId');
  const known = new Set([subjectId]);
  const absorbed = new Set<string>();
  let fresh: readonly string[] = [subjectId];
  while (fresh.length > 0) {
    const next: string[] = [];
    for (const link of await linksTouching(tx, fresh)) {
      absorbed.add(link.absorbed_id);
      for (const id of [link.absorbed_id, link.survivor_id]) {
        if (!known.has(id)) next.push(id);
        known.add(id);
      }
    }
    fresh = next;
  }
  return [...known].sort((a, b) => Number(absorbed.has(a)) - Number(absorbed.has(b)));
}

/** Fault `conflict` when the absorbed one was merged before, or the two are linked already. */
export async function linkSubjects(
  tx: LogTransaction,
  absorbedId: string,
  survivorId: string,
  eventId: string,
): Promise<void> {
  requireUuid(eventId, 'eventId');
  requireUuid(survivorId, 'survivorId');
  if ((await linkedSubjects(tx, absorbedId)).includes(survivorId)) {
    throw refuse(
      'conflict',
      'absorbedId',
      'The two are one patient already.',
      'Read the linked patients of either.',
    );
  }
  const db = await tx.kyselyNow();
  const { tenantId } = tx.scope;
  const row = { absorbed_id: absorbedId, survivor_id: survivorId, event_id: eventId };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('aegle.subject_link')
    .values({ tenant_id: tenantId, ...row })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'absorbed_id']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 1n) return;
  throw refuse(
    'conflict',
    'absorbedId',
    'This patient was merged into another one before.',
    'Merge the two survivors instead.',
  );
}
