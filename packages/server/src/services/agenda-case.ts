// What an agenda is made from: the case as a viewer's question reads it, the question, and the course.
// Never another prescriber's certificate than the one on the prescription, whoever looks.

import {
  type AegleEvent,
  type AgendaQuestion,
  type Audience,
  type Role,
  workPlaceOf,
} from '@aegle/core';
import { workingCalendarOf } from '@aegle/data';
import type { StoreTransaction } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { courseAgendaOf } from './course-agenda.ts';
import { prescriberOf, zoneFor } from './gate-question.ts';
import { nowOf } from './new-events.ts';
import { pharmacyDaysOf, type RegisteredHours } from './opening-days.ts';
import type { StreamReader } from './read-ahead.ts';
import { type PatientCase, readCase } from './read-case.ts';

/** Who asks: what is shown depends on it, and whose own certificate the gate reads. */
export interface AgendaViewer {
  readonly role: Role;
  readonly audience: Audience;
  /** The pharmacy that asks for itself. */
  readonly pharmacy?: string;
  /** The prescriber who asks for themself. */
  readonly prescriber?: string;
}

const own = ({ prescriber }: AgendaViewer) => (prescriber === undefined ? {} : { prescriber });

/** The prescriber whose certificate the agenda reads: of the prescription, else the one who asks. */
export function agendaPrescriber(
  facts: PatientCase['facts']['patient'],
  patient: string,
  viewer: AgendaViewer,
): string | undefined {
  return prescriberOf(facts, { kind: 'dispense', patient, ...own(viewer) });
}

/** The case as this viewer's question reads it: with their own pharmacy, or the patient's only one. */
export async function agendaCase(
  context: ServiceContext,
  tx: StreamReader,
  patient: string,
  viewer: AgendaViewer,
  pharmacy: string | undefined,
): Promise<PatientCase> {
  const ref = {
    patient,
    ...(pharmacy === undefined ? {} : { pharmacy }),
    prescriberIn: (facts: PatientCase['facts']['patient']) =>
      agendaPrescriber(facts, patient, viewer),
  };
  return readCase(context, tx, ref, nowOf(tx.scope));
}

/** The question of an agenda on a read case: who would prescribe and dispense, over how many days. */
export function agendaQuestionOf(
  context: ServiceContext,
  known: PatientCase,
  viewer: AgendaViewer,
  horizonDays: number,
): Omit<AgendaQuestion, 'now'> {
  const { programmes, clockOf } = context;
  const prescriber = agendaPrescriber(known.facts.patient, known.patient, viewer);
  const pharmacy = known.heads.find((head) => head.kind === 'pharmacy')?.subjectId;
  const question = {
    ...(prescriber === undefined ? {} : { prescriber }),
    ...(pharmacy === undefined ? {} : { pharmacy }),
  };
  return { facts: known.facts, programmes, question, horizonDays, clockOf };
}

/** The whole question, as it stands at the case's own instant. */
export function agendaQuestionNow(
  context: ServiceContext,
  known: PatientCase,
  record: readonly AegleEvent[],
  viewer: AgendaViewer,
  horizonDays: number,
  hours: RegisteredHours,
): AgendaQuestion {
  const course = courseAgendaOf(context, known, record)(known.knownAt);
  const workingDays = workingCalendarOf(workPlaceOf(known.facts.patient, context.programmes));
  const asked = agendaQuestionOf(context, known, viewer, horizonDays);
  const zone = zoneFor(context, known.facts.patient);
  const pharmacyDays = pharmacyDaysOf(hours, asked.question.pharmacy, workingDays, zone);
  return {
    ...asked,
    now: known.knownAt,
    workingDays,
    ...(pharmacyDays === undefined ? {} : { pharmacyDays }),
    ...(course === undefined ? {} : { course }),
  };
}

/** The pharmacy that each patient is related to today, where there is exactly one. */
export function onlyPharmaciesOf(
  tx: StoreTransaction,
  patients: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  return tx.onlyPharmaciesOn(tx.scope.now.slice(0, 10), patients);
}
