// A code of a second factor counts once: seen over a shoulder, it opens nothing a second time.
// Never keeps the digits, only their digest, and none longer than a code could be valid.

import { createHmac } from 'node:crypto';
import type { AuthDatabase } from './tables.ts';

/** The library takes a code a step early and a step late: 90 s; twice that is kept. */
const KEPT_MS = 180_000;

/** Marks the code as used at `now`; false when this person had used it before. */
export async function useCodeOnce(
  db: AuthDatabase,
  secret: string,
  userId: string,
  code: string,
  now: string,
): Promise<boolean> {
  const digest = createHmac('sha256', secret).update(`${userId} ${code}`).digest();
  const oldest = new Date(Date.parse(now) - KEPT_MS);
  await db
    .deleteFrom('auth.used_code')
    .where('user_id', '=', userId)
    .where('used_at', '<', oldest)
    .execute();
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('auth.used_code')
    .values({ user_id: userId, code_digest: digest, used_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
