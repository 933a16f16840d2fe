// The forecast over HTTP: a clinic about its patients, a researcher about populations.
// Never a gate's business: nothing here reads a record or opens anything.

import type { ForecastAnswerBody, ProblemDetail, Forecast as WireForecast } from '@aegle/api';
import type { StoredForecast } from '@aegle/store';
import { reachesPatient } from '../../access/access-scope.ts';
import {
  type ForecastDependencies,
  readForecast,
  readOwnForecast,
  requestForecast,
} from '../../services/services.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';
import { noSuchPatient, Refusal, refusal } from '../calls/refusals.ts';

type Names = 'requestForecast' | 'readForecast' | 'readOwnForecast';

async function requireReach(
  dependencies: Dependencies,
  call: Call<Names>,
  patient: string,
): Promise<void> {
  const { caller, reach, scope } = call;
  const { services, knownPatients } = dependencies;
  if (await reachesPatient(services.store, caller, reach, patient, scope.now, knownPatients))
    return;
  throw noSuchPatient();
}

/** A researcher names no patient and sends nobody's covariates; everyone else names their patient. */
async function requireSubject(
  dependencies: Dependencies,
  call: Call<'requestForecast'>,
): Promise<void> {
  const { patient, subject } = call.body;
  if (call.caller.role === 'researcher') {
    if (patient === undefined && subject.kind === 'population') return;
    throw refusal(
      'forbidden',
      patient === undefined ? 'subject' : 'patient',
      'A researcher asks about populations.',
      'Leave the patient out and send a subject of kind population.',
    );
  }
  if (patient !== undefined) return requireReach(dependencies, call, patient);
  throw refusal(
    'invalid',
    'patient',
    'A clinic’s forecast is about one of its patients.',
    'Send the patient’s id.',
  );
}

function citationsOf(
  answer: unknown,
  known: ForecastDependencies['citations'],
): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (name !== 'sources' || !Array.isArray(member)) visit(member);
      else for (const key of member as string[]) found[key] = known.get(key) ?? found[key] ?? '';
    }
  };
  visit(answer);
  return Object.fromEntries(Object.entries(found).filter(([, citation]) => citation !== ''));
}

function wireForecast(stored: StoredForecast, { citations }: ForecastDependencies): WireForecast {
  if (stored.question === null) throw noSuchForecast();
  const request = JSON.parse(stored.question) as WireForecast['request'];
  const answer = stored.answer === null ? null : (JSON.parse(stored.answer) as ForecastAnswerBody);
  return {
    id: stored.id,
    patient: stored.subjectId,
    state: stored.state === 'queued' && stored.chunksDone > 0 ? 'running' : stored.state,
    progress: { chunksDone: stored.chunksDone, chunks: stored.chunks },
    requestedAt: stored.requestedAt,
    finishedAt: stored.finishedAt,
    frozen: {
      digest: stored.digest,
      releaseName: stored.releaseName,
      releaseVersion: stored.releaseVersion,
      releaseDigest: stored.releaseDigest,
      modelVersion: stored.modelVersion,
      seed: request.seed,
    },
    request,
    answer,
    citations: citationsOf(answer, citations),
    failure: stored.failure,
  };
}

/** A field as every refusal of a request writes it: `plans.0.name`, where a file has `plans[0].name`. */
function asSent(problem: ProblemDetail): ProblemDetail {
  return { ...problem, field: problem.field.replaceAll(/\[(\d+)\]/g, '.$1') };
}

function noSuchForecast(): Refusal {
  return refusal(
    'not_found',
    'forecast',
    'It is a forecast within your reach.',
    'Check the id, or ask for it again.',
  );
}

export const forecastRoutes: SomeRoutes<Names> = {
  async requestForecast(dependencies, call) {
    await requireSubject(dependencies, call);
    const { patient } = call.body;
    const { idempotency, ...scope } = call.scope;
    const key =
      idempotency === undefined
        ? {}
        : {
            idempotency:
              patient === undefined ? idempotency : { ...idempotency, subjectId: patient },
          };
    const { services, forecasts } = dependencies;
    const asked = await requestForecast(services, forecasts, { ...scope, ...key }, call.body);
    if (!asked.accepted) throw new Refusal(asked.kind, asked.problems.map(asSent));
    if (asked.forecast.state === 'queued') call.takesLonger();
    return wireForecast(asked.forecast, forecasts);
  },
  async readOwnForecast({ services, forecasts }, { params: { patient }, scope }) {
    const stored = await readOwnForecast(services, scope, patient);
    return { forecast: stored === null ? null : wireForecast(stored, forecasts) };
  },
  async readForecast(dependencies, call) {
    const stored = await readForecast(dependencies.services, call.scope, call.params.forecast);
    if (stored === null) throw noSuchForecast();
    const { caller, reach } = call;
    if (stored.subjectId === null) {
      if (stored.requestedBy !== caller.actorId) throw noSuchForecast();
    } else {
      if (reach !== 'own_organisation') throw noSuchForecast();
      await requireReach(dependencies, call, stored.subjectId);
    }
    return wireForecast(stored, dependencies.forecasts);
  },
};
