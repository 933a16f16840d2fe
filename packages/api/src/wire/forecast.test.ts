// The forecast's wire: what passes, what is refused and where, and that it can be JSON Schema.

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { forecast, forecastQuestion, forecastRequest, withHorizon } from './forecast.ts';

const period = (change: object = {}) => ({
  firstDay: 0,
  lengthDays: 150,
  schedule: { kind: 'constant', doseMg: 40 },
  productClass: 'conventional',
  meal: 'full',
  adherence: 0.9,
  ...change,
});

const asked = (change: object = {}, ofPeriod: object = {}) => ({
  subject: { kind: 'population' },
  plans: [{ name: 'A', maintenanceMonths: 0, regimen: { periods: [period(ofPeriod)] } }],
  ...change,
});

const person = (change: object) => ({
  subject: {
    kind: 'patient',
    profile: {
      ...{ ageYears: 19, sex: 'female', weightKg: 60, isTruncal: false },
      ...{ inflammatoryLesions: 30, nonInflammatoryLesions: 40, nodules: 2 },
      ...change,
    },
  },
});

describe('a forecast on the wire', () => {
  it('takes every schedule, and fills in the settings of the run', () => {
    const schedules = [
      { kind: 'constant', doseMg: 40 },
      { kind: 'ramp', fromDoseMg: 20, toDoseMg: 60, stepMg: 10, stepDays: 14 },
      { kind: 'split', dosesMg: [20, 25] },
      { kind: 'alternateDay', doseMg: 20 },
      { kind: 'repeating', dosesMg: [20, 40] },
      { kind: 'weekly', dosesMg: [20, 0, 20, 0, 20, 0, 0] },
      { kind: 'pulse', doseMg: 40, onDays: 7, offDays: 21 },
      { kind: 'break' },
    ];
    for (const schedule of schedules) {
      const read = forecastRequest.parse(asked({}, { schedule }));
      expect(read).toMatchObject({ seed: 1, patients: 2000, outputEveryDays: 7 });
      expect(read.plans[0]?.regimen.periods[0]?.schedule).toEqual(schedule);
    }
  });

  it('ends with the last day that is asked for, and after two years where none is', () => {
    const horizonOf = (change: object) =>
      withHorizon(forecastQuestion.parse(asked(change))).horizonDays;
    expect(horizonOf({})).toBe(730);
    expect(horizonOf({ outputDays: [84, 1300] })).toBe(1300);
    expect(horizonOf({ outputDays: [7] })).toBe(28);
    expect(horizonOf({ outputDays: [84], horizonDays: 365 })).toBe(365);
  });

  it('takes a baseline as a paper states it: mean and SD, or median and quartiles', () => {
    const baseline = {
      inflammatoryLesions: { mean: 40, sd: 12 },
      ageYears: { median: 20, low25: 17, high75: 25 },
    };
    const read = forecastRequest.parse(asked({ subject: { kind: 'population', baseline } }));
    expect(read.subject).toEqual({ kind: 'population', baseline });
  });

  it.each([
    ['no dose', asked({}, { schedule: { kind: 'constant', doseMg: 0 } }), 'schedule.doseMg'],
    ['four grams', asked({}, { schedule: { kind: 'constant', doseMg: 4000 } }), 'schedule.doseMg'],
    ['an unknown product', asked({}, { productClass: 'gel' }), 'productClass'],
    ['a million years', asked({}, { lengthDays: 365_000_000 }), 'lengthDays'],
    ['adherence nil', asked({}, { adherence: 0 }), 'adherence'],
    ['three kilograms', asked(person({ weightKg: 3 })), 'weightKg'],
    ['five years', asked(person({ ageYears: 5 })), 'ageYears'],
    ['a misspelt covariate', asked(person({ trigylceridesMgPerDl: 90 })), 'profile'],
    ['five plans', asked({ plans: Array(5).fill(asked().plans[0]) }), 'plans'],
    ['a millennium', asked({ horizonDays: 365_000 }), 'horizonDays'],
    [
      'half a spread',
      asked({ subject: { kind: 'population', baseline: { nodules: {} } } }),
      'nodules',
    ],
  ])('refuses %s at its field', (_, sent, field) => {
    const { error } = forecastRequest.safeParse(sent);
    expect(error?.issues.map((one) => one.path.join('.'))).toEqual([
      expect.stringMatching(new RegExp(`(^|\\.)${field}$`)),
    ]);
  });

  it.each([forecastQuestion, forecastRequest, forecast])('can be written as JSON Schema', (one) => {
    expect(z.toJSONSchema(one, { io: 'input' })).toBeTypeOf('object');
  });
});
