// What the jobs do, each in one transaction of one tenant, at the instant it runs.
// Never marks the patient as the cause of a deadline that the care team let pass.

import { EVENT_CATALOGUE } from '@aegle/core';
import type { Scope } from '@aegle/store';
import {
  type ChunkDependencies,
  expireDueAuthorizations,
  mergeForecast,
  recordEvents,
  refreshAgendas,
  runForecastChunk,
  type ServiceContext,
} from '../services/services.ts';
import type { JobHandlers } from './queue.ts';

export interface JobWork {
  readonly services: ServiceContext;
  /** ISO instant (UTC), read once for each job. */
  readonly now: () => string;
  /** Seals the last day that ended at least two minutes before `now`. */
  readonly sealDay: (tenantId: string, now: string) => Promise<void>;
  readonly forecasts: ChunkDependencies;
}

/** The actor of what Aegle does by itself. It clears nothing and signs nothing. */
const OWN_ACTOR = { id: 'aegle', role: 'system_client' } as const;

/** Incident kind: the care team's deadline passed; no window lost by it is the patient's doing. */
export const NOT_PATIENT_CAUSED = 'deadline_missed_not_patient_caused';

/** Hands on a task that is still open, and records that the delay was not the patient's. */
async function escalate(services: ServiceContext, scope: Scope, taskId: string): Promise<void> {
  const task = await services.store.inTransaction(scope, (tx) => tx.escalateTask(taskId));
  // Closed in time: nothing to hand on.
  if (task === null || task.subjectId === null || task.deadline >= scope.now) return;
  const incident = {
    // The task's id: a job that runs twice records it once.
    id: taskId,
    type: 'IncidentOpened',
    v: EVENT_CATALOGUE.IncidentOpened.version,
    occurredOn: task.escalateAt.slice(0, 10),
    data: { incident: taskId, kind: NOT_PATIENT_CAUSED },
  };
  await recordEvents(services, scope, task.subjectId, [incident]);
}

/** The handlers of every job. */
export function jobHandlers({ services, now, sealDay, forecasts }: JobWork): JobHandlers {
  const scopeOf = (tenantId: string): Scope => ({ tenantId, actor: OWN_ACTOR, now: now() });
  return {
    'expire-authorizations': async ({ tenantId }) => {
      await expireDueAuthorizations(services, scopeOf(tenantId));
    },
    'refresh-agendas': async ({ tenantId }) => {
      await refreshAgendas(services, scopeOf(tenantId));
    },
    'escalate-task': ({ tenantId, taskId }) => escalate(services, scopeOf(tenantId), taskId),
    'daily-seal': ({ tenantId }) => sealDay(tenantId, now()),
    'purge-idempotency': async ({ tenantId }) => {
      await services.store.purgeIdempotency(tenantId, now());
    },
    'forecast-chunk': ({ tenantId, forecastId, chunk }) =>
      runForecastChunk(services, forecasts, scopeOf(tenantId), forecastId, chunk),
    'forecast-merge': ({ tenantId, forecastId }) =>
      mergeForecast(services, forecasts, scopeOf(tenantId), forecastId),
  };
}
