// Forecasts, their counted chunks and their answers, sealed under the subject's key.
// They must never hold a gate's fact, and a finished one never changes.

import { type Selectable, sql } from 'kysely';
import type { ForecastTable } from '../schema/schema.ts';
import type { ForecastFailure, NewForecast, StoredForecast } from '../schema/types.ts';
import type { LogTransaction } from '../transaction/transaction.ts';
import { openJson, requireUuid, sealJson } from './sealed.ts';

const CLASS = 'plain';

/** A forecast about nobody in particular is sealed under the tenant's own subject. */
function sealedFor(tx: LogTransaction, subjectId: string | null): string {
  return subjectId ?? tx.scope.tenantId;
}

export async function openForecast(tx: LogTransaction, forecast: NewForecast): Promise<boolean> {
  requireUuid(forecast.id, 'forecast.id');
  if (forecast.subjectId !== null) requireUuid(forecast.subjectId, 'forecast.subjectId');
  const db = await tx.kyselyNow();
  const subject = sealedFor(tx, forecast.subjectId);
  const { id, question } = forecast;
  const sealed = await sealJson(tx, 'forecast-question', id, subject, CLASS, question);
  const inserted = await db
    .insertInto('aegle.forecast')
    .values({
      tenant_id: tx.scope.tenantId,
      forecast_id: id,
      subject_id: forecast.subjectId,
      requested_by: tx.scope.actor.id,
      requested_at: tx.scope.now,
      state: 'queued',
      digest: forecast.digest,
      release_name: forecast.releaseName,
      release_version: forecast.releaseVersion,
      release_digest: forecast.releaseDigest,
      model_version: forecast.modelVersion,
      chunk_patients: forecast.chunkPatients,
      chunks: forecast.chunks,
      question_generation: sealed.generation,
      question_box: sealed.box,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'forecast_id']).doNothing())
    .returning('forecast_id')
    .execute();
  return inserted.length === 1;
}

/** Two requests of one actor count one after the other: the lock is held until the commit. */
export async function queuedForecasts(tx: LogTransaction): Promise<number> {
  const { tenantId, actor } = tx.scope;
  const db = await tx.kyselyNow();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`forecasts|${tenantId}|${actor.id}`}, 0))`.execute(
    db,
  );
  const { open } = await db
    .selectFrom('aegle.forecast')
    .select((of) => of.fn.countAll<string>().as('open'))
    .where('tenant_id', '=', tenantId)
    .where('requested_by', '=', actor.id)
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  return Number(open);
}

type Row = Selectable<ForecastTable>;

async function textIn(
  tx: LogTransaction,
  row: Row,
  part: 'question' | 'answer',
): Promise<string | null> {
  const generation = part === 'question' ? row.question_generation : row.answer_generation;
  const box = part === 'question' ? row.question_box : row.answer_box;
  if (generation === null || box === null) return null;
  const subject = sealedFor(tx, row.subject_id);
  const sealed = { generation, box };
  const text = await openJson(tx, `forecast-${part}`, row.forecast_id, subject, CLASS, sealed);
  return typeof text === 'string' ? text : null;
}

async function rowOf(
  tx: LogTransaction,
  forecastId: string,
  isLocked: boolean,
): Promise<Row | undefined> {
  requireUuid(forecastId, 'forecastId');
  const db = await tx.kyselyNow();
  const found = db
    .selectFrom('aegle.forecast')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('forecast_id', '=', forecastId);
  return (isLocked ? found.forUpdate() : found).executeTakeFirst();
}

export async function readForecast(
  tx: LogTransaction,
  forecastId: string,
): Promise<StoredForecast | null> {
  const row = await rowOf(tx, forecastId, false);
  if (row === undefined) return null;
  return {
    id: row.forecast_id,
    subjectId: row.subject_id,
    digest: row.digest,
    releaseName: row.release_name,
    releaseVersion: row.release_version,
    releaseDigest: row.release_digest,
    modelVersion: row.model_version,
    chunkPatients: row.chunk_patients,
    chunks: row.chunks,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    state: row.state as StoredForecast['state'],
    chunksDone: row.chunks_done,
    question: await textIn(tx, row, 'question'),
    answer: await textIn(tx, row, 'answer'),
    failure: row.failure as ForecastFailure | null,
  };
}

/** Unanswered and failed ones are passed over. */
export async function latestForecastOf(
  tx: LogTransaction,
  subjectId: string,
): Promise<StoredForecast | null> {
  requireUuid(subjectId, 'subjectId');
  const db = await tx.kyselyNow();
  const latest = await db
    .selectFrom('aegle.forecast')
    .select('forecast_id')
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', '=', subjectId)
    .where('state', '=', 'done')
    .orderBy('finished_at', 'desc')
    .orderBy('forecast_id')
    .limit(1)
    .executeTakeFirst();
  return latest === undefined ? null : readForecast(tx, latest.forecast_id);
}

function chunkRow(forecastId: string, chunk: number): string {
  return `${forecastId}|${chunk}`;
}

/** The row is locked first, so that of two last chunks one sees both. */
export async function keepForecastChunk(
  tx: LogTransaction,
  forecastId: string,
  chunk: number,
  bytes: Uint8Array,
): Promise<number | null> {
  const row = await rowOf(tx, forecastId, true);
  if (row === undefined || row.state !== 'queued') return null;
  const db = await tx.kyselyNow();
  const { tenantId } = tx.scope;
  const text = Buffer.from(bytes).toString('base64');
  const place = chunkRow(forecastId, chunk);
  const subject = sealedFor(tx, row.subject_id);
  const sealed = await sealJson(tx, 'forecast-chunk', place, subject, CLASS, text);
  await db
    .insertInto('aegle.forecast_chunk')
    .values({ tenant_id: tenantId, forecast_id: forecastId, chunk, ...sealed })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'forecast_id', 'chunk']).doNothing())
    .execute();
  const { count } = await db
    .selectFrom('aegle.forecast_chunk')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('forecast_id', '=', forecastId)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('aegle.forecast')
    .set({ chunks_done: Number(count) })
    .where('tenant_id', '=', tenantId)
    .where('forecast_id', '=', forecastId)
    .execute();
  return row.chunks - Number(count);
}

export async function readForecastChunk(
  tx: LogTransaction,
  forecastId: string,
  chunk: number,
): Promise<Uint8Array | null> {
  const row = await rowOf(tx, forecastId, false);
  const db = await tx.kyselyNow();
  const found = await db
    .selectFrom('aegle.forecast_chunk')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('forecast_id', '=', forecastId)
    .where('chunk', '=', chunk)
    .executeTakeFirst();
  if (row === undefined || found === undefined) return null;
  const place = chunkRow(forecastId, chunk);
  const subject = sealedFor(tx, row.subject_id);
  const text = await openJson(tx, 'forecast-chunk', place, subject, CLASS, found);
  return typeof text === 'string' ? Buffer.from(text, 'base64') : null;
}

export async function finishForecast(
  tx: LogTransaction,
  forecastId: string,
  end: string | ForecastFailure,
): Promise<void> {
  const row = await rowOf(tx, forecastId, true);
  if (row === undefined || row.state !== 'queued') return;
  const db = await tx.kyselyNow();
  const { tenantId } = tx.scope;
  const subject = sealedFor(tx, row.subject_id);
  const isAnswer = typeof end === 'string';
  const sealed = isAnswer
    ? await sealJson(tx, 'forecast-answer', forecastId, subject, CLASS, end)
    : null;
  await db
    .updateTable('aegle.forecast')
    .set({
      state: isAnswer ? 'done' : 'failed',
      finished_at: tx.scope.now,
      failure: isAnswer ? null : JSON.stringify(end),
      ...(isAnswer ? { chunks_done: row.chunks } : {}),
      answer_generation: sealed?.generation ?? null,
      answer_box: sealed?.box ?? null,
    })
    .where('tenant_id', '=', tenantId)
    .where('forecast_id', '=', forecastId)
    .execute();
  await db
    .deleteFrom('aegle.forecast_chunk')
    .where('tenant_id', '=', tenantId)
    .where('forecast_id', '=', forecastId)
    .execute();
}
