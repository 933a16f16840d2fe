// The accounts of an open installation, as the sign-in role and for one command.
// Never the application role: it sees no account.

import { type AuthDatabase, authDatabaseOn } from '@aegle/server';
import pg from 'pg';
import type { OpenTenant } from './installation.ts';

/** Opens, works, closes. */
export async function withAccounts<Result>(
  open: OpenTenant,
  work: (db: AuthDatabase) => Promise<Result>,
): Promise<Result> {
  const pool = new pg.Pool({ ...open.installation.signIn, max: 2 });
  const db = authDatabaseOn(pool);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
