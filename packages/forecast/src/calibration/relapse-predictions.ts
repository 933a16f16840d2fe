// Relapse as each cohort would have seen it: its dose, its follow-up, its way of stopping.
// Never simulates doses: the cohorts report totals, so the relapse model is read directly.

import { relapseShares } from '../models/relapse.ts';
import { newIndividual } from '../population/individual.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { openSampler, samplePatient } from '../population/sample.ts';
import { exponential, logarithm } from '../solver/exponential.ts';

interface Cohort {
  readonly mgPerKg: number;
  /** Days clear before the last capsule: old trials stopped at a fixed week. */
  readonly daysClear: number;
  readonly years: number;
}

/** Totals and lengths as published; clearance before stopping is chosen here (D). */
const COHORTS: Readonly<Record<string, Cohort>> = {
  R1: { mgPerKg: 130, daysClear: 28, years: 1.74 },
  R2: { mgPerKg: 90, daysClear: 14, years: 9 },
  R3half: { mgPerKg: 60, daysClear: 0, years: 2.5 },
  R3full: { mgPerKg: 120, daysClear: 0, years: 2.5 },
  R4: { mgPerKg: 110, daysClear: 28, years: 8 },
  R5: { mgPerKg: 14, daysClear: 0, years: 2 },
  R7: { mgPerKg: 125, daysClear: 28, years: 2 },
  R8: { mgPerKg: 105, daysClear: 56, years: 6 },
};
const PATIENTS = 256;
const LEFT_AT_STOP = 0.1;

/** Years of follow-up of a cohort, for the baselines. */
export function cohortYears(cohort: string): number {
  return COHORTS[cohort]!.years;
}

export function relapsePredictions(set: ParameterSet): Readonly<Record<string, number>> {
  const rate = set.values[at('relapse.latencyRate')]!;
  const of = (name: string, endpoint: 0 | 1 | 2): number => shareIn(set, COHORTS[name]!, endpoint);
  const months = (years: number): number => {
    const half = 0.5 * (1 - exponential(-rate * years));
    return (-12 * logarithm(1 - half)) / rate;
  };
  const ratio = set.values[at('relapse.doseRatioPer100')]!;
  const clearWeeks = set.values[at('relapse.clearWeeksForNoDoseEffect')]!;
  const seen = (name: string): number => {
    const fading = Math.max(0, 1 - COHORTS[name]!.daysClear / (7 * clearWeeks));
    return exponential(fading * logarithm(ratio));
  };
  return {
    'R1.doseRatio': seen('R1'),
    'R8.doseRatio': seen('R8'),
    'R1.any': of('R1', 0),
    'R1.systemic': of('R1', 1),
    'R1.second': of('R1', 2),
    'R1.medianMonths': months(COHORTS.R1!.years),
    'R2.systemic': of('R2', 1),
    'R2.second': of('R2', 2),
    'R2.byThreeYears': 1 - exponential(-rate * 3),
    'R3.half': of('R3half', 1),
    'R3.full': of('R3full', 1),
    'R4.any': of('R4', 0),
    'R4.second': of('R4', 2),
    'R5.low': of('R5', 2),
    'R7.systemic': of('R7', 1),
    'R8.second': of('R8', 2),
  };
}

function shareIn(set: ParameterSet, cohort: Cohort, endpoint: 0 | 1 | 2): number {
  const sampler = openSampler(7, '1');
  const person = newIndividual(9);
  const shares = new Float64Array(3);
  const stop = {
    daysClear: cohort.daysClear,
    inflammatoryLeft: LEFT_AT_STOP,
    clearDay: -1,
  };
  const ratio = set.values[at('relapse.doseRatioPer100')]!;
  const reached = 1 - exponential(-set.values[at('relapse.latencyRate')]! * cohort.years);
  let sum = 0;
  for (let id = 0; id < PATIENTS; id++) {
    samplePatient(sampler, set, null, id, person);
    relapseShares({ ...set, doseRatioPer100: ratio }, person, stop, cohort.mgPerKg, 0, shares);
    sum += shares[endpoint]! * reached;
  }
  return sum / PATIENTS;
}
