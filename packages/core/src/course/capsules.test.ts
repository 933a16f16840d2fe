// The capsule solver against every way there is, and the daily doses that strengths reach.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capsule } from '../testing/made-up-course.ts';
import { type CapsuleDay, type CapsuleQuestion, chooseCapsules } from './capsules.ts';
import { ALLERGENS, allergensToAvoid } from './products.ts';

const conventional = [10, 20, 30, 40].map((mg) => capsule(mg));
const lidose = [10, 20, 25, 30, 35, 40].map((mg) => capsule(mg, 'lidose'));
const micronised = [8, 16, 20, 24, 28, 32].map((mg) => capsule(mg, 'micronised'));
const uk = [5, 10, 20, 40].map((mg) => capsule(mg));

const ask = (change: Partial<CapsuleQuestion>) =>
  chooseCapsules({
    products: conventional,
    targetMg: 40,
    maximumMg: 120,
    intakes: 1,
    avoid: [],
    roundingPercent: 10,
    ...change,
  });
const mgOf = (day: CapsuleDay | undefined) =>
  day?.intakes.map((intake) => intake.map((one) => one.strengthMg));

describe('daily doses that strengths reach', () => {
  const reached = (products: CapsuleQuestion['products']) =>
    Array.from({ length: 100 }, (_, index) => index + 1).filter(
      (targetMg) => ask({ products, targetMg }).isExact,
    );
  const multiples = (of: number, ...but: readonly number[]) =>
    Array.from({ length: 100 / of }, (_, index) => (index + 1) * of).filter(
      (mg) => !but.includes(mg),
    );

  it('are as the evidence says for each class', () => {
    expect(reached(conventional)).toEqual(multiples(10));
    expect(reached(lidose)).toEqual(multiples(5, 5, 15));
    expect(reached(micronised)).toEqual(multiples(4, 4, 12));
    expect(reached(uk)).toEqual(multiples(5));
  });
});

describe('the best capsules', () => {
  it('of 45 mg in two doses are 25 and 20, not 35 and 10', () => {
    expect(mgOf(ask({ products: lidose, targetMg: 45, intakes: 2 }).best)).toEqual([[25], [20]]);
  });

  it('of 36 mg micronised in two doses are 20 and 16', () => {
    const { best } = ask({ products: micronised, targetMg: 36, intakes: 2, maximumMg: 96 });
    expect(mgOf(best)).toEqual([[20], [16]]);
  });

  it('of one dose are the fewest', () => {
    expect(mgOf(ask({ targetMg: 70 }).best)).toEqual([[40, 30]]);
    expect(mgOf(ask({ products: uk, targetMg: 65 }).best)).toEqual([[40, 20, 5]]);
  });

  it('leave out what the patient reacts to, and say so', () => {
    const products = lidose.map((one) =>
      one.strengthMg === 25 ? { ...one, allergens: ['tartrazine' as const] } : one,
    );
    const answer = ask({ products, targetMg: 45, intakes: 2, avoid: ['tartrazine'] });
    expect(mgOf(answer.best)).toEqual([[35], [10]]);
    expect(answer.leftOut.map((one) => one.strengthMg)).toEqual([25]);
    const soya = products.map((one) => ({ ...one, allergens: ['soya' as const] }));
    expect(ask({ products: soya, avoid: allergensToAvoid(['peanut']) })).toMatchObject({
      best: undefined,
      reasons: ['no_capsule_without_allergen'],
    });
  });

  it('of a dose that no sum gives are the nearest, the lower of two, and both are named', () => {
    const answer = ask({ targetMg: 45 });
    expect(answer).toMatchObject({ isExact: false, reasons: ['no_sum_of_strengths'] });
    expect(
      [answer.best, answer.nearestBelow, answer.nearestAbove].map((one) => one?.totalMg),
    ).toEqual([40, 40, 50]);
    expect(answer.isWithinRounding).toBe(false);
    expect(ask({ targetMg: 48 }).best?.totalMg).toBe(50);
    expect(ask({ targetMg: 44 }).isWithinRounding).toBe(true);
  });

  it('never pass the maximum, and say why', () => {
    const answer = ask({ targetMg: 130, maximumMg: 125.9 });
    expect(answer.best?.totalMg).toBe(120);
    expect(answer.reasons).toEqual(['target_above_maximum']);
    expect(ask({ targetMg: 48, maximumMg: 49 }).best?.totalMg).toBe(40);
    expect(ask({ targetMg: 5, maximumMg: 9 })).toMatchObject({
      best: undefined,
      reasons: ['smallest_capsule_above_maximum'],
    });
  });

  it('are never of two classes', () => {
    const mixed = ask({ products: [...conventional, ...micronised] });
    expect(mixed).toMatchObject({ best: undefined, reasons: ['several_classes'] });
  });
});

/** Every multiset of capsules up to a total, by counting up: the slow way. */
function everyIntake(strengths: readonly number[], mostMg: number): (readonly number[])[] {
  const [first, ...rest] = strengths;
  if (first === undefined) return [[]];
  const ways: (readonly number[])[] = [];
  for (let count = 0; count * first <= mostMg; count += 1)
    for (const way of everyIntake(rest, mostMg - count * first))
      ways.push([...Array<number>(count).fill(first), ...way]);
  return ways;
}

const sum = (way: readonly number[]) => way.reduce((all, mg) => all + mg, 0);
type Key = readonly number[];
const compare = (a: Key, b: Key) => a.map((one, i) => one - b[i]!).find((d) => d !== 0) ?? 0;

function keyOf(intakes: readonly (readonly number[])[], targetMg: number): Key {
  const all = intakes.flat();
  const [first = 0, second = 0] = intakes.map(sum);
  const split = intakes.length < 2 ? first : Math.abs(first - second);
  return [Math.abs(sum(all) - targetMg), sum(all), split, all.length, new Set(all).size];
}

describe('H-12 the capsule solver', () => {
  const strengths = fc.uniqueArray(fc.constantFrom(5, 8, 10, 16, 20, 25, 30, 35, 40), {
    minLength: 1,
    maxLength: 4,
  });

  it('finds what trying every way finds, above no maximum and without an allergen', () => {
    fc.assert(
      fc.property(
        strengths,
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 80 }),
        fc.constantFrom(1 as const, 2 as const),
        fc.array(fc.constantFrom(...ALLERGENS), { maxLength: 2 }),
        fc.nat(),
        (mgs, targetMg, maximumMg, intakes, avoid, seed) => {
          const products = mgs.map((mg, index) =>
            capsule(
              mg,
              'lidose',
              (seed >> index) % 3 === 0 ? [ALLERGENS[(seed + index) % 8]!] : [],
            ),
          );
          const usable = products.filter((one) => !one.allergens.some((a) => avoid.includes(a)));
          const answer = ask({ products, targetMg, maximumMg, intakes, avoid });
          const ways = everyIntake(
            usable.map((one) => one.strengthMg),
            maximumMg,
          ).filter((way) => sum(way) > 0);
          const days =
            intakes === 1
              ? ways.map((way) => [way])
              : ways.flatMap((way) => splits(way).map((pair) => [...pair]));
          const keys = days.map((day) => keyOf(day, targetMg)).sort(compare);
          if (keys[0] === undefined) return void expect(answer.best).toBeUndefined();
          const found = mgOf(answer.best)!;
          const padded = intakes === 2 && found.length === 1 ? [found[0]!, []] : found;
          expect(keyOf(padded, targetMg)).toEqual(keys[0]);
          expect(answer.best!.totalMg).toBeLessThanOrEqual(maximumMg);
          for (const one of answer.best!.intakes.flat()) expect(usable).toContain(one);
        },
      ),
      { seed: 12, numRuns: 120 },
    );
  });

  /** Every way to part a day's capsules in two. */
  function splits(way: readonly number[]): readonly (readonly [number[], number[]])[] {
    const pairs: [number[], number[]][] = [];
    for (let set = 0; set < 1 << way.length; set += 1) {
      const first = way.filter((_, index) => (set & (1 << index)) !== 0);
      const second = way.filter((_, index) => (set & (1 << index)) === 0);
      if (sum(first) >= sum(second)) pairs.push([first, second]);
    }
    return pairs;
  }
});
