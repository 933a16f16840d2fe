// What the owner sets up once: which master key the data is written with, and the tenants.
// It must never store the master key itself, nor accept another one for the same data.

import type pg from 'pg';
import type { Tenant } from '../contract/store.ts';
import { refuse } from '../faults/faults.ts';
import { isSameMaster, type Keyring } from '../keys/keyring.ts';
import { isUuid } from '../log/canonical.ts';
import { withOwner } from '../wire/with-owner.ts';

/** Fault `forbidden` when the data was written under another master key, `invalid` when none is set. */
export function requireSameMaster(keyring: Keyring, check: Uint8Array | undefined): void {
  if (check === undefined) {
    throw refuse(
      'invalid',
      'installation',
      'This database was not prepared.',
      'Run aegle migrate with the master key first.',
    );
  }
  if (isSameMaster(keyring, check)) return;
  throw refuse(
    'forbidden',
    'master key',
    'This data was written under another master key.',
    'Start with that key. Without it the payloads cannot be read by anybody.',
  );
}

/** Remembers which master key this database is written with; later only compares. */
export async function prepareInstallation(owner: pg.PoolConfig, keyring: Keyring): Promise<void> {
  await withOwner(owner, async (client) => {
    await client.query(
      'insert into aegle.installation (master_key_check) values ($1) on conflict do nothing',
      [keyring.check],
    );
    const { rows } = await client.query<{ master_key_check: Buffer }>(
      'select master_key_check from aegle.installation',
    );
    requireSameMaster(keyring, rows[0]?.master_key_check);
  });
}

/** Adds a tenant. Faults: `invalid` for a wrong id or slug, `conflict` when either is in use. */
export async function addTenant(owner: pg.PoolConfig, tenant: Tenant): Promise<void> {
  if (!isUuid(tenant.id)) {
    throw refuse('invalid', 'tenant.id', 'It is a lower-case UUID.', 'Make a new one.');
  }
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(tenant.slug)) {
    throw refuse(
      'invalid',
      'tenant.slug',
      'It has 1 to 63 lower-case letters, digits and hyphens.',
      'Choose another slug.',
    );
  }
  await withOwner(owner, (client) =>
    client.query(
      `insert into aegle.tenant (tenant_id, slug, name, is_demonstration)
       values ($1, $2, $3, $4)`,
      [tenant.id, tenant.slug, tenant.name, tenant.isDemonstration],
    ),
  );
}
