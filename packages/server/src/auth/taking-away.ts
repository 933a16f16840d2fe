// Taking access away: an account, its password, its second factor, its sessions. Each acts within the
// 5 s for which a session is remembered. Never touches an account of another tenant.

import { refuse } from '@aegle/store';
import { type ChangedBy, noteChange, priorEndOf } from './access-changes.ts';
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

/** Who does it and when: a user, or null for the operator by command; `now` is ISO. */
export interface Doing {
  readonly by: ChangedBy;
  readonly now: string;
}

/** Signs the person out everywhere. Answers how many sessions there were. */
export async function endSessions(db: AuthDatabase, userId: string, doing: Doing): Promise<number> {
  await noteChange(db, userId, 'sessions_ended', doing.by, doing.now);
  return dropSessions(db, userId);
}

async function dropSessions(db: AuthDatabase, userId: string): Promise<number> {
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
export async function disableAccount(
  db: AuthDatabase,
  userId: string,
  { by, now }: Doing,
): Promise<void> {
  await unlessLastReader(db, userId, now, async (tx) => {
    const own = await tx
      .selectFrom('auth.membership')
      .select('ends_at')
      .where('user_id', '=', userId)
      .executeTakeFirst();
    const isOver =
      own?.ends_at !== null && own?.ends_at !== undefined && own.ends_at <= new Date(now);
    if (isOver) return;
    await tx
      .updateTable('auth.membership')
      .set({ ends_at: new Date(now) })
      .where('user_id', '=', userId)
      .execute();
    await noteChange(tx, userId, 'access_ended', by, now, own?.ends_at ?? null);
  });
  await dropSessions(db, userId);
}

/**
 * Takes back that the access was ended: it ends when it would have ended. Fault `conflict` where nobody
 * ended it, or where that day has passed.
 */
export async function reopenAccount(
  db: AuthDatabase,
  userId: string,
  { by, now }: Doing,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const prior = await priorEndOf(tx, userId);
    if (prior !== null && prior <= new Date(now))
      throw refuse(
        'conflict',
        'account',
        'Its own last day has passed meanwhile.',
        'Make another account where one is owed.',
      );
    await tx
      .updateTable('auth.membership')
      .set({ ends_at: prior })
      .where('user_id', '=', userId)
      .execute();
    await noteChange(tx, userId, 'access_reopened', by, now);
  });
}

/** A new password in place of the old one; whoever is signed in signs in again. */
export async function resetPassword(
  signIn: SignIn,
  db: AuthDatabase,
  userId: string,
  password: string,
  { by, now }: Doing,
): Promise<void> {
  if (password.length < 12)
    throw refuse('invalid', 'password', 'It has at least 12 characters.', 'Choose a longer one.');
  const context = await signIn.$context;
  // First the note: no password is new without it.
  await noteChange(db, userId, 'password_reset', by, now);
  await db
    .updateTable('auth.account')
    .set({ password: await context.password.hash(password) })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute();
  await dropSessions(db, userId);
}

/** The second factor is gone, and with it every session; the person sets up another. */
export async function removeSecondFactor(
  db: AuthDatabase,
  userId: string,
  { by, now }: Doing,
): Promise<void> {
  await noteChange(db, userId, 'second_factor_removed', by, now);
  await db.deleteFrom('auth.twoFactor').where('userId', '=', userId).execute();
  await db
    .updateTable('auth.user')
    .set({ twoFactorEnabled: false })
    .where('id', '=', userId)
    .execute();
  await dropSessions(db, userId);
}
