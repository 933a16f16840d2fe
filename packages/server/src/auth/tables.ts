// The rows of schema `auth` that Aegle adds to its sign-in library's: who acts as what, and keys.
// Never patient data and never a readable key; reporting roles must not read this schema.

import { hearErrors } from '@aegle/store';
import { type ColumnType, type Generated, Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';

export interface MembershipTable {
  readonly user_id: string;
  readonly tenant_id: string;
  readonly role: string;
  readonly actor_id: string;
  readonly organisation_id: string | null;
  readonly patient_id: string | null;
  /** From this instant on the access is over: a guardian's at the ward's majority. */
  readonly ends_at: Date | null;
  /** An office of before administrators existed looks after access until the first one is made. */
  readonly also_administers: Generated<boolean>;
  readonly last_signed_in_at: ColumnType<Date | null, never, Date>;
  /** When the owner last chose a password that nobody else knows. */
  readonly own_password_at: ColumnType<Date | null, never, Date>;
}

/** What somebody else did to an account; `by_user` null is the operator by command. */
export interface AccessChangeTable {
  readonly id: string;
  readonly tenant_id: string;
  readonly user_id: string;
  readonly what: string;
  readonly at: Date;
  readonly by_user: string | null;
  readonly prior_ends_at: Date | null;
  readonly seen_at: ColumnType<Date | null, never, Date>;
  readonly vouched_at: ColumnType<Date | null, never, Date>;
  readonly vouched_by: ColumnType<string | null, never, string | null>;
}

export interface SystemClientTable {
  readonly client_id: string;
  readonly tenant_id: string;
  readonly name: string;
  readonly actor_id: string;
  readonly organisation_id: string | null;
  /** What the key is for; null on keys made before kinds existed. */
  readonly kind: string | null;
  /** SHA-256 of the secret part, which has 256 random bits: no slow hash is needed. */
  readonly secret_hash: Buffer;
  readonly created_at: ColumnType<Date, Date, never>;
  readonly revoked_at: Date | null;
}

/** The library's own user table, as far as Aegle reads it. */
export interface UserTable {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly twoFactorEnabled: boolean | null;
}

/** When the operator last did something for the whole installation. */
export interface LastDoneTable {
  readonly what: string;
  readonly at: Date;
}

export interface UsedCodeTable {
  readonly user_id: string;
  readonly code_digest: Buffer;
  readonly used_at: Date;
}

/** The library's sessions, secrets and passwords, as far as Aegle takes them away. */
export interface OwnedTable {
  readonly userId: string;
}

export interface AuthTables {
  readonly 'auth.last_done': LastDoneTable;
  readonly 'auth.used_code': UsedCodeTable;
  readonly 'auth.session': OwnedTable;
  readonly 'auth.twoFactor': OwnedTable;
  readonly 'auth.account': OwnedTable & { readonly providerId: string; readonly password: string };
  readonly 'auth.membership': MembershipTable;
  readonly 'auth.access_change': AccessChangeTable;
  readonly 'auth.system_client': SystemClientTable;
  readonly 'auth.user': UserTable;
}

export type AuthDatabase = Kysely<AuthTables>;

/** Kysely on a pool of the sign-in role. Destroying it ends the pool. */
export function authDatabaseOn(pool: pg.Pool): AuthDatabase {
  hearErrors(pool);
  return new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) });
}

/** What of sign-in is backed up, those referred to first; sessions are left behind on purpose. */
export const ACCOUNT_TABLES = [
  { name: 'auth.user' },
  { name: 'auth.account' },
  { name: 'auth.twoFactor' },
  { name: 'auth.membership' },
  { name: 'auth.access_change' },
  { name: 'auth.system_client' },
] as const;
