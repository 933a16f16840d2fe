// Accounts: a person who signs in, and the one tenant, role and pseudonyms they act under.
// Never changes a password silently and never tells which e-mail addresses exist.

import { ROLES, type Role } from '@aegle/core';
import { refuse } from '@aegle/store';
import type { Caller } from '../access/caller.ts';
import { awaiting, noteChange } from './access-changes.ts';
import { handOverAdministration } from './administrators.ts';
import type { SignIn } from './sign-in.ts';
import type { AuthDatabase } from './tables.ts';

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  /** At least 12 characters. */
  readonly password: string;
  readonly tenantId: string;
  readonly role: Role;
  /** Of a prescriber: the prescriber's own id. Of a patient: the patient's. */
  readonly actorId: string;
  readonly organisationId?: string;
  readonly patientId?: string;
  /** ISO instant from which on the access is over. */
  readonly endsAt?: string;
}

function checkAccount(account: NewAccount): void {
  if (account.password.length < 12)
    throw refuse('invalid', 'password', 'It has at least 12 characters.', 'Choose a longer one.');
  if (account.role === 'system_client')
    throw refuse('invalid', 'role', 'A system has a key, not an account.', 'Add a system client.');
  const isOfPatient = account.role === 'patient' || account.role === 'guardian';
  if (isOfPatient !== (account.patientId !== undefined))
    throw refuse(
      'invalid',
      'patientId',
      'A patient or guardian has a patient, and nobody else has one.',
      'Name the patient, or leave it out.',
    );
}

/** Who makes an account through the product, and when (ISO); the operator by command makes it without. */
export interface AddedBy {
  readonly user: string;
  readonly now: string;
}

/**
 * Makes an account. Faults: `invalid`, and `conflict` when the address is in use. Answers its id. One that
 * somebody made waits for a second person before its word counts as another's.
 */
export async function addAccount(
  signIn: SignIn,
  db: AuthDatabase,
  account: NewAccount,
  addedBy: AddedBy | null = null,
): Promise<string> {
  checkAccount(account);
  const context = await signIn.$context;
  const email = account.email.toLowerCase();
  if ((await context.internalAdapter.findUserByEmail(email)) !== null)
    throw refuse('conflict', 'email', 'The address is in use.', 'Choose another address.');
  const user = await context.internalAdapter.createUser(
    { email, name: account.name, emailVerified: true },
    { method: 'admin' },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await context.password.hash(account.password),
  });
  await db
    .insertInto('auth.membership')
    .values({
      user_id: user.id,
      tenant_id: account.tenantId,
      role: account.role,
      actor_id: account.actorId,
      organisation_id: account.organisationId ?? null,
      patient_id: account.patientId ?? null,
      ends_at: account.endsAt === undefined ? null : new Date(account.endsAt),
    })
    .execute();
  if (addedBy === null) await handOverAdministration(db, user.id);
  else await noteChange(db, user.id, 'account_added', addedBy.user, addedBy.now);
  return user.id;
}

/** Who a user acts as, and until when. */
export interface Access {
  readonly caller: Caller;
  /** Milliseconds since 1970 from which on the access is over; null: no end is known. */
  readonly endsMs: number | null;
}

/** What a signed-in user may act as, or null when that is nobody or their access is over at `now`. */
export async function accessOfUser(
  db: AuthDatabase,
  userId: string,
  now: string,
): Promise<Access | null> {
  const row = await db
    .selectFrom('auth.membership')
    .selectAll()
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (row === undefined || !isRole(row.role)) return null;
  const endsMs = row.ends_at?.getTime() ?? null;
  const waits = (await awaiting(db, { userId })).get(userId);
  if (endsMs !== null && endsMs <= Date.parse(now)) return null;
  const caller = {
    userId,
    tenantId: row.tenant_id,
    role: row.role,
    actorId: row.actor_id,
    organisationId: row.organisation_id,
    patientId: row.patient_id,
    ...(row.also_administers ? { alsoAdministers: true } : {}),
    ...(waits === undefined ? {} : { awaitsSecondPersonSince: waits.since }),
  };
  return { caller, endsMs };
}

/** Who a signed-in user is, or null when they act as nobody or their access is over at `now`. */
export async function callerOfUser(
  db: AuthDatabase,
  userId: string,
  now: string,
): Promise<Caller | null> {
  return (await accessOfUser(db, userId, now))?.caller ?? null;
}

/** The person signed in at `now` (ISO). */
export async function noteSignIn(db: AuthDatabase, userId: string, now: string): Promise<void> {
  await db
    .updateTable('auth.membership')
    .set({ last_signed_in_at: new Date(now) })
    .where('user_id', '=', userId)
    .execute();
}

/** The owner chose a password at `now` (ISO) that nobody else knows. */
export async function noteOwnPassword(
  db: AuthDatabase,
  userId: string,
  now: string,
): Promise<void> {
  await db
    .updateTable('auth.membership')
    .set({ own_password_at: new Date(now) })
    .where('user_id', '=', userId)
    .execute();
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
