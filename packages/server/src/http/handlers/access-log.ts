// The access log over HTTP: the offices read it whole, a patient what concerns them.
// Never the actor's pseudonym to a patient: roles and purposes only.

import type { Role } from '@aegle/core';
import type { AccessLogFilter } from '@aegle/store';
import type { ReadEntry } from '../../services/services.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';

type Name = 'readAccessLog' | 'readPatientAccessLog';

async function page(
  dependencies: Dependencies,
  { caller, scope }: Call<Name>,
  filter: AccessLogFilter,
) {
  const { store } = dependencies.services;
  const { entries, next } = await store.inTransaction(scope, (tx) => tx.accessLog(filter));
  return { entries: shownEntries(entries, caller.role), next };
}

/** Entries as the role reads them. */
export function shownEntries(entries: readonly ReadEntry[], role: Role) {
  return entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    actor: role === 'patient' ? null : entry.actorId,
    role: entry.actorRole,
    route: entry.route,
    purpose: entry.purpose,
    patient: entry.subjectId,
  }));
}

function pageOf({ after, limit }: { after?: string | undefined; limit?: number | undefined }) {
  return {
    ...(after === undefined ? {} : { after }),
    ...(limit === undefined ? {} : { limit }),
  };
}

export const accessLogRoutes: SomeRoutes<Name> = {
  readAccessLog: (dependencies, call) => {
    const { patient } = call.query;
    const of = patient === undefined ? {} : { subjectId: patient };
    return page(dependencies, call, { ...of, ...pageOf(call.query) });
  },
  readPatientAccessLog: (dependencies, call) =>
    page(dependencies, call, { subjectId: call.params.patient, ...pageOf(call.query) }),
};
