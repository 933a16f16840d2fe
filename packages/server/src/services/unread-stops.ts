// A stop of a method that nobody was known to use: kept as it came, closed until a clinician has looked.
// Never takes a word for another: which method ended is asked, not guessed.

import { type AegleEvent, endsNothing, formatEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { type ReceivedEvent, unresolvedReport } from './new-events.ts';
import type { PatientCase } from './read-case.ts';

/** What was received, with each stop that names no method in use as an unresolved report. */
export function withUnreadStops(
  context: ServiceContext,
  scope: Scope,
  known: PatientCase,
  received: readonly ReceivedEvent[],
): readonly ReceivedEvent[] {
  if (!received.some(({ event }) => event.type === 'ContraceptionStopped')) return received;
  const { contraceptionStarts, contraceptionStops } = known.facts.patient;
  const sent: readonly AegleEvent[] = received.map(({ event }) => event);
  const told = [...contraceptionStarts, ...contraceptionStops, ...sent] as readonly AegleEvent[];
  const stored = new Set(known.own.map(({ id }) => id));
  return received.map((one) => {
    const { event } = one;
    const isNew = event.type === 'ContraceptionStopped' && !stored.has(event.id);
    return isNew && endsNothing(event, told)
      ? unresolvedReport(scope, formatEvent(event), ['data.method: not_in_use'], context.newId)
      : one;
  });
}
