// When the operator last backed up, noted by the command and told to administrators.
// Never where a backup is, nor what is in it: a note of the moment alone.

import pg from 'pg';
import type { AuthDatabase } from './tables.ts';

/** Notes, as the owner, that a backup was written whole at `now` (ISO). */
export async function noteBackup(owner: pg.PoolConfig, now: string): Promise<void> {
  const client = new pg.Client(owner);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(
      `insert into auth.last_done (what, at) values ('backup', $1)
       on conflict (what) do update set at = excluded.at`,
      [now],
    );
  } finally {
    await client.end();
  }
}

/** The instant of the last backup of this database, ISO; null where none is known. */
export async function lastBackup(db: AuthDatabase): Promise<string | null> {
  const row = await db
    .selectFrom('auth.last_done')
    .select('at')
    .where('what', '=', 'backup')
    .executeTakeFirst();
  return row?.at.toISOString() ?? null;
}
