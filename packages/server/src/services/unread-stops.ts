// A stop of a method that nobody was known to use, and the cancelling of a prescription that nobody wrote: kept as
// it came, closed until a clinician has looked. Never takes a word for another: what was meant is asked, not guessed.

import { type AegleEvent, endsNothing, formatEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { type ReceivedEvent, unresolvedReport } from './new-events.ts';
import type { PatientCase } from './read-case.ts';
import { prescriptionsIn } from './refuse-used.ts';

/** What was received, with each stop and each cancelling that ends nothing known as an unresolved report. */
export function withUnreadStops(
  context: ServiceContext,
  scope: Scope,
  known: PatientCase,
  received: readonly ReceivedEvent[],
): readonly ReceivedEvent[] {
  if (!received.some(({ event }) => ENDS.includes(event.type))) return received;
  const { contraceptionStarts, contraceptionStops } = known.facts.patient;
  const sent: readonly AegleEvent[] = received.map(({ event }) => event);
  const told = [...contraceptionStarts, ...contraceptionStops, ...sent] as readonly AegleEvent[];
  const written = prescriptionsIn([...known.events, ...sent]);
  const stored = new Set(known.own.map(({ id }) => id));
  const problemOf = (event: AegleEvent): string | undefined => {
    if (stored.has(event.id)) return undefined;
    if (event.type === 'PrescriptionCancelled' && !written.includes(event.data.prescription))
      return 'data.prescription: not_written';
    const isStop = event.type === 'ContraceptionStopped';
    return isStop && endsNothing(event, told) ? 'data.method: not_in_use' : undefined;
  };
  return received.map((one) => {
    const problem = problemOf(one.event);
    return problem === undefined
      ? one
      : unresolvedReport(scope, formatEvent(one.event), [problem], context.newId);
  });
}

const ENDS: readonly string[] = ['ContraceptionStopped', 'PrescriptionCancelled'];
