// The rules that every engine of the bench can say, and the answer they must all give.
// Never a rule of its own: Aegle's part is the loaded edition with the other requirements left out.

import {
  type AegleEvent,
  type CalendarDay,
  type ClockOf,
  CompiledProgramme,
  type Decision,
  decideGate,
  foldPatient,
  type Instant,
  type PatientFacts,
  type Programme,
} from '@aegle/core';
import type { BenchPatient } from './population.ts';

/** Rules of the subset, in the order in which answers list them. */
export const RULES = [
  'no_doubtful_test',
  'negative_test',
  'window',
  'counselling',
  'comprehension',
  'methods_match',
  'consent_general',
  'consent_birth_defects',
  'prescription',
  'supply_limit',
] as const;
export type Rule = (typeof RULES)[number];

/** Rules that are not met, and the last day when all are. */
export interface Answer {
  readonly unmet: readonly Rule[];
  readonly lastDay: CalendarDay | undefined;
}

/** The window: the specimen day is day 1 of 7. */
export const DAYS_AFTER_SPECIMEN = 6;
export const CONSENT_EDITIONS = ['2018-04-23', '2020-12-09', '2021-10-08', '2023-10-03'];
export const SETTINGS = ['laboratory', 'clinic', 'office', 'other_medical'];

/** Which requirement, of the edition or of Aegle's own safety rules, is which rule. */
const RULE_OF: Readonly<Record<string, Rule>> = {
  positive_test: 'no_doubtful_test',
  unclear_test: 'no_doubtful_test',
  'monthly-test': 'negative_test',
  'monthly-window': 'window',
  'counselling-can': 'counselling',
  comprehension: 'comprehension',
  'methods-match': 'methods_match',
  'consent-general': 'consent_general',
  'consent-birth-defects': 'consent_birth_defects',
  prescription: 'prescription',
  'supply-limit': 'supply_limit',
};

/** The edition us-2021 with the subset's requirements alone, binding from the first month on. */
export function subsetProgramme(programme: Programme): CompiledProgramme {
  const edition = programme.editions.find((one) => one.id === 'us-2021')!;
  const requirements = edition.requirements
    .filter((requirement) => RULE_OF[requirement.id] !== undefined)
    .map((requirement) => ({ ...requirement, phases: ['initiation', 'continuation'] as const }));
  if (requirements.length !== RULES.length - 1)
    throw new Error(`subset: us-2021 binds ${requirements.map((one) => one.id).join(', ')}`);
  const { effectiveTo: _open, ...rest } = edition;
  const subset = { ...rest, isConfirmed: true, requirements };
  return new CompiledProgramme({ ...programme, editions: [subset], overlays: [] });
}

/** Aegle on the subset: the gate itself, over facts that may be folded before or while timed. */
export class AegleSubset {
  readonly #programmes: readonly CompiledProgramme[];
  readonly #clockOf: ClockOf;
  readonly #at: Instant;

  constructor(programme: Programme, clockOf: ClockOf, at: Instant) {
    this.#programmes = [subsetProgramme(programme)];
    this.#clockOf = clockOf;
    this.#at = at;
  }

  fold(events: readonly AegleEvent[]): PatientFacts {
    return foldPatient(events, this.#at);
  }

  decide(facts: PatientFacts, patient: BenchPatient): Decision {
    return decideGate(
      this.#programmes,
      { patient: facts, prescriber: undefined, pharmacy: undefined, programmes: new Map() },
      {
        kind: 'dispense',
        at: this.#at,
        prescription: patient.prescription,
        daysSupply: patient.daysSupply,
      },
      this.#clockOf,
    );
  }
}

/** A decision of the subset as an answer; a reason outside the subset is a fault of the bench. */
export function answerOf(decision: Decision): Answer {
  if (decision.outcome === 'granted') return { unmet: [], lastDay: decision.lastDay };
  const unmet = new Set<Rule>();
  for (const reason of decision.reasons) {
    const rule = RULE_OF[reason.requirement];
    if (rule === undefined) throw new Error(`subset: ${reason.requirement} is not in the subset`);
    unmet.add(rule);
  }
  return { unmet: RULES.filter((rule) => unmet.has(rule)), lastDay: undefined };
}
