// Prescribers by name, for a field that asks who prescribes. Never an address, and never another tenant's.

import type { Caller } from '../access/caller.ts';
import type { AuthDatabase } from './tables.ts';

export interface NamedPrescriber {
  /** The id by which enrolments and certificates name them. */
  readonly prescriber: string;
  readonly name: string;
  readonly organisation: string | null;
}

const SEES_ALL: readonly Caller['role'][] = ['programme_officer', 'safety_officer'];

/**
 * Whose access is not over at `now` (ISO): of the caller's own clinic, for an office everybody; by name.
 * A caller of no organisation who is no office knows nobody.
 */
export async function prescribersKnownTo(
  db: AuthDatabase,
  { tenantId, role, organisationId }: Caller,
  now: string,
): Promise<readonly NamedPrescriber[]> {
  if (!SEES_ALL.includes(role) && organisationId === null) return [];
  const rows = await db
    .selectFrom('auth.user')
    .innerJoin('auth.membership', 'auth.membership.user_id', 'auth.user.id')
    .select(['name', 'actor_id', 'organisation_id', 'ends_at'])
    .where('tenant_id', '=', tenantId)
    .where('role', '=', 'prescriber')
    .orderBy('name')
    .execute();
  return rows
    .filter(({ ends_at }) => ends_at === null || ends_at.getTime() > Date.parse(now))
    .filter((row) => SEES_ALL.includes(role) || row.organisation_id === organisationId)
    .map(({ actor_id, name, organisation_id }) => ({
      ...{ prescriber: actor_id, name, organisation: organisation_id },
    }));
}
