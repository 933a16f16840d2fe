// What the second model promises: each cause acts one way, draws are the release's own, errors are true.
// Never a clinical number: those are checked where they are calibrated.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import targets from '../release/targets.json';
import { answerForecast } from './answer/answer.ts';
import type { PlanAnswer } from './answer/answer-types.ts';
import { layOut } from './models/dosing.ts';
import { newPatientRun, runPatient, setTables, takeSet } from './models/patient-run.ts';
import { reachedBy, relapseShares } from './models/relapse.ts';
import { PARAMETER_NAMES } from './parameters/parameter-names.ts';
import { drawParameterSet, drawPlanOf } from './population/draw-set.ts';
import { newIndividual } from './population/individual.ts';
import { parameterIndex as at } from './population/parameter-set.ts';
import { choleskyOf } from './population/posterior-draws.ts';
import { openSampler, samplePatient } from './population/sample.ts';
import { openStream } from './random/streams.ts';
import type { ForecastRequest } from './run/request.ts';
import { prepareForecast, runAll } from './run/run.ts';
import { PERSON, planOf, requestOf, SECOND_RELEASE, TESTS } from './testing-release.ts';

const { draws } = drawPlanOf(SECOND_RELEASE, 2000);
const setOf = (k: number) => drawParameterSet(SECOND_RELEASE, 1, k);
const anyDraw = fc.nat(draws - 1);

function answerOf(request: ForecastRequest) {
  const forecast = prepareForecast(request, SECOND_RELEASE);
  return answerForecast(forecast, runAll(forecast));
}

describe('relapse', () => {
  const shares = new Float64Array(3);
  const person = newIndividual(9);
  const share = (k: number, id: number, dose: number, days: number, left: number): number[] => {
    const set = setOf(k);
    samplePatient(openSampler(1, '2'), set, null, id, person);
    const stop = { daysClear: days, inflammatoryLeft: left, clearDay: -1 };
    relapseShares(set, person, stop, dose, 0, shares);
    return [...shares];
  };

  it('never rises with dose, with weeks clear, or with less left, one at a time or together', () => {
    const dose = fc.integer({ min: 0, max: 300 });
    const days = fc.integer({ min: 0, max: 200 });
    const left = fc.double({ min: 0, max: 1, noNaN: true });
    const more = fc.tuple(dose, days, left);
    fc.assert(
      fc.property(anyDraw, fc.nat(500), more, more, (k, id, [d, c, l], [addD, addC, lessL]) => {
        const before = share(k, id, d, c, l);
        const after = share(k, id, d + addD, c + addC, l * (1 - lessL));
        for (let e = 0; e < 3; e++) expect(after[e]!).toBeLessThanOrEqual(before[e]! + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('never rises when the same person takes the same dose for longer', () => {
    const sampler = openSampler(3, '2');
    const adherence = openStream(3, 'adherence');
    fc.assert(
      fc.property(anyDraw, fc.nat(400), fc.integer({ min: 60, max: 200 }), (k, id, length) => {
        const set = setOf(k);
        const run = newPatientRun(Int32Array.of(0), 400, set, TESTS);
        takeSet(run, set, setTables(set, 400));
        const after = (days: number): number[] => {
          const plan = layOut(planOf({ kind: 'constant', doseMg: 40 }, days).regimen);
          samplePatient(sampler, set, null, id, run.person);
          runPatient(run, plan, 0, adherence, id);
          return [...run.relapse];
        };
        const [short, long] = [after(length), after(length + 60)];
        for (let e = 0; e < 3; e++) expect(long[e]!).toBeLessThanOrEqual(short[e]! + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it('has no second course before the label’s eight weeks, and each endpoint lies in the one before', () => {
    for (let k = 0; k < draws; k += 16) {
      expect(reachedBy(setOf(k), 2, 56)).toBe(0);
      expect(reachedBy(setOf(k), 2, 57)).toBeGreaterThan(0);
      expect(reachedBy(setOf(k), 1, 57)).toBeGreaterThan(0);
    }
    const { plans } = answerOf(requestOf({ patients: 512, horizonDays: 1000 }));
    const [any, systemic, second] = plans[0]!.relapse.map(({ share: line }) => line);
    any!.forEach((value, t) => {
      expect(systemic![t]!).toBeLessThanOrEqual(value! + 1e-9);
      expect(second![t]!).toBeLessThanOrEqual(systemic![t]! + 1e-9);
    });
  });

  it('shows every reading of the dose with its weight', () => {
    const { plans } = answerOf(requestOf({ patients: 2048, horizonDays: 700 }));
    const { structures } = plans[0]!.relapse[1]!;
    expect(structures.map(({ structure }) => structure).sort()).toEqual([
      'ceiling',
      'noCeiling',
      'none',
    ]);
    for (const { structure, weight } of structures) {
      const stated = SECOND_RELEASE.doseStructures!.find(({ name }) => name === structure)!.weight;
      expect(Math.abs(weight - stated)).toBeLessThan(0.01);
    }
  });
});

describe('parameter draws', () => {
  it('are the release’s own: no seed changes them, and every stratum is taken once', () => {
    for (const k of [0, 100, 255]) {
      expect(drawParameterSet(SECOND_RELEASE, 99, k)).toEqual(setOf(k));
    }
    // A row that no correlation touches: its quantiles are the strata.
    const name = at('population.truncalShare');
    const values = Array.from({ length: draws }, (_, k) => setOf(k).values[name]!).sort();
    const { value } = SECOND_RELEASE.rows['population.truncalShare'];
    expect(values.filter((one) => one < value)).toHaveLength(draws / 2);
  });

  it('keep the correlations of the fit', () => {
    const { names, correlations } = SECOND_RELEASE.posterior!.kinetics!;
    const [a, b] = [names.indexOf('pk.exchange'), names.indexOf('pk.centralVolume')];
    const [i, j] = a > b ? [a, b] : [b, a];
    const stated = correlations[(i * (i - 1)) / 2 + j]!;
    const logs = (name: (typeof names)[number]) =>
      Array.from({ length: draws }, (_, k) => Math.log(setOf(k).values[at(name)]!));
    const [x, y] = [logs(names[i]!), logs(names[j]!)];
    const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;
    const covariance = (p: number[], q: number[]) =>
      mean(p.map((one, n) => (one - mean(p)) * (q[n]! - mean(q))));
    const seen = covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
    expect(Math.abs(seen - stated)).toBeLessThan(0.2);
    expect(() => choleskyOf({ names: names.slice(0, 2), correlations: [1.5] })).toThrow(RangeError);
  });

  it('are at least two hundred for the two thousand people of a page', () => {
    const request = requestOf({ patients: 2000, outputDays: [140], horizonDays: 140 });
    expect(answerOf(request).draws).toBeGreaterThanOrEqual(200);
  });

  it('leave every value finite and inside its domain', () => {
    for (let k = 0; k < draws; k++) {
      const { values } = setOf(k);
      const broken = PARAMETER_NAMES.filter((_, i) => !Number.isFinite(values[i]!));
      expect(broken).toEqual([]);
    }
  });
});

describe('the stated error', () => {
  it('covers how far seeds differ', () => {
    const one = (seed: number): PlanAnswer => {
      const days = { outputDays: [84, 140], horizonDays: 140 };
      return answerOf(requestOf({ seed, patients: 2000, ...days })).plans[0]!;
    };
    const answers = [1, 2, 3, 4, 5, 6].map(one);
    for (const endpoint of ['inflammatoryLesions', 'gags', 'qualityOfLife', 'triglycerides']) {
      const curves = answers.map(({ curves }) => curves.find((c) => c.endpoint === endpoint)!);
      for (const t of [1, 2]) {
        const medians = curves.map(({ median }) => median[t]!);
        const stated = curves[0]!.monteCarloError[t]!;
        const mean = medians.reduce((a, b) => a + b, 0) / medians.length;
        const square = medians.reduce((a, b) => a + (b - mean) ** 2, 0) / (medians.length - 1);
        expect(Math.sqrt(square), `${endpoint} ${t}`).toBeLessThanOrEqual(2 * stated + 1e-9);
      }
    }
  });
});

describe('endpoints of its own', () => {
  const request = requestOf({ patients: 1024, outputEveryDays: 28, horizonDays: 364 });
  const answer = answerOf(request);
  const [plan] = answer.plans;
  const countedIn = (name: string): (number | null)[] => {
    const { shares } = plan!.grades.find(({ endpoint }) => endpoint === name)!;
    return shares[0]!.map((share) => 1 - share!);
  };

  it('find more above a limit ever than at one visit, more with tests more often, never fewer later', () => {
    const ever = countedIn('triglyceridesEver');
    const once = countedIn('triglyceridesGrade');
    expect(ever[5]!).toBeGreaterThan(once[5]!);
    for (let t = 1; t < ever.length; t++) expect(ever[t]!).toBeGreaterThanOrEqual(ever[t - 1]!);
    const often = answerOf({ ...request, laboratoryEveryDays: 7 }).plans[0]!;
    const { shares } = often.grades.find(({ endpoint }) => endpoint === 'triglyceridesEver')!;
    expect(1 - shares[0]![5]!).toBeGreaterThan(ever[5]!);
  });

  it('add up: all lesions are the two kinds, all scars those before and the new ones', () => {
    const mean = (name: string) => plan!.curves.find(({ endpoint }) => endpoint === name)!.mean;
    mean('totalLesions').forEach((total, t) => {
      const parts = mean('inflammatoryLesions')[t]! + mean('nonInflammatoryLesions')[t]!;
      expect(Math.abs(total! - parts)).toBeLessThan(0.01);
    });
    const scars = mean('scars');
    expect(scars[13]! - scars[0]!).toBeCloseTo(mean('newScars')[13]!, 2);
  });

  it('start the flare’s clock with the first capsule', () => {
    const { regimen, ...rest } = planOf({ kind: 'constant', doseMg: 40 });
    const periods = regimen.periods.map((period) => ({ ...period, firstDay: 56 }));
    const late = answerOf({ ...request, plans: [{ ...rest, regimen: { periods } }] }).plans[0]!;
    const flare = late.grades.find(({ endpoint }) => endpoint === 'flare')!.shares[0]!;
    expect(flare.slice(0, 3)).toEqual([1, 1, 1]);
    expect(1 - flare.at(-1)!).toBeCloseTo(0.325, 1);
  });

  it('let people stop once clear, never later than the plan, and the sooner the shorter the wait', () => {
    const until = (untilClearWeeks: number | undefined) => {
      const long = { ...planOf({ kind: 'constant', doseMg: 40 }, 300), untilClearWeeks };
      const asked = { ...request, plans: [long] };
      return answerOf(asked).plans[0]!.curves.find((c) => c.endpoint === 'cumulativeDose')!;
    };
    const [fixed, twelve, four] = [until(undefined), until(12), until(4)].map(
      (c) => c.mean.at(-1)!,
    );
    expect(twelve!).toBeLessThan(fixed!);
    expect(four!).toBeLessThan(twelve!);
  });

  it('warn of opened capsules, and of concentrations beyond the data', () => {
    const plans = [
      { ...planOf({ kind: 'constant', doseMg: 120 }), areCapsulesOpened: true },
      planOf({ kind: 'constant', doseMg: 20 }),
    ];
    const { warnings } = answerOf({ ...request, plans });
    const codes = warnings.map(({ code }) => code);
    expect(codes).toContain('openedCapsules');
    expect(codes.filter((code) => code === 'concentrationOutsideData')).toHaveLength(1);
  });
});

describe('sources', () => {
  it('of relapse name every cohort to which the release was fitted', () => {
    const named = answerOf(requestOf({ patients: 64, horizonDays: 364 })).plans[0]!.relapse[0]!
      .sources;
    const fitted = Object.values(targets.studies).filter(({ block }) => block === 'relapse');
    expect(fitted.length).toBeGreaterThan(8);
    expect(named).toEqual(expect.arrayContaining(fitted.map(({ key }) => key)));
  });
});

describe('trust', () => {
  it('falls with time, stays very low where a check failed, and then gives one person words', () => {
    const subject = { kind: 'patient', profile: PERSON } as const;
    const request = requestOf({ patients: 256, horizonDays: 1200, outputEveryDays: 28, subject });
    const { plans, validation } = answerOf(request);
    const [plan] = plans;
    const nodules = plan!.curves.find(({ endpoint }) => endpoint === 'nodules')!;
    expect(nodules.badges.map(({ certainty }) => certainty)).toEqual([
      'moderate',
      'low',
      'veryLow',
    ]);
    for (const { form, certainty, share, words, icons } of plan!.relapse) {
      expect([form, certainty, icons]).toEqual(['words', 'veryLow', null]);
      expect(share.every((value) => value === null)).toBe(true);
      expect(words).toMatch(/somewhere from \d+ to \d+/);
    }
    const quality = plan!.curves.find(({ endpoint }) => endpoint === 'qualityOfLife')!;
    expect(quality.form).toBe('words');
    const relapse = validation.find(({ block }) => block === 'relapse')!;
    expect(relapse).toMatchObject({ hasFailed: true, isOfThisRelease: false, passed: 3, rows: 8 });
    expect(relapse.sentence).toMatch(/3 of 8 agreed.*It failed.*not been checked yet/);
    expect(relapse.leftOut!.rows).toBeGreaterThan(10);
  });

  it('gives a population numbers', () => {
    const { plans } = answerOf(requestOf({ patients: 256, horizonDays: 700 }));
    expect(
      plans[0]!.relapse.every(({ form, share }) => form === 'numbers' && share.at(-1)! > 0),
    ).toBe(true);
  });
});

it('takes the meal of the first capsule, on whichever day that is', () => {
  const daily = planOf({ kind: 'constant', doseMg: 40 }, 60);
  const [period] = daily.regimen.periods;
  const later = { ...daily, regimen: { periods: [{ ...period!, firstDay: 28 }] } };
  const parentOf = (plan: typeof daily) =>
    answerOf(
      requestOf({ patients: 256, horizonDays: 112, outputEveryDays: 7, plans: [plan] }),
    ).plans[0]!.curves.find(({ endpoint }) => endpoint === 'parentMean')!.median;
  expect(parentOf(later).slice(4, 13)).toEqual(parentOf(daily).slice(0, 9));
});
