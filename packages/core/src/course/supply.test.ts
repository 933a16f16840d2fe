// Capsules and boxes for a plan, what is in hand, and the day it runs out: each edge by a day.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COURSE_START, capsule, derived, madeUpCourse } from '../testing/made-up-course.ts';
import { addDays } from '../time/calendar-day.ts';
import { supplyFor } from './supply.ts';

const day = (count: number) => addDays(COURSE_START, count);
const forty = { schedule: 'constant', dosesMg: [40] } as const;
const given = (dispense: string, daysSupply: number, capsules?: number) => ({
  ...{ dispense, authorization: 'a', prescription: 'rx', pharmacy: 'ph', daysSupply },
  ...(capsules === undefined ? {} : { capsules }),
});

describe('a supply', () => {
  const forTwo = { totalMg: 50, intakes: [[capsule(30)], [capsule(20)]] };

  it('counts capsules and whole boxes of each strength', () => {
    const { lines } = supplyFor(forTwo, 30, 30);
    expect(
      lines.map((line) => [line.product.strengthMg, line.capsules, line.boxes, line.over]),
    ).toEqual([
      [30, 30, 1, 0],
      [20, 30, 1, 0],
    ]);
    const [line] = supplyFor({ totalMg: 40, intakes: [[capsule(20), capsule(20)]] }, 16, 30).lines;
    expect([line!.capsules, line!.boxes, line!.over]).toEqual([32, 2, 28]);
  });

  it('covers no day past the cap, and says that it was cut', () => {
    expect(supplyFor(forTwo, 30, 30).isCapped).toBe(false);
    expect(supplyFor(forTwo, 31, 30)).toMatchObject({ days: 30, isCapped: true });
    expect(supplyFor(forTwo, 31, 0)).toMatchObject({ days: 0, isCapped: true });
  });

  it('ends with the plan', () => {
    const history = madeUpCourse({ ...forty, lengthDays: 100 });
    expect(derived(history, 85).need).toMatchObject({ days: 15, isCapped: false });
    expect(derived(history, 10).need).toMatchObject({ days: 30, isCapped: true });
    expect(derived(history, 100).need).toBeUndefined();
  });
});

describe('capsules in hand', () => {
  const supplied = () => madeUpCourse(forty).add('Dispensed', day(0), given('d1', 30, 60));

  it('last as long as reported doses say, or shorter if silent days were taken too', () => {
    const history = supplied();
    for (let count = 0; count < 10; count += 1)
      if (count === 4) history.add('DoseMissed', day(4), {});
      else if (count !== 7) history.add('DoseTaken', day(count), { doseMg: 40 });
    const { inHand } = derived(history, 10);
    // 8 days taken, one missed, one silent, today still to come.
    expect(inHand).toMatchObject({ mostCapsules: 44, fewestCapsules: 42, perDay: 2 });
    expect([inHand.lastsFrom, inHand.lastsUntil]).toEqual([day(30), day(31)]);
    expect(inHand.doubts).toEqual(['days_not_reported']);
  });

  it('of a full supply without a missed day end on its last day', () => {
    const history = supplied();
    expect(derived(history, 0).inHand.lastsUntil).toBe(day(29));
    for (let count = 0; count < 30; count += 1)
      history.add('DoseTaken', day(count), { doseMg: 40 });
    expect(derived(history, 29).inHand).toMatchObject({ mostCapsules: 0, lastsUntil: day(29) });
  });

  it('are fewer by what was lost, returned, destroyed or shared, and unknown where nobody counted', () => {
    const history = supplied()
      .add('CapsulesLost', day(0), { count: 4 })
      .add('CapsulesReturned', day(0), { count: 2 })
      .add('CapsulesDestroyed', day(0), { count: 2 })
      .add('CapsulesShared', day(0), { count: 2 });
    expect(derived(history, 0).inHand.mostCapsules).toBe(50);
    history.add('CapsulesShared', day(0), {});
    expect(derived(history, 0).inHand).toMatchObject({
      mostCapsules: undefined,
      lastsUntil: undefined,
      doubts: ['share_not_counted'],
    });
  });

  it('begin anew with what was counted at the counter', () => {
    const history = supplied()
      .add('CapsulesShared', day(5), {})
      .add('CapsulesCounted', day(10), { count: 30 });
    expect(derived(history, 10).inHand).toMatchObject({ mostCapsules: 30, lastsUntil: day(24) });
    history.add('DispensedPartially', day(11), { ...given('d2', 10, 20), remainingDays: 20 });
    expect(derived(history, 11).inHand.mostCapsules).toBe(50);
  });

  it('are unknown where a supply does not say its capsules, and where more went than came', () => {
    const silent = madeUpCourse(forty).add('Dispensed', day(0), given('d1', 30));
    expect(derived(silent, 1).inHand.doubts).toEqual(['capsules_not_counted']);
    const lost = supplied().add('CapsulesLost', day(1), { count: 61 });
    expect(derived(lost, 1).inHand).toMatchObject({
      mostCapsules: undefined,
      doubts: ['more_gone_than_given'],
    });
  });
});

describe('H-12 what is derived for a plan', () => {
  it('never passes a maximum, an allergen or a supply cap, whatever is planned', () => {
    const kg = fc.integer({ min: 20, max: 120 });
    const doses = fc.array(fc.integer({ min: 5, max: 200 }), { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(kg, doses, fc.nat(40), (weightKg, dosesMg, at) => {
        const history = madeUpCourse({ schedule: 'repeating', dosesMg }, weightKg);
        const available = [10, 20, 30, 40].map((mg) =>
          capsule(mg, 'conventional', mg === 30 ? ['soya'] : []),
        );
        const { capsules, need, end } = derived(history, at, { available, avoid: ['soya'] });
        if (Math.max(...dosesMg) > 2 * weightKg) expect(end.notes).toContain('above_maximum');
        if (end.notes.includes('above_maximum')) expect(need).toBeUndefined();
        if (capsules?.best !== undefined) {
          expect(capsules.best.totalMg).toBeLessThanOrEqual(2 * weightKg);
          for (const one of capsules.best.intakes.flat()) expect(one.allergens).toEqual([]);
        }
        expect(need?.days ?? 0).toBeLessThanOrEqual(30);
      }),
      { seed: 13, numRuns: 150 },
    );
  });
});
