// The course on record in the form, and from the form as asked: the same periods, and nothing guessed.

import type { CoursePlanRead } from '@aegle/api';
import { readRequest } from '@aegle/forecast';
import { describe, expect, it } from 'vitest';
import { emptyDraft, type ForecastDraft, requestIn } from './draft.ts';
import { draftOfCourse, drawnBlood, leftEmpty } from './draft-of-course.ts';
import { refusedFields } from './field-refusals.ts';

type Plan = NonNullable<CoursePlanRead['plan']>;
type Period = Plan['periods'][number];

const taking = { productClass: 'conventional', meal: 'full', adherence: 0.9 } as const;

/** Each schedule that can be planned, and a gap before the last. */
const PERIODS: readonly Period[] = [
  { firstDay: 0, lengthDays: 28, schedule: { kind: 'constant', doseMg: 22.5 }, ...taking },
  {
    ...{ firstDay: 28, lengthDays: 42, ...taking },
    schedule: { kind: 'ramp', fromDoseMg: 20, toDoseMg: 60, stepMg: 20, stepDays: 14 },
  },
  { firstDay: 70, lengthDays: 7, schedule: { kind: 'break' }, ...taking },
  { firstDay: 77, lengthDays: 30, schedule: { kind: 'repeating', dosesMg: [20, 40] }, ...taking },
  { firstDay: 107, lengthDays: 10, schedule: { kind: 'split', dosesMg: [25, 20] }, ...taking },
  {
    ...{ firstDay: 117, lengthDays: 14, ...taking },
    schedule: { kind: 'weekly', dosesMg: [20, 0, 20, 0, 20, 0, 0] },
  },
  {
    ...{ firstDay: 131, lengthDays: 28, ...taking },
    schedule: { kind: 'pulse', doseMg: 40, onDays: 7, offDays: 7 },
  },
  { firstDay: 170, lengthDays: 20, schedule: { kind: 'alternateDay', doseMg: 20 }, ...taking },
];

const UNKNOWN = {
  ...{ sex: null, inflammatoryLesions: null, nonInflammatoryLesions: null, nodules: null },
  ...{ triglyceridesMgPerDl: null, altUnitsPerL: null },
};

function filled(periods: readonly Period[], person: Partial<CoursePlanRead['person']> = {}) {
  const on = '2025-07-01';
  const read: CoursePlanRead = {
    ...{ patient: 'p', today: '2025-06-18', course: null, refusals: [] },
    person: { on, ageYears: 27, weightKg: 61.5, weighedOn: on, ...UNKNOWN, ...person },
    plan: {
      ...{ startsOn: on, periods: [...periods], reportedDays: 0, silentDays: 0, adherence: null },
    },
  };
  return draftOfCourse(read, emptyDraft(String), 'Course on record');
}

/** As somebody who knows the rest fills in the rest. */
function completed(draft: ForecastDraft): ForecastDraft {
  const lesions = { inflammatoryLesions: '30', nonInflammatoryLesions: '40', nodules: '2' };
  return { ...draft, person: { ...draft.person, ...lesions, sex: 'female', isTruncal: 'no' } };
}

describe('the form filled in from a course', () => {
  it('asks for the very periods that were planned, a gap as a break', () => {
    const reading = readRequest(requestIn(completed(filled(PERIODS))));
    if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
    const gap = { firstDay: 159, lengthDays: 11, schedule: { kind: 'break' }, ...taking };
    expect(reading.request.plans).toMatchObject([
      {
        name: 'Course on record',
        regimen: { periods: [...PERIODS.slice(0, -1), gap, ...PERIODS.slice(-1)] },
      },
    ]);
    expect(reading.request.subject).toMatchObject({ profile: { ageYears: 27, weightKg: 61.5 } });
  });

  it('has class, meal and share by period where they differ, and names the one refused', () => {
    const [first, , , list] = PERIODS;
    const draft = filled([
      { ...first!, adherence: 1 },
      { ...list!, firstDay: 28, adherence: 5 / 6, meal: 'light' },
    ]);
    const [plan] = draft.plans;
    const reading = readRequest(requestIn(completed(draft)));
    if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
    expect(reading.request.plans[0]!.regimen.periods).toMatchObject([
      { adherence: 1, meal: 'full' },
      { adherence: 0.83, meal: 'light' },
    ]);
    const periods = plan!.periods.map((one) => ({ ...one, adherence: '' }));
    const untold = completed({ ...draft, plans: [{ ...plan!, periods }] });
    const refused = readRequest(requestIn(untold));
    const { fields, others } = refusedFields(refused.accepted ? [] : refused.refusals, untold);
    expect(Object.keys(fields)).toEqual([
      'plans.0.periods.0.adherence',
      'plans.0.periods.1.adherence',
    ]);
    expect(others).toEqual([]);
  });

  it('takes sex, lesions and blood of before the first capsule, and asks for the trunk alone', () => {
    const of = (value: number) => ({ value, on: '2025-06-20' });
    const draft = filled(PERIODS, {
      sex: { value: 'female', on: '2025-06-20' },
      ...{ inflammatoryLesions: of(24), nonInflammatoryLesions: of(31), nodules: of(0) },
      ...{ triglyceridesMgPerDl: of(106.3), altUnitsPerL: of(19) },
    });
    expect(leftEmpty(draft)).toEqual(['isTruncal']);
    expect(drawnBlood(draft)).toEqual([]);
    const told = { ...draft, person: { ...draft.person, isTruncal: 'no' } };
    const reading = readRequest(requestIn(told));
    if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
    expect(reading.request.subject).toMatchObject({
      profile: {
        ...{ sex: 'female', inflammatoryLesions: 24, nonInflammatoryLesions: 31, nodules: 0 },
        ...{ triglyceridesMgPerDl: 106.3, altUnitsPerL: 19 },
      },
    });
    expect(drawnBlood(filled(PERIODS))).toEqual(['triglyceridesMgPerDl', 'altUnitsPerL']);
  });

  it('leaves empty what the record does not say, and lists it', () => {
    const unknown = PERIODS.map((one) => ({ ...one, adherence: null }));
    const draft = filled(unknown, { ageYears: null, weightKg: null, weighedOn: null });
    expect(draft.plans[0]).toMatchObject({ adherence: '', productClass: 'conventional' });
    expect(new Set(Object.values(draft.person))).toEqual(new Set(['']));
    const lesions = ['inflammatoryLesions', 'nonInflammatoryLesions', 'nodules'];
    const others = ['ageYears', 'sex', 'weightKg', ...lesions, 'isTruncal', 'adherence'];
    expect(leftEmpty(draft)).toEqual(others);
    expect(leftEmpty(completed(filled(PERIODS)))).toEqual([]);
    expect(readRequest(requestIn(draft)).accepted).toBe(false);
  });
});
