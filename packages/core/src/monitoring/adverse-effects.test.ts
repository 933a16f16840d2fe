// Proves onset, worst grade, treatment and end of an effect, each known only between two reports.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../time/calendar-day.ts';
import { type EffectReport, effectEpisodes, effectStateAmong } from './adverse-effects.ts';

const report = (on: number, grade: number, more: Partial<EffectReport> = {}): EffectReport => ({
  effect: 'dry-eyes',
  grade,
  day: on as CalendarDay,
  heardFrom: 'patient',
  ...more,
});

describe('episodes', () => {
  test('begin after the last report without and end by the first one without', () => {
    expect(
      effectEpisodes([
        report(10, 0),
        report(20, 1, { treatment: 'artificial tears' }),
        report(40, 3),
        report(50, 2, { treatment: 'artificial tears' }),
        report(90, 0),
        report(120, 1),
      ]),
    ).toEqual([
      {
        effect: 'dry-eyes',
        onset: { after: 10, by: 20 },
        worstGrade: 3,
        worstOn: 40,
        lastPresentOn: 50,
        treatments: ['artificial tears'],
        resolution: { after: 50, by: 90 },
      },
      {
        effect: 'dry-eyes',
        onset: { after: 90, by: 120 },
        worstGrade: 1,
        worstOn: 120,
        lastPresentOn: 120,
        treatments: [],
      },
    ]);
  });

  test('of two effects stand in the order in which they began', () => {
    const both = effectEpisodes([report(30, 1), report(20, 1, { effect: 'back-pain' })]);
    expect(both.map(({ effect }) => effect)).toEqual(['back-pain', 'dry-eyes']);
  });

  test('are as many as the times an effect came, in whatever order it was heard', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 300 }), { maxLength: 20 }), (days) => {
        const reports = days.map((on, index) => report(on, index % 3));
        const inOrder = [...reports].sort((left, right) => left.day - right.day);
        const times = inOrder.filter(
          (one, index) => one.grade > 0 && (inOrder[index - 1]?.grade ?? 0) === 0,
        ).length;
        expect(effectEpisodes(reports)).toHaveLength(times);
      }),
      { seed: 31 },
    );
  });
});

describe('whether an effect was there', () => {
  const reports = [
    { on: 10, isPresent: true },
    { on: 50, isPresent: true },
    { on: 90, isPresent: false },
  ];
  test.each([
    [9, 'unknown'],
    [10, 'present'],
    [30, 'present'],
    [50, 'present'],
    [70, 'unknown'],
    [90, 'absent'],
    [91, 'unknown'],
  ] as const)('on day %s is %s', (on, state) => {
    expect(effectStateAmong(reports, on)).toBe(state);
  });
});
