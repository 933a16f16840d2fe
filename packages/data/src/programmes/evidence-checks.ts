// What loading asks of a programme's granting cases: evidence removed or falsified never grants,
// and every bound kind has a case on each side of its edge. Never trusts a case that cannot fail.

import {
  type AegleEvent,
  addDays,
  type ClockOf,
  type CompiledProgramme,
  type Decision,
  type Edition,
  EVENT_CATALOGUE,
  type EventType,
  editionName,
  type Field,
  requirementKind,
} from '@aegle/core';
import { type CaseRun, decideRun } from './cases.ts';
import type { Refusal } from './files.ts';

/** A run with its decision. */
export interface DecidedRun {
  readonly run: CaseRun;
  readonly programmes: readonly CompiledProgramme[];
  readonly decision: Decision;
}

/** Refuses a programme whose granting cases survive the loss or falsification of their evidence. */
export function evidenceRefusals(
  decided: readonly DecidedRun[],
  clockOf: ClockOf,
): readonly Refusal[] {
  const refusals: Refusal[] = [];
  for (const one of decided) {
    if (one.decision.outcome !== 'granted') continue;
    for (const kindId of boundKinds(one)) {
      const kind = requirementKind(kindId)!;
      const kept = one.run.gate.filter((event) => !kind.enables.includes(event.type));
      const lostNothing = kept.length === one.run.gate.length;
      if (lostNothing || !wasEnabledByGate(one, kind.enables)) continue;
      if (decideRun(one.run, one.programmes, clockOf, kept).outcome === 'granted')
        refusals.push(
          refusal(
            one,
            kindId,
            'granted_without_evidence',
            'It is granted without any evidence of this kind.',
          ),
        );
    }
    refusals.push(...falsified(one, clockOf));
  }
  return refusals;
}

function refusal(one: DecidedRun, where: string, rule: string, nextStep: string): Refusal {
  return { file: one.run.file, where: `${one.run.title}: ${where}`, rule, nextStep };
}

/** Kinds whose requirement was met in this decision on evidence of its own. */
function boundKinds(one: DecidedRun): readonly string[] {
  const met = new Set(
    one.decision.trace
      ?.filter((line) => line.truth === 'met' && line.evidence.length > 0)
      .map((line) => line.requirement),
  );
  const kinds = new Set<string>();
  for (const { programme } of one.programmes)
    for (const edition of programme.editions)
      if (isUnder(one.decision, edition))
        for (const requirement of edition.requirements)
          if (met.has(requirement.id) && requirement.group === undefined)
            kinds.add(requirement.kind);
  return [...kinds];
}

function wasEnabledByGate(one: DecidedRun, enables: readonly EventType[]): boolean {
  const used = new Set(one.decision.evidence);
  return one.run.gate.some((event) => used.has(event.id) && enables.includes(event.type));
}

/** Field values that are wrong wherever the evidence was needed. */
const WRONG_VALUES: Partial<Readonly<Record<EventType, Readonly<Record<string, unknown>>>>> = {
  PregnancyTestReported: { result: 'positive' },
  FormSigned: { agrees: false, edition: 'an-edition-nobody-knows', form: 'another-form' },
  ComprehensionAnswered: { passed: false },
  RiskCategoryAssigned: { category: 'another-category', programme: 'another-programme' },
  PatientEnrolled: { programme: 'another-programme' },
  IndependentAgreementRecorded: { agrees: false },
  SpecialistApprovalRecorded: { approved: false },
  ExternalAuthorizationRecorded: { granted: false, prescription: 'another-prescription' },
  ContraceptionExemptionAgreed: { patientAgrees: false },
};

/** Each needed event with each wrong value: a granting case must not stay granted. */
function falsified(one: DecidedRun, clockOf: ClockOf): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const used = new Set(one.decision.evidence);
  for (const event of one.run.gate) {
    const wrong = WRONG_VALUES[event.type];
    if (wrong === undefined || !used.has(event.id)) continue;
    for (const [field, value] of Object.entries(wrong)) {
      const fields = EVENT_CATALOGUE[event.type].fields as Readonly<Record<string, Field>>;
      if (fields[field] === undefined) continue;
      const bad = { ...event, data: { ...event.data, [field]: value } } as AegleEvent;
      // Every event of the type is falsified alike, so that no older copy can stand in for it.
      const gate = one.run.gate.map((other) => {
        if (other === event) return bad;
        if (other.type !== event.type || !used.has(other.id)) return other;
        return { ...other, data: { ...other.data, [field]: value } } as AegleEvent;
      });
      if (decideRun(one.run, one.programmes, clockOf, gate).outcome === 'granted')
        refusals.push(
          refusal(
            one,
            `${event.type}.${field}`,
            'granted_on_wrong_evidence',
            `It is granted with ${field} wrong.`,
          ),
        );
    }
  }
  return refusals;
}

const EDGE_KINDS = ['window', 'waiting_period', 'after_treatment_wait'];

/** Every bound requirement has a case that it passes and one that it stops; windows at the day. */
export function edgeRefusals(
  edition: Edition,
  decided: readonly DecidedRun[],
  clockOf: ClockOf,
  zone: string,
): readonly Refusal[] {
  const lines = decided
    .filter((one) => isUnder(one.decision, edition))
    .flatMap(({ decision, run }) =>
      (decision.trace ?? [])
        .filter((line) => namesUnder(decision, edition).includes(line.edition))
        .map((line) => ({ ...line, today: clockOf(zone).dayAt(run.question.at) })),
    );
  const refusals: Refusal[] = [];
  const add = (where: string, rule: string, nextStep: string) =>
    refusals.push({ file: `edition ${edition.id}`, where, rule, nextStep });
  for (const requirement of edition.requirements) {
    if (requirement.kind === 'advisory') continue;
    const own = lines.filter((line) => line.requirement === requirement.id);
    if (!own.some((line) => line.truth === 'met'))
      add(requirement.id, 'no_case_met', 'Write a case in which it is met.');
    if (!own.some((line) => line.truth !== 'met'))
      add(requirement.id, 'no_case_unmet', 'Write a case in which it is not met.');
    // A window measured on the prescription's day has no edge on today's calendar.
    if (!EDGE_KINDS.includes(requirement.kind) || requirement.options.measuredOn === 'prescription')
      continue;
    const isWindow = requirement.kind === 'window';
    const lastIn = own.find(
      (line) => line.truth === 'met' && (isWindow ? line.lastDay : line.holdsFrom) === line.today,
    );
    const firstOut = own.find((line) => {
      const edge = isWindow ? line.lastDay : line.holdsFrom;
      if (line.truth !== 'unmet' || edge === undefined) return false;
      return addDays(edge, isWindow ? 1 : -1) === line.today;
    });
    if (lastIn === undefined)
      add(requirement.id, 'no_case_on_edge', 'Write a case on its edge day.');
    if (firstOut === undefined)
      add(requirement.id, 'no_case_past_edge', 'Write a case one day past its edge.');
  }
  return refusals;
}

/** The names under which a decision used an edition: as written, or with overlays. */
function namesUnder({ editions }: Decision, edition: Edition): readonly string[] {
  return editions
    .filter((ref) => ref.programme === edition.programme && ref.edition === edition.id)
    .map(editionName);
}

function isUnder(decision: Decision, edition: Edition): boolean {
  return namesUnder(decision, edition).length > 0;
}
