// What an account that somebody else opened does not do until a second person has answered for its owner.
// Never refuses what can only close a gate, and never refuses reading.

import type { EventType } from '@aegle/core';
import type { Caller } from './caller.ts';
import type { BrokenLimit } from './field-limits.ts';

/** Events that confirm, clear or countersign: whoever can sign in as two people must not be both. */
const SECOND_WORDS: readonly EventType[] = [
  'SafetyHoldCleared',
  'ReportResolved',
  'DiscretionExercised',
  'IncidentClosed',
  'IndependentAgreementRecorded',
  'SpecialistApprovalRecorded',
  'ContraceptionExemptionAgreed',
  'ExternalHistoryAccepted',
];

/** Why the account does not do it now; null where nothing waits. */
export function whyItWaits(
  { awaitsSecondPersonSince: since }: Caller,
  field: string,
): BrokenLimit | null {
  if (since === undefined) return null;
  return {
    field,
    rule:
      `Somebody else opened this account or gave it a password (${since.slice(0, 10)}): until a second ` +
      'person has answered for its owner it confirms, clears and countersigns nothing.',
    nextStep:
      'Choose a password of your own on the account page, then ask an administrator or a programme ' +
      'officer who did not do it to answer for you; or have a colleague record this.',
  };
}

/** As `whyItWaits`, of an event. A word against, such as an agreement that is refused, waits for nobody. */
export function whyEventWaits(
  caller: Caller,
  type: EventType,
  data: unknown,
  field: string,
): BrokenLimit | null {
  return isSecondWord(type, data) ? whyItWaits(caller, field) : null;
}

/** True for what confirms, clears or countersigns. */
export const isSecondWord = (type: EventType, data: unknown): boolean =>
  SECOND_WORDS.includes(type) && !isAgainst(data);

function isAgainst(data: unknown): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return (
    ('agrees' in data && data.agrees === false) || ('approved' in data && data.approved === false)
  );
}
