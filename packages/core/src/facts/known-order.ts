// What is known of the order of two things of one day: a day has no hours unless somebody recorded them.
// Never takes the order in which they were entered for the order in which they happened.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';

/**
 * True when an event is known to have happened after another: on a later day; on the same day at a
 * later hour, where both are known (what the log had heard had happened); or made, signed in, by the
 * very person whose word it is, once the log had heard of the other. Unknown is false.
 */
export function isKnownLater(event: EventOf<EventType>, other: EventOf<EventType>): boolean {
  if (event.occurredOn !== other.occurredOn) return event.occurredOn > other.occurredOn;
  if (event.occurredAt !== undefined)
    return event.occurredAt > (other.occurredAt ?? other.recordedAt);
  return isOwnWord(event) && event.sequence > other.sequence;
}

/** A signature that its signer made here, signed in: it was made when it was heard. */
function isOwnWord({ type, actor, data }: EventOf<EventType>): boolean {
  if (type !== 'FormSigned') return false;
  const { signer, medium } = data as EventOf<'FormSigned'>['data'];
  return signer === actor.role && (medium === undefined || medium === 'electronic');
}
