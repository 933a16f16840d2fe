// Offices that looked after access before there were administrators, and the end of that.
// Never takes it from them before somebody else can do it.

import type { AuthDatabase } from './tables.ts';

/**
 * Where the account is an administrator's, the offices of its tenant no longer look after access: called
 * once nothing about it waits for a second person.
 */
export async function handOverAdministration(db: AuthDatabase, userId: string): Promise<void> {
  const own = await db
    .selectFrom('auth.membership')
    .select(['tenant_id', 'role'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (own?.role !== 'administrator') return;
  await db
    .updateTable('auth.membership')
    .set({ also_administers: false })
    .where('tenant_id', '=', own.tenant_id)
    .where('also_administers', '=', true)
    .execute();
}
