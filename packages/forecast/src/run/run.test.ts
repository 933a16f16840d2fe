// The laws of a whole run: invariance, positivity, directions, refusals to answer.
// Never tests one number of a forecast: numbers belong to the release's calibration.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerForecast } from '../answer/answer.ts';
import type { CurveAnswer } from '../answer/answer-types.ts';
import { CURVES } from '../catalogue/catalogue.ts';
import { layOut } from '../models/dosing.ts';
import { newPatientRun, runPatient } from '../models/patient-run.ts';
import { drawParameterSet } from '../population/draw-set.ts';
import { newIndividual } from '../population/individual.ts';
import { openSampler, samplePatient } from '../population/sample.ts';
import { openStream } from '../random/streams.ts';
import { firstBroken, newChunkValues } from '../summary/count-chunk.ts';
import { countsDigest } from '../testing-numbers.ts';
import { PERSON, planOf, RELEASE, requestOf, TESTS } from '../testing-release.ts';
import { type ForecastRequest, readRequest } from './request.ts';
import {
  ForecastNumberError,
  mergeTallies,
  newTallies,
  prepareForecast,
  runAll,
  runChunk,
  runChunks,
} from './run.ts';

function answerOf(request: ForecastRequest) {
  const forecast = prepareForecast(request, RELEASE);
  return answerForecast(forecast, runAll(forecast));
}

/** Output on every day, so that a test sees the whole course. */
function everyDay(days: number): Int32Array {
  return Int32Array.from({ length: days + 1 }, (_, day) => day);
}

function curveOf(curves: readonly CurveAnswer[], endpoint: string): CurveAnswer {
  return curves.find((curve) => curve.endpoint === endpoint)!;
}

describe('splitting', () => {
  it('gives the same tallies in any order and on any number of workers', () => {
    const request = requestOf({ patients: 700 });
    const prepared = prepareForecast(request, RELEASE);
    const whole = countsDigest(runAll(prepared));
    const { chunks } = prepared;
    const order = fc.shuffledSubarray([...Array(chunks).keys()], { minLength: chunks });
    fc.assert(
      fc.property(order, fc.integer({ min: 1, max: 8 }), (shuffled, workers) => {
        const parts = Array.from({ length: workers }, () => {
          const forecast = prepareForecast(request, RELEASE);
          return { forecast, tallies: newTallies(forecast) };
        });
        shuffled.forEach((chunk, i) => {
          const part = parts[i % workers]!;
          runChunk(part.forecast, chunk, part.tallies);
        });
        const merged = newTallies(parts[0]!.forecast);
        for (const { tallies } of parts.reverse()) mergeTallies(merged, tallies);
        expect(countsDigest(merged)).toBe(whole);
      }),
      { numRuns: 4 },
    );
  });

  it('gives the same tallies when workers take every second or third chunk in one go', () => {
    const request = requestOf({ patients: 2200, outputEveryDays: 91 });
    const whole = countsDigest(runAll(prepareForecast(request, RELEASE)));
    for (const workers of [2, 3]) {
      const merged = newTallies(prepareForecast(request, RELEASE));
      for (let part = workers - 1; part >= 0; part--) {
        const forecast = prepareForecast(request, RELEASE);
        const tallies = newTallies(forecast);
        const shares: number[] = [];
        runChunks(forecast, part, forecast.chunks, workers, tallies, (share) => shares.push(share));
        expect(shares.at(-1)).toBe(1);
        mergeTallies(merged, tallies);
      }
      expect(countsDigest(merged)).toBe(whole);
    }
  });

  it('refuses chunks outside the run', () => {
    const forecast = prepareForecast(requestOf({ patients: 64 }), RELEASE);
    const tallies = newTallies(forecast);
    expect(() => runChunk(forecast, 1, tallies)).toThrow(RangeError);
    expect(() => runChunks(forecast, 0, 2, 1, tallies)).toThrow(RangeError);
    expect(() => runChunks(forecast, 0, 1, 0, tallies)).toThrow(RangeError);
  });

  it('keeps patient 7 the same alone and after others', () => {
    const set = drawParameterSet(RELEASE, 1, 0);
    const alone = newIndividual(9);
    const later = newIndividual(9);
    samplePatient(openSampler(1, '1'), set, null, 7, alone);
    const sampler = openSampler(1, '1');
    for (const id of [900_001, 3, 8, 7]) samplePatient(sampler, set, null, id, later);
    expect(later).toEqual(alone);
  });

  it('answers the same after merging as in one go', () => {
    const request = requestOf({ patients: 320 });
    const whole = answerOf(request);
    const first = prepareForecast(request, RELEASE);
    const second = prepareForecast(request, RELEASE);
    const [one, two] = [newTallies(first), newTallies(second)];
    for (let chunk = 0; chunk < first.chunks; chunk++) {
      if (chunk % 2 === 0) runChunk(first, chunk, one);
      else runChunk(second, chunk, two);
    }
    mergeTallies(one, two);
    expect(answerForecast(first, one)).toEqual(whole);
  });
});

describe('what a plan does', () => {
  it('never suppresses less, nor gives fewer lip complaints, with more dose', () => {
    const set = drawParameterSet(RELEASE, 1, 0);
    const run = newPatientRun(everyDay(200), 200, set, TESTS);
    const other = newPatientRun(everyDay(200), 200, set, TESTS);
    const adherence = openStream(1, 'adherence');
    const sampler = openSampler(1, '1');
    const doses = fc.tuple(fc.integer({ min: 5, max: 60 }), fc.integer({ min: 0, max: 60 }));
    fc.assert(
      fc.property(fc.nat(5000), doses, (id, [doseMg, extra]) => {
        samplePatient(sampler, set, null, id, run.person);
        samplePatient(sampler, set, null, id, other.person);
        const less = planOf({ kind: 'constant', doseMg }, 140, 0.8).regimen;
        const more = planOf({ kind: 'constant', doseMg: doseMg + extra }, 140, 0.8).regimen;
        runPatient(run, layOut(less), 0, adherence, id);
        runPatient(other, layOut(more), 0, adherence, id);
        for (let day = 0; day <= 200; day++) {
          expect(other.gland.suppressed[day]!).toBeGreaterThanOrEqual(
            run.gland.suppressed[day]! - 1e-9,
          );
          const lips = day < run.lagEnd ? run.lags.mucosal[day]! : 0;
          if (day < other.lagEnd)
            expect(other.lags.mucosal[day]!).toBeGreaterThanOrEqual(lips - 1e-4);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every quantity at or above nil, and suppression below one', () => {
    const set = drawParameterSet(RELEASE, 5, 3);
    const run = newPatientRun(everyDay(400), 400, set, TESTS);
    const sampler = openSampler(5, '1');
    const adherence = openStream(5, 'adherence');
    const plan = layOut(planOf({ kind: 'pulse', doseMg: 80, onDays: 7, offDays: 21 }, 168).regimen);
    for (let id = 0; id < 300; id++) {
      samplePatient(sampler, set, null, id, run.person);
      runPatient(run, plan, 0, adherence, id);
      const lines = [
        ...Object.values(run.exposure).map((line) => line.subarray(0, run.exposureEnd)),
        run.gland.suppressed,
        run.gland.reservoir,
        ...Object.values(run.lesions),
      ];
      for (const line of lines) expect(Math.min(...line)).toBeGreaterThanOrEqual(-1e-12);
      expect(Math.max(...run.gland.suppressed)).toBeLessThan(1);
    }
  });

  it('absorbs what was swallowed: mean concentration over a course gives the area', () => {
    const set = drawParameterSet(RELEASE, 1, 0);
    const run = newPatientRun(everyDay(400), 400, set, TESTS);
    samplePatient(openSampler(1, '1'), set, PERSON, 1, run.person);
    const plan = layOut(planOf({ kind: 'constant', doseMg: 40 }).regimen);
    runPatient(run, plan, 0, openStream(1, 'adherence'), 1);
    const cleared =
      run.exposure.doseRate.slice(0, run.exposureEnd).reduce((a, b) => a + b, 0) * PERSON.weightKg;
    expect(cleared).toBeCloseTo(40 * 140, 0);
  });
});

describe('the answer', () => {
  const request = requestOf({
    patients: 1280,
    horizonDays: 728,
    subject: { kind: 'patient', profile: PERSON },
    plans: [planOf({ kind: 'constant', doseMg: 40 }), planOf({ kind: 'alternateDay', doseMg: 20 })],
  });
  const answer = answerOf(request);
  const plan = answer.plans[0]!;

  it('shows no concentration after the last capsule', () => {
    for (const name of ['parentMean', 'metaboliteMean']) {
      const curve = curveOf(plan.curves, name);
      answer.outputDays.forEach((day, t) => {
        if (day > plan.lastDoseDay!) expect(curve.median[t]).toBeNull();
        else expect(curve.median[t]).not.toBeNull();
      });
    }
  });

  it('gives one person words, not numbers, where certainty is very low', () => {
    const scars = curveOf(plan.curves, 'newScars');
    expect(scars.form).toBe('words');
    expect(scars.median.every((value) => value === null)).toBe(true);
    expect(scars.words).toMatch(/no trial has measured/);
    const hair = plan.grades.find(({ endpoint }) => endpoint === 'hairThinning')!;
    expect(hair.icons).toBeNull();
    expect(hair.shares).toEqual([]);
  });

  it('names no psychiatric endpoint', () => {
    const names = [...plan.curves, ...plan.grades].map(({ endpoint }) => endpoint).join(' ');
    expect(names).not.toMatch(/suicid|depress|mood|psych|anxi/i);
    expect(answer.notForecast[0]!.topic).toMatch(/Mood/);
  });

  it('gives the dose effect on relapse as a range that includes none', () => {
    const people = answerOf({ ...request, subject: { kind: 'population' } });
    const { relapse: relapses } = people.plans[0]!;
    for (const relapse of relapses) {
      expect(relapse.doseEffectRange.withNone).not.toBeNull();
      expect(relapse.doseEffectRange.withEffect).not.toBeNull();
      expect(relapse.label.length).toBeGreaterThan(10);
    }
    const last = relapses.map(({ share }) => share.at(-1)!);
    expect(last[0]!).toBeGreaterThan(last[1]!);
    expect(last[1]!).toBeGreaterThan(last[2]!);
    expect(answer.untreated.relapse).toEqual([]);
  });

  it('orders bands, keeps shares at one, and speaks of people in studies', () => {
    for (const curve of plan.curves) {
      curve.median.forEach((median, t) => {
        if (median === null) return;
        expect(curve.low90[t]!).toBeLessThanOrEqual(curve.low50[t]! + 1e-9);
        expect(curve.low50[t]!).toBeLessThanOrEqual(median + 1e-9);
        expect(median).toBeLessThanOrEqual(curve.high50[t]! + 1e-9);
        expect(curve.high50[t]!).toBeLessThanOrEqual(curve.high90[t]! + 1e-9);
      });
    }
    for (const grade of plan.grades) {
      if (grade.form === 'words') continue;
      answer.outputDays.forEach((_, t) => {
        if (grade.shares[0]![t] === null) return;
        const sum = grade.shares.reduce((a, line) => a + line[t]!, 0);
        expect(sum).toBeCloseTo(1, 9);
      });
      expect(grade.icons!.sentence).toMatch(
        /^Of 100 people like this, simulated from these studies, about \d+/,
      );
    }
  });

  it('never leaves a scale: no score above its top, and a score is a whole number', () => {
    const heavy = { ...PERSON, inflammatoryLesions: 300, nonInflammatoryLesions: 300, nodules: 60 };
    const subject = { kind: 'patient', profile: { ...heavy, isTruncal: true } } as const;
    const { plans, untreated } = answerOf(requestOf({ patients: 1280, subject }));
    for (const { endpoint, ...bands } of [...plans[0]!.curves, ...untreated.curves]) {
      const { top, isOrdinal } = CURVES.find(({ name }) => name === endpoint)!.scale;
      for (const band of ['low90', 'low50', 'median', 'high50', 'high90', 'meanHigh'] as const) {
        const values = bands[band].filter((value) => value !== null);
        expect(Math.max(0, ...values)).toBeLessThanOrEqual(top);
        if (isOrdinal && band !== 'meanHigh') expect(values.every(Number.isInteger)).toBe(true);
      }
    }
    expect(curveOf(untreated.curves, 'gags').high90[0]).toBe(44);
  });

  it('stands beside the untreated course, level where only the drug acts', () => {
    const sebum = curveOf(answer.untreated.curves, 'sebumExcretion');
    expect(sebum.median.every((value) => value === 100)).toBe(true);
    expect(answer.alternative.statement).toMatch(/No comparison available/);
  });

  it('marks few data beyond three years and a course outside the data', () => {
    const long = answerOf(requestOf({ patients: 64, horizonDays: 1500, subject: request.subject }));
    expect(long.fewDataFromDay).toBe(1096);
    expect(long.warnings.map(({ code }) => code)).toContain('fewData');
    const heavy = { ...PERSON, weightKg: 200, ageYears: 60 };
    const outside = answerOf(
      requestOf({ patients: 64, subject: { kind: 'patient', profile: heavy } }),
    );
    const codes = outside.warnings.map(({ code }) => code);
    expect(codes).toContain('weightOutsideData');
    expect(codes).toContain('ageOutsideData');
  });

  it('shows B1 where the release says the model does not beat it', () => {
    const shown = { lesions: 'B1', relapse: 'B1' } as const;
    const forecast = prepareForecast(requestOf(), { ...RELEASE, shown });
    const replaced = answerForecast(forecast, runAll(forecast)).plans[0]!;
    expect(curveOf(replaced.curves, 'nodules').shown).toBe('B1');
    expect(curveOf(replaced.curves, 'sebumExcretion').shown).toBe('model');
    expect(replaced.relapse.every((relapse) => relapse.shown === 'B1')).toBe(true);
  });
});

describe('a number that is not one', () => {
  it('is an error naming parameter and patient', () => {
    const forecast = prepareForecast(requestOf({ patients: 64 }), RELEASE);
    const set = drawParameterSet(RELEASE, 1, 0);
    const values = set.values.slice();
    const position = Object.keys(RELEASE.rows).indexOf('gland.onRate');
    values[position] = Number.NaN;
    forecast.sets[0] = { ...set, values };
    expect(() => runAll(forecast)).toThrow(ForecastNumberError);
    expect(() => runAll(forecast)).toThrow(/gland\.onRate.*virtual patient 0/);
  });

  it('is found in what a patient recorded, and the first such patient is named', () => {
    const profile = { ...PERSON, triglyceridesMgPerDl: Number.NaN };
    const broken = requestOf({ patients: 64, subject: { kind: 'patient', profile } });
    expect(() => runAll(prepareForecast(broken, RELEASE))).toThrow(/triglycerides.*patient 0;/);
    const chunk = newChunkValues(2, 5, 1);
    const recorded = Int32Array.of(5, 1);
    chunk.values[3 * chunk.rows + 4] = Number.POSITIVE_INFINITY;
    chunk.values[2 * chunk.rows + 6] = Number.NaN;
    // What is past a curve's recorded times is never looked at: slot 2 is whole.
    expect(firstBroken(chunk, recorded, 64)).toEqual({ slot: 3, curve: 0, time: 4 });
  });
});

describe('a request', () => {
  const bad: [string, object][] = [
    [
      'subject.profile.weightKg',
      { subject: { kind: 'patient', profile: { ...PERSON, weightKg: 3 } } },
    ],
    [
      'subject.profile.ageYears',
      { subject: { kind: 'patient', profile: { ...PERSON, ageYears: 5 } } },
    ],
    ['horizonDays', { horizonDays: 365_000_000 }],
    ['seed', { seed: -1 }],
    ['patients', { patients: Number.NaN }],
    ['plans', { plans: [] }],
    ['plans', { plans: Array(5).fill(planOf({ kind: 'constant', doseMg: 20 })) }],
    [
      'plans[0].regimen.periods[0].schedule.doseMg',
      { plans: [planOf({ kind: 'constant', doseMg: 4000 })] },
    ],
    [
      'plans[0].regimen.periods[0].schedule',
      {
        subject: { kind: 'patient', profile: PERSON },
        plans: [planOf({ kind: 'constant', doseMg: 160 })],
      },
    ],
  ];
  it.each(bad)('is refused at %s with the rule and a next step', (field, change) => {
    const reading = readRequest({ ...requestOf(), ...change });
    expect(reading.accepted).toBe(false);
    const refusal = !reading.accepted && reading.refusals.find((r) => r.field === field);
    expect(refusal).toMatchObject({ rule: expect.any(String), nextStep: expect.any(String) });
  });

  it('is accepted when it keeps every rule', () => {
    expect(readRequest(requestOf()).accepted).toBe(true);
    expect(CURVES.length).toBeGreaterThan(10);
  });
});
