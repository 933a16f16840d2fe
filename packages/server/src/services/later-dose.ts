// A dose that the diary tells of after the reported last one: the gate hears of it at once.
// Never tells the gate of any other dose, and never shortens a wait.

import { type AegleEvent, doseAfterEnd, type EventOf, formatCalendarDay } from '@aegle/core';
import type { StoreTransaction, StreamVersion } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { eventsOf } from './log-events.ts';
import { ownEvent } from './new-events.ts';
import { withEvents } from './reactions.ts';
import type { PatientCase } from './read-case.ts';
import { asCorrected } from './refuse-targets.ts';

/** What to add to the gate stream, and the heads on which that rests. */
export interface LaterDose {
  readonly events: readonly AegleEvent[];
  readonly versionsRead: readonly StreamVersion[];
}

const NONE: LaterDose = { events: [], versionsRead: [] };

/**
 * The latest dose after the reported end, once `gate` and `record` are recorded. An end that is
 * reported, or corrected, after such a dose finds it in the record stream. Whichever of the two
 * commits second has read the first: both name the head of the stream that they read.
 */
export async function laterDose(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  gate: readonly AegleEvent[],
  record: readonly AegleEvent[],
): Promise<LaterDose> {
  const isDose = (event: AegleEvent): event is EventOf<'DoseTaken'> => event.type === 'DoseTaken';
  const sent = record.filter(isDose);
  const movesEnd = gate.some(({ type }) => type === 'CourseEnded' || type === 'Corrected');
  if (sent.length === 0 && !movesEnd) return NONE;
  const versionsRead = known.heads.filter((head) => head.kind === 'patient-gate');
  const doses = [...sent];
  if (movesEnd) {
    const stream = { subjectId: known.patient, kind: 'patient-record' } as const;
    const [stored] = await tx.readStreams([stream]);
    if (stored !== undefined) {
      const kept = eventsOf(stored).filter(isDose);
      // As first told and as corrected: a correction may lengthen the wait and never shortens it.
      doses.push(...kept, ...kept.flatMap((one) => corrected(known, gate, one)).filter(isDose));
      versionsRead.push(stored.head);
    }
  }
  const later = doseAfterEnd(withEvents(known, gate, known.knownAt).facts.patient, doses);
  if (later === undefined) return { events: [], versionsRead };
  const day = formatCalendarDay(later.occurredOn);
  const event = ownEvent(tx.scope, context.newId(), 'DoseAfterEndFound', day, { dose: later.id });
  return { events: [event], versionsRead };
}

/** A diary entry as its corrections word it now; nothing where none touches it or it is withdrawn. */
function corrected(
  known: PatientCase,
  gate: readonly AegleEvent[],
  entry: AegleEvent,
): readonly AegleEvent[] {
  const corrections = [...known.events, ...gate].filter(
    (event): event is EventOf<'Corrected'> =>
      event.type === 'Corrected' && event.data.event === entry.id,
  );
  if (corrections.length === 0) return [];
  const now = corrections.reduce<AegleEvent | undefined>(
    (read, correction) => read && asCorrected(read, correction),
    entry,
  );
  return now === undefined ? [] : [now];
}
