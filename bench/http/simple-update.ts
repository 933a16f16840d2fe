// pgbench's simple-update on the very PostgreSQL that Aegle runs on: what one commit costs here.
// Never with other durability settings than the server's own.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ConnectionConfig } from '../../packages/store/src/embedded/open-embedded.ts';

const pgbench = '/usr/lib/postgresql/15/bin/pgbench';
const run = promisify(execFile);

/** True when pgbench is installed. */
export function hasSimpleUpdate(): boolean {
  return existsSync(pgbench);
}

function environment({ host, port, user, password, database }: ConnectionConfig) {
  const where = { PGHOST: host, PGPORT: String(port), PGUSER: user, PGPASSWORD: password };
  return { ...process.env, ...where, PGDATABASE: database };
}

/** Makes pgbench's tables, scale 20. */
export async function prepareSimpleUpdate(owner: ConnectionConfig): Promise<void> {
  await run(pgbench, ['-i', '-q', '-s', '20'], { env: environment(owner) });
}

/** Transactions a second with `connections` clients for `seconds`. */
export async function simpleUpdate(
  owner: ConnectionConfig,
  connections: number,
  seconds: number,
): Promise<number> {
  const args = ['-n', '-N', '-M', 'prepared', '-c', String(connections), '-j', '2'];
  const { stdout } = await run(pgbench, [...args, '-T', String(seconds)], {
    env: environment(owner),
  });
  const match = /tps = ([\d.]+)/.exec(stdout);
  if (match === null) throw new Error('pgbench said no tps');
  return Number(match[1]);
}
