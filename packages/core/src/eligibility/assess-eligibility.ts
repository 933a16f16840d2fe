// Is this patient eligible by the labels: what blocks, what asks, and what was never recorded?
// Never part of the gate's answer: it stands beside it. A fact never recorded is never "no".

import type { EventOf } from '../events/event.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
import { type CalendarDay, completedYears } from '../time/calendar-day.ts';
import { addLength } from '../time/length.ts';
import { type EligibilityRule, valueOn } from './eligibility-rule.ts';

/** What a rule says of the patient on a day. */
export interface EligibilityFinding {
  readonly rule: EligibilityRule;
  /** `not_recorded`: nobody recorded what the rule asks for, or its number is not known for the day. */
  readonly effect: 'blocked' | 'caution' | 'not_recorded';
  /** The day from which it no longer speaks, where time alone clears it. */
  readonly clearFrom: CalendarDay | undefined;
}

/** The labels' answer: blocked, clear, or not assessed while anything was never recorded. */
export interface EligibilityAnswer {
  readonly state: 'clear' | 'blocked' | 'not_assessed';
  readonly findings: readonly EligibilityFinding[];
  /** How many of the findings were never recorded. */
  readonly notRecorded: number;
}

type State =
  | { readonly is: 'present'; readonly clearFrom?: CalendarDay }
  | { readonly is: 'absent' }
  | { readonly is: 'unknown' };

const PRESENT: State = { is: 'present' };
const ABSENT: State = { is: 'absent' };
const UNKNOWN: State = { is: 'unknown' };

/** Assesses rules on `today`; without any rule nothing was assessed. */
export function assessLabels(
  rules: readonly EligibilityRule[],
  facts: PatientFacts,
  today: CalendarDay,
): EligibilityAnswer {
  const findings = rules.flatMap((rule): EligibilityFinding[] => {
    const state = stateOf(rule, facts, today);
    if (state.is === 'absent') return [];
    if (state.is === 'unknown') return [{ rule, effect: 'not_recorded', clearFrom: undefined }];
    return [{ rule, effect: rule.effect, clearFrom: state.clearFrom }];
  });
  const notRecorded = findings.filter((one) => one.effect === 'not_recorded').length;
  const isBlocked = findings.some((one) => one.effect === 'blocked');
  const isOpen = rules.length === 0 || notRecorded > 0;
  return {
    state: isBlocked ? 'blocked' : isOpen ? 'not_assessed' : 'clear',
    findings,
    notRecorded,
  };
}

function stateOf({ when }: EligibilityRule, facts: PatientFacts, today: CalendarDay): State {
  switch (when.kind) {
    case 'condition': {
      const known = latest(facts.conditions, today, (event) => event.data.code === when.code);
      if (known === undefined) return UNKNOWN;
      return known.data.state === 'active' ? PRESENT : ABSENT;
    }
    case 'allergy': {
      const isOf = (event: EventOf<'AllergyRecorded'>) => event.data.substance === when.substance;
      const known = latest(facts.allergies, today, isOf);
      if (known === undefined) return UNKNOWN;
      return known.data.state === 'active' ? PRESENT : ABSENT;
    }
    case 'medication':
      return medicationState(when.codes, facts, today);
    case 'breastfeeding': {
      const known = latest(facts.breastfeeding, today, () => true);
      if (known === undefined) return UNKNOWN;
      return known.data.isBreastfeeding ? PRESENT : ABSENT;
    }
    case 'age_under': {
      const births = facts.enrolments.flatMap(({ data }) => data.bornOn ?? []);
      const years = valueOn(when.years, today);
      if (births.length === 0 || years === undefined) return UNKNOWN;
      return births.some((born) => completedYears(born, today) < years) ? PRESENT : ABSENT;
    }
    case 'second_course_within': {
      const ended = earlierUseEndedOn(facts, today);
      if (ended === undefined) return ABSENT;
      const wait = valueOn(when.wait, today);
      if (wait === undefined) return UNKNOWN;
      const clearFrom = addLength(ended, wait);
      return today < clearFrom ? { is: 'present', clearFrom } : ABSENT;
    }
    case 'no_indication':
      return indicationState(when.codes, facts, today);
  }
}

/** Of several records the one of the latest day; of one day the one heard last. */
function latest<E extends { readonly occurredOn: CalendarDay }>(
  events: readonly E[],
  today: CalendarDay,
  isOf: (event: E) => boolean,
): E | undefined {
  let found: E | undefined;
  for (const event of events)
    if (event.occurredOn <= today && isOf(event))
      if (found === undefined || event.occurredOn >= found.occurredOn) found = event;
  return found;
}

/** Present while any medicine of the class is taken; absent once every one recorded was stopped. */
function medicationState(codes: readonly string[], facts: PatientFacts, today: CalendarDay): State {
  let isKnown = false;
  for (const code of codes) {
    const known = latest(facts.medications, today, (event) => event.data.code === code);
    if (known?.type === 'MedicationRecorded') return PRESENT;
    isKnown ||= known !== undefined;
  }
  return isKnown ? ABSENT : UNKNOWN;
}

function indicationState(codes: readonly string[], facts: PatientFacts, today: CalendarDay): State {
  let isKnown = false;
  for (const code of codes) {
    const known = latest(facts.conditions, today, (event) => event.data.code === code);
    if (known?.data.state === 'active') return ABSENT;
    isKnown ||= known !== undefined;
  }
  return isKnown ? PRESENT : UNKNOWN;
}

/** The last day of use before this course: here, and in what was accepted from elsewhere. */
function earlierUseEndedOn(facts: PatientFacts, today: CalendarDay): CalendarDay | undefined {
  let last = facts.course?.earlierUseEndedOn;
  for (const { data } of facts.histories)
    if (data.coversTo <= today && (last === undefined || data.coversTo > last))
      last = data.coversTo;
  return last;
}
