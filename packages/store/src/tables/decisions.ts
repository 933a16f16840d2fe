// Stored decisions: what was answered, on which editions, heads and engine, for replay.
// They must never be changed once stored.

import type { Selectable } from 'kysely';
import type { Json, PayloadClass, StreamVersion } from '../log/types.ts';
import type { DecisionTable } from '../schema/schema.ts';
import type { ReadDecision, StoredDecision } from '../schema/types.ts';
import type { LogTransaction } from '../transaction/transaction.ts';
import type { Statement } from '../wire/pipeline.ts';
import { openJson, requireUuid, sealJson } from './sealed.ts';

const keepDecision: Statement = {
  name: 'aegle_keep_decision',
  text: `
insert into aegle.decision (tenant_id, subject_id, decision_id, question, asked_for, known_at,
  engine_version, edition_digests, heads_read, class, generation, box)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};

export async function storeDecision(tx: LogTransaction, decision: StoredDecision): Promise<void> {
  requireUuid(decision.id, 'decision.id');
  requireUuid(decision.subjectId, 'decision.subjectId');
  const { subjectId, id, class: keyClass } = decision;
  const sealed = await sealJson(tx, 'decision', id, subjectId, keyClass, decision.answer);
  tx.later({
    statement: keepDecision,
    values: [
      tx.scope.tenantId,
      subjectId,
      id,
      decision.question,
      decision.askedFor,
      decision.knownAt,
      decision.engineVersion,
      JSON.stringify(decision.editionDigests),
      JSON.stringify(decision.versionsRead),
      keyClass,
      String(sealed.generation),
      sealed.box,
    ],
  });
}

async function decisionFrom(
  tx: LogTransaction,
  row: Selectable<DecisionTable>,
): Promise<ReadDecision> {
  const { subject_id: subjectId, decision_id: id, class: keyClass } = row;
  const answer: Json = await openJson(tx, 'decision', id, subjectId, keyClass, row);
  return {
    id,
    subjectId,
    question: row.question,
    askedFor: row.asked_for.toISOString(),
    knownAt: row.known_at.toISOString(),
    engineVersion: row.engine_version,
    editionDigests: row.edition_digests as readonly string[],
    versionsRead: row.heads_read as readonly StreamVersion[],
    class: keyClass as PayloadClass,
    answer,
  };
}

export async function readDecision(
  tx: LogTransaction,
  subjectId: string,
  decisionId: string,
): Promise<ReadDecision | null> {
  requireUuid(subjectId, 'subjectId');
  requireUuid(decisionId, 'decisionId');
  const db = await tx.kyselyNow();
  const row = await db
    .selectFrom('aegle.decision')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', '=', subjectId)
    .where('decision_id', '=', decisionId)
    .executeTakeFirst();
  return row === undefined ? null : decisionFrom(tx, row);
}

/** Newest first. */
export async function readDecisions(
  tx: LogTransaction,
  subjectId: string,
  limit: number,
): Promise<readonly ReadDecision[]> {
  requireUuid(subjectId, 'subjectId');
  const db = await tx.kyselyNow();
  const rows = await db
    .selectFrom('aegle.decision')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', '=', subjectId)
    .orderBy('known_at', 'desc')
    .orderBy('decision_id')
    .limit(limit)
    .execute();
  const decisions: ReadDecision[] = [];
  for (const row of rows) decisions.push(await decisionFrom(tx, row));
  return decisions;
}
