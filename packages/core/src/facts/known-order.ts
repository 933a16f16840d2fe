// What is known of the order of two things of one day: a day has no hours unless somebody recorded them.
// Never takes the order in which they were entered for the order in which they happened.

import type { EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';

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

/** A signature that its signer made here, or an approval by the specialist it names: of when it was heard. */
function isOwnWord(event: EventOf<EventType>): boolean {
  const { type, actor, data } = event as AegleEvent;
  if (type === 'SpecialistApprovalRecorded') return data.specialist === actor.id;
  if (type !== 'FormSigned') return false;
  const { signer, medium } = data;
  return signer === actor.role && (medium === undefined || medium === 'electronic');
}
