// Proves the curves against R's `survival`, and against a slow count by hand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  atRiskOn,
  cumulativeIncidence,
  kaplanMeier,
  type Observation,
  pointAt,
  shareOf,
} from './survival.ts';

interface Curve {
  readonly time: number[];
  readonly atRisk: number[];
  readonly events: number[];
  readonly survival: number[];
  readonly low: (number | null)[];
  readonly high: (number | null)[];
}
interface Incidence {
  readonly time: number[];
  readonly incidence: number[];
  readonly standardError: number[];
  readonly low: (number | null)[];
  readonly high: (number | null)[];
}
interface Golden {
  readonly sets: readonly {
    readonly days: number[];
    readonly cause: number[];
    readonly log: Curve;
    readonly logLog: Curve;
    readonly relapse: Incidence;
    readonly retreatment: Incidence;
  }[];
  readonly shares: readonly {
    readonly count: number;
    readonly of: number;
    readonly wilson: number[];
  }[];
}

const file = join(import.meta.dirname, '../../../../tests/findings/survival.golden.json');
const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;

const close = (ours: readonly (number | undefined)[], theirs: readonly (number | null)[]) => {
  expect(ours).toHaveLength(theirs.length);
  ours.forEach((value, index) => {
    const wanted = theirs[index];
    if (wanted === null || wanted === undefined) expect(value).toBeUndefined();
    else expect(value).toBeCloseTo(wanted, 9);
  });
};

describe('against R, to nine digits', () => {
  const sets = golden.sets.map((set) => [set.days.length, set] as const);

  test.each(sets)('Kaplan-Meier of %s courses, both kinds of interval', (_size, set) => {
    const observations = set.days.map((days, i): Observation => ({ days, cause: set.cause[i]! }));
    for (const [kind, wanted] of [
      ['log', set.log],
      ['log-log', set.logLog],
    ] as const) {
      const ours = kaplanMeier(observations, kind);
      expect(ours.map(({ days }) => days)).toEqual(wanted.time);
      expect(ours.map(({ atRisk }) => atRisk)).toEqual(wanted.atRisk);
      expect(ours.map(({ events }) => events)).toEqual(wanted.events);
      close(
        ours.map(({ survival }) => survival),
        wanted.survival,
      );
      close(
        ours.map(({ low }) => low),
        wanted.low,
      );
      close(
        ours.map(({ high }) => high),
        wanted.high,
      );
    }
  });

  test.each(sets)('cumulative incidence of both causes in %s courses', (_size, set) => {
    const observations = set.days.map((days, i): Observation => ({ days, cause: set.cause[i]! }));
    for (const [cause, wanted] of [
      [1, set.relapse],
      [2, set.retreatment],
    ] as const) {
      const ours = cumulativeIncidence(observations, cause);
      close(
        ours.map(({ incidence }) => incidence),
        wanted.incidence,
      );
      close(
        ours.map(({ standardError }) => standardError),
        wanted.standardError,
      );
      close(
        ours.map(({ low }) => low),
        wanted.low,
      );
      close(
        ours.map(({ high }) => high),
        wanted.high,
      );
    }
  });

  test.each(golden.shares)('the share $count of $of', ({ count, of, wilson }) => {
    const share = shareOf(count, of)!;
    close([share.low, share.high], wilson);
  });
});

describe('curves', () => {
  const observation = fc.record({
    days: fc.integer({ min: 1, max: 40 }),
    cause: fc.integer({ min: 0, max: 2 }),
  });

  test('survival and the incidences of all causes add up to one', () => {
    fc.assert(
      fc.property(fc.array(observation, { minLength: 1, maxLength: 60 }), (observations) => {
        const survival = kaplanMeier(observations);
        const [first, second] = [1, 2].map((cause) => cumulativeIncidence(observations, cause));
        survival.forEach((point, i) => {
          const sum = point.survival + first![i]!.incidence + second![i]!.incidence;
          expect(sum).toBeCloseTo(1, 12);
        });
      }),
      { seed: 17 },
    );
  });

  test('without a censored course are the plain shares', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (days) => {
        const observations = days.map((one) => ({ days: one, cause: 1 }));
        for (const point of kaplanMeier(observations)) {
          const later = days.filter((one) => one > point.days).length;
          expect(point.survival).toBeCloseTo(later / days.length, 12);
          expect(point.atRisk).toBe(atRiskOn(observations, point.days));
        }
      }),
      { seed: 19 },
    );
  });

  test('say nothing before the first event', () => {
    const points = kaplanMeier([
      { days: 10, cause: 1 },
      { days: 12, cause: 0 },
    ]);
    expect(pointAt(points, 9)).toBeUndefined();
    expect(pointAt(points, 400)?.days).toBe(10);
    expect(kaplanMeier([{ days: 5, cause: 0 }])).toEqual([]);
    expect(shareOf(0, 0)).toBeUndefined();
  });
});
