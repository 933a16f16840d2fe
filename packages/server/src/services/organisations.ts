// Events of prescribers, pharmacies and programmes: certification, suspension, editions.
// A suspension races no decision: each re-checks these heads in the transaction that commits it.

import type { WireEvent } from '@aegle/core';
import { refuse } from '../store/faults.ts';
import type { Appended, StreamKind } from '../store/log/types.ts';
import type { Scope } from '../store/store.ts';
import { programmeSubject, type ServiceContext } from './context.ts';
import { receiveEvent } from './new-events.ts';

/** Which stream: a prescriber's or a pharmacy's id, or a programme's name. */
export type OrganisationRef =
  | { readonly kind: 'prescriber' | 'pharmacy'; readonly id: string }
  | { readonly kind: 'programme'; readonly id: string };

/** Records events in an organisation's stream. Faults: invalid, conflict, unavailable. */
export async function recordOrganisationEvents(
  context: ServiceContext,
  scope: Scope,
  ref: OrganisationRef,
  wires: readonly WireEvent[],
): Promise<readonly Appended[]> {
  if (ref.kind === 'programme' && !context.programmes.has(ref.id))
    throw refuse('not_found', 'programme', 'No such programme is loaded.', 'List the programmes.');
  const subjectId = ref.kind === 'programme' ? programmeSubject(ref.id) : ref.id;
  const kind: StreamKind = ref.kind;
  const events = wires.map((wire) => {
    const received = receiveEvent(scope, wire, context.newId);
    if (received.stream !== kind)
      throw refuse(
        'invalid',
        'type',
        `It is not an event of a ${kind}.`,
        'Send it to its own stream.',
      );
    return received.event;
  });
  return context.store.inTransaction(scope, (tx) =>
    tx.append({ stream: { subjectId, kind }, how: 'note', events }),
  );
}
