// Which policy ends a course and when: worked examples, each edge, and what is missing for an answer.

import { describe, expect, it } from 'vitest';
import type { EventData } from '../events/catalogue.ts';
import { COURSE_START, derived, MADE_UP_RULES, madeUpCourse } from '../testing/made-up-course.ts';
import type { MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';

const day = (count: number) => addDays(COURSE_START, count);
const choose = (history: MadeUpHistory, choice: Omit<EventData<'EndPolicyChosen'>, 'course'>) =>
  history.add('EndPolicyChosen', COURSE_START, { course: 'c1', ...choice });
const to120 = { policy: 'cumulative_target', targetMgPerKg: 120 } as const;

/** Days of treatment that the plan comes to, seen from its first day. */
function daysOf(plan: Parameters<typeof madeUpCourse>[0], choice: typeof to120 | object = to120) {
  const { end } = derived(choose(madeUpCourse(plan), choice as typeof to120), 0);
  return { days: end.endsOn === undefined ? undefined : end.endsOn - COURSE_START + 1, end };
}

describe('a cumulative target of 120 mg/kg at 60 kg', () => {
  it.each<[string, Parameters<typeof madeUpCourse>[0], number]>([
    ['40 mg a day', { schedule: 'constant', dosesMg: [40] }, 180],
    ['60 mg a day', { schedule: 'constant', dosesMg: [60] }, 120],
    ['0.5 mg/kg: 34.3 weeks', { schedule: 'constant', dosesMg: [30] }, 240],
    ['30 then 60 mg after 28 days', rampOf(), 134],
    ['20 and 40 mg by turns', { schedule: 'repeating', dosesMg: [20, 40] }, 240],
    ['20 + 25 mg', { schedule: 'split', dosesMg: [25, 20] }, 160],
    ['20 mg every other day', { schedule: 'alternateDay', dosesMg: [20] }, 719],
  ])('of %s', (_, plan, days) => {
    expect(daysOf({ lengthDays: 800, ...plan }).days).toBe(days);
  });

  function rampOf() {
    return {
      ...{ schedule: 'ramp', dosesMg: [30, 60], stepMg: 30, stepDays: 28 },
    } as Parameters<typeof madeUpCourse>[0];
  }

  it('at 0.85 of the doses takes 212 days instead of 180', () => {
    const history = choose(madeUpCourse({ schedule: 'constant', dosesMg: [40] }), to120);
    // 17 of 20 days taken: 680 of 800 mg, so 6,520 mg are left at 34 mg a day.
    for (let count = 0; count < 20; count += 1)
      if (count % 7 === 6 || count === 5) history.add('DoseMissed', day(count), {});
      else history.add('DoseTaken', day(count), { doseMg: 40 });
    const { adherence, end } = derived(history, 20);
    expect(adherence).toEqual({ share: 17 / 20, reportedDays: 20, silentDays: 0 });
    expect(end.endsOn! - COURSE_START + 1).toBe(212);
  });

  it('says so where the written plan ends before, and how long its last dose would go on', () => {
    const { days, end } = daysOf({ schedule: 'constant', dosesMg: [40], lengthDays: 150 });
    expect(days).toBe(180);
    expect(end.notes).toContain('plan_ends_before_target');
    const enough = daysOf({ schedule: 'constant', dosesMg: [40], lengthDays: 180 });
    expect(enough.end.notes).not.toContain('plan_ends_before_target');
  });

  it('names the day on which it was reached, and the lower end of the range where none is chosen', () => {
    const history = choose(madeUpCourse({ schedule: 'constant', dosesMg: [60] }), {
      policy: 'cumulative_target',
    });
    for (let count = 0; count < 125; count += 1)
      history.add('DoseTaken', day(count), { doseMg: 60 });
    const { end } = derived(history, 125);
    expect(end).toMatchObject({ targetMgPerKg: 120, endsOn: day(119), remainingMg: 0 });
    expect(end.notes).toEqual(expect.arrayContaining(['target_reached', 'length_passed']));
  });

  it('takes nothing for granted where the label states no target and none is chosen', () => {
    const rules = { ...MADE_UP_RULES, rules: [] };
    const history = choose(madeUpCourse({ schedule: 'constant', dosesMg: [60] }), {
      policy: 'cumulative_target',
    });
    const { end } = derived(history, 0, { rules });
    expect(end.endsOn).toBeUndefined();
    expect(end.notes).toContain('target_missing');
  });

  it('by each convention gives another day after a change of weight', () => {
    const ends = (['baseline_weight', 'current_weight', 'per_period'] as const).map(
      (convention) => {
        const history = choose(madeUpCourse({ schedule: 'constant', dosesMg: [60] }), {
          ...to120,
          convention,
        });
        for (let count = 0; count < 60; count += 1)
          history.add('DoseTaken', day(count), { doseMg: 60 });
        history.add('WeightMeasured', day(60), { weightKg: 66 });
        return derived(history, 60).end.endsOn! - COURSE_START + 1;
      },
    );
    expect(ends).toEqual([120, 132, 126]);
  });
});

describe('the other policies', () => {
  const forty = { schedule: 'constant', dosesMg: [40] } as const;

  it('label duration ends on the last day of its last week, later by the days of a pause', () => {
    const history = choose(madeUpCourse(forty), { policy: 'label_duration' });
    expect(derived(history, 0).end.endsOn).toBe(day(20 * 7 - 1));
    history.add('CoursePaused', day(30), {}).add('CourseResumed', day(44), {});
    expect(derived(history, 50).end.endsOn).toBe(day(20 * 7 - 1 + 14));
    expect(derived(history, 40).end.notes).toContain('paused');
  });

  it('clear and some weeks begins with the first assessment from which all say clear', () => {
    const history = choose(madeUpCourse(forty), { policy: 'clear_plus_weeks', weeks: 8 });
    expect(derived(history, 10).end.notes).toContain('not_clear_yet');
    history
      .add('SeverityAssessed', day(40), { scale: 'IGA', score: 0 })
      .add('SeverityAssessed', day(50), { scale: 'IGA', score: 1 })
      .add('SeverityAssessed', day(70), { scale: 'IGA', score: 0 })
      .add('SeverityAssessed', day(98), { scale: 'IGA', score: 0 });
    expect(derived(history, 45).end.endsOn).toBe(day(40 + 56));
    expect(derived(history, 60).end.endsOn).toBeUndefined();
    expect(derived(history, 100).end.endsOn).toBe(day(70 + 56));
  });

  it('low dose ends after its weeks, and says when a dose is not low', () => {
    const low = { policy: 'low_dose', weeks: 26 } as const;
    const at = (doseMg: number) =>
      derived(choose(madeUpCourse({ schedule: 'constant', dosesMg: [doseMg] }), low), 0).end;
    expect(at(20)).toMatchObject({ policy: 'low_dose', endsOn: day(26 * 7 - 1) });
    expect(at(15).notes).not.toContain('outside_low_dose');
    expect(at(24).notes).not.toContain('outside_low_dose');
    expect(at(25).notes).toContain('outside_low_dose');
    expect(at(14).notes).toContain('outside_low_dose');
    expect(at(20).notes).toContain('below_usual_dose');
  });

  it('without a choice no end is named', () => {
    const { end } = derived(madeUpCourse(forty), 0);
    expect([end.policy, end.endsOn]).toEqual([undefined, undefined]);
    expect(end.notes).toContain('no_policy');
  });

  it('still name the day on which a chosen target is reached', () => {
    const both = { policy: 'label_duration', targetMgPerKg: 120 } as const;
    const { end } = derived(choose(madeUpCourse(forty), both), 0);
    expect([end.endsOn, end.targetReachedOn]).toEqual([day(139), day(179)]);
  });
});

describe('H-12 a plan above the maximum', () => {
  const at = (doseMg: number, weightKg: number) =>
    derived(choose(madeUpCourse({ schedule: 'constant', dosesMg: [doseMg] }, weightKg), to120), 0);

  it('has no end, no capsules and no supply; at the maximum itself it has', () => {
    const above = at(121, 60);
    expect(above.end.notes[0]).toBe('above_maximum');
    expect([above.end.endsOn, above.end.targetReachedOn, above.need]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(at(120, 60).end.notes).not.toContain('above_maximum');
    expect(at(120, 60).end.endsOn).toBeDefined();
  });

  it('is found on the one day of a list that is too high', () => {
    const history = choose(madeUpCourse({ schedule: 'repeating', dosesMg: [20, 130] }), to120);
    expect(derived(history, 0).end.notes).toContain('above_maximum');
  });

  it('is found when the patient has lost weight', () => {
    const history = choose(madeUpCourse({ schedule: 'constant', dosesMg: [110] }), to120);
    history.add('WeightMeasured', day(20), { weightKg: 54 });
    expect(derived(history, 10).end.notes).not.toContain('above_maximum');
    expect(derived(history, 20).end.notes).toContain('above_maximum');
  });
});

describe('the peak dose', () => {
  it('begins on the first day of the highest daily dose', () => {
    const ramp = { schedule: 'ramp', dosesMg: [20, 60], stepMg: 20, stepDays: 14 } as const;
    expect(derived(madeUpCourse(ramp), 0).end.peakFrom).toBe(day(28));
  });

  it('moves when a later plan replaces the first from a day on', () => {
    const history = madeUpCourse({ schedule: 'constant', dosesMg: [20] }).add(
      'DosePlanned',
      day(30),
      {
        ...{ course: 'c1', startsOn: day(30), lengthDays: 100, schedule: 'constant' },
        ...{ dosesMg: [60], productClass: 'conventional', meal: 'full' },
      },
    );
    const view = derived(history, 31);
    expect(view.end.peakFrom).toBe(day(30));
    if (view.reading.kind !== 'planned') throw new Error('it can be read');
    const { periods } = view.reading.plan.regimen;
    expect(periods.map((one) => [one.firstDay, one.lengthDays])).toEqual([
      [0, 30],
      [30, 100],
    ]);
  });
});
