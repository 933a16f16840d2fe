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
import type { Scope, StoreTransaction, StreamRef, Task } from '@aegle/store';
import { refuse } from '@aegle/store';
import { itemsFor, type ShownItem } from './agenda-for.ts';
import type { ServiceContext } from './context.ts';
import { courseAgendaOf } from './course-agenda.ts';
import { prescriberOf, zoneFor } from './gate-question.ts';
import { nowOf } from './new-events.ts';
import { readingAhead, type StreamReader } from './read-ahead.ts';
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
    const pharmacy = viewer.pharmacy ?? (await onlyPharmaciesOf(tx, [patient])).get(patient);
    const known = await caseOf(context, tx, patient, viewer, pharmacy);
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
      const pharmacies = await onlyPharmaciesOf(tx, viewer.pharmacy === undefined ? some : []);
      const ahead = await readingAhead(tx, some.flatMap(streamsOf));
      for (const patient of some) {
        const pharmacy = viewer.pharmacy ?? pharmacies.get(patient);
        const known = await caseOf(context, ahead, patient, viewer, pharmacy);
        const own = tasks.filter((task) => task.subjectId === patient);
        const record = await recordEventsOf(ahead, known);
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
  tx: StreamReader,
  patient: string,
  viewer: AgendaViewer,
  pharmacy: string | undefined,
): Promise<PatientCase> {
  const now = nowOf(tx.scope);
  const ref = {
    patient,
    ...(pharmacy === undefined ? {} : { pharmacy }),
    prescriberIn: (facts: PatientCase['facts']['patient']) =>
      prescriberOf(facts, { kind: 'dispense', patient, ...own(viewer) }),
  };
  return readCase(context, tx, ref, now);
}

const own = ({ prescriber }: AgendaViewer) => (prescriber === undefined ? {} : { prescriber });

const streamsOf = (subjectId: string): readonly StreamRef[] => [
  { subjectId, kind: 'patient-gate' },
  { subjectId, kind: 'patient-record' },
];

/** The pharmacy that each patient is related to today, where there is exactly one. */
async function onlyPharmaciesOf(
  tx: StoreTransaction,
  patients: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (patients.length === 0) return found;
  const day = tx.scope.now.slice(0, 10);
  const known = await tx.organisations();
  const pharmacies = new Set(known.filter(({ kind }) => kind === 'pharmacy').map(({ id }) => id));
  // By pharmacy where those are fewer than the patients: each is one query.
  const subjects =
    pharmacies.size < patients.length
      ? [...pharmacies].map((organisationId) => ({ organisationId }))
      : patients.map((patientId) => ({ patientId }));
  const related = new Map<string, Set<string>>();
  for (const subject of subjects)
    for (const { patientId, organisationId } of await tx.careRelationshipsOn(day, subject))
      if (pharmacies.has(organisationId))
        related.set(patientId, (related.get(patientId) ?? new Set()).add(organisationId));
  for (const patient of patients) {
    const [first, ...others] = related.get(patient) ?? [];
    if (first !== undefined && others.length === 0) found.set(patient, first);
  }
  return found;
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
