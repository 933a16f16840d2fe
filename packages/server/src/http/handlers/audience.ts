// For whom an answer is written. A role without an audience is refused, never given another's words.

import type { Audience } from '@aegle/core';
import type { Caller } from '../../access/caller.ts';
import { AUDIENCE_OF } from '../../access/policy.ts';
import { refusal } from '../calls/refusals.ts';

/** The caller's audience. Refusal `forbidden` for roles that read no reasons. */
export function audienceOf(caller: Caller): Audience {
  const audience = AUDIENCE_OF[caller.role];
  if (audience !== 'none') return audience;
  throw refusal('forbidden', 'role', 'Your role reads no reasons.', 'Ask the clinic.');
}

/** The caller's own organisation. Refusal `forbidden` when the account has none. */
export function organisationOf(caller: Caller): string {
  if (caller.organisationId !== null) return caller.organisationId;
  throw refusal(
    'forbidden',
    'organisation',
    'The account belongs to an organisation.',
    'Have your office tie the account to one.',
  );
}
