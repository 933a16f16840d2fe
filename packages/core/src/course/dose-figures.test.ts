// Cumulative dose: three figures, three conventions, classes apart, and what a correction changes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COURSE_START, capsule, derived, madeUpCourse } from '../testing/made-up-course.ts';
import { dayOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';

const day = (count: number) => addDays(COURSE_START, count);
const forty = { schedule: 'constant', dosesMg: [40] } as const;
const supply = { authorization: 'a1', prescription: 'rx1', pharmacy: 'ph1' } as const;

describe('mg/kg by three conventions', () => {
  it('of 3,600 mg at 60 kg and 3,960 mg at 66 kg are 126.0, 114.5 and 120.0', () => {
    const history = madeUpCourse({ schedule: 'constant', dosesMg: [60] });
    for (let count = 0; count < 60; count += 1)
      history.add('DoseTaken', day(count), { doseMg: 60 });
    history.add('WeightMeasured', day(60), { weightKg: 66 });
    for (let count = 60; count < 120; count += 1)
      history.add('DoseTaken', day(count), { doseMg: 66 });
    const { figures, end } = derived(history, 120);
    const [dose] = figures.classes;
    expect(dose!.taken.mg).toBe(7560);
    const { baseline_weight, current_weight, per_period } = dose!.takenPerKg;
    expect([baseline_weight, current_weight, per_period].map((one) => one!.toFixed(1))).toEqual([
      '126.0',
      '114.5',
      '120.0',
    ]);
    expect(figures.spread).toBeCloseTo(0.1, 6);
    expect(end.notes).toContain('conventions_differ');
    expect(end.notes).not.toContain('weight_changed');
  });

  it('are not given without a weight, and the mg are', () => {
    const history = madeUpCourse(forty).add('DoseTaken', day(0), { doseMg: 40 });
    const events = history.events.filter((event) => event.type !== 'WeightMeasured');
    const { figures, end } = derived({ events } as typeof history, 1);
    expect(figures.classes[0]).toMatchObject({ taken: { mg: 40, unstated: 0 }, takenPerKg: {} });
    expect(end.notes).toContain('weight_missing');
  });
});

describe('prescribed, dispensed and taken', () => {
  it('are kept apart, and an entry without mg is counted as unstated', () => {
    const written = { prescriber: 'dr', product: '6064', daysSupply: 30, refills: 0 } as const;
    const history = madeUpCourse(forty)
      .add('PrescriptionWritten', day(0), { ...written, prescription: 'rx1', doseMgPerDay: 40 })
      .add('PrescriptionWritten', day(1), { ...written, prescription: 'rx2' })
      .add('Dispensed', day(1), { ...supply, dispense: 'd1', daysSupply: 30 })
      .add('DispensedPartially', day(2), {
        ...supply,
        dispense: 'd2',
        daysSupply: 10,
        remainingDays: 20,
      })
      .add('Dispensed', day(2), { ...supply, dispense: 'd3', prescription: 'rx2', daysSupply: 30 })
      .add('DispenseReversed', day(3), { dispense: 'd2', cause: 'returned_to_stock' })
      .add('DoseTaken', day(2), { doseMg: 40 })
      .add('DoseMissed', day(3), {})
      .add('DoseTaken', day(4), { doseMg: 40 });
    const { figures } = derived(history, 4);
    expect(figures.classes).toMatchObject([
      {
        doseClass: 'conventional',
        prescribed: { mg: 1200, unstated: 1 },
        dispensed: { mg: 1200, unstated: 1 },
        taken: { mg: 80, unstated: 0 },
      },
    ]);
    expect(figures.missedOn).toEqual([day(3)]);
  });

  it('are by counted capsules where strength and count are known', () => {
    const twenty = capsule(20);
    const history = madeUpCourse(forty)
      .add('PrescriptionWritten', day(0), {
        ...{ prescription: 'rx1', prescriber: 'dr', daysSupply: 30, refills: 0 },
        ...{ product: twenty.code, doseMgPerDay: 40 },
      })
      .add('Dispensed', day(0), { ...supply, dispense: 'd1', daysSupply: 30, capsules: 56 });
    const { figures } = derived(history, 1, { products: new Map([[twenty.code, twenty]]) });
    expect(figures.classes[0]!.dispensed.mg).toBe(1120);
  });
});

describe('classes of products', () => {
  const eight = capsule(8, 'micronised');
  const products = new Map([[eight.code, eight]]);

  it('are never summed, and no end is derived from a mixture', () => {
    const history = madeUpCourse(forty)
      .add('EndPolicyChosen', day(0), {
        ...{ course: 'c1', policy: 'cumulative_target', targetMgPerKg: 120 },
      })
      .add('DoseTaken', day(0), { doseMg: 40 })
      .add('DoseTaken', day(1), { doseMg: 32, product: eight.code });
    const { figures, end } = derived(history, 2, { products });
    expect(figures.classes.map((one) => [one.doseClass, one.taken.mg])).toEqual([
      ['conventional', 40],
      ['micronised', 32],
    ]);
    expect(end.endsOn).toBeUndefined();
    expect(end.notes).toContain('classes_mixed');
  });

  it('leave a dose without product or plan unstated', () => {
    const history = madeUpCourse({ ...forty, startsOn: day(10) }).add('DoseTaken', day(0), {
      doseMg: 40,
    });
    expect(derived(history, 2).figures.classes.map((one) => one.doseClass)).toEqual(['unstated']);
  });
});

describe('courses', () => {
  it('are apart: the second begins with nothing taken, and the first stays as it was', () => {
    const history = madeUpCourse(forty).add('DoseTaken', day(0), { doseMg: 40 });
    history
      .add('CourseEnded', day(10), { course: 'c1', lastDoseOn: day(0) })
      .add('PatientEnrolled', day(300), { programme: 'p', course: 'c2' })
      .add('DoseTaken', day(300), { doseMg: 20 });
    const second = derived(history, 310);
    const first = derived(history, 310, { course: 'c1' });
    expect(second.figures.classes.map((one) => one.taken.mg)).toEqual([20]);
    expect(first.figures.classes.map((one) => one.taken.mg)).toEqual([40]);
    expect([first.course.lastDoseOn, second.course.lastDoseOn]).toEqual([day(0), undefined]);
  });

  it('from elsewhere stand beside this one, as their document says', () => {
    const history = madeUpCourse(forty).add('ExternalHistoryAccepted', day(0), {
      ...{ origin: 'clinic b', document: 'letter', acceptedBy: 'dr', dispensedDays: 120 },
      ...{ coversFrom: dayOf('2021-01-01'), coversTo: dayOf('2021-04-30'), takenMg: 4800 },
    });
    const { figures } = derived(history, 1);
    expect(figures.classes).toEqual([]);
    expect(figures.elsewhere).toMatchObject([
      { days: 120, takenMg: 4800, productClass: undefined },
    ]);
  });
});

describe('H-12 a cumulative dose', () => {
  const doses = fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 5, max: 80 })), { maxLength: 40 });

  it('never decreases from one day to the next without a correction', () => {
    fc.assert(
      fc.property(doses, (taken) => {
        const history = madeUpCourse(forty);
        for (const [at, doseMg] of [...taken].sort((a, b) => a[0] - b[0]))
          history.add('DoseTaken', day(at), { doseMg });
        let before = 0;
        for (let at = 0; at <= 60; at += 10) {
          const now = derived(history, at).figures.classes[0]?.taken.mg ?? 0;
          expect(now).toBeGreaterThanOrEqual(before);
          before = now;
        }
        expect(before).toBe(taken.reduce((sum, [, doseMg]) => sum + doseMg, 0));
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('is derived anew, with everything that rests on it, when a dose is corrected', () => {
    const history = madeUpCourse(forty).add('EndPolicyChosen', day(0), {
      ...{ course: 'c1', policy: 'cumulative_target', targetMgPerKg: 120 },
    });
    for (let count = 0; count < 30; count += 1)
      history.add('DoseTaken', day(count), { doseMg: 40 });
    const before = derived(history, 30);
    const wrong = history.events.findLast((event) => event.type === 'DoseTaken')!;
    history.add('Corrected', day(30), {
      ...{ event: wrong.id, field: 'doseMg', value: '80', isWithdrawn: false, reason: 'two taken' },
    });
    const after = derived(history, 30);
    expect(after.figures.classes[0]!.taken.mg - before.figures.classes[0]!.taken.mg).toBe(40);
    expect(after.adherence.share).toBeGreaterThan(before.adherence.share!);
    expect(after.end.remainingMg).toBe(before.end.remainingMg! - 40);
    expect(after.end.endsOn).toBe(before.end.endsOn! - 1);
  });
});
