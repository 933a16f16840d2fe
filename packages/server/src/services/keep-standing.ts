// A suspension that could not be read, of a prescriber or a pharmacy: they are suspended until an office has read it.
// Never guesses the programme: where none is read, it is each in which they are certified.

import {
  type AegleEvent,
  foldOrganisation,
  type OrganisationFacts,
  type WireEvent,
} from '@aegle/core';
import type { Scope } from '@aegle/store';
import { ClosingNames } from './closing-names.ts';
import type { ServiceContext } from './context.ts';
import { appendOf, eventsOf } from './log-events.ts';
import { cutText, nowOf, ownEvent } from './new-events.ts';
import { newOfficeTask } from './task-kinds.ts';

/** Whose standing: of these two kinds a type can only close. */
export interface StandingRef {
  readonly kind: 'prescriber' | 'pharmacy';
  readonly id: string;
}

/** What stops a standing, and what is recorded in its place: the less lasting of the two. */
const STOPS = {
  prescriber: {
    meant: ['PrescriberSuspended', 'PrescriberDeactivated'],
    kept: 'PrescriberSuspended',
  },
  pharmacy: { meant: ['PharmacySuspended'], kept: 'PharmacySuspended' },
} as const;

/** Types that stop a standing. */
export const STOP_TYPES: readonly string[] = Object.values(STOPS).flatMap(({ meant }) => meant);

const REASON_MAX = 200;

/**
 * Keeps what can only close in a refused request, as a suspension with what was sent as its reason, and
 * calls the office. Answers how many were kept; what is suspended already is not suspended again.
 */
export async function keepStandingReports(
  context: ServiceContext,
  scope: Scope,
  ref: StandingRef,
  wires: readonly WireEvent[],
): Promise<number> {
  const names = new ClosingNames();
  const { meant, kept } = STOPS[ref.kind];
  const stops = wires.filter(({ type }) => meant.some((one) => one === names.meant(type)));
  if (stops.length === 0) return 0;
  const { idempotency: _idempotency, ...once } = scope;
  const stream = { subjectId: ref.id, kind: ref.kind };
  return context.store.inTransaction(once, async (tx) => {
    const [read] = await tx.readStreams([stream]);
    const standings = foldOrganisation(read === undefined ? [] : eventsOf(read), nowOf(once));
    const events = new Map<string, AegleEvent>();
    for (const wire of stops)
      for (const programme of programmesOf(standings, wire)) {
        const reason = cutText(`Unread: ${JSON.stringify(wire)}`, REASON_MAX);
        const data = { programme, reason };
        events.set(programme, ownEvent(once, context.newId(), kept, once.now.slice(0, 10), data));
      }
    if (events.size === 0) return 0;
    await tx.append(appendOf({ stream, how: 'note', events: [...events.values()] }));
    for (const { id } of events.values())
      await tx.openTask(newOfficeTask(context.newId(), 'read_suspension', ref, nowOf(once), id));
    return events.size;
  });
}

/** The programme that is named, or each one; without those in which the standing is stopped already. */
function programmesOf(standings: OrganisationFacts, { data }: WireEvent): readonly string[] {
  const named =
    typeof data === 'object' && data !== null ? Reflect.get(data, 'programme') : undefined;
  const open = [...standings].filter(([, one]) => !one.isSuspended && !one.isDeactivated);
  const known = open.map(([programme]) => programme);
  return typeof named === 'string' && standings.has(named)
    ? known.filter((programme) => programme === named)
    : known;
}
