// The subset for json-rules-engine: facts derived in one pass from the events, rules as its JSON.
// Never slower than it need be: one rule whose conditions are the reasons, facts ready to compare.

import type { AegleEvent, CalendarDay, EventOf } from '@aegle/core';
import { Engine, type RuleProperties } from 'json-rules-engine';
import type { BenchPatient } from './population.ts';
import {
  type Answer,
  CONSENT_EDITIONS,
  DAYS_AFTER_SPECIMEN,
  RULES,
  type Rule,
  SETTINGS,
} from './subset.ts';

/** What the JSON rules compare. */
export interface DerivedFacts {
  doubtfulTests: number;
  specimenDay: number | null;
  specimenAgeDays: number | null;
  isCounselled: boolean;
  isComprehended: boolean;
  methodsMatch: boolean;
  isGeneralConsentGiven: boolean;
  isBirthDefectsConsentGiven: boolean;
  refills: number | null;
  daysSupply: number;
}

const CONDITIONS: Readonly<Record<Rule, object>> = {
  no_doubtful_test: { fact: 'doubtfulTests', operator: 'equal', value: 0 },
  negative_test: { fact: 'specimenAgeDays', operator: 'greaterThanInclusive', value: 0 },
  window: { fact: 'specimenAgeDays', operator: 'lessThanInclusive', value: DAYS_AFTER_SPECIMEN },
  counselling: { fact: 'isCounselled', operator: 'equal', value: true },
  comprehension: { fact: 'isComprehended', operator: 'equal', value: true },
  methods_match: { fact: 'methodsMatch', operator: 'equal', value: true },
  consent_general: { fact: 'isGeneralConsentGiven', operator: 'equal', value: true },
  consent_birth_defects: { fact: 'isBirthDefectsConsentGiven', operator: 'equal', value: true },
  prescription: { fact: 'refills', operator: 'equal', value: 0 },
  supply_limit: { fact: 'daysSupply', operator: 'lessThanInclusive', value: 30 },
};

/** The rules with the engine that runs them. */
export class JsonRules {
  readonly #engine: Engine;

  constructor() {
    const conditions = { all: RULES.map((rule) => CONDITIONS[rule]) };
    const rule = { name: 'gate', conditions, event: { type: 'granted' } } as RuleProperties;
    this.#engine = new Engine([rule]);
  }

  /** Every condition is evaluated, so that the failed ones are the reasons. */
  async decide(facts: DerivedFacts): Promise<Answer> {
    const { results, failureResults } = await this.#engine.run({ ...facts });
    const result = results[0] ?? failureResults[0]!;
    if (!('all' in result.conditions)) throw new Error('json-rules-engine: no conditions');
    const { all } = result.conditions;
    const unmet = RULES.filter(
      (_rule, index) => (all[index] as { result?: boolean }).result !== true,
    );
    if (unmet.length > 0) return { unmet, lastDay: undefined };
    return { unmet, lastDay: (facts.specimenDay! + DAYS_AFTER_SPECIMEN) as CalendarDay };
  }
}

function lastDispensedOf(events: readonly AegleEvent[]): EventOf<'Dispensed'> | undefined {
  let last: EventOf<'Dispensed'> | undefined;
  for (const event of events)
    if (event.type === 'Dispensed' && (last === undefined || event.occurredOn >= last.occurredOn))
      last = event;
  return last;
}

function isSame(
  ours: readonly string[] | undefined,
  theirs: readonly string[] | undefined,
): boolean {
  if (ours === undefined || theirs === undefined || ours.length === 0) return false;
  return ours.length === theirs.length && ours.every((one) => theirs.includes(one));
}

function isAfter(a: AegleEvent, b: AegleEvent): boolean {
  return a.occurredOn > b.occurredOn || (a.occurredOn === b.occurredOn && a.sequence > b.sequence);
}

/** The latest of each kind of evidence that the rules ask for. */
interface Evidence {
  specimen: EventOf<'PregnancyTestReported'> | undefined;
  doubt: EventOf<'PregnancyTestReported'> | undefined;
  doubtfulTests: number;
  counselling: EventOf<'CounsellingGiven'> | undefined;
  comprehension: EventOf<'ComprehensionAnswered'> | undefined;
  written: EventOf<'PrescriptionWritten'> | undefined;
  readonly signed: Map<string, boolean>;
}

function noteTest(
  evidence: Evidence,
  event: EventOf<'PregnancyTestReported'>,
  dispensedOn: number,
): void {
  const { data } = event;
  if (data.result !== 'negative') {
    evidence.doubtfulTests += 1;
    if (evidence.doubt === undefined || isAfter(event, evidence.doubt)) evidence.doubt = event;
    return;
  }
  const counts =
    data.certification === 'clia' &&
    SETTINGS.includes(data.setting ?? '') &&
    event.occurredOn > dispensedOn;
  if (!counts) return;
  if (evidence.specimen === undefined || isAfter(event, evidence.specimen))
    evidence.specimen = event;
}

function note(evidence: Evidence, event: AegleEvent, dispensedOn: number, asked: string): void {
  switch (event.type) {
    case 'PregnancyTestReported':
      noteTest(evidence, event, dispensedOn);
      break;
    case 'FormSigned':
      evidence.signed.set(
        `${event.data.form} ${event.data.signer}`,
        event.data.agrees && CONSENT_EDITIONS.includes(event.data.edition),
      );
      break;
    case 'PrescriptionWritten':
      if (event.data.prescription === asked) evidence.written = event;
      break;
    case 'PrescriptionCancelled':
      if (event.data.prescription === asked) evidence.written = undefined;
      break;
  }
}

function evidenceOf(
  events: readonly AegleEvent[],
  today: CalendarDay,
  prescription: string,
): Evidence {
  const evidence: Evidence = {
    specimen: undefined,
    doubt: undefined,
    doubtfulTests: 0,
    counselling: undefined,
    comprehension: undefined,
    written: undefined,
    signed: new Map(),
  };
  const last = lastDispensedOf(events);
  const dispensedOn = last?.occurredOn ?? -Infinity;
  for (const event of events) {
    if (event.occurredOn > today) continue;
    const isInCycle = event.sequence > (last?.sequence ?? 0) && event.occurredOn >= dispensedOn;
    if (event.type === 'CounsellingGiven') {
      if (isInCycle) evidence.counselling = event;
    } else if (event.type === 'ComprehensionAnswered') {
      if (isInCycle) evidence.comprehension = event;
    } else note(evidence, event, dispensedOn, prescription);
  }
  return evidence;
}

/** The facts that the JSON rules compare, derived by hand from the patient's events. */
export function deriveFacts(patient: BenchPatient, today: CalendarDay): DerivedFacts {
  const found = evidenceOf(patient.events, today, patient.prescription);
  const { specimen, doubt, counselling, comprehension, written } = found;
  const isVoided = specimen !== undefined && doubt !== undefined && isAfter(doubt, specimen);
  const specimenDay = specimen === undefined || isVoided ? null : specimen.occurredOn;
  const isSigned = (form: string) =>
    found.signed.get(`${form} patient`) === true && found.signed.get(`${form} prescriber`) === true;
  return {
    doubtfulTests: found.doubtfulTests,
    specimenDay,
    specimenAgeDays: specimenDay === null ? null : today - specimenDay,
    isCounselled: counselling?.data.topics.includes('contraception') === true,
    isComprehended:
      comprehension?.data.passed === true &&
      counselling !== undefined &&
      comprehension.sequence > counselling.sequence,
    methodsMatch: isSame(
      counselling?.data.contraceptiveMethods,
      comprehension?.data.contraceptiveMethods,
    ),
    isGeneralConsentGiven: isSigned('ipledge-consent-general'),
    isBirthDefectsConsentGiven: isSigned('ipledge-consent-birth-defects'),
    refills: written?.data.refills ?? null,
    daysSupply: Math.max(patient.daysSupply, written?.data.daysSupply ?? 0),
  };
}
