// A prescriber whom a programme's office has suspended or deactivated: confirms, clears and countersigns nothing.
// Never refuses what can only close a gate, and never refuses a prescriber of whom nothing is recorded.

import type { EventType } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { Caller } from '../../access/caller.ts';
import { isSecondWord } from '../../access/second-person.ts';
import { isStoppedPrescriber } from '../../services/services.ts';
import type { Dependencies } from './call.ts';
import { Refusal } from './refusals.ts';

interface SentEvent {
  readonly type: string;
  readonly data?: unknown;
}

/** Throws `forbidden` for the second words of a prescriber who is stopped in any programme. */
export async function refuseStopped(
  { services }: Dependencies,
  caller: Caller,
  scope: Scope,
  events: readonly SentEvent[],
): Promise<void> {
  if (caller.role !== 'prescriber') return;
  const words = events.flatMap(({ type, data }, index) =>
    isSecondWord(type as EventType, data) ? [index] : [],
  );
  if (words.length === 0 || !(await isStoppedPrescriber(services, scope, caller.actorId))) return;
  throw new Refusal(
    'forbidden',
    words.map((index) => ({
      field: `events[${index}].type`,
      rule:
        'The register says that this prescriber is suspended or not active: until a certificate follows ' +
        'they confirm, clear and countersign nothing.',
      nextStep: 'Have a colleague record this, or ask the programme office for the certificate.',
    })),
  );
}
