// A forecast for a component: run in its worker whenever the request changes, with progress.
// Never leaves an old answer standing beside a new request.

import type { ForecastAnswer } from '@aegle/forecast';
import { useEffect, useState } from 'react';
import { ForecastRunner, type RunNews } from './forecast-runner.ts';

export type ForecastRun =
  | { readonly state: 'idle' }
  | { readonly state: 'running'; readonly share: number }
  | { readonly state: 'done'; readonly answer: ForecastAnswer; readonly tookMs: number }
  | { readonly state: 'failed'; readonly reason: string };

/** Quiet time before a changed request is run, so that typing does not run each letter. */
const QUIET_MS = 250;

function runOf(news: RunNews): ForecastRun {
  if (news.kind === 'progress') return { state: 'running', share: news.share };
  if (news.kind === 'failed') return { state: 'failed', reason: news.reason };
  return { state: 'done', answer: news.answer, tookMs: news.tookMs };
}

/** Runs an accepted request, given as JSON text; null: there is nothing to run. */
export function useForecast(request: string | null): ForecastRun {
  const [runner] = useState(() => new ForecastRunner());
  const [shown, setShown] = useState<ForecastRun>({ state: 'idle' });
  useEffect(() => {
    runner.prepare();
    return () => runner.stop();
  }, [runner]);
  useEffect(() => {
    if (request === null) {
      setShown({ state: 'idle' });
      return;
    }
    setShown({ state: 'running', share: 0 });
    let isNewest = true;
    const hear = (news: RunNews) => {
      if (isNewest) setShown(runOf(news));
    };
    const wait = setTimeout(() => runner.run(JSON.parse(request), hear), QUIET_MS);
    return () => {
      isNewest = false;
      clearTimeout(wait);
    };
  }, [request, runner]);
  return shown;
}
