// Asks for a forecast: freezes question, release, model version and seed, answers or queues it.
// Never reads or writes a gate's stream, and no gate reads what is kept here.

import { createHash } from 'node:crypto';
import { type CompleteQuestion, type ForecastRequestBody, withHorizon } from '@aegle/api';
import { type ModelRelease, modelOf, readRequest, refusalsOf } from '@aegle/forecast';
import type { Scope, StoredForecast } from '@aegle/store';
import { refuse, type StoreFault } from '@aegle/store';
import { cutOf, questionDigest } from '../forecast-work/question-digest.ts';
import { PoolFull, type ThreadPool } from '../forecast-work/thread-pool.ts';
import type { ServiceContext } from './context.ts';
import { failureOf } from './run-forecast.ts';

/** What forecasts need of a server besides its store. */
export interface ForecastDependencies {
  /** The one in use. */
  readonly release: ModelRelease;
  /** Every frozen one that can still be asked. */
  readonly releases: readonly ModelRelease[];
  /** Citation by source key. */
  readonly citations: ReadonlyMap<string, string>;
  /** For questions that somebody waits for. */
  readonly threads: ThreadPool;
  /** How many of one account may wait or run at once. */
  readonly openMost: number;
}

/** One reason to refuse a question; more than one may be given. */
export interface QuestionProblem {
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

export type AskedForecast =
  | { readonly accepted: true; readonly forecast: StoredForecast }
  | {
      readonly accepted: false;
      readonly kind: 'invalid' | 'too_many_requests';
      readonly problems: readonly QuestionProblem[];
    };

/** Undoes the transaction that would have queued one more. */
class TooManyOpen extends Error {}

function tooManyOpen(most: number): AskedForecast {
  const rule = `at most ${most} forecasts of one account wait or run at once`;
  const nextStep = 'wait until one is done, then send the same request again';
  return {
    accepted: false,
    kind: 'too_many_requests',
    problems: [{ field: 'forecast', rule, nextStep }],
  };
}

/** Beyond these the command line is the place: it keeps no counts in a database. */
const PATIENTS_MOST = 10_000_000;
const ANSWERED_MOST = 1600;

function problemsOf(question: CompleteQuestion): readonly QuestionProblem[] {
  const reading = readRequest(question);
  const problems = reading.accepted ? [] : [...reading.refusals];
  const { patients, plans, outputDays, horizonDays, outputEveryDays } = question;
  if (patients > PATIENTS_MOST)
    problems.push({
      field: 'patients',
      rule: `at most ${PATIENTS_MOST} virtual patients are queued`,
      nextStep: `write ${PATIENTS_MOST} or less, or run \`aegle forecast\` where you are`,
    });
  const days = outputDays?.length ?? Math.floor(horizonDays / outputEveryDays) + 1;
  const most = Math.floor(ANSWERED_MOST / (plans.length + 1));
  if (days > most)
    problems.push({
      field: outputDays === undefined ? 'outputEveryDays' : 'outputDays',
      rule: `at most ${ANSWERED_MOST} days are answered over all plans and the untreated course`,
      nextStep:
        outputDays === undefined
          ? `write ${Math.ceil(horizonDays / (most - 1))} or more, or name up to ${most} days in outputDays`
          : `name up to ${most} days`,
    });
  return problems;
}

function releaseNamed(
  dependencies: ForecastDependencies,
  name: string | undefined,
): ModelRelease | undefined {
  if (name === undefined) return dependencies.release;
  return dependencies.releases.find((one) => one.name === name);
}

function unknownRelease({ releases }: ForecastDependencies): QuestionProblem {
  return {
    field: 'release',
    rule: 'it is one of the frozen releases',
    nextStep: `name one of ${releases.map(({ name }) => name).join(', ')}, or leave it out`,
  };
}

/** The same question about the same patient by the same person is the same forecast. */
function idOf(scope: Scope, patient: string | null, digest: string): string {
  const said = [scope.tenantId, scope.actor.id, patient ?? '', digest].join('|');
  const hex = createHash('sha256').update(`aegle:forecast:${said}`).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`];
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

/** Whoever asked is answered by then; if not, this server died, and the queue answers. */
function laterThan(now: string): string {
  return new Date(Date.parse(now) + 60_000).toISOString();
}

/** A scope for a step of the same work that is not the recorded one. */
export function withoutKey({ idempotency: _answered, ...scope }: Scope): Scope {
  return scope;
}

/**
 * Keeps the question once, and answers it when it is small; the rest is queued with it. `patient` is
 * reached already. Refused when too many of the account are open. Faults: those of the store;
 * `unavailable` when too many small ones are waiting.
 */
export async function requestForecast(
  context: ServiceContext,
  dependencies: ForecastDependencies,
  scope: Scope,
  body: ForecastRequestBody,
): Promise<AskedForecast> {
  const { patient = null, ...asked } = body;
  const question = withHorizon(asked);
  const problems = problemsOf(question);
  if (problems.length > 0) return { accepted: false, kind: 'invalid', problems };
  const release = releaseNamed(dependencies, question.release);
  if (release === undefined)
    return { accepted: false, kind: 'invalid', problems: [unknownRelease(dependencies)] };
  const unknown = refusalsOf(question, release);
  if (unknown.length > 0) return { accepted: false, kind: 'invalid', problems: unknown };
  const cut = cutOf(question);
  const id = await keep(context, scope, dependencies.openMost, { patient, question, release });
  if (id === null) return tooManyOpen(dependencies.openMost);
  const reading = withoutKey(scope);
  const kept = await requireForecast(context, reading, id);
  if (kept.state !== 'queued' || !cut.isAtOnce) return { accepted: true, forecast: kept };
  await answerAtOnce(context, { release, threads: dependencies.threads }, reading, id, question);
  return { accepted: true, forecast: await requireForecast(context, reading, id) };
}

interface Asked {
  readonly patient: string | null;
  readonly question: CompleteQuestion;
  readonly release: ModelRelease;
}

/** Keeps the question with what is queued for it; null where too many of the account are open. */
async function keep(
  context: ServiceContext,
  scope: Scope,
  openMost: number,
  { patient, question, release }: Asked,
): Promise<string | null> {
  const digest = questionDigest(question, release);
  const cut = cutOf(question);
  const wanted = idOf(scope, patient, digest);
  const keeping = context.store.inTransaction(scope, async (tx) => {
    const isThere = (await tx.forecast(wanted)) !== null;
    if (!isThere && (await tx.queuedForecasts()) >= openMost) throw new TooManyOpen();
    await tx.openForecast({
      id: wanted,
      subjectId: patient,
      digest,
      releaseName: release.name,
      releaseVersion: release.version,
      releaseDigest: release.digest,
      modelVersion: modelOf(release),
      chunkPatients: cut.chunkPatients,
      chunks: cut.chunks,
      startAfter: cut.isAtOnce ? laterThan(scope.now) : scope.now,
      question: JSON.stringify(question),
    });
    return { id: wanted };
  });
  try {
    return (await keeping).id;
  } catch (error) {
    if (error instanceof TooManyOpen) return null;
    throw error;
  }
}

async function answerAtOnce(
  context: ServiceContext,
  { release, threads }: Pick<ForecastDependencies, 'release' | 'threads'>,
  scope: Scope,
  id: string,
  question: CompleteQuestion,
): Promise<void> {
  const end = await threads
    .withThread(async (thread) => {
      const { chunks } = await thread.ask({ kind: 'open', request: question, release });
      await thread.ask({ kind: 'run', from: 0, end: chunks });
      return thread.ask({ kind: 'answer' });
    })
    .catch((error: unknown) => {
      if (error instanceof PoolFull) throw tooMany();
      return failureOf(error);
    });
  await context.store.inTransaction(scope, (tx) => tx.finishForecast(id, end));
}

function tooMany(): StoreFault {
  return refuse(
    'unavailable',
    'forecast',
    'Too many forecasts are being answered now.',
    'Send the same request again in a few seconds.',
  );
}

async function requireForecast(context: ServiceContext, scope: Scope, id: string) {
  const forecast = await context.store.inTransaction(scope, (tx) => tx.forecast(id));
  if (forecast !== null) return forecast;
  throw refuse('not_found', 'forecast', 'There is no such forecast.', 'Ask for it again.');
}

/** The patient's own: the latest answered one, or null; erased ones are none. */
export async function readOwnForecast(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<StoredForecast | null> {
  const latest = await context.store.inTransaction(scope, (tx) => tx.latestForecastOf(patient));
  return latest?.question == null ? null : latest;
}

/** The forecast of that id in this tenant, or null. AccessScope is the caller's to check. */
export function readForecast(
  context: ServiceContext,
  scope: Scope,
  id: string,
): Promise<StoredForecast | null> {
  return context.store.inTransaction(scope, (tx) => tx.forecast(id));
}
