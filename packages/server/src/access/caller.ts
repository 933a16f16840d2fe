// Who is calling, as established by sign-in or by a system client's key.
// Never a name, an e-mail or a token: those stay with sign-in.

import type { Role } from '@aegle/core';
import type { SystemKind } from './system-kinds.ts';

/** A signed-in person or a system client, in one tenant, in one role. */
export interface Caller {
  /** The account; a key has none. */
  readonly userId?: string;
  readonly tenantId: string;
  readonly role: Role;
  /** Pseudonym under which events are recorded; of a prescriber it is the prescriber's own id. */
  readonly actorId: string;
  readonly organisationId: string | null;
  /** The patient themself, or a guardian's ward. */
  readonly patientId: string | null;
  /** An office of before administrators existed: it looks after access too. */
  readonly alsoAdministers?: boolean;
  /** Somebody else opened the account and no second person has answered for it: since when, ISO. */
  readonly awaitsSecondPersonSince?: string;
  /** Of a system client: what its key is for. */
  readonly systemKind?: SystemKind;
}
