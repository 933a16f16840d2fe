// Windows, waits, closures and the wait after treatment, on the day before, the day and the day after.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '../programme/parameter.ts';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import { days, MADE_UP_PROGRAMME, madeUpRequirement, onDay } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';

const first = dayOf('2024-01-01');
const on = (offset: number) => addDays(first, offset);
const enrolled = () =>
  new MadeUpHistory().add('PatientEnrolled', first, { programme: MADE_UP_PROGRAMME, course: 'c1' });
const rx = { prescription: 'rx1', prescriber: 'p', product: 'x', daysSupply: 30, refills: 0 };
const ONE_MONTH: ParameterValue = {
  kind: 'length',
  length: { unit: 'calendar_month', amount: 1, monthEnd: 'first_day_of_next_month' },
};
const supply = (daysSupply: number) => ({
  dispense: `d${daysSupply}`,
  authorization: 'a',
  prescription: 'rx1',
  pharmacy: 'p',
  daysSupply,
});

describe('a window from the prescription', () => {
  const written = enrolled().add('PrescriptionWritten', on(10), rx);
  const of = (length: number, anchorDayCounts: boolean) =>
    madeUpRequirement(
      'window',
      'window',
      { length: days(length) },
      { anchors: ['prescription'], anchorDayCounts },
    );

  it.each([
    [7, true, 16],
    [6, false, 16],
    [7, false, 17],
  ])('of %i days, anchor counting: %s, ends on day %i', (length, counts, lastOffset) => {
    const at = (offset: number) => evaluateRequirement(of(length, counts), written, on(offset));
    expect([at(lastOffset - 1).truth, at(lastOffset).truth, at(lastOffset + 1).truth]).toEqual([
      'met',
      'met',
      'unmet',
    ]);
    expect(at(lastOffset).lastDay).toBe(on(lastOffset));
  });

  it('is unknown without a prescription and never met', () => {
    expect(evaluateRequirement(of(7, true), enrolled(), on(10)).truth).toBe('unknown');
  });
});

describe('a wait from the latest of several anchors', () => {
  const wait = madeUpRequirement(
    'wait',
    'waiting_period',
    { length: days(30) },
    { anchors: ['enrolment', 'contraception'] },
  );

  it('ends when the latest has waited long enough', () => {
    const made = enrolled().add('ContraceptionStarted', on(3), {
      method: 'abstinence',
      declaredBy: 'patient',
    });
    const at = (offset: number) => evaluateRequirement(wait, made, on(offset));
    expect([at(32).truth, at(33).truth]).toEqual(['unmet', 'met']);
    expect(at(32).clearableFrom).toBe(on(33));
  });

  it('is unknown while one anchor is missing', () => {
    expect(evaluateRequirement(wait, enrolled(), on(60)).truth).toBe('unknown');
  });
});

describe('a closed programme', () => {
  const open = madeUpRequirement('open', 'programme_open', {
    firstDay: onDay(on(10)),
    lastDay: onDay(on(12)),
  });

  it('grants up to the eve, nothing inside, and again from the day after', () => {
    const at = (offset: number) => evaluateRequirement(open, enrolled(), on(offset));
    expect([9, 10, 12, 13].map((offset) => at(offset).truth)).toEqual([
      'met',
      'unmet',
      'unmet',
      'met',
    ]);
    expect(at(5).lastDay).toBe(on(9));
    expect(at(11).clearableFrom).toBe(on(13));
  });
});

describe('H-09 the wait after treatment', () => {
  const wait = madeUpRequirement('after', 'after_treatment_wait', { length: days(30) });
  const clearFrom = (made: MadeUpHistory, day = 0) => {
    const found = evaluateRequirement(wait, made, on(day));
    return found.truth === 'unmet' ? found.clearableFrom! - first : found.truth;
  };

  it('runs from the reported last dose', () => {
    expect(
      clearFrom(enrolled().add('CourseEnded', on(20), { course: 'c1', lastDoseOn: on(18) }), 20),
    ).toBe(49);
  });

  it('runs from the latest reported last dose when there are two, whichever was heard last', () => {
    const made = enrolled()
      .add('CourseEnded', on(40), { course: 'c1', lastDoseOn: on(40) })
      .add('CourseEnded', on(41), { course: 'c1', lastDoseOn: on(5) });
    expect(clearFrom(made, 41)).toBe(71);
  });

  it.each([
    // The day of the same number is still inside; where a month lacks it, its last day is.
    ['2024-09-01', '2024-10-02'],
    ['2024-09-30', '2024-10-31'],
    ['2024-10-31', '2024-12-01'],
    ['2024-01-29', '2024-03-01'],
    ['2024-01-31', '2024-03-01'],
    ['2023-01-28', '2023-03-01'],
    ['2023-01-31', '2023-03-01'],
    ['2024-02-29', '2024-03-30'],
    ['2024-12-31', '2025-02-01'],
  ])('of one month after a dose on %s ends before %s', (lastDose, free) => {
    const month = madeUpRequirement('after', 'after_treatment_wait', {
      length: ONE_MONTH,
    });
    const [lastDoseOn, freeOn] = [dayOf(lastDose), dayOf(free)];
    const made = new MadeUpHistory()
      .add('PatientEnrolled', addDays(lastDoseOn, -90), {
        programme: MADE_UP_PROGRAMME,
        course: 'c1',
      })
      .add('CourseEnded', lastDoseOn, { course: 'c1', lastDoseOn });
    const before = evaluateRequirement(month, made, addDays(freeOn, -1));
    expect([before.truth, before.clearableFrom]).toEqual(['unmet', freeOn]);
    expect(evaluateRequirement(month, made, freeOn).truth).toBe('met');
  });

  it('is unknown, so never over, while nobody has reported a last dose', () => {
    expect(clearFrom(enrolled().add('Dispensed', on(10), supply(30)), 70)).toBe('unknown');
  });

  it('runs from the last possible dose while capsules are unaccounted for', () => {
    const made = enrolled()
      .add('Dispensed', on(10), supply(30))
      .add('CapsulesLost', on(15), { count: 20 })
      .add('CourseEnded', on(20), { course: 'c1', lastDoseOn: on(12) });
    expect(clearFrom(made, 20)).toBe(10 + 29 + 30);
    expect(clearFrom(made.add('CapsulesReturned', on(21), { count: 20 }), 21)).toBe(43);
  });

  it('runs from the end of all supplies, one after the other, while capsules are missing', () => {
    const made = () =>
      enrolled()
        .add('Dispensed', on(0), supply(30))
        .add('Dispensed', on(24), { ...supply(30), dispense: 'd2', prescription: 'rx2' })
        .add('CapsulesLost', on(31), { count: 5 });
    const ended = (history: MadeUpHistory) =>
      history.add('CourseEnded', on(40), { course: 'c1', lastDoseOn: on(40) });
    // The first day and sixty days less one; a pause of four days lets it all end four days later.
    expect(clearFrom(ended(made()), 40)).toBe(59 + 30);
    const paused = made().add('CoursePaused', on(32), {}).add('CourseResumed', on(36), {});
    expect(clearFrom(ended(paused), 40)).toBe(63 + 30);
    // Nobody knows whether forty and twenty milligrams were taken together: the days come one after the other.
    const together = enrolled();
    for (const [index, doseMgPerDay] of [20, 40].entries())
      together
        .add('PrescriptionWritten', on(0), {
          prescription: `rx-${index}`,
          prescriber: 'p',
          product: 'isotretinoin',
          doseMgPerDay,
          daysSupply: 30,
          refills: 0,
        })
        .add('Dispensed', on(0), { ...supply(30), prescription: `rx-${index}` });
    expect(clearFrom(ended(together.add('CapsulesLost', on(31), { count: 5 })), 40)).toBe(59 + 30);
  });

  it('counts what was left over when more is supplied after the reported end', () => {
    const made = enrolled()
      .add('Dispensed', on(0), supply(30))
      .add('CourseEnded', on(6), { course: 'c1', lastDoseOn: on(5) })
      .add('Dispensed', on(25), { ...supply(10), dispense: 'd2', prescription: 'rx2' });
    // Six doses taken, twenty-four in the drawer, ten more on day 25.
    expect(clearFrom(made, 25)).toBe(25 + 33 + 30);
  });

  it('is the last day of a cupboard from which one day is taken each day', () => {
    const supplies = fc.array(
      fc.record({ day: fc.integer({ min: 0, max: 90 }), days: fc.integer({ min: 1, max: 40 }) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(supplies, (made) => {
        const history = enrolled();
        made.forEach(({ day, days: many }, index) => {
          history.add('Dispensed', on(day), { ...supply(many), dispense: `d${index}` });
        });
        history.add('CapsulesLost', on(90), { count: 1 });
        let cupboard = 0;
        let last = 0;
        for (let day = 0; day <= 90 + 240; day += 1) {
          for (const one of made) if (one.day === day) cupboard += one.days;
          if (cupboard > 0) {
            cupboard -= 1;
            last = day;
          }
        }
        const ended = history.add('CourseEnded', on(90), { course: 'c1', lastDoseOn: on(0) });
        const from = last + 30;
        if (from > 90) expect(clearFrom(ended, 90)).toBe(from);
        else expect(clearFrom(ended, 90)).toBe('met');
      }),
      { seed: 43, numRuns: 300 },
    );
  });

  it('counts what was found to have been handed out without an authorisation', () => {
    const made = enrolled()
      .add('Dispensed', on(0), supply(30))
      .add('UnauthorizedDispenseFound', on(10), { daysSupply: 30 })
      .add('CourseEnded', on(20), { course: 'c1', lastDoseOn: on(18) });
    expect(clearFrom(made, 20)).toBe(59 + 30);
  });

  it('counts what was dispensed after the reported end', () => {
    const made = enrolled()
      .add('CourseEnded', on(20), { course: 'c1' })
      .add('Dispensed', on(25), supply(10));
    expect(clearFrom(made, 25)).toBe(25 + 9 + 30);
  });

  it('runs from a later dose that the diary tells of, and never from an earlier one', () => {
    const made = () => enrolled().add('CourseEnded', on(20), { course: 'c1', lastDoseOn: on(18) });
    const dose = (day: number) => made().add('DoseAfterEndFound', on(day), { dose: 'd' });
    expect(clearFrom(dose(25), 25)).toBe(56);
    expect(clearFrom(dose(25), 55)).toBe(56);
    expect(clearFrom(dose(25), 56)).toBe('met');
    expect(clearFrom(dose(18), 20)).toBe(49);
    expect(clearFrom(dose(3), 20)).toBe(49);
    const withSupply = dose(25).add('Dispensed', on(30), supply(10));
    expect(clearFrom(withSupply, 30)).toBe(30 + 9 + 30);
  });

  it('is not over for someone treated elsewhere until yesterday', () => {
    const made = enrolled().add('ExternalHistoryAccepted', on(50), {
      origin: 'abroad',
      document: 'letter',
      acceptedBy: 'x',
      coversFrom: on(0),
      coversTo: on(49),
      dispensedDays: 30,
    });
    expect(evaluateRequirement(wait, made, on(50)).truth).not.toBe('met');
  });

  it('is never over by not knowing whether anything was taken', () => {
    expect(evaluateRequirement(wait, new MadeUpHistory(), on(50)).truth).not.toBe('met');
  });
});
