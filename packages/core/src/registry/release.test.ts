// Proves that a release rests on consent, counts days only, and shows no few people.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../time/calendar-day.ts';
import { type CourseHistory, type Episode, episodeOf } from './episode.ts';
import { curveRelease, effectRelease, effectStateOn } from './release.ts';

const day = (number: number) => number as CalendarDay;

const history: CourseHistory = {
  consents: [{ isGiven: true, on: day(20_000) }],
  startedOn: day(20_010),
  lastDoseOn: day(20_160),
  bornOn: day(20_010 - 17 * 366),
  site: 'clinic-a',
  dailyMgPerKg: 0.5,
  cumulativeMgPerKg: 150.01,
  relapses: [
    { endpoint: 'systemic', on: day(20_400) },
    { endpoint: 'systemic', on: day(20_300) },
    { endpoint: 'any_prescription', on: day(20_100) },
  ],
  effects: [{ effect: 'dry-eyes', on: day(20_250), isPresent: true }],
  lastHeardOn: day(20_500),
};

describe('an episode', () => {
  test('is made of days from the first and the last capsule, and bands', () => {
    expect(episodeOf(history, 'k1')).toEqual({
      key: 'k1',
      site: 'clinic-a',
      sex: 'unknown',
      ageBand: 'under_18',
      doseBand: '0.5_to_1',
      cumulativeBand: 'above_150',
      courseDays: 151,
      followedDays: 340,
      relapseDays: { systemic: 140 },
      effects: [{ effect: 'dry-eyes', days: 90, isPresent: true }],
    });
  });

  test('holds no day of the calendar', () => {
    const text = JSON.stringify(episodeOf(history, 'k1'));
    for (const value of text.match(/\d+/g)!) expect(Number(value)).toBeLessThan(19_000);
  });

  test('does not exist without consent, and no longer after a withdrawal', () => {
    expect(episodeOf({ ...history, consents: [] }, 'k1')).toBeUndefined();
    const withdrawn = [...history.consents, { isGiven: false, on: day(20_200) }];
    expect(episodeOf({ ...history, consents: withdrawn }, 'k1')).toBeUndefined();
    const again = [...withdrawn, { isGiven: true, on: day(20_300) }];
    expect(episodeOf({ ...history, consents: again }, 'k1')).toBeDefined();
  });
});

const made = (site: string, followedDays: number, relapse?: number): Episode => ({
  key: `${site}-${followedDays}`,
  site,
  sex: 'unknown',
  ageBand: '18_to_24',
  doseBand: 'unknown',
  cumulativeBand: 'unknown',
  courseDays: 150,
  followedDays,
  relapseDays: relapse === undefined ? {} : { systemic: relapse },
  effects: [],
});
const many = (site: string, count: number, relapses: number) =>
  Array.from({ length: count }, (_one, i) =>
    made(site, 800 + i, i < relapses ? 30 + i * 10 : undefined),
  );

describe('a release of curves', () => {
  test('withholds small strata, and with one of them the next smallest', () => {
    const { curves, comparison } = curveRelease(
      [...many('a', 40, 12), ...many('b', 30, 10), ...many('c', 4, 1)],
      'systemic',
      'site',
      'plain',
    );
    expect(curves.map(({ stratum, courses }) => [stratum, courses])).toEqual([
      ['a', 40],
      ['b', undefined],
      ['c', undefined],
    ]);
    expect(comparison).toBe('no_comparison_group');
  });

  test('shows no point behind which few had the event or few are left', () => {
    const [curve] = curveRelease(many('a', 40, 6), 'systemic', 'site', 'plain').curves;
    expect(curve!.points.map(({ month, events }) => [month, events])).toEqual([
      [3, 6],
      [6, 6],
      [12, 6],
      [24, 6],
      [36, 6],
      [60, 6],
    ]);
    expect(curve!.points.map(({ incidence }) => incidence !== undefined)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    const few = curveRelease(many('a', 40, 4), 'systemic', 'site', 'plain').curves[0]!;
    for (const { events, incidence } of few.points)
      expect([events, incidence]).toEqual([undefined, undefined]);
  });

  test('names the comparison group where one was enrolled', () => {
    const release = curveRelease(many('a', 40, 12), 'systemic', 'site', 'plain', many('u', 20, 9));
    expect(release.comparison).toBe('with_comparison_group');
    expect(release.curves.at(-1)).toMatchObject({ stratum: 'comparison', courses: 20 });
  });
});

describe('effects that stay', () => {
  const reporting = (...reports: readonly [number, boolean][]): Episode => ({
    ...made('a', 400),
    effects: reports.map(([days, isPresent]) => ({ effect: 'dry-eyes', days, isPresent })),
  });

  test.each([
    ['between two reports that it was there', reporting([10, true], [200, true]), 'present'],
    ['between two that it was not', reporting([10, false], [200, false]), 'absent'],
    ['between two that differ', reporting([10, true], [200, false]), 'unknown'],
    ['after the last report', reporting([10, true]), 'unknown'],
    ['before the first', reporting([200, true]), 'unknown'],
    ['on the day of a report', reporting([91, true]), 'present'],
  ] as const)('%s', (_what, episode, state) => {
    expect(effectStateOn(episode, 'dry-eyes', 91)).toBe(state);
  });

  test('come with their denominator and the bounds of those not known', () => {
    const episodes = [
      ...Array.from({ length: 12 }, () => reporting([0, true], [400, true])),
      ...Array.from({ length: 18 }, () => reporting([0, false], [400, false])),
      ...Array.from({ length: 10 }, () => reporting([0, true])),
    ];
    const [, , year] = effectRelease(episodes, 'dry-eyes', 'plain');
    expect(year).toMatchObject({
      month: 12,
      known: 30,
      present: 12,
      prevalence: { share: 0.4, of: 30 },
      bounds: { best: 12 / 40, worst: 22 / 40 },
    });
  });

  test('are withheld where few have them, or few have not', () => {
    const of = (present: number, absent: number) =>
      effectRelease(
        [
          ...Array.from({ length: present }, () => reporting([0, true], [400, true])),
          ...Array.from({ length: absent }, () => reporting([0, false], [400, false])),
        ],
        'dry-eyes',
        'sensitive',
      )[2]!;
    fc.assert(
      fc.property(fc.nat({ max: 15 }), fc.nat({ max: 15 }), (present, absent) => {
        const { present: shown, prevalence } = of(present, absent);
        const isShown = present >= 10 && absent >= 10;
        expect(shown !== undefined).toBe(isShown);
        expect(prevalence !== undefined).toBe(isShown);
      }),
      { seed: 29 },
    );
  });
});
