// The agenda of one patient: read, derived and filtered for who asks. Nothing of it is stored.
// Never a test's result, a method or a hold's cause for those who do not read them.

import { agendaOf, formatCalendarDay, formatInstant } from '@aegle/core';
import type { Scope, Task } from '@aegle/store';
import { refuse } from '@aegle/store';
import {
  type AgendaViewer,
  agendaCase,
  agendaQuestionNow,
  onlyPharmaciesOf,
} from './agenda-case.ts';
import { itemsFor, type ShownItem } from './agenda-for.ts';
import { pickupsFor, type ShownPickups } from './agenda-pickups.ts';
import type { ServiceContext } from './context.ts';
import { zoneFor } from './gate-question.ts';
import { registeredHours } from './opening-days.ts';
import { recordEventsOf } from './timeline.ts';

/** One patient's agenda, as its audience reads it. */
export interface PatientAgenda {
  readonly patient: string;
  readonly at: string;
  readonly today: string;
  readonly zone: string;
  readonly items: readonly ShownItem[];
}

/** The same with the coming pickups. */
export interface PlannedAgenda extends PatientAgenda {
  /** Null for those who plan no visit, after the course, and for a patient who must stop. */
  readonly pickups: ShownPickups | null;
}

/** The agenda of one patient over the coming days. Fault: not_found. */
export async function readAgenda(...asked: Reading): Promise<PatientAgenda> {
  return (await read(asked)).agenda;
}

/** The same with the next pickups as a cascade, which asks the gate of visits that are still to come. */
export async function readPlannedAgenda(...asked: Reading): Promise<PlannedAgenda> {
  const { agenda, question, known } = await read(asked);
  const { audience } = asked[3];
  // A patient who must stop reads that and nothing beside it.
  const isStopped = audience === 'patient' && agenda.items.some(({ isUrgent }) => isUrgent);
  return { ...agenda, pickups: isStopped ? null : pickupsFor(question, known, audience) };
}

type Reading = readonly [
  context: ServiceContext,
  scope: Scope,
  patient: string,
  viewer: AgendaViewer,
  days: number,
  tasks: readonly Task[],
];

function read([context, scope, patient, viewer, days, tasks]: Reading) {
  return context.store.inTransaction(scope, async (tx) => {
    const pharmacy = viewer.pharmacy ?? (await onlyPharmaciesOf(tx, [patient])).get(patient);
    const known = await agendaCase(context, tx, patient, viewer, pharmacy);
    if (known.events.length === 0 && !known.hasErasedEvents)
      throw refuse(
        'not_found',
        'patient',
        'No such patient in this tenant.',
        'Enrol the patient first.',
      );
    const zone = zoneFor(context, known.facts.patient);
    const record = await recordEventsOf(tx, known);
    const hours = await registeredHours(tx);
    const question = agendaQuestionNow(context, known, record, viewer, days, hours);
    const agenda: PatientAgenda = {
      patient,
      at: formatInstant(known.knownAt),
      zone,
      today: formatCalendarDay(context.clockOf(zone).dayAt(known.knownAt)),
      items: itemsFor(agendaOf(question), patient, viewer.audience, tasks, known.knownAt),
    };
    return { agenda, question, known };
  });
}
