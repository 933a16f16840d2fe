// Who may act under a pseudonym today: the register against which named people are checked.
// Never a name or an address: roles and organisations by pseudonym.

import { ROLES, type Role } from '@aegle/core';
import { isUuid } from '@aegle/store';
import type { Selectable } from 'kysely';
import type { AuthDatabase, MembershipTable } from './tables.ts';

/** One active access of a person. */
export interface ActivePerson {
  readonly actorId: string;
  readonly role: Role;
  readonly organisationId: string | null;
}

/** Everybody who acts in one of these roles of the tenant at `now`. */
export async function peopleInRoles(
  db: AuthDatabase,
  tenantId: string,
  roles: readonly Role[],
  now: string,
): Promise<readonly ActivePerson[]> {
  const rows = await db
    .selectFrom('auth.membership')
    .select(['actor_id', 'role', 'organisation_id', 'ends_at'])
    .where('tenant_id', '=', tenantId)
    .where('role', 'in', [...roles])
    .execute();
  return activeIn(rows, now);
}

/** The accounts of the tenant that act under one of these pseudonyms and are not over at `now`. */
export async function activePeople(
  db: AuthDatabase,
  tenantId: string,
  actorIds: readonly string[],
  now: string,
): Promise<readonly ActivePerson[]> {
  const ids = actorIds.filter(isUuid);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('auth.membership')
    .select(['actor_id', 'role', 'organisation_id', 'ends_at'])
    .where('tenant_id', '=', tenantId)
    .where('actor_id', 'in', ids)
    .execute();
  return activeIn(rows, now);
}

type Row = Pick<Selectable<MembershipTable>, 'actor_id' | 'role' | 'organisation_id' | 'ends_at'>;

function activeIn(rows: readonly Row[], now: string): readonly ActivePerson[] {
  return rows.flatMap((row) => {
    const role = ROLES.find((one) => one === row.role);
    const isOver = row.ends_at !== null && row.ends_at.getTime() <= Date.parse(now);
    if (role === undefined || isOver) return [];
    return [{ actorId: row.actor_id, role, organisationId: row.organisation_id }];
  });
}
