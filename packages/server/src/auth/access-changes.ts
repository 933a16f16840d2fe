// What others did to an account: its owner reads it at the next sign-in, and a second person answers for it.
// Never lets whoever opened an account be the one who answers for it.

import { randomUUID } from 'node:crypto';
import type { Role } from '@aegle/core';
import { isUuid, refuse } from '@aegle/store';
import { handOverAdministration } from './administrators.ts';
import type { AuthDatabase } from './tables.ts';

/** Done to an account by somebody else. */
export const ACCESS_CHANGES = [
  'account_added',
  'password_reset',
  'second_factor_removed',
  'sessions_ended',
  'access_ended',
  'access_reopened',
] as const;
export type AccessChange = (typeof ACCESS_CHANGES)[number];

/** After these whoever did it could sign in as the owner, alone or together with another of them. */
const OPENS: readonly AccessChange[] = ['account_added', 'password_reset', 'second_factor_removed'];
/** After these they know the password. */
const KNOWS_PASSWORD: readonly AccessChange[] = ['account_added', 'password_reset'];

/** Roles whose word counts as a second person's: what opened such an account waits. */
export const SECOND_PERSON_ROLES: readonly Role[] = [
  'prescriber',
  'safety_officer',
  'programme_officer',
  'administrator',
];

/** Who did it: the user, or null for the operator by command. */
export type ChangedBy = string | null;

/** Notes the change at `now` (ISO). `priorEndsAt` is when an access that was ended would have ended. */
export async function noteChange(
  db: AuthDatabase,
  userId: string,
  what: AccessChange,
  by: ChangedBy,
  now: string,
  priorEndsAt: Date | null = null,
): Promise<void> {
  const { tenant_id } = await db
    .selectFrom('auth.membership')
    .select('tenant_id')
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto('auth.access_change')
    .values({
      id: randomUUID(),
      tenant_id,
      user_id: userId,
      what,
      at: new Date(now),
      by_user: by,
      prior_ends_at: priorEndsAt,
    })
    .execute();
}

/** A change that its owner has not read yet. */
export interface AccessNotice {
  readonly what: AccessChange;
  /** ISO instant. */
  readonly at: string;
  /** The name of whoever did it; null for the operator by command. */
  readonly by: string | null;
}

const known = (text: string): AccessChange | undefined =>
  ACCESS_CHANGES.find((one) => one === text);

/** What the owner has not confirmed to have read, the earliest first. */
export async function unreadChanges(
  db: AuthDatabase,
  userId: string,
): Promise<readonly AccessNotice[]> {
  const rows = await db
    .selectFrom('auth.access_change')
    .leftJoin('auth.user', 'auth.user.id', 'auth.access_change.by_user')
    .select(['what', 'at', 'auth.user.name'])
    .where('user_id', '=', userId)
    .where('seen_at', 'is', null)
    .orderBy('at')
    .execute();
  return rows.flatMap(({ what, at, name }) => {
    const change = known(what);
    return change === undefined ? [] : [{ what: change, at: at.toISOString(), by: name }];
  });
}

/** The owner has read them. */
export async function confirmRead(db: AuthDatabase, userId: string, now: string): Promise<void> {
  await db
    .updateTable('auth.access_change')
    .set({ seen_at: new Date(now) })
    .where('user_id', '=', userId)
    .where('seen_at', 'is', null)
    .execute();
}

/** What waits for a second person on one account. */
export interface Awaiting {
  readonly userId: string;
  /** Who opened it; null among them is the operator. */
  readonly by: readonly ChangedBy[];
  /** ISO instant of the latest of these. */
  readonly since: string;
  /** True while somebody else knows the password. */
  readonly needsOwnPassword: boolean;
}

/** The accounts of a tenant, or one of them, that wait for a second person; of any role. */
export async function awaiting(
  db: AuthDatabase,
  of: { readonly tenantId: string } | { readonly userId: string },
): Promise<ReadonlyMap<string, Awaiting>> {
  const rows = await db
    .selectFrom('auth.access_change as change')
    .innerJoin('auth.membership as member', 'member.user_id', 'change.user_id')
    .select(['change.user_id', 'what', 'at', 'by_user', 'own_password_at'])
    .where('what', 'in', [...OPENS])
    .where('vouched_at', 'is', null)
    .where((where) =>
      'userId' in of
        ? where('change.user_id', '=', of.userId)
        : where('change.tenant_id', '=', of.tenantId),
    )
    .orderBy('at')
    .execute();
  const found = new Map<string, Awaiting>();
  for (const { user_id: userId, what, at, by_user, own_password_at } of rows) {
    const before = found.get(userId);
    const isKnown =
      KNOWS_PASSWORD.some((one) => one === what) &&
      (own_password_at === null || own_password_at.getTime() < at.getTime());
    found.set(userId, {
      userId,
      by: [...(before?.by ?? []), by_user],
      since: at.toISOString(),
      needsOwnPassword: isKnown || (before?.needsOwnPassword ?? false),
    });
  }
  return found;
}

/**
 * A second person answers for whoever uses the account. Faults: `conflict` where nothing waits, where the
 * owner has no password of their own yet, and for whoever opened it. `by` null is the operator.
 */
export async function vouchFor(
  db: AuthDatabase,
  userId: string,
  by: ChangedBy,
  now: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .selectFrom('auth.membership')
      .select('user_id')
      .where('user_id', '=', userId)
      .forUpdate()
      .execute();
    const waits = (await awaiting(tx, { userId })).get(userId);
    if (waits === undefined)
      throw refuse('conflict', 'account', 'Nothing waits for you there.', 'List the accounts.');
    if (by !== null && (by === userId || waits.by.includes(by)))
      throw refuse(
        'conflict',
        'account',
        'Whoever opened an account, or owns it, is not its second person.',
        'Have another administrator or a programme officer do it.',
      );
    if (waits.needsOwnPassword)
      throw refuse(
        'conflict',
        'account',
        'Its owner has not chosen a password that nobody else knows.',
        'Have the owner sign in and choose one on the account page, then come back.',
      );
    await handOverAdministration(tx, userId);
    await tx
      .updateTable('auth.access_change')
      .set({ vouched_at: new Date(now), vouched_by: by })
      .where('user_id', '=', userId)
      .where('what', 'in', [...OPENS])
      .where('vouched_at', 'is', null)
      .execute();
  });
}

/** When an access that was ended here would have ended; fault `conflict` where nobody ended it. */
export async function priorEndOf(db: AuthDatabase, userId: string): Promise<Date | null> {
  const last = isUuid(userId)
    ? await db
        .selectFrom('auth.access_change')
        .select(['what', 'prior_ends_at'])
        .where('user_id', '=', userId)
        .where('what', 'in', ['access_ended', 'access_reopened'])
        .orderBy('at', 'desc')
        .orderBy('what', 'desc')
        .limit(1)
        .executeTakeFirst()
    : undefined;
  if (last?.what === 'access_ended') return last.prior_ends_at;
  throw refuse(
    'conflict',
    'account',
    'Nobody ended this access: it ran out on its day, or it is open.',
    'Make another account where one is owed.',
  );
}
