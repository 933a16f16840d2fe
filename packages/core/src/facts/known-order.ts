// What is known of the order of two things of one day: only a signature that was made here has an hour.
// Never takes the order in which they were entered for the order in which they happened.

import type { EventType } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';

/**
 * True when an event is known to have happened after another: on a later day; or on the same day, made,
 * signed in, by the very person whose word it is, once the log had heard of the other, at no hour before
 * that. An hour that somebody else typed counts nothing, nor does one after what the log heard. Unknown
 * is false.
 */
export function isKnownLater(event: EventOf<EventType>, other: EventOf<EventType>): boolean {
  if (event.occurredOn !== other.occurredOn) return event.occurredOn > other.occurredOn;
  if (!isOwnWord(event) || event.sequence <= other.sequence) return false;
  const { occurredAt, recordedAt } = event;
  return occurredAt === undefined || occurredAt > recordedAt || occurredAt > other.recordedAt;
}

/** A signature that its signer made here, or an approval by the specialist it names: of when it was heard. */
function isOwnWord(event: EventOf<EventType>): boolean {
  const { type, actor, data } = event as AegleEvent;
  if (type === 'SpecialistApprovalRecorded') return data.specialist === actor.id;
  if (type !== 'FormSigned') return false;
  const { signer, medium } = data;
  return signer === actor.role && (medium === undefined || medium === 'electronic');
}
