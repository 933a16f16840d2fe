// One run's counts and published numbers as short texts, for tests on more than one engine.
// Never imported outside a test.

import { answerForecast } from './answer/answer.ts';
import type { ForecastAnswer } from './answer/answer-types.ts';
import { CURVES, GRADED } from './catalogue/catalogue.ts';
import { BINS } from './catalogue/histogram.ts';
import { SET_GROUPS } from './population/draw-set.ts';
import type { ForecastRequest } from './run/request.ts';
import { prepareForecast, runAll } from './run/run.ts';
import type { Tally } from './summary/tally.ts';
import { PERSON, planOf, RELEASE, requestOf } from './testing-release.ts';

/** Three runs that between them use every schedule, product class, meal and kind of subject. */
export const NUMBERED_REQUESTS: readonly ForecastRequest[] = [
  requestOf({
    patients: 700,
    plans: [
      planOf({ kind: 'constant', doseMg: 40 }),
      changed(planOf({ kind: 'split', dosesMg: [20, 20] }, 120, 0.8), 'micronised', 'fasted'),
    ],
  }),
  requestOf({
    seed: 7,
    patients: 130,
    horizonDays: 728,
    outputEveryDays: 1,
    plans: [
      planOf({ kind: 'constant', doseMg: 40 }, 140, 0.9),
      changed(planOf({ kind: 'pulse', doseMg: 80, onDays: 7, offDays: 21 }), 'lidose', 'fasted'),
    ],
  }),
  requestOf({
    seed: 123_456_789,
    patients: 1500,
    horizonDays: 730,
    outputEveryDays: 7,
    subject: { kind: 'patient', profile: PERSON },
    plans: [
      changed(
        planOf({ kind: 'ramp', fromDoseMg: 20, toDoseMg: 60, stepMg: 20, stepDays: 30 }, 200, 0.95),
        'lidose',
        'light',
      ),
      planOf({ kind: 'alternateDay', doseMg: 20 }, 1000),
    ],
  }),
];

function changed(
  plan: ReturnType<typeof planOf>,
  productClass: 'lidose' | 'micronised',
  meal: 'fasted' | 'light',
): ReturnType<typeof planOf> {
  const periods = plan.regimen.periods.map((period) => ({ ...period, productClass, meal }));
  return { ...plan, regimen: { periods } };
}

export interface RunNumbers {
  readonly counts: string;
  readonly answer: ForecastAnswer;
}

/** Digest of all counts and sums of a run, and the answer built from them. */
export function numbersOf(request: ForecastRequest): RunNumbers {
  const forecast = prepareForecast(request, RELEASE);
  const tallies = runAll(forecast);
  return { counts: countsDigest(tallies), answer: answerForecast(forecast, tallies) };
}

/** FNV-1a over every byte of every tally, in hex. */
export function countsDigest(tallies: readonly Tally[]): string {
  let hash = 0x811c9dc5;
  for (const { histogram, sums, grades, relapse, patientsPerSet } of tallies) {
    for (const part of [histogram, sums, grades, relapse, patientsPerSet]) {
      hash = hashOf(part, hash);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** The same over what the first model answers, laid out as it was when its release was frozen. */
export function firstModelDigest(tallies: readonly Tally[]): string {
  const curves = CURVES.map(({ isInFirst }) => isInFirst);
  const graded = GRADED.map(({ isInFirst }) => isInFirst !== false);
  let hash = 0x811c9dc5;
  for (const { histogram, sums, grades, relapse, patientsPerSet } of tallies) {
    hash = hashOf(only(histogram, curves, BINS), hash);
    hash = hashOf(only(sums, curves, 1), hash);
    hash = hashOf(only(grades, graded, grades.length / (SET_GROUPS * graded.length)), hash);
    hash = hashOf(relapse, hash);
    hash = hashOf(patientsPerSet, hash);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Keeps, of rows that repeat as `isKept` does, the kept ones; each row has `width` numbers. */
function only<T extends Uint32Array | Float64Array>(
  all: T,
  isKept: readonly boolean[],
  width: number,
): T {
  const kept = all.filter((_, i) => isKept[Math.floor(i / width) % isKept.length]);
  return kept as T;
}

function hashOf(part: Uint32Array | Float64Array, from: number): number {
  let hash = from;
  const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash;
}
