// The one typed client, and what became of a call in the words of the pages.
// Never repeats a refused call, and never keeps an answer.

import { CallRefused, makeClient } from '@aegle/api';
import { newId } from './new-id.ts';

/** A phone that has lost its network must hear of it soon. */
const LONGEST_WAIT_MS = 20_000;

export const client = makeClient({
  base: '',
  fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(LONGEST_WAIT_MS) }),
  newKey: newId,
});

/** `unreached`: no server answered, or it could not record; `signed_out`; `refused`: it said no. */
export type Failure = 'unreached' | 'signed_out' | 'refused';

/** What a failed call means for what was to be sent. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof CallRefused)) return 'unreached';
  const { status } = error.problem;
  if (status === 401) return 'signed_out';
  return status >= 500 || status === 429 || status === 408 ? 'unreached' : 'refused';
}

/** The server's own sentences: the rule, and what to do. */
export function refusalText(error: unknown): string {
  if (!(error instanceof CallRefused)) return '';
  const { title, problems } = error.problem;
  const lines = problems.map(({ rule, nextStep }) => `${rule} ${nextStep}`);
  return lines.length === 0 ? title : lines.join(' ');
}
