// Runs a queued forecast's chunks and merges them; any machine may take any chunk, more than once.
// Never counts a chunk twice, and never runs with another release than the one that was frozen.

import type { CompleteQuestion } from '@aegle/api';
import { ForecastNumberError, type ModelRelease, modelOf } from '@aegle/forecast';
import type { ForecastFailure, Scope, StoredForecast } from '@aegle/store';
import { modelChunks } from '../forecast-work/question-digest.ts';
import type { ThreadPool } from '../forecast-work/thread-pool.ts';
import type { ServiceContext } from './context.ts';

/** What running chunks needs besides the store. */
export interface ChunkDependencies {
  /** Every frozen one: a queued forecast is run by the release that it was asked of. */
  readonly releases: readonly ModelRelease[];
  readonly threads: ThreadPool;
}

/** Why a forecast has no answer; anything else is thrown on, and tried again. */
export function failureOf(error: unknown): ForecastFailure {
  if (!(error instanceof ForecastNumberError)) throw error;
  return {
    field: error.parameter,
    rule: `not a finite number in virtual patient ${error.patient}`,
    nextStep: 'Report the forecast’s id; another question is not affected.',
  };
}

interface Work {
  readonly forecast: StoredForecast;
  readonly question: CompleteQuestion;
  readonly release: ModelRelease;
}

/** Null when there is nothing left to do. */
async function workOf(
  context: ServiceContext,
  dependencies: ChunkDependencies,
  scope: Scope,
  forecastId: string,
): Promise<Work | null> {
  const { store } = context;
  const forecast = await store.inTransaction(scope, (tx) => tx.forecast(forecastId));
  if (forecast === null || forecast.state !== 'queued' || forecast.question === null) return null;
  const { releaseDigest, modelVersion } = forecast;
  const release = dependencies.releases.find(({ digest }) => digest === releaseDigest);
  if (release === undefined || modelVersion !== modelOf(release)) {
    const failure = {
      field: 'release',
      rule: 'Aegle was changed while this forecast was waiting.',
      nextStep: 'Ask again: it will be answered by the release in use.',
    };
    await store.inTransaction(scope, (tx) => tx.finishForecast(forecastId, failure));
    return null;
  }
  return { forecast, question: JSON.parse(forecast.question) as CompleteQuestion, release };
}

/** Counts chunk `chunk` and keeps it. Done again, it changes nothing. */
export async function runForecastChunk(
  context: ServiceContext,
  dependencies: ChunkDependencies,
  scope: Scope,
  forecastId: string,
  chunk: number,
): Promise<void> {
  const { store } = context;
  const work = await workOf(context, dependencies, scope, forecastId);
  if (work === null) return;
  if (await store.inTransaction(scope, (tx) => tx.forecastChunk(forecastId, chunk))) return;
  const { question, forecast, release } = work;
  const { from, end } = modelChunks(chunk, forecast, question.patients);
  try {
    const bytes = await dependencies.threads.withThread(async (thread) => {
      await thread.ask({ kind: 'open', request: question, release });
      await thread.ask({ kind: 'run', from, end });
      return thread.ask({ kind: 'pack', isCompressed: true });
    });
    await store.inTransaction(scope, (tx) => tx.keepForecastChunk(forecastId, chunk, bytes));
  } catch (error) {
    const failure = failureOf(error);
    await store.inTransaction(scope, (tx) => tx.finishForecast(forecastId, failure));
  }
}

/** Adds up all chunks and keeps the answer. Nothing happens while one is missing. */
export async function mergeForecast(
  context: ServiceContext,
  dependencies: ChunkDependencies,
  scope: Scope,
  forecastId: string,
): Promise<void> {
  const { store } = context;
  const work = await workOf(context, dependencies, scope, forecastId);
  if (work === null || work.forecast.chunksDone < work.forecast.chunks) return;
  const { question, forecast, release } = work;
  const answer = await dependencies.threads.withThread(async (thread) => {
    await thread.ask({ kind: 'open', request: question, release });
    for (let chunk = 0; chunk < forecast.chunks; chunk += 1) {
      const bytes = await store.inTransaction(scope, (tx) => tx.forecastChunk(forecastId, chunk));
      // Another server merged meanwhile: its chunks are gone, and its answer is there.
      if (bytes === null) return null;
      await thread.ask({ kind: 'add', bytes, isCompressed: true });
    }
    return thread.ask({ kind: 'answer' });
  });
  if (answer === null) return;
  await store.inTransaction(scope, (tx) => tx.finishForecast(forecastId, answer));
}
