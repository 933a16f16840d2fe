// Taking access away: an account, its password, its second factor, its sessions. Each acts within the
// 5 s for which a session is remembered. Never touches an account of another tenant.

import { refuse } from '@aegle/store';
import { unlessLastReader } from './last-reader.ts';
import type { SignIn } from './sign-in.ts';
import type { AuthDatabase } from './tables.ts';

/** Whose access; an address that is not of the tenant is as if it were not there. */
export async function accountOf(
  db: AuthDatabase,
  tenantId: string,
  email: string,
): Promise<{ readonly id: string; readonly role: string }> {
  const found = await db
    .selectFrom('auth.user')
    .innerJoin('auth.membership', 'auth.membership.user_id', 'auth.user.id')
    .select(['auth.user.id', 'auth.membership.role'])
    .where('auth.user.email', '=', email.toLowerCase())
    .where('auth.membership.tenant_id', '=', tenantId)
    .executeTakeFirst();
  if (found !== undefined) return found;
  throw refuse('not_found', 'email', 'No such account in this tenant.', 'List the accounts.');
}

/** Every session of the account is over. Answers how many there were. */
export async function endSessions(db: AuthDatabase, userId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('auth.session')
    .where('userId', '=', userId)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * The access is over at `now`, with every session; the account stays, for what it did. Fault `conflict`
 * for the last account of the tenant that reads tasks.
 */
export async function disableAccount(db: AuthDatabase, userId: string, now: string): Promise<void> {
  await unlessLastReader(db, userId, now, (tx) =>
    tx
      .updateTable('auth.membership')
      .set({ ends_at: new Date(now) })
      .where('user_id', '=', userId)
      .execute(),
  );
  await endSessions(db, userId);
}

/** A new password in place of the old one; whoever is signed in signs in again. */
export async function resetPassword(
  signIn: SignIn,
  db: AuthDatabase,
  userId: string,
  password: string,
): Promise<void> {
  if (password.length < 12)
    throw refuse('invalid', 'password', 'It has at least 12 characters.', 'Choose a longer one.');
  const context = await signIn.$context;
  await db
    .updateTable('auth.account')
    .set({ password: await context.password.hash(password) })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute();
  await endSessions(db, userId);
}

/** The second factor is gone, and with it every session; the person sets up another. */
export async function removeSecondFactor(db: AuthDatabase, userId: string): Promise<void> {
  await db.deleteFrom('auth.twoFactor').where('userId', '=', userId).execute();
  await db
    .updateTable('auth.user')
    .set({ twoFactorEnabled: false })
    .where('id', '=', userId)
    .execute();
  await endSessions(db, userId);
}
