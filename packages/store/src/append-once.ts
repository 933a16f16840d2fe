// The shortest path of an append: one flush when the head is remembered, two when it is not.
// A remembered head is only a guess: the compare-and-swap in the statement decides, never memory.

import type { Scope } from './contract/store.ts';
import { conflictFrom, isRaceLost } from './faults/conflict.ts';
import { faultFrom, refuse } from './faults/faults.ts';
import { checkRequest, planAppend } from './log/append.ts';
import type { Remembered } from './log/head-memory.ts';
import { emptyHead, streamKey, streamsFrom } from './log/read.ts';
import { isShared } from './log/shared-streams.ts';
import { appendEvent, appendIfStill, readHead as readHeadStatement } from './log/statements.ts';
import { SubjectKeys } from './log/subject-keys.ts';
import type { Appended, AppendRequest, StreamRef } from './log/types.ts';
import type { OpenPath } from './run-transaction.ts';
import { tenantStep } from './wire/session.ts';

/** The tenant belongs to the key: streams of two tenants may have one subject's id. */
function groupKey(tenantId: string, stream: StreamRef): string {
  return `${streamKey(stream)}/${tenantId}`;
}

async function readHead(
  { group, keyring }: OpenPath,
  tenantId: string,
  stream: StreamRef,
): Promise<Remembered> {
  const values = [tenantId, stream.subjectId, stream.kind];
  const steps = [tenantStep(tenantId), { statement: readHeadStatement, values }];
  const [, rows = []] = await group.run(groupKey(tenantId, stream), steps);
  const keys = new SubjectKeys(tenantId, keyring);
  const [read] = streamsFrom(rows, [stream], tenantId, keys, true);
  return { head: read?.head ?? emptyHead(stream), keys };
}

async function appendAfter(
  { group, memory }: OpenPath,
  tenantId: string,
  known: Remembered,
  nowMs: number,
  request: AppendRequest,
): Promise<readonly Appended[] | null> {
  const plan = planAppend(tenantId, known.head, request.events, nowMs, known.keys);
  const steps = plan.steps.map((step) =>
    step.statement === appendEvent ? { ...step, statement: appendIfStill } : step,
  );
  const key = groupKey(tenantId, request.stream);
  const [, ...rows] = await group.run(key, [tenantStep(tenantId), ...steps]);
  const hasMoved = steps.some(
    ({ statement }, at) => statement === appendIfStill && rows[at]?.[0]?.[0] !== '1',
  );
  if (hasMoved) return null;
  memory.keep(tenantId, plan.head, known.keys);
  return plan.receipts;
}

/**
 * Appends new events to one stream in one implicit transaction. Answers null when another writer
 * was first or an id is already there: the caller then takes the full path. Faults: `invalid`,
 * `conflict`, `clock_regressed`, `unavailable`.
 */
export async function appendOnce(
  path: OpenPath,
  scope: Scope,
  nowMs: number,
  request: AppendRequest,
): Promise<readonly Appended[] | null> {
  checkRequest(request);
  const { tenantId } = scope;
  const { stream, expectedVersion } = request;
  const remembered = path.memory.take(tenantId, stream);
  try {
    if (remembered !== undefined && expectedVersion === undefined) {
      const done = await appendAfter(path, tenantId, remembered, nowMs, request);
      if (done !== null) return done;
    }
  } catch (error) {
    if (!isRaceLost(error)) throw faultFrom(conflictFrom(error));
  }
  try {
    const known = await readHead(path, tenantId, stream);
    if (expectedVersion !== undefined && expectedVersion !== known.head.version) return null;
    return await appendAfter(path, tenantId, known, nowMs, request);
  } catch (error) {
    if (isRaceLost(error)) return null;
    throw faultFrom(conflictFrom(error));
  }
}

/** Refuses what the short path cannot promise: heads of other streams, and streams that are held. */
export function isShort({ events, versionsRead = [], stream }: AppendRequest): boolean {
  return events.length > 0 && versionsRead.length === 0 && !isShared(stream.kind);
}

/** Fault for an append of nothing. */
export function refuseEmpty(request: AppendRequest): void {
  if (request.events.length > 0) return;
  throw refuse('invalid', 'events', 'There is at least one event.', 'Send the events to append.');
}
