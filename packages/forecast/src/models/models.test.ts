// The effect models against an independent solver and against their definitions.
// Never checks a clinical number: those are checked where they are calibrated.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gagsOf, igaOf, newGagsSteps, orderAreas, triglycerideGrade } from '../catalogue/scores.ts';
import { FIRST_MODEL_NAMES } from '../parameters/parameter-names.ts';
import { readRelease } from '../parameters/parameters.ts';
import { newIndividual } from '../population/individual.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import { integrate } from '../solver/dormand-prince.ts';
import { mediansOf, RELEASE } from '../testing-release.ts';
import { glandRates, runGland } from './gland.ts';
import { relapseShares } from './relapse.ts';

const set = mediansOf(RELEASE);

function person() {
  const one = newIndividual(9);
  one.glandDose50 = set.values[at('gland.dose50')]!;
  one.glandOnRate = set.values[at('gland.onRate')]!;
  one.durableShare = set.values[at('gland.durableShare')]!;
  one.weightKg = 60;
  one.inflammatory = 30;
  one.nonInflammatory = 40;
  one.nodules = 1;
  one.ageYears = 19;
  return one;
}

describe('gland', () => {
  it('follows its differential equation while a dose is held', () => {
    const p = set.values;
    const one = person();
    const days = 60;
    const dose = new Float64Array(days + 1).fill(0.5);
    const line = () => new Float64Array(days + 1);
    const out = { suppression: line(), suppressed: line(), reservoir: line() };
    const state = { fast: 0, durable: 0, level: 1 };
    runGland(p, glandRates(p), one, dose, days + 1, Int32Array.of(0, -1), state, out);
    const target = (p[at('gland.maximum')]! * 0.5) / (one.glandDose50 + 0.5);
    const kept = one.durableShare * target;
    const y = Float64Array.of(0, 0);
    // The fast part follows a target held through each day, as the model defines it.
    for (let day = 0; day < days; day++) {
      const build = p[at('gland.durableBuildRate')]!;
      integrate(
        (_t, v, slope) => {
          slope[0] = build * (kept - v[0]!);
        },
        y.subarray(0, 1),
        0,
        1,
        { relative: 1e-11, absolute: 1e-13 },
      );
      const rest = target - y[0]!;
      const rate = rest > y[1]! ? one.glandOnRate : Math.LN2 / p[at('gland.offHalfLife')]!;
      integrate(
        (_t, v, slope) => {
          slope[0] = rate * (rest - v[0]!);
        },
        y.subarray(1, 2),
        0,
        1,
        { relative: 1e-11, absolute: 1e-13 },
      );
      expect(Math.abs(out.suppression[day + 1]! - y[0]! - y[1]!)).toBeLessThan(1e-8);
    }
  });
});

describe('relapse', () => {
  const shares = new Float64Array(3);
  const stop = { daysClear: 0, inflammatoryLeft: 0, clearDay: -1 };
  it('keeps the endpoints nested and gives no credit above the ceiling', () => {
    fc.assert(
      fc.property(fc.double({ min: 20, max: 400, noNaN: true }), fc.boolean(), (dose, female) => {
        const one = person();
        one.isFemale = female;
        relapseShares(set, one, stop, dose, 0, shares);
        const [any, systemic, second] = [...shares];
        expect(any!).toBeGreaterThanOrEqual(systemic!);
        expect(systemic!).toBeGreaterThanOrEqual(second!);
        const ceiling = set.values[at('relapse.doseCeiling')]!;
        if (dose <= ceiling) return;
        relapseShares(set, one, stop, ceiling, 0, shares);
        expect(shares[0]).toBe(any);
      }),
    );
  });

  it('keeps them nested even where a draw puts the shares the other way', () => {
    const values = set.values.slice();
    values[at('relapse.susceptibleAny')] = 0.2;
    values[at('relapse.susceptibleSystemic')] = 0.4;
    values[at('relapse.susceptibleSecondCourse')] = 0.6;
    relapseShares({ ...set, values }, person(), stop, 120, 0, shares);
    expect(shares[1]!).toBeLessThanOrEqual(shares[0]!);
    expect(shares[2]!).toBeLessThanOrEqual(shares[1]!);
  });

  it('turns the sex difference round between endpoints, as the cohort did', () => {
    const one = person();
    const of = (female: boolean): number[] => {
      one.isFemale = female;
      relapseShares(set, one, stop, 120, 0, shares);
      return [...shares];
    };
    expect(of(true)[1]!).toBeGreaterThan(of(false)[1]!);
    expect(of(true)[2]!).toBeLessThan(of(false)[2]!);
  });

  it('lets the dose effect fade with weeks of clearance', () => {
    const one = person();
    const gain = (daysClear: number): number => {
      relapseShares(set, one, { daysClear, inflammatoryLeft: 0, clearDay: -1 }, 60, 0, shares);
      const low = shares[1]!;
      relapseShares(set, one, { daysClear, inflammatoryLeft: 0, clearDay: -1 }, 120, 0, shares);
      return low - shares[1]!;
    };
    expect(gain(0)).toBeGreaterThan(gain(30));
    expect(gain(100)).toBeCloseTo(0, 12);
  });
});

describe('scores', () => {
  it('GAGS takes the worst lesion of each area', () => {
    const one = person();
    one.areaThresholds.fill(0.5);
    one.areaThresholds[5] = Number.POSITIVE_INFINITY;
    const steps = newGagsSteps();
    orderAreas(one, steps);
    expect(gagsOf(steps, 0, 0, 0, 0.3)).toBe(0);
    expect(gagsOf(steps, 0, 1, 0, 0.3)).toBe(8);
    expect(gagsOf(steps, 1, 0, 0, 0.3)).toBe(16);
    expect(gagsOf(steps, 0, 0, 1, 0.3)).toBe(32);
    one.areaThresholds[5] = 0.5;
    orderAreas(one, steps);
    expect(gagsOf(steps, 0, 0, 1, 0.3)).toBe(44);
  });

  it('GAGS is the worst lesion times the factor, area by area, whatever was asked before', () => {
    const one = person();
    const steps = newGagsSteps();
    const count = fc.double({ min: 0, max: 9, noNaN: true });
    const threshold = fc.oneof(count, fc.constant(Number.POSITIVE_INFINITY));
    const six = fc.tuple(threshold, threshold, threshold, threshold, threshold, threshold);
    const courses = fc.array(fc.tuple(count, count, count), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(six, courses, (thresholds, course) => {
        one.areaThresholds.set(thresholds);
        orderAreas(one, steps);
        for (const [inflammatory, comedones, nodules] of course) {
          const papular = nodules + inflammatory;
          const kinds = [papular + comedones, papular, nodules + 0.3 * inflammatory, nodules];
          const plain = [2, 2, 2, 1, 1, 3].reduce((sum, factor, area) => {
            return sum + factor * kinds.filter((kind) => kind > thresholds[area]!).length;
          }, 0);
          expect(gagsOf(steps, inflammatory, comedones, nodules, 0.3)).toBe(plain);
        }
      }),
    );
  });

  it('grades at the published cuts', () => {
    expect([150, 150.1, 300, 500.1, 1000, 1001].map(triglycerideGrade)).toEqual([0, 1, 1, 3, 3, 4]);
    const cuts = Float64Array.of(1, 10, 30, 70);
    expect([0, 1, 9, 10, 69, 70].map((burden) => igaOf(burden, cuts))).toEqual([0, 1, 1, 2, 3, 4]);
  });
});

describe('a release', () => {
  it('is refused when a row is missing, unknown, unwidened, or in another unit', () => {
    const row = RELEASE.rows['pk.clearance'];
    const { 'pk.clearance': _gone, ...rest } = RELEASE.rows;
    const bad: [object, string][] = [
      [rest, 'rows.pk.clearance'],
      [{ ...RELEASE.rows, 'pk.invented': row }, 'rows'],
      [{ ...rest, 'pk.clearance': { ...row, mark: 'R', widened: false } }, 'rows.pk.clearance'],
      [{ ...rest, 'pk.clearance': { ...row, unit: 'mL/min' } }, 'rows.pk.clearance'],
      [{ ...rest, 'pk.clearance': { ...row, low: 9, value: 8 } }, 'rows.pk.clearance'],
      [{ ...rest, 'pk.clearance': { ...row, sources: [] } }, 'rows.pk.clearance'],
      [{ ...rest, 'pk.clearance': { ...row, value: Number.NaN } }, 'rows.pk.clearance'],
    ];
    for (const [rows, field] of bad) {
      const reading = readRelease({ ...RELEASE, rows });
      expect(!reading.accepted && reading.refusals.map((refusal) => refusal.field)).toContain(
        field,
      );
    }
    expect(readRelease({ ...RELEASE, rows: RELEASE.rows }).accepted).toBe(true);
    expect(Object.keys(RELEASE.rows).sort()).toEqual([...FIRST_MODEL_NAMES].sort());
  });
});
