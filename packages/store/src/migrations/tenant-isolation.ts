// Row-level security as every tenant table has it: nothing is seen or written without the tenant.
// It must hold for the owner too (FORCE), and an unset tenant must see nothing and raise nothing.

import { type Kysely, sql } from 'kysely';

/** After a transaction-local setting the pooled connection holds '', hence nullif. */
export const tenantSetting = `nullif(current_setting('aegle.tenant', true), '')::uuid`;

export async function isolateByTenant(db: Kysely<unknown>, table: string): Promise<void> {
  await sql
    .raw(`
alter table aegle.${table} enable row level security;
alter table aegle.${table} force row level security;
create policy one_tenant on aegle.${table}
  using (tenant_id = ${tenantSetting})
  with check (tenant_id = ${tenantSetting});
`)
    .execute(db);
}
