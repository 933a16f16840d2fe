// The agenda of a patient, and of many: read, derived, filtered for who asks. Nothing of it is stored.
// Never a test's result, a method or a hold's cause for those who do not read them.

import {
  type AegleEvent,
  type AgendaItem,
  type Audience,
  agendaOf,
  formatCalendarDay,
  formatInstant,
  type Role,
  workPlaceOf,
} from '@aegle/core';
import { workingCalendarOf } from '@aegle/data';
import type { Scope, StoreTransaction, Task } from '@aegle/store';
import { refuse } from '@aegle/store';
import { itemsFor, type ShownItem } from './agenda-for.ts';
import type { ServiceContext } from './context.ts';
import { courseAgendaOf } from './course-agenda.ts';
import { prescriberOf, zoneFor } from './gate-question.ts';
import { nowOf } from './new-events.ts';
import { type PatientCase, readCase } from './read-case.ts';
import { recordEventsOf } from './timeline.ts';

/** Who asks: what is shown depends on it, and whose own certificate the gate reads. */
export interface AgendaViewer {
  readonly role: Role;
  readonly audience: Audience;
  /** The pharmacy that asks for itself. */
  readonly pharmacy?: string;
  /** The prescriber who asks for themself. */
  readonly prescriber?: string;
}

/** One patient's agenda, as its audience reads it. */
export interface PatientAgenda {
  readonly patient: string;
  readonly at: string;
  readonly today: string;
  readonly zone: string;
  readonly items: readonly ShownItem[];
}

/** The agenda of one patient over the coming days. Fault: not_found. */
export function readAgenda(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  viewer: AgendaViewer,
  days: number,
  tasks: readonly Task[],
): Promise<PatientAgenda> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseOf(context, tx, patient, viewer);
    if (known.events.length === 0 && !known.hasErasedEvents)
      throw refuse(
        'not_found',
        'patient',
        'No such patient in this tenant.',
        'Enrol the patient first.',
      );
    const zone = zoneFor(context, known.facts.patient);
    return {
      patient,
      at: formatInstant(known.knownAt),
      zone,
      today: formatCalendarDay(context.clockOf(zone).dayAt(known.knownAt)),
      items: shownOf(context, known, await recordEventsOf(tx, known), viewer, days, tasks),
    };
  });
}

/** What many patients' agendas say, each item with its patient, in order of what closes first. */
export async function listAgenda(
  context: ServiceContext,
  scope: Scope,
  patients: readonly string[],
  viewer: AgendaViewer,
  days: number,
  tasks: readonly Task[],
): Promise<readonly ShownItem[]> {
  const items: ShownItem[] = [];
  for (let at = 0; at < patients.length; at += AT_ONCE) {
    const some = patients.slice(at, at + AT_ONCE);
    const read = await context.store.inTransaction(scope, async (tx) => {
      const found: ShownItem[] = [];
      for (const patient of some) {
        const known = await caseOf(context, tx, patient, viewer);
        const own = tasks.filter((task) => task.subjectId === patient);
        const record = await recordEventsOf(tx, known);
        found.push(...shownOf(context, known, record, viewer, days, own));
      }
      return found;
    });
    items.push(...read);
  }
  return items.sort(byEnd);
}

/** Patients of one transaction: it stays short beside those who record. */
const AT_ONCE = 50;

function byEnd(left: ShownItem, right: ShownItem): number {
  if (left.isUrgent !== right.isUrgent) return left.isUrgent ? -1 : 1;
  const end = ({ until }: ShownItem) =>
    until === null ? Number.POSITIVE_INFINITY : Date.parse(until.at);
  if (end(left) !== end(right)) return end(left) < end(right) ? -1 : 1;
  return (left.from ?? '9999').localeCompare(right.from ?? '9999');
}

/** The case as this viewer's question reads it: with their own pharmacy, or the patient's only one. */
async function caseOf(
  context: ServiceContext,
  tx: StoreTransaction,
  patient: string,
  viewer: AgendaViewer,
): Promise<PatientCase> {
  const now = nowOf(tx.scope);
  const pharmacy = viewer.pharmacy ?? (await onlyPharmacyOf(tx, patient));
  const ref = {
    patient,
    ...(pharmacy === undefined ? {} : { pharmacy }),
    prescriberIn: (facts: PatientCase['facts']['patient']) =>
      prescriberOf(facts, { kind: 'dispense', patient, ...own(viewer) }),
  };
  return readCase(context, tx, ref, now);
}

const own = ({ prescriber }: AgendaViewer) => (prescriber === undefined ? {} : { prescriber });

/** The pharmacy that a patient is related to today, where there is exactly one. */
async function onlyPharmacyOf(tx: StoreTransaction, patient: string): Promise<string | undefined> {
  const day = tx.scope.now.slice(0, 10);
  const related = await tx.careRelationshipsOn(day, { patientId: patient });
  const ids = new Set(related.map((tie) => tie.organisationId));
  const known = await tx.organisations();
  const pharmacies = known.filter(({ id, kind }) => kind === 'pharmacy' && ids.has(id));
  return pharmacies.length === 1 ? pharmacies[0]!.id : undefined;
}

function shownOf(
  context: ServiceContext,
  known: PatientCase,
  record: readonly AegleEvent[],
  viewer: AgendaViewer,
  days: number,
  tasks: readonly Task[],
): readonly ShownItem[] {
  const { programmes, clockOf } = context;
  const { patient: facts } = known.facts;
  const prescriber = prescriberOf(facts, {
    kind: 'dispense',
    patient: known.patient,
    ...own(viewer),
  });
  const pharmacy = known.heads.find((head) => head.kind === 'pharmacy')?.subjectId;
  const question = {
    ...(prescriber === undefined ? {} : { prescriber }),
    ...(pharmacy === undefined ? {} : { pharmacy }),
  };
  const course = courseAgendaOf(context, known, record);
  const items: readonly AgendaItem[] = agendaOf({
    facts: known.facts,
    programmes,
    question,
    now: known.knownAt,
    horizonDays: days,
    clockOf,
    workingDays: workingCalendarOf(workPlaceOf(facts, programmes)),
    ...(course === undefined ? {} : { course }),
  });
  return itemsFor(items, known.patient, viewer.audience, tasks, known.knownAt);
}
