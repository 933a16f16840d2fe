// One line of a label beside the gate: when it speaks, what it does, who is told what.
// Never a rule of the gate, and never a number of its own: numbers are parameters by day.

import type { Sentences } from '../decision/audience.ts';
import type { Citation } from '../decision/decision.ts';
import type { Status } from '../programme/parameter.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Length } from '../time/length.ts';

/** A value by its first day, the earliest first; before that day it is not known. */
export interface From<V> {
  readonly from: CalendarDay;
  readonly value: V;
}

/** When a rule speaks. Codes are the words under which conditions and medicines are recorded. */
export type EligibilityCase =
  | { readonly kind: 'condition'; readonly code: string }
  | { readonly kind: 'allergy'; readonly substance: string }
  /** A medicine, or any of the class that its label names. */
  | { readonly kind: 'medication'; readonly codes: readonly string[] }
  | { readonly kind: 'breastfeeding' }
  | { readonly kind: 'age_under'; readonly years: readonly From<number>[] }
  | { readonly kind: 'second_course_within'; readonly wait: readonly From<Length>[] }
  /** None of the diagnoses for which the label is written is active. */
  | { readonly kind: 'no_indication'; readonly codes: readonly string[] };

export interface EligibilityRule {
  readonly id: string;
  readonly when: EligibilityCase;
  readonly effect: 'blocked' | 'caution';
  readonly citation: Citation;
  readonly status: Status;
  readonly text: Sentences;
}

/** The value in force on a day; `undefined` before the first. */
export function valueOn<V>(values: readonly From<V>[], day: CalendarDay): V | undefined {
  return values.findLast((one) => one.from <= day)?.value;
}
