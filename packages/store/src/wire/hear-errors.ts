// Hears what a pool and each of its connections says of a loss: an unheard 'error' event ends the process.
// Never answers it: whoever waits for a query is told by that query, and the pool replaces the connection.

import type { Pool } from 'pg';

const heard = () => undefined;

/** Also of a connection that somebody holds between two queries, of which the pool itself is silent. */
export function hearErrors(pool: Pool): void {
  pool.on('error', heard);
  pool.on('connect', (client) => client.on('error', heard));
}
