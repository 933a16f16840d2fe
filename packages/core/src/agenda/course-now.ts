// What the latest course tells an agenda beside its tests: how long the capsules last, when it ends, what is
// in the way of the next supply, and dated advice.
// Never a run-out after the last dose: what is left then is not to be taken.

import { afterAdvice } from '../course/after-advice.ts';
import type { FoldedCourses } from '../course/course-history.ts';
import { courseRead, type ReadingContext } from '../course/derive-course.ts';
import { openPause } from '../course/pauses.ts';
import { followUpOf } from '../outcomes/follow-up.ts';
import type { CourseAgenda } from './course-items.ts';
import { emptyShelves, priorAuthorizationOf } from './obstacles.ts';

/** What of an agenda the course itself says; absent members are not known. */
export type CourseNow = Pick<
  CourseAgenda,
  | 'capsulesLastUntil'
  | 'advice'
  | 'endsOn'
  | 'followUps'
  | 'priorAuthorization'
  | 'emptyShelves'
  | 'pause'
>;

/** Of the latest course, as of `today` at the place of care; nothing where there is none. */
export function courseNow(
  history: FoldedCourses,
  { rules, products, today }: Omit<ReadingContext, 'course'>,
): CourseNow {
  const read = courseRead(history, { rules, products, today });
  if (read === undefined) return {};
  const { course, doses, end, inHand } = read;
  const { record } = history;
  const { lastDoseOn } = course;
  const { endsOn } = end;
  const advice = afterAdvice(rules, lastDoseOn, record.procedures, doses.startedOn, today);
  if (lastDoseOn !== undefined) return { advice };
  const before = history.courses[history.courses.indexOf(course) - 1];
  const supplies = course.supplies.map(({ event }) => ({
    pharmacy: event.data.pharmacy,
    on: event.occurredOn,
  }));
  return known({
    advice,
    // The earlier end: a day that nobody reported was a day with its dose.
    capsulesLastUntil: inHand.lastsFrom,
    endsOn,
    // Planned with the course's end, so that a pause moves them too.
    followUps: endsOn === undefined || endsOn < today ? undefined : followUpOf(endsOn, [], today),
    pause: openPause(course.pauses),
    priorAuthorization: priorAuthorizationOf(record, before?.endedOn, today),
    emptyShelves: emptyShelves(record, supplies, today),
  });
}

type Unsure<Of> = { readonly [Name in keyof Of]: Of[Name] | undefined };

/** Without the members that are not known. */
function known(said: Unsure<CourseNow>): CourseNow {
  // What is left has a value, so that each member is of its own type.
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined),
  ) as CourseNow;
}
