// Erases a person from the log and from sign-in: their record, and the accounts that lead to it.
// Never the accounts first: where the log refuses, nothing was taken.

import type { Scope } from '@aegle/store';
import type { ServiceContext } from '../services/context.ts';
import { classesOf, type Erasure, erasePatient } from '../services/erase-patient.ts';
import type { AuthDatabase } from './tables.ts';

/** What was taken away. */
export interface ErasedPerson {
  /** The record that was named and those merged with it. */
  readonly records: readonly string[];
  /** Users whose accounts are gone: the patient's and guardians'. */
  readonly users: readonly string[];
}

const OWNED = ['auth.session', 'auth.twoFactor', 'auth.account'] as const;

/** Address, name, password and second factor are the person's too: the rows go. */
async function removeAccounts(
  db: AuthDatabase,
  tenantId: string,
  records: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('auth.membership')
    .select('user_id')
    .where('tenant_id', '=', tenantId)
    .where('patient_id', 'in', [...records])
    .execute();
  const users = rows.map((row) => row.user_id);
  if (users.length === 0) return users;
  await db.transaction().execute(async (tx) => {
    for (const table of OWNED) await tx.deleteFrom(table).where('userId', 'in', users).execute();
    await tx.deleteFrom('auth.used_code').where('user_id', 'in', users).execute();
    await tx.deleteFrom('auth.access_change').where('user_id', 'in', users).execute();
    await tx.deleteFrom('auth.membership').where('user_id', 'in', users).execute();
    await tx.deleteFrom('auth.user').where('id', 'in', users).execute();
  });
  return users;
}

/**
 * Erases the person. With the identity go the accounts of the patient and of guardians, who are then
 * signed out within 5 s. The same erasure again takes what was left. Faults: those of `Store.erase`.
 */
export async function erasePerson(
  context: ServiceContext,
  db: AuthDatabase,
  scope: Scope,
  erasure: Erasure,
): Promise<ErasedPerson> {
  const records = await erasePatient(context, scope, erasure);
  const users = classesOf(erasure).includes('identity')
    ? await removeAccounts(db, scope.tenantId, records)
    : [];
  return { records, users };
}
