// What names a prescription names one: an id that was used is no new one's.
// Never a repeat of the same event, which was answered before this is asked.

import type { AegleEvent } from '@aegle/core';
import { refuse } from '@aegle/store';
import type { PatientCase } from './read-case.ts';

/** The ids of prescriptions that were written, cancelled or not. */
export const prescriptionsIn = (events: readonly AegleEvent[]): readonly string[] =>
  events.flatMap((one) => (one.type === 'PrescriptionWritten' ? [one.data.prescription] : []));

/** Refuses prescriptions under an id that one of this patient, or another of them, has. Fault `conflict`. */
export function refuseUsedPrescriptions(
  { events }: PatientCase,
  prescriptions: readonly string[],
): void {
  const used = new Set(prescriptionsIn(events));
  for (const prescription of prescriptions) {
    if (used.has(prescription))
      throw refuse(
        'conflict',
        'prescription',
        'A prescription of this patient has that id already.',
        'Give the new prescription an id of its own.',
      );
    used.add(prescription);
  }
}
