// What a transfer of care does to who reaches the patient: the new clinic from its day, the former no more.
// Never guesses a person: whoever is not named by an id of this installation has no account to close.

import {
  type AegleEvent,
  type EventOf,
  formatCalendarDay,
  treatingPrescriberNow,
} from '@aegle/core';
import { HANDED_OVER, isUuid, type StoreTransaction } from '@aegle/store';
import type { PatientCase } from './read-case.ts';

/** Ends and begins ties for each transfer among events that were just recorded. */
export async function handOver(
  tx: StoreTransaction,
  known: PatientCase,
  events: readonly AegleEvent[],
): Promise<void> {
  for (const event of events) {
    if (event.type !== 'CareTransferred') continue;
    const to = event.data.toPrescriber;
    await closeFormer(tx, known, event, to);
    await openAgain(tx, known, event, to);
    if (event.data.toClinic !== undefined)
      await changeClinic(tx, known.patient, event, event.data.toClinic);
  }
}

/** Who had the patient until now: by an earlier transfer, by the enrolment, else who hands over. */
function formerOf({ facts }: PatientCase, tx: StoreTransaction): string | undefined {
  const { patient } = facts;
  const { actor } = tx.scope;
  return (
    treatingPrescriberNow(patient) ??
    patient.course?.enrolment.data.prescriber ??
    (actor.role === 'prescriber' ? actor.id : undefined)
  );
}

async function closeFormer(
  tx: StoreTransaction,
  known: PatientCase,
  event: EventOf<'CareTransferred'>,
  to: string,
): Promise<void> {
  const former = formerOf(known, tx);
  if (former === undefined || former === to || !isUuid(former)) return;
  await tx.putCareRelationship({
    patientId: known.patient,
    organisationId: former,
    relation: HANDED_OVER,
    fromDay: formatCalendarDay(event.occurredOn),
    untilDay: null,
    eventId: event.id,
  });
}

/** Whoever is handed the patient back reaches them again. */
async function openAgain(
  tx: StoreTransaction,
  { patient }: PatientCase,
  event: EventOf<'CareTransferred'>,
  to: string,
): Promise<void> {
  if (!isUuid(to)) return;
  for (const tie of await tx.careRelationshipsOn(formatCalendarDay(event.occurredOn), {
    organisationId: to,
  }))
    if (tie.patientId === patient && tie.relation === HANDED_OVER)
      await tx.putCareRelationship({
        ...tie,
        untilDay: formatCalendarDay(event.occurredOn),
        eventId: event.id,
      });
}

async function changeClinic(
  tx: StoreTransaction,
  patientId: string,
  event: EventOf<'CareTransferred'>,
  clinic: string,
): Promise<void> {
  const clinics = (await tx.organisations()).filter((one) => one.kind === 'clinic');
  if (!clinics.some((one) => one.id === clinic)) return;
  const ties = await tx.careRelationshipsOn(formatCalendarDay(event.occurredOn), { patientId });
  for (const tie of ties)
    if (tie.organisationId !== clinic && clinics.some((one) => one.id === tie.organisationId))
      await tx.putCareRelationship({
        ...tie,
        untilDay: formatCalendarDay(event.occurredOn),
        eventId: event.id,
      });
  if (ties.some((one) => one.organisationId === clinic)) return;
  await tx.putCareRelationship({
    patientId,
    organisationId: clinic,
    relation: 'care',
    fromDay: formatCalendarDay(event.occurredOn),
    untilDay: null,
    eventId: event.id,
  });
}
