// One connection as the owner, for commands: set up, seal, back up, restore.
// The running server must never use it: it serves requests as the application role.

import pg from 'pg';
import { conflictFrom } from '../faults/conflict.ts';
import { faultFrom } from '../faults/faults.ts';
import { wireTypes } from './types.ts';

/** Connects, works, disconnects. Expected failures come out as faults. */
export async function withOwner<Result>(
  owner: pg.PoolConfig,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ ...owner, types: wireTypes });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw faultFrom(conflictFrom(error));
  } finally {
    await client.end().catch(() => undefined);
  }
}
