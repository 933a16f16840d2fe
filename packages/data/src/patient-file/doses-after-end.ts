// A dose in the record stream after the reported end of the course stands in the gate stream too, in a
// file as in the log. Never adds one where the history already tells of it.

import {
  type AegleEvent,
  doseAfterEnd,
  type EventOf,
  foldPatient,
  type Instant,
} from '@aegle/core';
import { derivedId } from './warning-holds.ts';

const ALL_KNOWN = Number.MAX_SAFE_INTEGER as Instant;

/** The gate events of a history with what the log would have added as each line was recorded. */
export function withDosesAfterEnd(
  gate: readonly AegleEvent[],
  record: readonly AegleEvent[],
): readonly AegleEvent[] {
  const doses = record.filter((event) => event.type === 'DoseTaken');
  if (doses.length === 0) return gate;
  const heard: EventOf<'DoseTaken'>[] = [];
  const told: AegleEvent[] = [];
  for (const event of [...gate, ...doses].sort((a, b) => a.sequence - b.sequence)) {
    if (event.type === 'DoseTaken') heard.push(event);
    else told.push(event);
    if (!['DoseTaken', 'CourseEnded', 'Corrected'].includes(event.type)) continue;
    const later = doseAfterEnd(foldPatient(told, ALL_KNOWN), heard);
    if (later !== undefined && !isTold(gate, later)) told.push(foundWhen(event, later));
  }
  return told;
}

/** An exported history tells of it in a line of its own. */
function isTold(gate: readonly AegleEvent[], { id }: EventOf<'DoseTaken'>): boolean {
  return gate.some((event) => event.type === 'DoseAfterEndFound' && event.data.dose === id);
}

function foundWhen(
  { sequence, recordedAt }: AegleEvent,
  { id, occurredOn, actor }: EventOf<'DoseTaken'>,
): EventOf<'DoseAfterEndFound'> {
  return {
    id: derivedId(id, 'dose-after-end'),
    type: 'DoseAfterEndFound',
    sequence,
    occurredOn,
    recordedAt,
    actor,
    data: { dose: id },
  };
}
