// Refuses a call that confirms, or that opens an account, while the caller's own account waits.
// Never used on what takes access away or reads.

import type { Caller } from '../../access/caller.ts';
import { whyItWaits } from '../../access/second-person.ts';
import { Refusal } from './refusals.ts';

/** Throws `forbidden` until a second person has answered for the caller. */
export function refuseWhileWaiting(caller: Caller): void {
  const problem = whyItWaits(caller, 'secondPerson');
  if (problem !== null) throw new Refusal('forbidden', [problem]);
}
