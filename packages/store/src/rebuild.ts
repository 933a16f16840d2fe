// Throws every projection of a tenant away and folds the log anew, a page of subjects at a time.
// It must never keep a projection that the fold no longer makes.

import type { FoldSubject } from './contract/store.ts';
import { faultFrom } from './faults/faults.ts';
import { type StreamRef, streamKinds } from './log/types.ts';
import { type OpenPath, runLogTransaction } from './run-transaction.ts';
import { projectionStep } from './tables/projections.ts';
import type { LogTransaction } from './transaction/transaction.ts';

const pageLength = 100;

async function nextSubjects(tx: LogTransaction, after: string): Promise<readonly string[]> {
  const db = await tx.kyselyNow();
  const rows = await db
    .selectFrom('aegle.stream_head')
    .select('subject_id')
    .distinct()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', '>', after)
    .orderBy('subject_id')
    .limit(pageLength)
    .execute();
  return rows.map((row) => row.subject_id);
}

/** Locks the heads first: a fold must not be overtaken by an append that projected already. */
async function lockHeads(tx: LogTransaction, subjects: readonly string[]): Promise<void> {
  const db = await tx.kyselyNow();
  await db
    .selectFrom('aegle.stream_head')
    .select('version')
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', 'in', subjects)
    .orderBy('subject_id')
    .orderBy('kind')
    .forShare()
    .execute();
}

async function rebuildPage(
  tx: LogTransaction,
  after: string,
  fold: FoldSubject,
): Promise<{ readonly last: string | null; readonly count: number }> {
  const subjects = await nextSubjects(tx, after);
  const last = subjects.at(-1) ?? null;
  const db = await tx.kyselyNow();
  let removal = db
    .deleteFrom('aegle.projection')
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('subject_id', '>', after);
  if (last !== null) {
    await lockHeads(tx, subjects);
    removal = removal.where('subject_id', '<=', last);
  }
  await removal.execute();
  let count = 0;
  for (const subjectId of subjects) {
    const refs: StreamRef[] = streamKinds.map((kind) => ({ subjectId, kind }));
    const streams = (await tx.readStreams(refs)).filter((read) => read.head.version > 0);
    for (const projection of fold(subjectId, streams)) {
      tx.later(await projectionStep(tx, projection));
      count += 1;
    }
  }
  return { last, count };
}

/** See `Store.rebuildProjections`. */
export async function rebuildProjections(
  path: OpenPath,
  tenantId: string,
  fold: FoldSubject,
): Promise<number> {
  const scope = {
    tenantId,
    actor: { id: 'aegle', role: 'system' },
    now: new Date(0).toISOString(),
  };
  let after = '00000000-0000-0000-0000-000000000000';
  let count = 0;
  try {
    for (;;) {
      const from = after;
      const page = await runLogTransaction(path, scope, (tx) => rebuildPage(tx, from, fold));
      count += page.count;
      if (page.last === null) return count;
      after = page.last;
    }
  } catch (error) {
    throw faultFrom(error);
  }
}
