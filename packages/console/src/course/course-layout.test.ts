// The course's drawing: sums by the chosen weight, weeks from the first capsule, days not invented.

import { formatCalendarDay, parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import {
  type Course,
  cumulativePlanned,
  cumulativeTaken,
  rangeWithCourse,
  weeksOf,
} from './course-layout.ts';

const day = (text: string) => parseCalendarDay(text)!;
const amount = { mg: 0, unstated: 0 };
const perKg = { baseline_weight: null, current_weight: null, per_period: null };

const course = (more: Partial<Course> = {}): Course => ({
  id: 'c1',
  startedOn: '2026-01-05',
  endedOn: null,
  lastDoseOn: null,
  day: 9,
  pauses: [],
  plan: [
    { from: '2026-01-05', to: '2026-01-07', mg: 20 },
    { from: '2026-01-08', to: '2026-01-08', mg: 0 },
    { from: '2026-01-09', to: '2026-01-10', mg: 40 },
  ],
  isPlanUnreadable: false,
  taken: [
    { on: '2026-01-12', mg: 40 },
    { on: '2026-01-05', mg: 10 },
    { on: '2026-01-05', mg: 10 },
  ],
  missedOn: ['2026-01-06'],
  weights: [
    { on: '2026-01-01', kg: 50 },
    { on: '2026-01-10', kg: 80 },
  ],
  doses: [
    {
      doseClass: 'conventional',
      prescribed: amount,
      dispensed: amount,
      taken: { mg: 60, unstated: 0 },
      takenPerKg: perKg,
    },
  ],
  adherence: { share: null, reportedDays: 0, silentDays: 0 },
  end: {
    policy: null,
    endsOn: '2026-06-01',
    targetReachedOn: null,
    targetMgPerKg: null,
    convention: 'baseline_weight',
    remainingMg: null,
    notes: [],
  },
  lastsUntil: null,
  ...more,
});
const by = (convention: string): Course => ({
  ...course(),
  end: { ...course().end, convention },
});
const values = (points: readonly { readonly value: number }[]) =>
  points.map(({ value }) => Number(value.toFixed(9)));

describe('the course drawn', () => {
  it('adds up what was taken by the weight of the convention', () => {
    expect(values(cumulativeTaken(course()))).toEqual([0.4, 1.2]);
    expect(values(cumulativeTaken(by('current_weight')))).toEqual([0.25, 0.75]);
    expect(values(cumulativeTaken(by('per_period')))).toEqual([0.4, 0.9]);
  });

  it('draws no sum without a weight, and none over two classes', () => {
    expect(cumulativeTaken(course({ weights: [] }))).toEqual([]);
    const [one] = course().doses;
    expect(cumulativeTaken(course({ doses: [one!, { ...one!, doseClass: 'lidose' }] }))).toEqual(
      [],
    );
  });

  it('goes on with the plan day by day; a break adds nothing', () => {
    expect(values(cumulativePlanned(course())).map((value) => value.toFixed(1))).toEqual([
      '0.4',
      '0.8',
      '1.2',
      '1.2',
      '2.0',
      '2.8',
    ]);
  });

  it('counts weeks from the first capsule, with the days missed', () => {
    expect(weeksOf(course()).map(({ from, ...week }) => [formatCalendarDay(from), week])).toEqual([
      ['2026-01-05', { week: 1, mg: 20, days: 1, missed: 1 }],
      ['2026-01-12', { week: 2, mg: 40, days: 1, missed: 0 }],
    ]);
    expect(weeksOf(course({ startedOn: null }))).toEqual([]);
  });

  it('makes room for the end of the course, but not for years', () => {
    const range = { from: day('2026-01-01'), to: day('2026-02-01') };
    expect(rangeWithCourse(range, course()).to).toBe(day('2026-06-01'));
    const endless = course({ end: { ...course().end, endsOn: '2031-01-01' } });
    expect(rangeWithCourse(range, endless).to).toBe(range.to + 200);
    expect(rangeWithCourse(range, null)).toEqual(range);
  });
});
