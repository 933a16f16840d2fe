// Gives services the whole of a transaction: the log and every table beside it, as `store.ts` says.
// It must never add a rule of its own.

import type { Kysely } from 'kysely';
import type { StoreTransaction } from './contract/store.ts';
import { changedStreams } from './log/changed-streams.ts';
import type { AegleTables } from './schema/schema.ts';
import * as access from './tables/access-log.ts';
import * as decisions from './tables/decisions.ts';
import * as forecasts from './tables/forecasts.ts';
import { onlyPharmaciesOn } from './tables/only-pharmacies.ts';
import * as people from './tables/people.ts';
import * as projections from './tables/projections.ts';
import * as registry from './tables/registry.ts';
import * as tasks from './tables/tasks.ts';
import type { LogTransaction } from './transaction/transaction.ts';
import type { Statement } from './wire/pipeline.ts';

const laterStatements = new Map<string, Statement>();

/** A text keeps its name in every connection, so that it is parsed once. */
function laterStatement(text: string): Statement {
  const known = laterStatements.get(text) ?? { name: `aegle_later_${laterStatements.size}`, text };
  laterStatements.set(text, known);
  return known;
}

/** `db` is Kysely on the open transaction. */
export function faceOf(tx: LogTransaction): StoreTransaction {
  return {
    scope: tx.scope,
    readStreams: (refs) => tx.readStreams(refs),
    readStreamVersions: (refs) => tx.readStreamVersions(refs),
    changedStreams: (places) => changedStreams(tx.session, tx.scope.tenantId, places),
    append: (request) => tx.append(request),
    storeDecision: (decision) => decisions.storeDecision(tx, decision),
    decision: (subjectId, id) => decisions.readDecision(tx, subjectId, id),
    decisions: (subjectId, limit = 50) => decisions.readDecisions(tx, subjectId, limit),
    openTask: (task) => tasks.openTask(tx, task),
    closeTask: (id, state, outcome) => tasks.closeTask(tx, id, state, outcome),
    assignTask: (id, assigneeId) => tasks.assignTask(tx, id, assigneeId),
    escalateTask: (id) => tasks.escalateTask(tx, id),
    tasks: (filter) => tasks.readTasks(tx, filter),
    putPerson: (person, identifiers) => people.putPerson(tx, person, identifiers),
    person: (subjectId) => people.readPerson(tx, subjectId),
    people: (subjectIds) => people.readPeople(tx, subjectIds),
    findByIdentifier: (identifier) => people.findByIdentifier(tx, identifier),
    putOrganisation: (organisation) => registry.putOrganisation(tx, organisation),
    organisations: () => registry.readOrganisations(tx),
    putCareRelationship: (tie) => registry.putCareRelationship(tx, tie),
    careRelationshipsOn: (day, of) => registry.careRelationshipsOn(tx, day, of),
    onlyPharmaciesOn: (day, patients) => onlyPharmaciesOn(tx, day, patients),
    reach: (patientId, organisationId, days, person) =>
      registry.reach(tx, patientId, organisationId, days, person),
    async project(projection) {
      tx.later(await projections.projectionStep(tx, projection));
    },
    projection: (subjectId, name) => projections.readProjection(tx, subjectId, name),
    projections: (name, limit, after) => projections.readProjections(tx, name, limit, after),
    projectionsOf: (name, subjectIds) => projections.readProjectionsOf(tx, name, subjectIds),
    dueProjections: (name, beforeDay, limit, after) =>
      projections.dueProjections(tx, name, beforeDay, limit, after),
    linkedSubjects: (subjectId) => people.linkedSubjects(tx, subjectId),
    linkSubjects: (absorbed, survivor, event) => people.linkSubjects(tx, absorbed, survivor, event),
    recordAccess: (one) => access.recordAccess(tx, one),
    accessLog: (filter) => access.readAccessLog(tx, filter),
    openForecast: (forecast) => forecasts.openForecast(tx, forecast),
    queuedForecasts: () => forecasts.queuedForecasts(tx),
    forecast: (id) => forecasts.readForecast(tx, id),
    latestForecastOf: (subjectId) => forecasts.latestForecastOf(tx, subjectId),
    keepForecastChunk: (id, chunk, bytes) => forecasts.keepForecastChunk(tx, id, chunk, bytes),
    forecastChunk: (id, chunk) => forecasts.readForecastChunk(tx, id, chunk),
    finishForecast: (id, end) => forecasts.finishForecast(tx, id, end),
    async executeSql(text, values) {
      const client = await tx.session.client();
      const { rows } = await client.query<Record<string, unknown>>(text, [...values]);
      return { rows };
    },
    executeLater: (text, values) => tx.later({ statement: laterStatement(text), values }),
    kysely: (): Promise<Kysely<AegleTables>> => tx.kyselyNow(),
  };
}
