// What `aegle course` prints: sections in order, each with lines for people and data for programs.
// Never computes: a section words what core derived. A new section joins the list in sections.ts.

import {
  type AfterAdvice,
  type CalendarDay,
  type CourseRules,
  type CourseView,
  type EligibilityAnswer,
  formatCalendarDay,
} from '@aegle/core';
import type { PatientHistory } from '@aegle/data';
import type { Rules } from '../world/rules.ts';

/** Everything a section may word. */
export interface CourseInput {
  readonly view: CourseView;
  readonly courseRules: CourseRules;
  readonly eligibility: EligibilityAnswer;
  readonly advice: readonly AfterAdvice[];
  readonly today: CalendarDay;
  readonly history: PatientHistory;
  readonly rules: Rules;
}

export interface CourseSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly data: unknown;
}

export type SectionOf = (input: CourseInput) => CourseSection;

/** A day as text; `unknown` where there is none. */
export const dayText = (day: CalendarDay | undefined): string =>
  day === undefined ? 'unknown' : formatCalendarDay(day);

/** A day for JSON: text, or null where there is none. */
export const dayData = (day: CalendarDay | undefined): string | null =>
  day === undefined ? null : formatCalendarDay(day);

/** A number with at most one decimal. */
export const rounded = (value: number): string => String(Math.round(value * 10) / 10);

/** A word of the code as people read it. */
export const spoken = (word: string): string => word.replaceAll('_', ' ').replaceAll('-', ' ');
