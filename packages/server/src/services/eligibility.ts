// Eligibility beside the gate: contraindications, interactions and age from each programme's label.
// Never a reason of the gate: it stands beside the decision, clear, blocked or not assessed.

import {
  type Audience,
  completedYears,
  type Instant,
  type PatientFacts,
  placeOfCare,
  type Sentences,
} from '@aegle/core';
import type { EligibilityFile, LoadedProgramme } from '@aegle/data';
import type { ServiceContext } from './context.ts';
import { programmesFor } from './gate-question.ts';

/** What the labels say about this patient. */
export interface Eligibility {
  readonly state: 'clear' | 'blocked' | 'not_assessed';
  readonly findings: readonly {
    readonly code: string;
    readonly effect: 'blocked' | 'caution' | 'not_assessed';
    readonly text: string;
    readonly citation: { readonly sources: readonly string[]; readonly section?: string };
  }[];
}

type Rule = EligibilityFile['rules'][number];
type State = 'present' | 'absent' | 'unknown';

/** Assesses every rule of the programmes that apply. A fact never recorded is not assessed. */
export function assessEligibility(
  context: ServiceContext,
  facts: PatientFacts,
  now: Instant,
  audience: Audience,
): Eligibility {
  const findings: Eligibility['findings'][number][] = [];
  let rules = 0;
  for (const { programme } of programmesFor(context, facts)) {
    const loaded = context.loaded.get(programme.id)!;
    const today = context.clockOf(placeOfCare(facts) ?? programme.zone).dayAt(now);
    for (const rule of loaded.files.eligibility.rules) {
      rules += 1;
      const state = stateOf(rule, facts, today, loaded);
      if (state === 'absent') continue;
      const text: Sentences = {
        ...rule.text,
        programme: rule.text.programme ?? rule.text.prescriber,
      };
      findings.push({
        code: rule.id,
        effect: state === 'present' ? rule.effect : 'not_assessed',
        text: text[audience],
        citation: rule.citation as Eligibility['findings'][number]['citation'],
      });
    }
  }
  const isBlocked = findings.some((one) => one.effect === 'blocked');
  const isOpen = rules === 0 || findings.some((one) => one.effect === 'not_assessed');
  // A pharmacy or guardian is not told conditions, allergies or medicines: only the state.
  const isPrivate = audience === 'pharmacist';
  return {
    state: isBlocked ? 'blocked' : isOpen ? 'not_assessed' : 'clear',
    findings: isPrivate ? [] : findings,
  };
}

function stateOf(rule: Rule, facts: PatientFacts, today: number, loaded: LoadedProgramme): State {
  const { when } = rule;
  if ('condition' in when) {
    const known = facts.conditions.filter((event) => event.data.code === when.condition).at(-1);
    if (known === undefined) return 'unknown';
    return known.data.state === 'active' ? 'present' : 'absent';
  }
  if ('allergy' in when) {
    const known = facts.allergies.filter((event) => event.data.substance === when.allergy).at(-1);
    if (known === undefined) return 'unknown';
    return known.data.state === 'active' ? 'present' : 'absent';
  }
  if ('medication' in when) {
    const known = facts.medications.filter((event) => event.data.code === when.medication).at(-1);
    if (known === undefined) return 'unknown';
    return known.type === 'MedicationRecorded' ? 'present' : 'absent';
  }
  if ('breastfeeding' in when) {
    const known = facts.breastfeeding.at(-1);
    if (known === undefined) return 'unknown';
    return known.data.isBreastfeeding ? 'present' : 'absent';
  }
  const born = facts.course?.enrolment.data.bornOn;
  const value = loaded.files.parameters.get(when.ageUnder)?.values.at(-1)?.value;
  if (born === undefined || typeof value !== 'number') return 'unknown';
  return completedYears(born, today as typeof born) < value ? 'present' : 'absent';
}
