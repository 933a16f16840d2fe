// Somebody reads the tasks of every tenant: the last account that does is not taken away.
// Never counts an account whose access is over.

import type { Role } from '@aegle/core';
import { refuse } from '@aegle/store';
import type { Transaction } from 'kysely';
import { TASK_ROLES } from '../access/task-scope.ts';
import { handOverAdministration } from './administrators.ts';
import type { AuthDatabase, AuthTables } from './tables.ts';

const isReader = (role: string) => TASK_ROLES.some((one) => one === role);

/**
 * Does `work`, which takes an account's access away, where another account of the tenant goes on reading
 * tasks at `now`. Two at once wait for each other. Fault `conflict` for the last one.
 */
export function unlessLastReader(
  db: AuthDatabase,
  userId: string,
  now: string,
  work: (tx: Transaction<AuthTables>) => Promise<unknown>,
): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const own = await tx
      .selectFrom('auth.membership')
      .select('tenant_id')
      .where('user_id', '=', userId)
      .executeTakeFirst();
    const readers = await tx
      .selectFrom('auth.membership')
      .select(['user_id', 'ends_at'])
      .where('tenant_id', '=', own?.tenant_id ?? userId)
      .where('role', 'in', [...TASK_ROLES])
      .orderBy('user_id')
      .forUpdate()
      .execute();
    const active = readers.filter(
      ({ ends_at }) => ends_at === null || ends_at.getTime() > Date.parse(now),
    );
    if (active.length === 1 && active[0]?.user_id === userId)
      throw refuse(
        'conflict',
        'account',
        'It is the last account here that reads tasks: what is open would be seen by nobody.',
        'Add another first, such as a safety officer. Until then reset the password and end the sessions.',
      );
    await work(tx);
  });
}

/** Gives the account another role. Fault `conflict` where the last reader of tasks would be none. */
export async function changeRole(
  db: AuthDatabase,
  userId: string,
  role: Role,
  now: string,
): Promise<void> {
  const set = (tx: AuthDatabase) =>
    tx.updateTable('auth.membership').set({ role }).where('user_id', '=', userId).execute();
  if (isReader(role)) await set(db);
  else await unlessLastReader(db, userId, now, set);
  await handOverAdministration(db, userId);
}

/** Tenants with an account that reads tasks at `now`. */
export async function tenantsWithReaders(
  db: AuthDatabase,
  now: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('auth.membership')
    .select('tenant_id')
    .distinct()
    .where('role', 'in', [...TASK_ROLES])
    .where((where) =>
      where.or([where('ends_at', 'is', null), where('ends_at', '>', new Date(now))]),
    )
    .execute();
  return new Set(rows.map((row) => row.tenant_id));
}
