// What names a prescription names one: an id that was used is no new one's.
// Never a repeat of the same event, which was answered before this is asked.

import type { AegleEvent } from '@aegle/core';
import { refuse } from '@aegle/store';
import type { PatientCase } from './read-case.ts';

/** Refuses a prescription under an id that one of this patient already has. Fault `conflict`. */
export function refuseUsedPrescription(known: PatientCase, prescription: string): void {
  const isUsed = known.events.some(
    (one) => one.type === 'PrescriptionWritten' && one.data.prescription === prescription,
  );
  if (!isUsed) return;
  throw refuse(
    'conflict',
    'prescription',
    'A prescription of this patient has that id already.',
    'Give the new prescription an id of its own.',
  );
}

/** The same of what was heard of, two of one request included. */
export function refuseUsedPrescriptions(known: PatientCase, heard: readonly AegleEvent[]): void {
  const seen: AegleEvent[] = [];
  for (const event of heard) {
    if (event.type !== 'PrescriptionWritten') continue;
    refuseUsedPrescription(
      { ...known, events: [...known.events, ...seen] },
      event.data.prescription,
    );
    seen.push(event);
  }
}
