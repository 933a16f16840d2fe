// What stands above every page of one patient: who, which course, both verdicts now, what comes next.
// Never a stored status: both gates are decided afresh, for a prescriber's eyes.

import { completedYears, type Decision, formatCalendarDay, type PatientFacts } from '@aegle/core';
import type { Scope, StoreTransaction } from '@aegle/store';
import { type Answer, type AnswerReason, answerFor } from './answer.ts';
import { caseFor } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { decideOn, zoneFor } from './gate-question.ts';
import { nameOf, type PersonName } from './patient-list.ts';
import type { PatientCase } from './read-case.ts';
import { courseDay, storedCourse } from './stored-course.ts';
import { recordEventsOf } from './timeline.ts';

/** One gate now. */
export interface GateNow {
  readonly outcome: Answer['outcome'];
  readonly disposition: Answer['disposition'];
  readonly lastDay: string | null;
  readonly zone: string | null;
  readonly maxDaysSupply: number | null;
  readonly firstReason: AnswerReason | null;
  readonly reasons: number;
}

/** The whole summary. */
export interface PatientSummary {
  readonly patient: string;
  readonly today: string;
  readonly name: PersonName | null;
  readonly bornOn: string | null;
  readonly ageYears: number | null;
  readonly programmes: readonly {
    readonly id: string;
    readonly name: string;
    readonly category: string | null;
  }[];
  readonly course: {
    readonly id: string;
    readonly day: number | null;
    readonly hasEnded: boolean;
    readonly mgPerKg: string | null;
  } | null;
  readonly prescribe: GateNow;
  readonly dispense: GateNow;
  /** Where the patient collects; null: none is known, so its own conditions stand open. */
  readonly pharmacy: string | null;
  readonly pharmacyId: string | null;
  readonly hasPrescription: boolean;
  readonly holds: readonly {
    readonly cause: string;
    readonly since: string;
    readonly clearedBy: 'prescriber';
  }[];
}

/** Reads the summary. Fault `not_found` when nothing is recorded of the patient. */
export function patientSummary(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<PatientSummary> {
  return context.store.inTransaction(scope, async (tx) => {
    const pharmacy = await pharmacyOf(tx, patient);
    const question = { patient, ...(pharmacy === null ? {} : { pharmacy: pharmacy.id }) };
    const known = await caseFor(context, tx, { kind: 'dispense', ...question });
    const facts = known.facts.patient;
    const today = context.clockOf(zoneFor(context, facts)).dayAt(known.knownAt);
    const bornOn = facts.course?.enrolment.data.bornOn;
    const gate = (kind: 'prescribe' | 'dispense') =>
      gateNow(context, decideOn(context, known, { kind, ...question }, known.knownAt));
    return {
      patient,
      today: formatCalendarDay(today),
      name: nameOf(await tx.person(patient)),
      bornOn: bornOn === undefined ? null : formatCalendarDay(bornOn),
      ageYears: bornOn === undefined || bornOn > today ? null : completedYears(bornOn, today),
      programmes: programmesOf(context, facts),
      course: await courseOf(context, tx, known, today),
      prescribe: gate('prescribe'),
      dispense: gate('dispense'),
      pharmacy: pharmacy?.name ?? null,
      pharmacyId: pharmacy?.id ?? null,
      hasPrescription: hasOpenPrescription(facts),
      holds: facts.safetyHolds.map(({ cause, event }) => ({
        cause,
        since: formatCalendarDay(event.occurredOn),
        clearedBy: 'prescriber',
      })),
    };
  });
}

/** The pharmacy that is tied to the patient latest. */
async function pharmacyOf(tx: StoreTransaction, patientId: string) {
  const ties = await tx.careRelationshipsOn(tx.scope.now.slice(0, 10), { patientId });
  const pharmacies = (await tx.organisations()).filter((one) => one.kind === 'pharmacy');
  const latest = ties.findLast((tie) => pharmacies.some((one) => one.id === tie.organisationId));
  return pharmacies.find((one) => one.id === latest?.organisationId) ?? null;
}

/**
 * What comes first of several reasons: the gravest that blocks, and a question to a clinician or an
 * office only where nothing blocks. Null where there is none.
 */
export function firstToActOn(reasons: readonly AnswerReason[]): AnswerReason | null {
  return reasons.find(({ disposition }) => disposition === 'blocked') ?? reasons[0] ?? null;
}

function gateNow(context: ServiceContext, decision: Decision): GateNow {
  const { outcome, disposition, until, maxDaysSupply, reasons } = answerFor(
    decision,
    'prescriber',
    context.clockOf,
  );
  return {
    outcome,
    disposition,
    lastDay: until?.day ?? null,
    zone: until?.zone ?? null,
    maxDaysSupply,
    firstReason: firstToActOn(reasons),
    reasons: reasons.length,
  };
}

function programmesOf(
  context: ServiceContext,
  { course, enrolments, categories }: PatientFacts,
): PatientSummary['programmes'] {
  const own = enrolments.filter((event) => event.data.course === course?.id);
  return [...new Set(own.map((event) => event.data.programme))].map((id) => ({
    id,
    name: context.programmes.get(id)?.programme.name ?? id,
    category: categories.findLast((event) => event.data.programme === id)?.data.category ?? null,
  }));
}

type Today = ReturnType<ReturnType<ServiceContext['clockOf']>['dayAt']>;

async function courseOf(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  today: Today,
): Promise<PatientSummary['course']> {
  const record = await recordEventsOf(tx, known);
  const view = storedCourse(context, known, record, today);
  if (view === undefined) return null;
  const { course, doses, figures, end } = view;
  const lastDay = course.lastDoseOn ?? course.endedOn;
  const upTo = lastDay !== undefined && lastDay < today ? lastDay : today;
  const [only, ...more] = figures.classes.filter(({ taken }) => taken.mg > 0);
  // Milligrams of two classes make no one figure; the course's page has each.
  const perKg = more.length > 0 ? undefined : only?.takenPerKg[end.convention];
  return {
    id: course.id,
    day: courseDay(doses.startedOn, upTo),
    hasEnded: course.endedOn !== undefined,
    mgPerKg: perKg === undefined ? null : perKg.toFixed(1),
  };
}

function hasOpenPrescription({ prescriptions, dispenses }: PatientFacts): boolean {
  const latest = prescriptions.at(-1);
  if (latest === undefined) return false;
  const { prescription } = latest.data;
  return !dispenses.some((one) => one.prescription?.data.prescription === prescription);
}
