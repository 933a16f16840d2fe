// The day on which the capsules run out: while the course runs, and never after its last dose.

import { expect, it } from 'vitest';
import { foldCourses } from '../course/course-history.ts';
import { COURSE_START, MADE_UP_RULES, madeUpCourse } from '../testing/made-up-course.ts';
import { noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { runOutOf } from './run-out.ts';

const day = (count: number) => addDays(COURSE_START, count);
const supply = { dispense: 'd', authorization: 'a', prescription: 'rx', pharmacy: 'ph' };

it('names the last day that the capsules cover, until the last dose is reported', () => {
  const history = madeUpCourse({ schedule: 'constant', dosesMg: [40] });
  const on = (count: number) =>
    runOutOf(
      foldCourses(history.events, history.events, noonOf(day(count))),
      MADE_UP_RULES,
      day(count),
    );
  expect(on(0).capsulesLastUntil).toBeUndefined();
  history.add('Dispensed', day(0), { ...supply, daysSupply: 30, capsules: 60 });
  expect(on(0).capsulesLastUntil).toBe(day(29));
  // Ten days without a word were ten days with a dose; today's is still to come.
  expect(on(10).capsulesLastUntil).toBe(day(29));
  history.add('CourseEnded', day(10), { course: 'c1', lastDoseOn: day(9) });
  expect(on(10)).not.toHaveProperty('capsulesLastUntil');
});
