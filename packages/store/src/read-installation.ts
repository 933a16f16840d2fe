// Reads what belongs to no tenant: which master key, which tenants; the transaction says that it does.
// Never with a setting that outlives its transaction, so that a pooled connection sees neither.

import type { ClientBase } from 'pg';
import type { Tenant } from './contract/store.ts';
import { bytesFrom, runSteps, type Statement, type WireRow } from './wire/pipeline.ts';

const sayingSo: Statement = {
  name: 'aegle_reads_installation',
  text: `select set_config('aegle.reads', 'installation', true)`,
};
const masterKeyCheck: Statement = {
  name: 'aegle_master_key_check',
  text: 'select master_key_check from aegle.installation',
};
const everyTenant: Statement = {
  name: 'aegle_tenants',
  text: 'select tenant_id, slug, name, is_demonstration from aegle.tenant order by slug',
};

async function read(
  client: ClientBase,
  isNamed: boolean,
  statement: Statement,
): Promise<readonly WireRow[]> {
  const steps = [sayingSo, statement].map((one) => ({ statement: one, values: [] }));
  const [, rows = []] = await runSteps(client, steps, isNamed);
  return rows;
}

/** What the master key is compared with; undefined where none was ever set. */
export async function readMasterKeyCheck(
  client: ClientBase,
  isNamed: boolean,
): Promise<Buffer | undefined> {
  const [row] = await read(client, isNamed, masterKeyCheck);
  return row === undefined ? undefined : bytesFrom(row[0]);
}

/** Tenants of this installation, in order of slug. */
export async function readTenants(
  client: ClientBase,
  isNamed: boolean,
): Promise<readonly Tenant[]> {
  const rows = await read(client, isNamed, everyTenant);
  return rows.map(([id, slug, name, isDemonstration]) => ({
    id: id as string,
    slug: slug as string,
    name: name as string,
    isDemonstration: isDemonstration === 't',
  }));
}
