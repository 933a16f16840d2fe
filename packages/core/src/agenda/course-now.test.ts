// What the course tells the agenda: capsules until a day while it runs, and what is in the way of the next.

import { expect, it } from 'vitest';
import { foldCourses } from '../course/course-history.ts';
import { COURSE_START, MADE_UP_RULES, madeUpCourse } from '../testing/made-up-course.ts';
import { noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { courseNow } from './course-now.ts';

const day = (count: number) => addDays(COURSE_START, count);
const supply = { dispense: 'd', authorization: 'a', prescription: 'rx', pharmacy: 'ph' };
const forty = { schedule: 'constant', dosesMg: [40] } as const;

const nowOf = (history: ReturnType<typeof madeUpCourse>, count: number) =>
  courseNow(foldCourses(history.events, history.events, noonOf(day(count))), {
    rules: MADE_UP_RULES,
    products: new Map(),
    today: day(count),
  });

it('names the last day that the capsules cover, until the last dose is reported', () => {
  const history = madeUpCourse(forty);
  expect(nowOf(history, 0).capsulesLastUntil).toBeUndefined();
  history.add('Dispensed', day(0), { ...supply, daysSupply: 30, capsules: 60 });
  expect(nowOf(history, 0).capsulesLastUntil).toBe(day(29));
  // Ten days without a word were ten days with a dose; today's is still to come.
  expect(nowOf(history, 10).capsulesLastUntil).toBe(day(29));
  history.add('CourseEnded', day(10), { course: 'c1', lastDoseOn: day(9) });
  expect(nowOf(history, 10)).not.toHaveProperty('capsulesLastUntil');
});

it('names what an insurer and a shelf say while the course runs, and the day on which it ends', () => {
  const history = madeUpCourse(forty)
    .add('EndPolicyChosen', day(0), { course: 'c1', policy: 'label_duration', weeks: 20 })
    .add('PriorAuthorizationRequested', day(1), { request: 'pa-1' })
    .add('StockRanOut', day(2), { pharmacy: 'ph' });
  expect(nowOf(history, 3)).toMatchObject({
    endsOn: day(139),
    priorAuthorization: { state: 'asked' },
    emptyShelves: [{ pharmacy: 'ph', since: day(2) }],
  });
  history.add('Dispensed', day(4), { ...supply, daysSupply: 30, capsules: 60 });
  expect(nowOf(history, 4).emptyShelves).toEqual([]);
  history.add('CourseEnded', day(10), { course: 'c1', lastDoseOn: day(9) });
  expect(nowOf(history, 10)).not.toHaveProperty('priorAuthorization');
});
