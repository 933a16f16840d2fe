// Logs a read from outside the patient's care, twice: in the tenant's access log and for the operator.
// Never lets the read go on when it could not be recorded, and never writes what was read.

import { randomUUID } from 'node:crypto';
import type { EndpointName } from '@aegle/api';
import type { Scope } from '@aegle/store';
import { refuse } from '@aegle/store';
import type { FastifyRequest } from 'fastify';
import type { AccessPurpose } from '../access/outside-care.ts';
import type { Dependencies } from './calls/call.ts';

/** Fault `unavailable` when it cannot be recorded: whoever asked is then shown nothing. */
export async function logAccess(
  { services }: Dependencies,
  request: FastifyRequest,
  scope: Scope,
  route: EndpointName,
  purpose: AccessPurpose,
  patients: readonly string[],
): Promise<void> {
  if (patients.length === 0) return;
  const { tenantId, actor, now } = scope;
  const access = { id: randomUUID(), route, purpose, subjectIds: patients };
  try {
    const recording = { tenantId, actor, now };
    await services.store.inTransaction(recording, (tx) => tx.recordAccess(access));
  } catch (error) {
    throw refuse(
      'unavailable',
      'access log',
      'This read could not be recorded, so nothing is shown.',
      'Try again; if it stays so, tell the operator.',
      error,
    );
  }
  // The patients stand under this id in the access log; the operator's log holds no id of theirs.
  const about = { access: access.id, tenant: tenantId, actor: actor.id, role: actor.role };
  const count = patients.length;
  const what = purpose === 'copy_of_record' ? 'copy of a record' : 'read from outside the care';
  request.log.info({ ...about, route, purpose, patients: count }, what);
}
