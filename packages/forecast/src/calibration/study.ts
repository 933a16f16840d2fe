// Re-enacts a published study: the same dose, weight and length on a few hundred virtual patients.
// Never used for a forecast: it reads raw values that a forecast does not keep.

import type { Meal, ProductClass } from '@aegle/core';
import { type DailyPlan, layOut, UNTREATED } from '../models/dosing.ts';
import { newPatientRun, runPatient } from '../models/patient-run.ts';
import type { ParameterName } from '../parameters/parameter-names.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { openSampler, samplePatient } from '../population/sample.ts';
import { openStream } from '../random/streams.ts';

export interface Study {
  /** Dose steps in order; empty for an untreated arm. */
  readonly steps: readonly { readonly doseMg: number; readonly days: number }[];
  readonly productClass: ProductClass;
  readonly meal: Meal;
  /** Parameters of the population that the study fixed, such as 60 kg for a dose per kg. */
  readonly fixed: Partial<Record<ParameterName, number>>;
  readonly readDays: readonly number[];
}

/** Values of each patient at each read day. */
export interface StudyResult {
  readonly inflammatory: readonly Float64Array[];
  readonly nonInflammatory: readonly Float64Array[];
  readonly nodulesLeft: readonly Float64Array[];
  readonly burden: readonly Float64Array[];
  readonly excretion: readonly Float64Array[];
  readonly reservoir: readonly Float64Array[];
  readonly scars: readonly Float64Array[];
  readonly qolBurdenLeft: readonly Float64Array[];
  readonly triglycerides: readonly Float64Array[];
  readonly alt: readonly Float64Array[];
}

const SEED = 20261122;
export const STUDY_PATIENTS = 400;
const ADHERENCE = 0.95;

export function reenact(set: ParameterSet, study: Study): StudyResult {
  const values = set.values.slice();
  for (const [name, value] of Object.entries(study.fixed)) {
    values[at(name as ParameterName)] = value;
  }
  const own = { ...set, values };
  const plan = planOf(study);
  const days = Math.max(...study.readDays, plan.lastDoseDay + 1);
  const run = newPatientRun(Int32Array.from(study.readDays), days, own, {
    seed: SEED,
    everyDays: 28,
  });
  const sampler = openSampler(SEED, '1');
  const adherence = openStream(SEED, 'adherence');
  const grid = () => study.readDays.map(() => new Float64Array(STUDY_PATIENTS));
  const out = {
    inflammatory: grid(),
    nonInflammatory: grid(),
    nodulesLeft: grid(),
    burden: grid(),
    excretion: grid(),
    reservoir: grid(),
    scars: grid(),
    qolBurdenLeft: grid(),
    triglycerides: grid(),
    alt: grid(),
  };
  const dose50 = values[at('lab.triglyceridesDose50')]!;
  for (let id = 0; id < STUDY_PATIENTS; id++) {
    samplePatient(sampler, own, null, id, run.person);
    runPatient(run, plan, 0, adherence, id);
    const { person, lesions } = run;
    study.readDays.forEach((_, d) => {
      const il = person.inflammatory * lesions.inflammatory[d]!;
      const nil = person.nonInflammatory * lesions.comedones[d]!;
      const blood = d < run.lagEnd ? run.lags.laboratory[d]! : 0;
      out.inflammatory[d]![id] = il;
      out.nonInflammatory[d]![id] = nil;
      out.nodulesLeft[d]![id] = lesions.nodules[d]!;
      out.burden[d]![id] =
        (il + 0.5 * nil + 5 * person.nodules * lesions.nodules[d]!) * person.raterFactor;
      out.excretion[d]![id] = 1 - run.gland.suppressed[d]!;
      out.reservoir[d]![id] = run.gland.reservoir[d]!;
      out.scars[d]![id] = lesions.scars[d]!;
      out.qolBurdenLeft[d]![id] = lesions.burden[d]! * person.qolBurden;
      const shift = blood / (blood + dose50);
      out.triglycerides[d]![id] = person.triglycerides * (1 + person.triglyceridesRise * shift);
      out.alt[d]![id] = person.alt * (1 + person.altRise * shift);
    });
  }
  return out;
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
  return layOut({ periods });
}

export function meanOf(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

export function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return 0.5 * (sorted[half - 1]! + sorted[half]!);
}

export function shareOf(values: Float64Array, holds: (value: number) => boolean): number {
  return values.filter((value) => holds(value)).length / values.length;
}
