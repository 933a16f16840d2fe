// Which database errors mean "another writer was first": the work is then run again from a fresh read.
// It must never call an error a conflict that would come back however often it is repeated.

import { refuse, sqlStateOf } from './faults.ts';

const firstWriterWins = new Set([
  'event_pkey',
  'event_once',
  'stream_head_pkey',
  'subject_key_pkey',
  'idempotency_pkey',
]);

function constraintOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('constraint' in error)) return '';
  return typeof error.constraint === 'string' ? error.constraint : '';
}

/** True: run again. Own code AG001 (a head moved), a key raced for, serialization, deadlock. */
export function isRaceLost(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state === 'AG001' || state === '40001' || state === '40P01') return true;
  return state === '23505' && firstWriterWins.has(constraintOf(error));
}

const takenFields: ReadonlyMap<string, string> = new Map([
  ['person_identifier_pkey', 'identifier'],
  ['task_pkey', 'task.id'],
  ['decision_pkey', 'decision.id'],
  ['organisation_pkey', 'organisation.id'],
  ['tenant_slug_key', 'tenant.slug'],
  ['tenant_pkey', 'tenant.id'],
]);

/** A duplicate that repeating does not mend becomes fault `conflict`; anything else is unchanged. */
export function conflictFrom(error: unknown): unknown {
  if (sqlStateOf(error) !== '23505') return error;
  const field = takenFields.get(constraintOf(error));
  if (field === undefined) return error;
  return refuse(
    'conflict',
    field,
    'It is already in use.',
    'Read what is stored, then decide.',
    error,
  );
}
