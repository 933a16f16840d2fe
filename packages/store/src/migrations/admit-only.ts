// Forced row-level security on a table without a tenant: what no policy names sees and raises nothing.
// Never a policy for everybody: each one names its role.

import { tenantSetting } from './tenant-isolation.ts';

/** One policy: which role, and the rows it reads and writes. */
export interface Admission {
  readonly policy: string;
  /** A role as SQL: an escaped name, or `current_user` for the owner that runs the statement. */
  readonly role: string;
  /** A condition as SQL; `true` where the role may see all. */
  readonly rows: string;
  /** `select` where the role only reads; `all` unless set. */
  readonly command?: 'all' | 'select';
}

/** The owner sees its own table: for migrations, backup and restore. It is no role of the server. */
export const ownerOnly: Admission = { policy: 'owner_keeps', role: 'current_user', rows: 'true' };

/** True only where the transaction says that it reads what belongs to the whole installation. */
export const readsInstallation = `current_setting('aegle.reads', true) = 'installation'`;

/** True inside a transaction of any tenant. */
export const isInATenant = `${tenantSetting} is not null`;

/** The statements that let in these admissions and nobody else; safe to run again. `table` is SQL. */
export function admitOnly(table: string, admissions: readonly Admission[]): string {
  const policies = admissions.map(({ policy, role, rows, command = 'all' }) => {
    const check = command === 'select' ? '' : `with check (${rows})`;
    return `
drop policy if exists ${policy} on ${table};
create policy ${policy} on ${table} for ${command} to ${role} using (${rows}) ${check};`;
  });
  return `
alter table ${table} enable row level security;
alter table ${table} force row level security;
${policies.join('')}`;
}
