// What a patient still holds of other prescriptions: like with like, day by day, less what is gone.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../decision/actor.ts';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import { MADE_UP_PROGRAMME, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';

const monday = dayOf('2024-03-04');
const held = madeUpRequirement('held', 'supply_on_hand', {}, { comparesWith: 'held' });

const written = (
  prescription: string,
  change: { doseMgPerDay?: number; product?: string } = {},
) => ({
  prescription,
  prescriber: 'p',
  product: 'x',
  daysSupply: 30,
  refills: 0,
  ...change,
});

const given = (prescription: string, daysSupply = 30, change: { capsules?: number } = {}) => ({
  dispense: `d-${prescription}`,
  authorization: `a-${prescription}`,
  prescription,
  pharmacy: 'ph',
  daysSupply,
  ...change,
});

/** Thirty days of `first` dispensed on Monday; `second` is asked about. */
function twoPrescriptions(first: object = {}, second: object = {}, capsules?: number) {
  return new MadeUpHistory()
    .add('PrescriptionWritten', monday, written('first', first))
    .add('PrescriptionWritten', monday, written('second', second))
    .add('Dispensed', monday, given('first', 30, capsules === undefined ? {} : { capsules }));
}

const ask = (history: MadeUpHistory, today: CalendarDay, question: object = { daysSupply: 30 }) =>
  evaluateRequirement(held, history, today, [], { prescription: 'second', ...question });

describe('H-03 supply still held', () => {
  it('asks while every day asked for is held, and no longer on the day after', () => {
    const history = twoPrescriptions();
    expect(ask(history, monday)).toMatchObject({
      truth: 'unmet',
      code: 'supply_still_held',
      evidence: ['e3'],
    });
    expect(ask(history, addDays(monday, 1)).truth).toBe('met');
    expect(ask(history, addDays(monday, 20), { daysSupply: 10 }).truth).toBe('unmet');
    expect(ask(history, addDays(monday, 21), { daysSupply: 10 }).truth).toBe('met');
  });

  it('is counted across courses', () => {
    const enrolled = (course: string) => ({ programme: MADE_UP_PROGRAMME, course });
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, enrolled('one'))
      .add('PrescriptionWritten', monday, written('first', { doseMgPerDay: 40 }))
      .add('Dispensed', monday, given('first'))
      .add('PatientEnrolled', monday, enrolled('two'))
      .add('PrescriptionWritten', monday, written('second', { doseMgPerDay: 40 }));
    expect(ask(history, monday).truth).toBe('unmet');
    // The prescription of the earlier course is remembered with what was dispensed on it.
    const other = new MadeUpHistory()
      .add('PatientEnrolled', monday, enrolled('one'))
      .add('PrescriptionWritten', monday, written('first', { doseMgPerDay: 20 }))
      .add('Dispensed', monday, given('first'))
      .add('PatientEnrolled', monday, enrolled('two'))
      .add('PrescriptionWritten', monday, written('second', { doseMgPerDay: 40 }));
    expect(ask(other, monday).truth).toBe('unmet');
  });

  it.each([
    ['another dose a day', { doseMgPerDay: 40 }, { doseMgPerDay: 20 }, 'unmet'],
    ['a dose that differs by a milligram', { doseMgPerDay: 40 }, { doseMgPerDay: 41 }, 'unmet'],
    [
      'another product of the same dose',
      { doseMgPerDay: 40, product: 'y' },
      { doseMgPerDay: 40 },
      'unmet',
    ],
    ['another product, no dose stated', { product: 'y' }, {}, 'unmet'],
    ['another product, one dose stated', { product: 'y', doseMgPerDay: 40 }, {}, 'unmet'],
    ['the same product, one dose stated', { doseMgPerDay: 40 }, {}, 'unmet'],
  ])('counts capsules whatever their dose or product: %s', (_, first, second, truth) => {
    expect(ask(twoPrescriptions(first, second), monday).truth).toBe(truth);
  });

  it('counts a supply whose prescription nobody recorded', () => {
    const history = new MadeUpHistory()
      .add('Dispensed', monday, given('unknown'))
      .add('PrescriptionWritten', monday, written('second', { doseMgPerDay: 20 }));
    expect(ask(history, monday).truth).toBe('unmet');
  });

  it('adds up what was collected before the last supply ran out', () => {
    const history = twoPrescriptions()
      .add('PrescriptionWritten', addDays(monday, 27), written('third'))
      .add('Dispensed', addDays(monday, 27), given('third'));
    // 30 and 3 left over: 33 on that day, 30 three days later.
    expect(ask(history, addDays(monday, 30)).truth).toBe('unmet');
    expect(ask(history, addDays(monday, 31)).truth).toBe('met');
  });

  it('takes the whole authorisation for the fill, so that parts of it are dispensed', () => {
    const history = twoPrescriptions().add('DispenseAuthorized', addDays(monday, 10), {
      authorization: 'a-second',
      prescription: 'second',
      pharmacy: 'ph',
      daysSupply: 30,
      lastDay: addDays(monday, 16),
      decision: 'd',
    });
    const part = { daysSupply: 10, authorization: 'a-second' };
    expect(ask(history, addDays(monday, 10), part).truth).toBe('met');
    expect(ask(history, addDays(monday, 10), { daysSupply: 10 }).truth).toBe('unmet');
  });

  it('takes what is left of the prescription when no days are named', () => {
    expect(ask(twoPrescriptions(), monday, {}).truth).toBe('unmet');
    expect(ask(twoPrescriptions(), addDays(monday, 1), {}).truth).toBe('met');
  });

  it.each<[string, Role, number, number | undefined, 'met' | 'unmet']>([
    ['by the pharmacy, a day of two capsules', 'pharmacist', 2, 60, 'met'],
    ['by the pharmacy, half a day', 'pharmacist', 1, 60, 'unmet'],
    ['by the patient alone', 'patient', 60, 60, 'unmet'],
    ['by the pharmacy, capsules uncounted', 'pharmacist', 60, undefined, 'unmet'],
  ])('is less by what is lost: %s', (_, by, count, capsules, truth) => {
    const history = twoPrescriptions({}, {}, capsules).add(
      'CapsulesLost',
      monday,
      { count },
      { by },
    );
    expect(ask(history, monday).truth).toBe(truth);
  });

  it('takes away once what was lost, found and given back', () => {
    const lost = twoPrescriptions({}, {}, 60)
      .add('CapsulesLost', monday, { count: 20 })
      .add('CapsulesReturned', monday, { count: 20 });
    expect(ask(lost, monday, { daysSupply: 20 }).truth).toBe('unmet');
    expect(ask(lost, monday, { daysSupply: 21 }).truth).toBe('met');
  });

  it.each([
    ['on its own day', 0],
    ['dated on a later day', 3],
  ])('loses nothing by what was given back before the log heard of the supply, %s', (_, day) => {
    const early = new MadeUpHistory()
      .add('PrescriptionWritten', monday, written('first'))
      .add('PrescriptionWritten', monday, written('second'))
      .add('CapsulesReturned', addDays(monday, day), { count: 60 }, { by: 'pharmacist' })
      .add('Dispensed', monday, given('first', 30, { capsules: 60 }));
    const today = addDays(monday, day);
    expect(ask(early, today, { daysSupply: 30 - day }).truth).toBe('unmet');
    // What is given back once it was handed out is of it.
    early.add('CapsulesReturned', today, { count: 60 }, { by: 'pharmacist' });
    expect(ask(early, today, { daysSupply: 1 }).truth).toBe('met');
  });

  it('takes off no other supply what came back of one that was then taken back whole', () => {
    const twice = twoPrescriptions({}, {}, 60)
      .add('CapsulesReturned', monday, { count: 60 })
      .add('DispenseReversed', monday, { dispense: 'd-first', cause: 'returned_to_stock' })
      .add('Dispensed', monday, given('third', 30, { capsules: 60 }));
    expect(ask(twice, monday).truth).toBe('unmet');
  });

  it('keeps what was left of a pack that was begun and put away', () => {
    const paused = twoPrescriptions().add('CoursePaused', addDays(monday, 10), {});
    // Ten doses taken; twenty are in the drawer for as long as the pause lasts.
    expect(ask(paused, addDays(monday, 200), { daysSupply: 20 }).truth).toBe('unmet');
    expect(ask(paused, addDays(monday, 200), { daysSupply: 21 }).truth).toBe('met');
    const resumed = paused.add('CourseResumed', addDays(monday, 100), {});
    expect(ask(resumed, addDays(monday, 119), { daysSupply: 1 }).truth).toBe('unmet');
    expect(ask(resumed, addDays(monday, 120), { daysSupply: 1 }).truth).toBe('met');
    const end = { course: 'one', lastDoseOn: addDays(monday, 9) };
    const ended = twoPrescriptions().add('CourseEnded', addDays(monday, 12), end);
    expect(ask(ended, addDays(monday, 300), { daysSupply: 20 }).truth).toBe('unmet');
    expect(ask(ended, addDays(monday, 300), { daysSupply: 21 }).truth).toBe('met');
    const more = ended.add('Dispensed', addDays(monday, 50), given('third', 5));
    expect(ask(more, addDays(monday, 60), { daysSupply: 15 }).truth).toBe('unmet');
    expect(ask(more, addDays(monday, 60), { daysSupply: 16 }).truth).toBe('met');
  });

  it('is the same number as a cupboard from which one day is taken each morning', () => {
    const supplies = fc.array(
      fc.record({ on: fc.integer({ min: 0, max: 60 }), days: fc.integer({ min: 1, max: 40 }) }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(supplies, fc.integer({ min: 0, max: 100 }), (made, offset) => {
        const history = new MadeUpHistory().add('PrescriptionWritten', monday, written('second'));
        made.forEach(({ on, days }, index) => {
          history.add('Dispensed', addDays(monday, on), given(`other-${index}`, days), {
            recordedOn: monday,
          });
        });
        let cupboard = 0;
        for (let day = 0; day <= offset; day += 1) {
          cupboard = Math.max(0, cupboard - 1);
          for (const { on, days } of made) if (on === day) cupboard += days;
        }
        const today = addDays(monday, offset);
        expect(ask(history, today, { daysSupply: cupboard + 1 }).truth).toBe('met');
        if (cupboard > 0) expect(ask(history, today, { daysSupply: cupboard }).truth).toBe('unmet');
      }),
      { seed: 41, numRuns: 400 },
    );
  });
});

describe('H-03 more in hand than the limit of a supply and a few days', () => {
  const count = (value: number) => ({ kind: 'count', count: value }) as const;
  const limit = madeUpRequirement('limit', 'supply_limit', { maxDays: count(30) });
  const few = { aboveLimit: count(7) };
  const tooMuch = madeUpRequirement('held', 'supply_on_hand', few, { comparesWith: 'held' });
  const asked = (history: MadeUpHistory, day: number, daysSupply = 30, beside = [limit]) =>
    evaluateRequirement(tooMuch, history, addDays(monday, day), beside, {
      prescription: 'second',
      daysSupply,
    });

  it('asks from the first day too many, also for fifty-nine on one day', () => {
    // Thirty on Monday: 29 a day later, 8 on the 22nd day, 7 on the 23rd.
    expect([1, 22, 23].map((day) => asked(twoPrescriptions(), day).truth)).toEqual([
      'unmet',
      'unmet',
      'met',
    ]);
    expect(asked(twoPrescriptions(), 22, 29)).toMatchObject({ truth: 'met', maxDaysSupply: 29 });
  });

  it('counts a renewal of the prescription asked about, and not the rest of one fill', () => {
    const first = new MadeUpHistory().add('PrescriptionWritten', monday, written('second'));
    const renewed = () => first.add('Dispensed', monday, given('second'));
    const part = new MadeUpHistory()
      .add('PrescriptionWritten', monday, written('second'))
      .add('Dispensed', monday, given('second', 20));
    expect(asked(part, 0, 10).truth).toBe('met');
    expect(asked(renewed(), 1).truth).toBe('unmet');
  });

  it('asks of a fill given in parts, no days named, only for what is left of it', () => {
    const authorization = 'a-second';
    const parts = new MadeUpHistory()
      .add('PrescriptionWritten', monday, written('second'))
      .add('DispenseAuthorized', monday, {
        authorization,
        prescription: 'second',
        pharmacy: 'ph',
        daysSupply: 30,
        lastDay: addDays(monday, 6),
        decision: 'd',
      });
    for (let given = 0; given < 30; given += 6) {
      const open = { prescription: 'second', authorization };
      const answer = evaluateRequirement(tooMuch, parts, monday, [limit], open);
      expect([given, answer.truth]).toEqual([given, 'met']);
      parts.add('DispensedPartially', monday, {
        dispense: `d-${given}`,
        authorization,
        prescription: 'second',
        pharmacy: 'ph',
        daysSupply: 6,
        remainingDays: 24 - given,
      });
    }
  });

  it('asks only for all the days where no limit is bound to the category', () => {
    const elsewhere = { ...limit, categories: ['cannot'] };
    expect(asked(twoPrescriptions(), 1, 30, [elsewhere]).truth).toBe('met');
    expect(asked(twoPrescriptions(), 0, 30, [elsewhere]).truth).toBe('unmet');
  });
});
