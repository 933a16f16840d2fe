// Eligibility beside the gate: what each programme's label says of this patient, for one audience.
// Never a reason of the gate: it stands beside the decision, clear, blocked or not assessed.

import {
  type Audience,
  assessLabels,
  type Instant,
  type PatientFacts,
  placeOfCare,
} from '@aegle/core';
import { eligibilityRulesOf } from '@aegle/data';
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

/** Assesses every rule of the programmes that apply. A fact never recorded is not assessed. */
export function assessEligibility(
  context: ServiceContext,
  facts: PatientFacts,
  now: Instant,
  audience: Audience,
): Eligibility {
  const answers = programmesFor(context, facts).map(({ programme }) => {
    const today = context.clockOf(placeOfCare(facts) ?? programme.zone).dayAt(now);
    return assessLabels(eligibilityRulesOf(context.loaded.get(programme.id)!.files), facts, today);
  });
  const isOpen = answers.length === 0 || answers.some((one) => one.state === 'not_assessed');
  // A pharmacy is not told conditions, allergies or medicines: only the state.
  const isPrivate = audience === 'pharmacist';
  const findings = answers.flatMap((answer) => answer.findings);
  return {
    state: answers.some((one) => one.state === 'blocked')
      ? 'blocked'
      : isOpen
        ? 'not_assessed'
        : 'clear',
    findings: isPrivate
      ? []
      : findings.map(({ rule, effect }) => ({
          code: rule.id,
          effect: effect === 'not_recorded' ? 'not_assessed' : effect,
          text: rule.text[audience],
          citation: rule.citation,
        })),
  };
}
