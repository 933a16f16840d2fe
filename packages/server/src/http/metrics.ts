// Counts and durations for operators, by route template.
// Never a label that could name a patient, a person or an organisation.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly jobs: Counter<'job' | 'outcome'>;
  readonly damagedStreams: Gauge;
}

/** A registry of its own, so that two servers in one process do not share counts. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'aegle_http_request_duration_seconds',
      help: 'Duration of requests by route template.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'aegle_jobs_total',
      help: 'Jobs run, by name and outcome.',
      labelNames: ['job', 'outcome'],
      registers: [registry],
    }),
    damagedStreams: new Gauge({
      name: 'aegle_log_damaged_streams',
      help: 'Streams of the log found damaged since the start; anything above 0 is an alarm.',
      registers: [registry],
    }),
  };
}
