// Populations, days and doses as a paper states them: what is drawn is what was asked for.

import { describe, expect, it } from 'vitest';
import { answerForecast } from './answer/answer.ts';
import { SIDE_EFFECTS } from './parameters/parameter-names.ts';
import type { PopulationBaseline } from './population/baseline.ts';
import { SET_GROUPS } from './population/draw-set.ts';
import { newIndividual } from './population/individual.ts';
import { samplePatient } from './population/sample.ts';
import { type ForecastRequest, readRequest } from './run/request.ts';
import { prepareForecast, runAll, setOf } from './run/run.ts';
import { planOf, RELEASE, requestOf } from './testing-release.ts';

const of = (baseline: PopulationBaseline, changes: Partial<ForecastRequest> = {}) =>
  requestOf({ subject: { kind: 'population', baseline }, ...changes });

function drawn(baseline: PopulationBaseline, count = 20_000) {
  const forecast = prepareForecast(of(baseline), RELEASE);
  const people = [];
  for (let id = 0; id < count; id++) {
    const person = newIndividual(SIDE_EFFECTS.length);
    const set = setOf(forecast, id % SET_GROUPS);
    samplePatient(forecast.sampler, set, null, id, person);
    people.push(person);
  }
  return people;
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
function sdOf(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
}
function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * values.length)]!;
}

const run = (request: ForecastRequest) => {
  const forecast = prepareForecast(request, RELEASE);
  return answerForecast(forecast, runAll(forecast));
};

describe('a population as a paper states it', () => {
  it('has the mean and SD that were given', () => {
    const people = drawn({
      ageYears: { mean: 21, sd: 5 },
      weightKg: { mean: 70, sd: 12 },
      inflammatoryLesions: { mean: 40, sd: 15 },
      triglyceridesMgPerDl: { mean: 95, sd: 40 },
      femaleShare: 0.4,
    });
    const ages = people.map((one) => one.ageYears);
    expect(mean(ages)).toBeCloseTo(21, 0);
    expect(sdOf(ages)).toBeCloseTo(5, 0);
    expect(Math.min(...ages)).toBeGreaterThan(12);
    const weights = people.map((one) => one.weightKg);
    expect(mean(weights)).toBeCloseTo(70, 0);
    expect(sdOf(weights) / 12).toBeCloseTo(1, 1);
    const counts = people.map((one) => one.inflammatory);
    expect(mean(counts)).toBeCloseTo(40, 0);
    expect(sdOf(counts) / 15).toBeCloseTo(1, 1);
    expect(mean(people.map((one) => one.triglycerides)) / 95).toBeCloseTo(1, 1);
    expect(mean(people.map((one) => (one.isFemale ? 1 : 0)))).toBeCloseTo(0.4, 1);
  });

  it('has the median and quartiles that were given, and all of one value with no spread', () => {
    const people = drawn({
      inflammatoryLesions: { median: 25, low25: 18, high75: 35 },
      nonInflammatoryLesions: { mean: 60, sd: 0 },
    });
    const counts = people.map((one) => one.inflammatory);
    expect(quantile(counts, 0.5) / 25).toBeCloseTo(1, 1);
    expect(quantile(counts, 0.75) / quantile(counts, 0.25)).toBeCloseTo(35 / 18, 1);
    for (const one of people.slice(0, 200)) expect(one.nonInflammatory).toBeCloseTo(60, 9);
  });

  it('moves nothing that it does not name', () => {
    const plain = drawn({}, 500);
    const other = drawn({ inflammatoryLesions: { mean: 80, sd: 0 } }, 500);
    for (const [i, person] of plain.entries()) {
      expect({ ...other[i], inflammatory: 0 }).toEqual({ ...person, inflammatory: 0 });
    }
  });

  it('gives a percentage of before at a count of 100', () => {
    const at = (count: number) => {
      const baseline = { inflammatoryLesions: { mean: count, sd: 0 } };
      const request = of(baseline, { outputDays: [84], endpoints: ['inflammatoryLesions'] });
      return run(request).plans[0]!.curves[0]!;
    };
    expect(at(30).mean[1]! / 30).toBeCloseTo(at(100).mean[1]! / 100, 4);
    expect(at(30).median[1]! / 30).toBeCloseTo(at(100).median[1]! / 100, 1);
  });
});

describe('days and endpoints that were asked for', () => {
  it('answers day 0 and those days with the numbers of the whole run', () => {
    const whole = run(requestOf());
    const some = run(requestOf({ outputDays: [84, 140], endpoints: ['gags', 'cheilitis'] }));
    expect(some.outputDays).toEqual([0, 84, 140]);
    expect(some.plans[0]!.relapse).toEqual([]);
    expect(some.plans[0]!.grades.map((one) => one.endpoint)).toEqual(['cheilitis']);
    const gags = whole.plans[0]!.curves.find((one) => one.endpoint === 'gags')!;
    const at = [0, 84, 140].map((day) => whole.outputDays.indexOf(day));
    expect(some.plans[0]!.curves[0]!.median).toEqual(at.map((t) => gags.median[t]));
  });
});

describe('a dose per weight', () => {
  const perWeight = { ...planOf({ kind: 'constant', doseMg: 50 }), forWeightKg: 100 };

  it('gives everyone the same dose per kg', () => {
    const request = requestOf({ plans: [perWeight], endpoints: ['cumulativeDose'] });
    const dose = run(request).plans[0]!.curves[0]!;
    const t = run(request).outputDays.indexOf(140);
    expect(dose.low90[t]).toBeCloseTo(70, 6);
    expect(dose.high90[t]).toBeCloseTo(70, 6);
  });

  it('is, for one person, that person’s own mg', () => {
    const profile = {
      ...{ ageYears: 19, sex: 'female' as const, weightKg: 60, isTruncal: false },
      ...{ inflammatoryLesions: 30, nonInflammatoryLesions: 40, nodules: 2 },
    };
    const subject = { kind: 'patient' as const, profile };
    const own = planOf({ kind: 'constant', doseMg: 30 });
    const answers = run(requestOf({ subject, plans: [own, perWeight] })).plans;
    expect(answers[1]!.curves).toEqual(answers[0]!.curves);
  });
});

describe('what is refused', () => {
  const fieldsOf = (change: object) => {
    const reading = readRequest({ ...requestOf(), ...change });
    return reading.accepted ? [] : reading.refusals.map((one) => one.field);
  };
  const population = (baseline: unknown) => ({ subject: { kind: 'population', baseline } });
  it.each([
    ['days that fall', { outputDays: [84, 28] }, 'outputDays[1]'],
    ['a day after the horizon', { outputDays: [84, 400] }, 'outputDays[1]'],
    ['no days', { outputDays: [] }, 'outputDays'],
    ['an unknown endpoint', { endpoints: ['mood'] }, 'endpoints'],
    ['an unknown quantity', population({ height: { mean: 170, sd: 8 } }), 'subject.baseline.*'],
    ['a share of 2', population({ femaleShare: 2 }), 'subject.baseline.femaleShare'],
    ['half a spread', population({ nodules: { mean: 2 } }), 'subject.baseline.nodules'],
    ['a NaN', population({ nodules: { mean: Number.NaN, sd: 1 } }), 'subject.baseline.nodules'],
    ['age 5', population({ ageYears: { mean: 5, sd: 0 } }), 'subject.baseline.ageYears'],
    ['age 12 spread', population({ ageYears: { mean: 12, sd: 2 } }), 'subject.baseline.ageYears'],
    [
      'quartiles out of order',
      population({ weightKg: { median: 60, low25: 70, high75: 80 } }),
      'subject.baseline.weightKg',
    ],
    [
      'a quartile at nil',
      population({ nodules: { median: 2, low25: 0, high75: 5 } }),
      'subject.baseline.nodules',
    ],
    ['no object', population(7), 'subject.baseline'],
    [
      'a weight of 3 kg for the dose',
      { plans: [{ ...planOf({ kind: 'constant', doseMg: 40 }), forWeightKg: 3 }] },
      'plans[0].forWeightKg',
    ],
    [
      'more per kg than the label',
      { plans: [{ ...planOf({ kind: 'constant', doseMg: 200 }), forWeightKg: 60 }] },
      'plans[0].regimen.periods[0].schedule',
    ],
  ])('%s', (_, change, field) => {
    expect(fieldsOf(change)).toContain(field);
  });
});
