// Records what happened to a patient: parse, append, and what follows at once, in one transaction.
// Never stores part of a request: every event is accepted, or none is.

import { mustKeepUnreadable, type WireEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import { refuse, StoreFault } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { keepClosingReports } from './keep-closing.ts';
import { type ReceivedEvent, receiveEvent } from './new-events.ts';
import { type Recorded, recordInside } from './record-inside.ts';

/** So many are recorded at once. */
export const EVENTS_MAX = 200;

/**
 * Records events of one patient, in the order given, all or none. When the request is refused, what
 * in it can only close a gate is kept all the same, and the refusal still stands.
 * Faults: invalid, conflict, not_found, unavailable.
 */
export async function recordEvents(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  wires: readonly WireEvent[],
): Promise<Recorded> {
  try {
    if (wires.length === 0 || wires.length > EVENTS_MAX)
      throw refuse('invalid', 'events', `Send 1 to ${EVENTS_MAX} events.`, 'Split the request.');
    const received = wires.map((wire) => receiveEvent(scope, wire, context.newId));
    requireDistinct(received);
    for (const { stream } of received)
      if (stream !== 'patient-gate' && stream !== 'patient-record')
        throw refuse(
          'invalid',
          'type',
          'It is not an event of a patient.',
          'Send it to its own stream.',
        );
    return await context.store.inTransaction(scope, (tx) =>
      recordInside(context, tx, patient, received),
    );
  } catch (error) {
    if (error instanceof StoreFault && REFUSALS.includes(error.fault.kind))
      await keepClosingReports(context, scope, patient, wires, mustKeepUnreadable);
    throw error;
  }
}

const REFUSALS: readonly string[] = [
  'invalid',
  'conflict',
  'not_found',
  'forbidden',
  'idempotency_mismatch',
];

function requireDistinct(received: readonly ReceivedEvent[]): void {
  const ids = new Set(received.map((one) => one.event.id));
  if (ids.size < received.length)
    throw refuse('invalid', 'events', 'Two events have the same id.', 'Choose an id for each.');
}
