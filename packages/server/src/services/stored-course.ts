// The latest course of a stored patient as of today, by the labels' numbers of the place.
// Never stored: every page derives it anew, so that no two pages show two doses.

import {
  type AegleEvent,
  allergensToAvoid,
  type CalendarDay,
  type CourseView,
  deriveCourse,
  foldCourses,
  type PatientFacts,
} from '@aegle/core';
import type { ServiceContext } from './context.ts';
import { placesOf } from './course-agenda.ts';
import type { PatientCase } from './read-case.ts';

/** The course; `undefined` where none was begun. `record` holds the events of the record streams. */
export function storedCourse(
  context: ServiceContext,
  known: PatientCase,
  record: readonly AegleEvent[],
  today: CalendarDay,
): CourseView | undefined {
  const data = context.courseData();
  const facts = known.facts.patient;
  const place = placesOf(context, facts)[0] ?? 'unknown';
  return deriveCourse(foldCourses(known.events, record, known.knownAt), {
    rules: data.rulesFor(place),
    products: data.products,
    available: data.availableIn(place),
    avoid: allergensToAvoid(activeAllergies(facts)),
    today,
  });
}

/** Day 1 is the first day with a capsule; null before it. */
export const courseDay = (startedOn: CalendarDay | undefined, upTo: CalendarDay): number | null =>
  startedOn === undefined || startedOn > upTo ? null : upTo - startedOn + 1;

/** Substances that are recorded as active last. */
function activeAllergies({ allergies }: PatientFacts): readonly string[] {
  const last = new Map(allergies.map(({ data }) => [data.substance, data.state]));
  return [...last].flatMap(([substance, state]) => (state === 'active' ? [substance] : []));
}
