// Pauses of a course: which days rest, and how far each moves what is counted in days of treatment.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { COURSE_START, derived, madeUpCourse } from '../testing/made-up-course.ts';
import { noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { daysPaused, isPausedOn, movedByPauses, type Pause, pausesOf } from './pauses.ts';

const day = (count: number) => addDays(COURSE_START, count);
const course = () => madeUpCourse({ schedule: 'constant', dosesMg: [40] });
const pausesIn = (history: ReturnType<typeof course>) =>
  pausesOf(foldPatient(history.events, noonOf(day(200))));
const rest = (from: number, to?: number, resumesOn?: number): Pause => ({
  from: day(from),
  to: to === undefined ? undefined : day(to),
  resumesOn: resumesOn === undefined ? undefined : day(resumesOn),
});

describe('the pauses of a course', () => {
  it('begin and end as they were told; a second word within one only says anew when it ends', () => {
    const history = course()
      .add('CoursePaused', day(10), { resumesOn: day(15) })
      .add('CoursePaused', day(12), { resumesOn: day(20) })
      .add('CourseResumed', day(18), {})
      .add('CourseResumed', day(19), {})
      .add('CoursePaused', day(30), {});
    expect(pausesIn(history)).toEqual([rest(10, 18, 20), rest(30)]);
  });

  it('of an earlier course are none of this one', () => {
    const history = course()
      .add('CoursePaused', day(10), {})
      .add('PatientEnrolled', day(100), { programme: 'p', course: 'c2' });
    expect(pausesIn(history)).toEqual([]);
  });
});

describe('days', () => {
  it('rest from the first day of a pause to the day before it ends, planned or today', () => {
    const on = (pause: Pause, count: number, today: number) =>
      isPausedOn([pause], day(count), day(today));
    expect([9, 10, 17, 18].map((one) => on(rest(10, 18), one, 40))).toEqual([
      ...[false, true, true, false],
    ]);
    expect([14, 15, 19, 20].map((one) => on(rest(10, undefined, 20), one, 15))).toEqual([
      ...[true, true, true, false],
    ]);
    // The day on which it was meant to go on has passed: it rests until somebody says so.
    expect(on(rest(10, undefined, 20), 24, 25)).toBe(true);
    expect(daysPaused([rest(10, 18), rest(30)], day(35))).toBe(13);
    expect(daysPaused([rest(10, undefined, 20)], day(12))).toBe(10);
  });

  it('are moved by every pause that begins up to them, from the anchor on', () => {
    const moved = (pauses: readonly Pause[], from: number, count: number) =>
      movedByPauses(pauses, day(from), day(count), day(60)) - COURSE_START;
    expect(moved([rest(10, 18)], 0, 9)).toBe(9);
    expect(moved([rest(10, 18)], 0, 10)).toBe(18);
    expect(moved([rest(10, 18)], 0, 30)).toBe(38);
    // The first pause moves the day into the second.
    expect(moved([rest(30, 34), rest(10, 18)], 0, 25)).toBe(37);
    // Anchored within a pause, or after it: only what was still to come of it counts.
    expect(moved([rest(10, 18)], 14, 30)).toBe(34);
    expect(moved([rest(10, 18)], 20, 30)).toBe(30);
  });
});

describe('what is planned behind a pause', () => {
  const supply = { dispense: 'd', authorization: 'a', prescription: 'rx', pharmacy: 'ph' };
  const supplied = () =>
    course().add('Dispensed', day(0), { ...supply, daysSupply: 30, capsules: 60 });

  it('capsules last longer by the days of a pause, and count on from its end', () => {
    expect(derived(supplied(), 10).inHand.lastsFrom).toBe(day(29));
    const resting = supplied().add('CoursePaused', day(10), { resumesOn: day(20) });
    expect(derived(resting, 12).inHand.lastsFrom).toBe(day(39));
    // It was to go on on day 20; on day 25 it rests still.
    expect(derived(resting, 25).inHand.lastsFrom).toBe(day(44));
    const resumed = resting.add('CourseResumed', day(17), {});
    expect(derived(resumed, 25).inHand.lastsFrom).toBe(day(36));
  });

  it('a dose told of within a pause was a dose', () => {
    const history = supplied()
      .add('CoursePaused', day(10), {})
      .add('DoseTaken', day(12), { doseMg: 40 })
      .add('CourseResumed', day(20), {});
    expect(derived(history, 25).inHand.lastsFrom).toBe(day(38));
  });

  it('the course ends later, also by the days that a rest is meant to last', () => {
    const chosen = course().add('EndPolicyChosen', day(0), {
      course: 'c1',
      policy: 'label_duration',
      weeks: 20,
    });
    expect(derived(chosen, 12).end.endsOn).toBe(day(139));
    chosen.add('CoursePaused', day(10), { resumesOn: day(20) });
    expect(derived(chosen, 12).end.endsOn).toBe(day(149));
    expect(derived(chosen, 25).end.endsOn).toBe(day(154));
  });

  it('the target is reached later by the days until it goes on', () => {
    const chosen = course().add('EndPolicyChosen', day(0), {
      course: 'c1',
      policy: 'cumulative_target',
      targetMgPerKg: 120,
    });
    const before = derived(chosen, 12).end.endsOn!;
    chosen.add('CoursePaused', day(12), { resumesOn: day(20) });
    expect(derived(chosen, 12).end.endsOn).toBe(addDays(before, 8));
  });
});
