// The access log of a tenant: appended to, read newest first. Never changed, never cleared.

import { sql } from 'kysely';
import { refuse } from '../faults/faults.ts';
import type { AccessLogFilter, AccessLogPage, NewAccess } from '../schema/types.ts';
import type { LogTransaction } from '../transaction/transaction.ts';
import { requireUuid } from './sealed.ts';

/** One row for each patient whose data is read, at the scope's instant and in its actor's name. */
export async function recordAccess(tx: LogTransaction, access: NewAccess): Promise<void> {
  if (access.subjectIds.length === 0) return;
  const { tenantId, actor, now } = tx.scope;
  requireUuid(access.id, 'access.id');
  for (const subjectId of access.subjectIds) requireUuid(subjectId, 'access.subjectIds');
  const db = await tx.kyselyNow();
  const rows = access.subjectIds.map((subjectId) => ({
    tenant_id: tenantId,
    subject_id: subjectId,
    access_id: access.id,
    at: now,
    actor_id: actor.id,
    actor_role: actor.role,
    route: access.route,
    purpose: access.purpose,
  }));
  await db.insertInto('aegle.access_log').values(rows).execute();
}

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)~([0-9a-f-]{36})~([0-9a-f-]{36})$/;

/** Newest first, after the page whose `next` is given. Fault `invalid` for a `next` of another form. */
export async function readAccessLog(
  tx: LogTransaction,
  filter: AccessLogFilter,
): Promise<AccessLogPage> {
  const db = await tx.kyselyNow();
  const limit = filter.limit ?? 100;
  let query = db
    .selectFrom('aegle.access_log')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .orderBy('at', 'desc')
    .orderBy('access_id', 'desc')
    .orderBy('subject_id', 'desc')
    .limit(limit);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.after !== undefined) {
    const [, at, access, subject] = CURSOR.exec(filter.after) ?? [];
    if (subject === undefined)
      throw refuse(
        'invalid',
        'after',
        'It is `next` of an earlier page.',
        'Leave it out to begin.',
      );
    query = query.where(
      sql<boolean>`(at, access_id, subject_id) < (${at}::timestamptz, ${access}::uuid, ${subject}::uuid)`,
    );
  }
  const rows = await query.execute();
  const entries = rows.map((row) => ({
    id: row.access_id,
    at: row.at.toISOString(),
    actorId: row.actor_id,
    actorRole: row.actor_role,
    route: row.route,
    purpose: row.purpose,
    subjectId: row.subject_id,
  }));
  const last = entries.at(-1);
  const hasMore = last !== undefined && entries.length === limit;
  return { entries, next: hasMore ? `${last.at}~${last.id}~${last.subjectId}` : null };
}
