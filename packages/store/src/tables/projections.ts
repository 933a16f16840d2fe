// Projected facts: what a fold of the log said, kept for worklists, sealed under the patient's key.
// They must never hold a status, and can all be thrown away and folded again.

import type { Selectable } from 'kysely';
import { refuse } from '../faults/faults.ts';
import type { StreamVersion } from '../log/types.ts';
import type { ProjectionTable } from '../schema/schema.ts';
import type { DueProjection, Projection } from '../schema/types.ts';
import type { LogTransaction } from '../transaction/transaction.ts';
import type { Statement, Step } from '../wire/pipeline.ts';
import { packJson, unpackJson } from './packed-json.ts';
import { requireDay } from './registry.ts';
import { openBytes, requireUuid, sealBytes } from './sealed.ts';

const keepProjection: Statement = {
  name: 'aegle_keep_projection',
  text: `
insert into aegle.projection as p
  (tenant_id, subject_id, name, fold_version, heads, generation, box, due_day)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (tenant_id, subject_id, name) do update
  set fold_version = excluded.fold_version, heads = excluded.heads,
      generation = excluded.generation, box = excluded.box, due_day = excluded.due_day`,
};

function rowId(subjectId: string, name: string): string {
  return `${subjectId}/${name}`;
}

export async function projectionStep(tx: LogTransaction, projection: Projection): Promise<Step> {
  const { subjectId, name, facts, dueDay = null } = projection;
  requireUuid(subjectId, 'projection.subjectId');
  if (dueDay !== null) requireDay(dueDay, 'projection.dueDay');
  const place = rowId(subjectId, name);
  const sealed = await sealBytes(tx, 'projection', place, subjectId, 'plain', packJson(facts));
  return {
    statement: keepProjection,
    values: [
      tx.scope.tenantId,
      subjectId,
      name,
      String(projection.foldVersion),
      JSON.stringify(projection.heads),
      String(sealed.generation),
      sealed.box,
      dueDay,
    ],
  };
}

async function projectionFrom(
  tx: LogTransaction,
  row: Selectable<ProjectionTable>,
): Promise<Projection> {
  const { subject_id: subjectId, name } = row;
  const place = rowId(subjectId, name);
  const content = await openBytes(tx, 'projection', place, subjectId, 'plain', row);
  const facts = content === null ? null : unpackJson(content);
  return {
    subjectId,
    name,
    foldVersion: row.fold_version,
    heads: row.heads as readonly StreamVersion[],
    facts,
    dueDay: row.due_day,
  };
}

export async function readProjection(
  tx: LogTransaction,
  subjectId: string,
  name: string,
): Promise<Projection | null> {
  requireUuid(subjectId, 'subjectId');
  const db = await tx.kyselyNow();
  const row = await db
    .selectFrom('aegle.projection')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', '=', subjectId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row === undefined ? null : projectionFrom(tx, row);
}

/** Those of the subjects that have a projection of that name, in no order. */
export async function readProjectionsOf(
  tx: LogTransaction,
  name: string,
  subjectIds: readonly string[],
): Promise<readonly Projection[]> {
  for (const subjectId of subjectIds) requireUuid(subjectId, 'subjectId');
  if (subjectIds.length === 0) return [];
  const db = await tx.kyselyNow();
  const rows = await db
    .selectFrom('aegle.projection')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('name', '=', name)
    .where('subject_id', 'in', subjectIds)
    .execute();
  return opened(tx, rows);
}

async function opened(
  tx: LogTransaction,
  rows: readonly Selectable<ProjectionTable>[],
): Promise<readonly Projection[]> {
  await tx.ensureKeysOf(rows.map((row) => row.subject_id));
  const projections: Projection[] = [];
  for (const row of rows) projections.push(await projectionFrom(tx, row));
  return projections;
}

function requireLimit(limit: number): void {
  if (Number.isSafeInteger(limit) && limit >= 1 && limit <= 1000) return;
  throw refuse('invalid', 'limit', 'It is from 1 to 1000.', 'Ask for fewer, page by page.');
}

/** Whose due day lies before `beforeDay`, by day and subject, after the one given last. */
export async function dueProjections(
  tx: LogTransaction,
  name: string,
  beforeDay: string,
  limit: number,
  after?: DueProjection,
): Promise<readonly DueProjection[]> {
  requireLimit(limit);
  requireDay(beforeDay, 'beforeDay');
  const db = await tx.kyselyNow();
  let query = db
    .selectFrom('aegle.projection')
    .select(['subject_id', 'due_day'])
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('name', '=', name)
    .where('due_day', '<', beforeDay)
    .orderBy('due_day')
    .orderBy('subject_id')
    .limit(limit);
  if (after !== undefined)
    query = query.where((where) =>
      where.or([
        where('due_day', '>', after.dueDay),
        where.and([where('due_day', '=', after.dueDay), where('subject_id', '>', after.subjectId)]),
      ]),
    );
  const rows = await query.execute();
  return rows.map((row) => ({ subjectId: row.subject_id, dueDay: row.due_day ?? beforeDay }));
}

export async function readProjections(
  tx: LogTransaction,
  name: string,
  limit: number,
  afterSubjectId?: string,
): Promise<readonly Projection[]> {
  requireLimit(limit);
  const db = await tx.kyselyNow();
  let query = db
    .selectFrom('aegle.projection')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('name', '=', name)
    .orderBy('subject_id')
    .limit(limit);
  if (afterSubjectId !== undefined) query = query.where('subject_id', '>', afterSubjectId);
  return opened(tx, await query.execute());
}
