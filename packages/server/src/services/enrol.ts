// Enrols a patient: the person (erasable) and the enrolment event (a pseudonym), in one transaction.
// Never finds a patient by name and birth date: identity is an identifier.

import { formatCalendarDay } from '@aegle/core';
import { refuse } from '../store/faults.ts';
import type { Json } from '../store/log/types.ts';
import type { Scope } from '../store/store.ts';
import type { PersonIdentifier } from '../store/tables/types.ts';
import type { ServiceContext } from './context.ts';
import { nowOf, ownEvent } from './new-events.ts';

/** A new patient of this tenant. */
export interface Enrolment {
  readonly programmes: readonly string[];
  readonly bornOn?: string;
  readonly prescriber?: string;
  readonly details: { readonly [key: string]: Json };
  readonly identifiers: readonly PersonIdentifier[];
  /** Clinic and pharmacies that may see the patient. */
  readonly organisations?: readonly string[];
}

/** Ids that the caller keeps. */
export interface Enrolled {
  readonly patient: string;
  readonly course: string;
}

/** Enrols; a known identifier is fault `conflict`, an unknown programme fault `invalid`. */
export async function enrol(
  context: ServiceContext,
  scope: Scope,
  request: Enrolment,
): Promise<Enrolled> {
  for (const id of request.programmes)
    if (!context.programmes.has(id))
      throw refuse(
        'invalid',
        'programmes',
        'A programme is not known.',
        'Name a loaded programme.',
      );
  if (request.programmes.length === 0)
    throw refuse(
      'invalid',
      'programmes',
      'At least one programme.',
      'Name the programmes that apply.',
    );
  return context.store.inTransaction(scope, async (tx) => {
    for (const identifier of request.identifiers)
      if ((await tx.findByIdentifier(identifier)) !== null)
        throw refuse(
          'conflict',
          'identifiers',
          'A patient with this identifier is enrolled.',
          'Open that patient, or merge if it is another record of the same person.',
        );
    const patient = context.newId();
    const course = context.newId();
    const [first] = request.programmes;
    const zone = context.programmes.get(first!)!.programme.zone;
    const day = dayIn(context, zone, scope);
    await tx.putPerson({ subjectId: patient, details: request.details }, request.identifiers);
    const events = request.programmes.map((programme) =>
      ownEvent(scope, context.newId(), 'PatientEnrolled', day, {
        programme,
        course,
        ...(request.bornOn === undefined ? {} : { bornOn: request.bornOn }),
        ...(request.prescriber === undefined ? {} : { prescriber: request.prescriber }),
      }),
    );
    await tx.append({
      stream: { subjectId: patient, kind: 'patient-gate' },
      how: 'decide',
      events,
    });
    for (const organisationId of request.organisations ?? [])
      await tx.putTie({
        patientId: patient,
        organisationId,
        relation: 'care',
        fromDay: day,
        untilDay: null,
        eventId: events[0]!.id,
      });
    return { patient, course };
  });
}

function dayIn(context: ServiceContext, zone: string, scope: Scope): string {
  return formatCalendarDay(context.clockOf(zone).dayAt(nowOf(scope)));
}
