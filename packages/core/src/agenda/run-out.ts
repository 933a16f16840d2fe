// What the latest course tells an agenda beside its tests: until when the capsules last, and dated advice.
// Never a run-out after the last dose: what is left then is not to be taken.

import { type AfterAdvice, afterAdvice } from '../course/after-advice.ts';
import { dosesOf, type FoldedCourses } from '../course/course-history.ts';
import type { CourseRules } from '../course/course-rules.ts';
import { capsulesInHand } from '../course/supply.ts';
import type { CalendarDay } from '../time/calendar-day.ts';

/** Both as of `today` at the place of care; absent members are not known. */
export interface RunOut {
  readonly capsulesLastUntil?: CalendarDay;
  readonly advice?: readonly AfterAdvice[];
}

/** Of the latest course; nothing where there is none. */
export function runOutOf(history: FoldedCourses, rules: CourseRules, today: CalendarDay): RunOut {
  const course = history.courses.at(-1);
  if (course === undefined) return {};
  const doses = dosesOf(history, course);
  const { record } = history;
  // The earlier end: a day that nobody reported was a day with its dose.
  const { lastsFrom } = capsulesInHand(course, doses, record.capsuleCounts, today);
  const { lastDoseOn } = course;
  const isRunning = lastDoseOn === undefined && lastsFrom !== undefined;
  const advice = afterAdvice(rules, lastDoseOn, record.procedures, doses.startedOn, today);
  return { advice, ...(isRunning ? { capsulesLastUntil: lastsFrom } : {}) };
}
