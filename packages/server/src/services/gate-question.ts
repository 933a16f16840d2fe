// A question to the gate as services ask it: which programmes apply, decided over a read case.
// Never a second engine: it calls the same function as the command line and the cases.

import {
  type CompiledProgramme,
  type Decision,
  decideGate,
  type EditionRef,
  formatCalendarDay,
  type Instant,
  type PatientFacts,
  placeOfCare,
  programmesApplying,
  type Question,
  type Stage,
} from '@aegle/core';
import type { ServiceContext } from './context.ts';
import { isApprovalOf } from './edition-digest.ts';
import type { PatientCase } from './read-case.ts';

/** What a caller asks; `programmes` matters only while the patient is enrolled in none. */
export interface GateQuestion {
  readonly kind: Stage;
  readonly patient: string;
  readonly prescription?: string;
  readonly authorization?: string;
  readonly daysSupply?: number;
  readonly prescriber?: string;
  readonly pharmacy?: string;
  readonly product?: string;
  readonly programmes?: readonly string[];
}

/**
 * The programmes that decide (`programmesApplying`); for a patient who was never enrolled, those the
 * caller named.
 */
export function programmesFor(
  context: ServiceContext,
  facts: PatientFacts,
  named: readonly string[] = [],
  stage?: Stage,
): readonly CompiledProgramme[] {
  return facts.enrolments.length === 0
    ? named.flatMap((id) => context.programmes.get(id) ?? [])
    : programmesApplying(facts, context.programmes, stage);
}

/** Where the patient is treated; where that is not stated, the first programme's zone; with none, UTC. */
export function zoneFor(context: ServiceContext, facts: PatientFacts): string {
  return placeOfCare(facts) ?? programmesFor(context, facts)[0]?.programme.zone ?? 'UTC';
}

/** Today at the place of care, as `YYYY-MM-DD`: an event's day is that of where it happens. */
export function todayFor(context: ServiceContext, facts: PatientFacts, now: Instant): string {
  return formatCalendarDay(context.clockOf(zoneFor(context, facts)).dayAt(now));
}

/** The prescriber of the question: of a supply the one on the prescription, whoever is named. */
export function prescriberOf(facts: PatientFacts, question: GateQuestion): string | undefined {
  if (question.kind === 'prescribe' && question.prescriber !== undefined)
    return question.prescriber;
  const written =
    question.prescription === undefined
      ? facts.prescriptions.at(-1)
      : facts.prescriptions.find((one) => one.data.prescription === question.prescription);
  return written?.data.prescriber ?? question.prescriber;
}

/** Decides the question on a read case at an instant; the trace is for those who show it. */
export function decideOn(
  context: ServiceContext,
  known: PatientCase,
  question: GateQuestion,
  at: Instant,
  wantsTrace = false,
): Decision {
  const { patient: _patient, programmes: named, ...asked } = question;
  const programmes = programmesFor(context, known.facts.patient, named, question.kind);
  const asks = { ...asked, at } as Question;
  return decideGate(programmes, known.facts, asks, context.clockOf, wantsTrace);
}

/** True when every edition the decision used is approved for use at some site of this tenant. */
export function isApprovedForUse(
  context: ServiceContext,
  known: PatientCase,
  decision: Decision,
): boolean {
  const { editions } = decision;
  const isApproved = (ref: EditionRef) => {
    const compiled = context.programmes.get(ref.programme);
    const approvals = known.facts.programmes.get(ref.programme)?.approvals ?? [];
    return (
      compiled !== undefined && approvals.some((one) => isApprovalOf(compiled.programme, ref, one))
    );
  };
  return editions.length > 0 && editions.every(isApproved);
}
