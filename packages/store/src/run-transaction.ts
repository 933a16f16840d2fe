// Runs a piece of work as one transaction: opens, repeats when a race was lost, answers repeats.
// It must never answer before the commit is acknowledged, nor store a response without its writes.

import type { Scope, StoreTransaction } from './contract/store.ts';
import { conflictFrom, isRaceLost } from './faults/conflict.ts';
import { faultFrom, refuse } from './faults/faults.ts';
import { seal, unseal } from './keys/box.ts';
import type { Keyring } from './keys/keyring.ts';
import { checkStream } from './log/append.ts';
import { isUuid } from './log/canonical.ts';
import type { HeadMemory } from './log/head-memory.ts';
import type { SharedStreams } from './log/shared-streams.ts';
import { findResponse, keepResponse } from './log/statements.ts';
import type { StreamRef } from './log/types.ts';
import { LogTransaction } from './transaction/transaction.ts';
import { faceOf } from './transaction-face.ts';
import type { GroupedSteps } from './wire/group.ts';
import { bytesFrom, type Step, type WireRow } from './wire/pipeline.ts';
import type { Wire } from './wire/session.ts';

const attemptsMax = 8;
/** Seals rely on it: what is dated before a day's end is committed within two minutes of it. */
const workMsMax = 60_000;
export const responseKeptMs = 30 * 24 * 3_600_000;

/** Milliseconds since 1970 of an ISO instant. Fault `invalid` when it is none. */
export function instantMs(instant: string, field: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(instant) ? Date.parse(instant) : NaN;
  if (!Number.isNaN(ms)) return ms;
  throw refuse('invalid', field, 'It is an ISO 8601 instant with a zone.', 'Send it with Z.');
}

/** Fault `invalid` unless tenant, actor and idempotency key have their form. */
export function checkScope(scope: Scope): void {
  if (!isUuid(scope.tenantId)) {
    throw refuse('invalid', 'tenantId', 'It is a lower-case UUID.', 'Sign in again.');
  }
  if (scope.idempotency === undefined) return;
  const { key, requestDigest } = scope.idempotency;
  if (key.length < 1 || key.length > 200) {
    throw refuse('invalid', 'idempotency key', 'It has 1 to 200 characters.', 'Send a UUID.');
  }
  if (!/^[0-9a-f]{64}$/.test(requestDigest)) {
    throw refuse('invalid', 'request digest', 'It is a SHA-256 in hex.', 'Report this fault.');
  }
}

function responsePlace({ tenantId, actor }: Scope, key: string): string {
  return `response|${tenantId}|${actor.id}|${key}`;
}

function findingStep(scope: Scope, nowMs: number): Step | null {
  if (scope.idempotency === undefined) return null;
  const oldest = new Date(nowMs - responseKeptMs).toISOString();
  const { key } = scope.idempotency;
  return { statement: findResponse, values: [scope.tenantId, scope.actor.id, key, oldest] };
}

/** The stored response, or undefined. Fault `idempotency_mismatch` for another request's key. */
function storedResponse(
  scope: Scope,
  keyring: Keyring,
  rows: readonly WireRow[],
): { readonly response: unknown } | undefined {
  const [row] = rows;
  if (row === undefined || scope.idempotency === undefined) return undefined;
  const { key, requestDigest } = scope.idempotency;
  if (bytesFrom(row[0]).toString('hex') !== requestDigest) {
    throw refuse(
      'idempotency_mismatch',
      'idempotency key',
      'This key was used for another request.',
      'Send a new request with a new key, or the first request unchanged.',
    );
  }
  const tenantKey = keyring.tenantKey(scope.tenantId);
  const content = unseal(tenantKey, bytesFrom(row[1]), responsePlace(scope, key));
  if (content === null) {
    throw refuse(
      'damaged',
      'stored response',
      'It does not open.',
      'Restore the last good backup.',
    );
  }
  return { response: JSON.parse(content.toString('utf8')) };
}

function keepingStep(scope: Scope, keyring: Keyring, nowMs: number, result: unknown): Step | null {
  if (scope.idempotency === undefined) return null;
  const { key, requestDigest, subjectId } = scope.idempotency;
  const content = Buffer.from(JSON.stringify(result) ?? 'null', 'utf8');
  const box = seal(keyring.tenantKey(scope.tenantId), content, responsePlace(scope, key));
  return {
    statement: keepResponse,
    values: [
      scope.tenantId,
      scope.actor.id,
      key,
      Buffer.from(requestDigest, 'hex'),
      subjectId ?? null,
      new Date(nowMs).toISOString(),
      box,
      new Date(nowMs - responseKeptMs).toISOString(),
    ],
  };
}

function requireInTime(beganMs: number): void {
  if (performance.now() - beganMs <= workMsMax) return;
  throw refuse(
    'unavailable',
    'transaction',
    'It took over a minute and was given up.',
    'Nothing was granted. Send the same request again with the same idempotency key.',
  );
}

async function oneAttempt<Result>(
  tx: LogTransaction,
  nowMs: number,
  beganMs: number,
  work: (tx: LogTransaction) => Promise<Result>,
): Promise<Result> {
  const { scope } = tx;
  await tx.lockContended();
  const finding = findingStep(scope, nowMs);
  const reads = scope.reads ?? [];
  for (const [at, ref] of reads.entries()) checkStream(ref, `streams[${at}]`);
  const unread = tx.unread(reads);
  const opening = [...(finding === null ? [] : [finding]), ...tx.readingSteps(unread)];
  if (opening.length > 0) {
    const rows = await tx.session.run(opening);
    tx.keepRead(unread, rows.slice(opening.length - unread.length).flat());
    const stored = finding === null ? undefined : storedResponse(scope, tx.keyring, rows[0] ?? []);
    if (stored !== undefined) {
      await tx.commit([]);
      return stored.response as Result;
    }
  }
  const result = await done(tx, work);
  requireInTime(beganMs);
  const keeping = keepingStep(scope, tx.keyring, nowMs, result);
  await tx.commit(keeping === null ? [] : [keeping]);
  return result;
}

/** A refusal that rests on streams as they were remembered: nothing is refused before they are read. */
class RefusedUnread extends Error {
  override readonly name = 'RefusedUnread';
}

async function done<Result>(
  tx: LogTransaction,
  work: (tx: LogTransaction) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(tx);
  } catch (error) {
    throw tx.hasRemembered ? new RefusedUnread('read again', { cause: error }) : error;
  }
}

/** What every transaction of one open store shares. */
export interface OpenPath {
  readonly wire: Wire;
  readonly keyring: Keyring;
  readonly memory: HeadMemory;
  readonly shared: SharedStreams;
  readonly group: GroupedSteps;
}

/** See `Store.inTransaction`. */
export function runTransaction<Result>(
  path: OpenPath,
  scope: Scope,
  work: (tx: StoreTransaction) => Promise<Result>,
): Promise<Result> {
  return runLogTransaction(path, scope, (tx) => work(faceOf(tx)));
}

/** The same for the store's own work, which needs more than services may ask for. */
export async function runLogTransaction<Result>(
  path: OpenPath,
  scope: Scope,
  work: (tx: LogTransaction) => Promise<Result>,
): Promise<Result> {
  checkScope(scope);
  const nowMs = instantMs(scope.now, 'now');
  const beganMs = performance.now();
  let contended: readonly StreamRef[] = [];
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const { wire, keyring, shared } = path;
    const tx = new LogTransaction({ wire, keyring, scope, nowMs, attempt, contended, shared });
    try {
      const result = await oneAttempt(tx, nowMs, beganMs, work);
      for (const head of tx.headsLeft()) {
        path.memory.keep(scope.tenantId, head, tx.keys);
        shared.forget(scope.tenantId, head);
      }
      return result;
    } catch (error) {
      await tx.session.rollback();
      tx.forgetRemembered();
      if (!isRaceLost(error) && !(error instanceof RefusedUnread))
        throw faultFrom(conflictFrom(error));
      contended = tx.contended();
    }
  }
  throw refuse(
    'conflict',
    'stream',
    `Others wrote first, ${attemptsMax} times in a row.`,
    'Nothing was stored. Read again and repeat the request.',
  );
}
