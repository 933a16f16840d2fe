// Kysely on a connection that already stands in a transaction, for queries off the hot path.
// It must never commit, roll back or release: the session does.

import { Kysely, PostgresDialect } from 'kysely';
import type { PoolClient } from 'pg';
import type { AegleTables } from './schema.ts';

export function kyselyOn(client: PoolClient): Kysely<AegleTables> {
  const lent = {
    query: client.query.bind(client) as PoolClient['query'],
    release: (): void => undefined,
  };
  const pool = { connect: async () => lent, end: async () => undefined };
  return new Kysely<AegleTables>({ dialect: new PostgresDialect({ pool }) });
}
