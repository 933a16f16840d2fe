// Re-enacts a published study: the same dose, weight and length on a few hundred virtual patients.
// Never used for a forecast: it reads raw values that a forecast does not keep.

import type { Meal, ProductClass } from '@aegle/core';
import { type DailyPlan, layOut, UNTREATED } from '../models/dosing.ts';
import {
  newPatientRun,
  type PatientRun,
  runPatient,
  setTables,
  takeSet,
} from '../models/patient-run.ts';
import { qualityScore } from '../models/quality-score.ts';
import type { ParameterName } from '../parameters/parameter-names.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { openSampler, samplePatient } from '../population/sample.ts';
import { openStream } from '../random/streams.ts';

export interface Study {
  /** Dose steps in order, mg for 60 kg or the same for everyone; empty for an untreated arm. */
  readonly steps: readonly { readonly doseMg: number; readonly days: number }[];
  readonly isPerKg: boolean;
  readonly productClass: ProductClass;
  readonly meal: Meal;
  /** Parameters of the population that the study fixed, such as its number of nodules. */
  readonly fixed?: Partial<Record<ParameterName, number>>;
  readonly readDays: readonly number[];
}

const SEED = 20261122;
export const STUDY_PATIENTS = 256;
const ADHERENCE = 0.95;
const KG = 60;

/** What is read of each patient at each read day. */
export const READINGS = {
  inflammatory: ({ person, lesions }: PatientRun, d: number): number =>
    person.inflammatory * lesions.inflammatory[d]!,
  nonInflammatory: ({ person, lesions }: PatientRun, d: number): number =>
    person.nonInflammatory * lesions.comedones[d]!,
  nodulesLeft: ({ lesions }: PatientRun, d: number): number => lesions.nodules[d]!,
  burden: ({ person, lesions }: PatientRun, d: number): number =>
    (person.inflammatory * lesions.inflammatory[d]! +
      0.5 * person.nonInflammatory * lesions.comedones[d]! +
      5 * person.nodules * lesions.nodules[d]!) *
    person.raterFactor,
  excretion: ({ gland }: PatientRun, d: number): number => 1 - gland.suppressed[d]!,
  reservoir: ({ gland }: PatientRun, d: number): number => gland.reservoir[d]!,
  scars: ({ lesions }: PatientRun, d: number): number => lesions.scars[d]!,
  quality: ({ person, lesions }: PatientRun, d: number): number =>
    qualityScore(person, lesions.burden[d]!),
} as const satisfies Record<string, (run: PatientRun, d: number) => number>;

export type Reading = keyof typeof READINGS;
/** Values of each patient: [reading][read day][patient]. */
export type Readings = Readonly<Partial<Record<Reading, readonly Float64Array[]>>>;

export function reenact(
  set: ParameterSet,
  study: Study,
  wanted: readonly Reading[],
  each?: (run: PatientRun, id: number) => void,
): Readings {
  const values = set.values.slice();
  for (const [name, value] of Object.entries(study.fixed ?? {})) {
    values[at(name as ParameterName)] = value;
  }
  const own = { ...set, values };
  const plan = planOf(study);
  const days = Math.max(...study.readDays, plan.lastDoseDay + 1);
  const tests = { seed: SEED, everyDays: 28 };
  const run = newPatientRun(Int32Array.from(study.readDays), days, own, tests);
  takeSet(run, own, setTables(own, days));
  const sampler = openSampler(SEED, '2');
  const adherence = openStream(SEED, 'adherence');
  const grids = wanted.map(() => study.readDays.map(() => new Float64Array(STUDY_PATIENTS)));
  for (let id = 0; id < STUDY_PATIENTS; id++) {
    samplePatient(sampler, own, null, id, run.person);
    runPatient(run, plan, 0, adherence, id);
    each?.(run, id);
    wanted.forEach((reading, r) => {
      for (let d = 0; d < study.readDays.length; d++) {
        grids[r]![d]![id] = READINGS[reading](run, d);
      }
    });
  }
  return Object.fromEntries(wanted.map((reading, r) => [reading, grids[r]!]));
}

function planOf(study: Study): DailyPlan {
  if (study.steps.length === 0) return UNTREATED;
  let firstDay = 0;
  const periods = study.steps.map(({ doseMg, days }) => {
    const period = {
      firstDay,
      lengthDays: days,
      schedule: { kind: 'constant', doseMg } as const,
      productClass: study.productClass,
      meal: study.meal,
      adherence: ADHERENCE,
    };
    firstDay += days;
    return period;
  });
  return layOut({ periods }, study.isPerKg ? KG : 0);
}

/** A conventional capsule with a full meal at so many mg/kg a day. */
export function fixedDose(mgPerKg: number, days: number, readDays: readonly number[]): Study {
  return {
    steps: [{ doseMg: KG * mgPerKg, days }],
    isPerKg: true,
    productClass: 'conventional',
    meal: 'full',
    readDays,
  };
}

export function meanOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

export function sdOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / (values.length - 1));
}

export function cvOf(values: Float64Array): number {
  return sdOf(values) / meanOf(values);
}

export function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return 0.5 * (sorted[half - 1]! + sorted[half]!);
}

export function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  return values.filter((value) => holds(value)).length / values.length;
}
