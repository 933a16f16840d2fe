// Relapse as each cohort would have seen it, on the deployed path: its capsules, its way of stopping.
// Never sets by hand what lesions are left or how long the skin was clear: the course decides both.

import { layOut } from '../models/dosing.ts';
import type { StopState } from '../models/lesions.ts';
import { newPatientRun, runPatient, setTables, takeSet } from '../models/patient-run.ts';
import {
  RELAPSE_ENDPOINTS,
  type RelapseEndpoint,
  reachedBy,
  relapseShares,
} from '../models/relapse.ts';
import { type Individual, newIndividual } from '../population/individual.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { openSampler, samplePatient } from '../population/sample.ts';
import { openStream } from '../random/streams.ts';
import { logarithm } from '../solver/exponential.ts';
import { fixedDose } from './study.ts';

export interface Cohort {
  readonly mgPerKgDay: number;
  readonly days: number;
  /** Length of follow-up; mean where people entered and left. */
  readonly years: number;
}

/**
 * Daily dose, length and follow-up as published; where a paper gives a range, its middle. A follow-up
 * that the review does not give (R6, R9) is taken as two years (assumed).
 */
export const COHORTS = {
  R1: { mgPerKgDay: 0.65, days: 200, years: 1.74 },
  R2: { mgPerKgDay: 0.75, days: 120, years: 9 },
  R3half: { mgPerKgDay: 0.5, days: 120, years: 3 },
  R3full: { mgPerKgDay: 1, days: 120, years: 3 },
  R4: { mgPerKgDay: 0.7, days: 150, years: 8 },
  R5: { mgPerKgDay: 0.1, days: 140, years: 2 },
  R6: { mgPerKgDay: 0.75, days: 150, years: 2 },
  R7: { mgPerKgDay: 0.7, days: 190, years: 2 },
  R8: { mgPerKgDay: 0.58, days: 180, years: 6 },
  R9: { mgPerKgDay: 0.75, days: 150, years: 2 },
  L9: { mgPerKgDay: 0.35, days: 180, years: 4 },
} as const satisfies Record<string, Cohort>;
export type CohortName = keyof typeof COHORTS;

const PATIENTS = 256;
const SEED = 7;

interface Stopped {
  readonly person: Individual;
  readonly stop: StopState;
  readonly totalMgPerKg: number;
}

/** The people of each cohort as their course left them: made once, at the lesion block's medians. */
export type CohortCourses = Readonly<Record<CohortName, readonly Stopped[]>>;

export function cohortCourses(set: ParameterSet): CohortCourses {
  const courses = Object.entries(COHORTS).map(([name, cohort]) => [name, coursesOf(set, cohort)]);
  return Object.fromEntries(courses) as CohortCourses;
}

function coursesOf(set: ParameterSet, { mgPerKgDay, days }: Cohort): readonly Stopped[] {
  const { steps } = fixedDose(mgPerKgDay, days, [0]);
  const period = {
    ...({ firstDay: 0, lengthDays: days, productClass: 'conventional', meal: 'full' } as const),
    ...{ adherence: 0.95, schedule: { kind: 'constant', doseMg: steps[0]!.doseMg } as const },
  };
  const plan = layOut({ periods: [period] }, 60);
  const run = newPatientRun(Int32Array.of(0), days + 1, set, { seed: SEED, everyDays: 28 });
  takeSet(run, set, setTables(set, days + 1));
  const sampler = openSampler(SEED, '2');
  const adherence = openStream(SEED, 'adherence');
  return Array.from({ length: PATIENTS }, (_, id) => {
    const person = newIndividual(9);
    samplePatient(sampler, set, null, id, person);
    run.person = person;
    const stop = runPatient(run, plan, 0, adherence, id);
    return { person, stop, totalMgPerKg: run.doses.totalMgPerKg };
  });
}

const shares = new Float64Array(RELAPSE_ENDPOINTS.length);

function shareIn(
  set: ParameterSet,
  courses: CohortCourses,
  name: CohortName,
  endpoint: RelapseEndpoint,
  extraMgPerKg = 0,
): number {
  const wanted = RELAPSE_ENDPOINTS.indexOf(endpoint);
  const days = 365.25 * COHORTS[name].years;
  let sum = 0;
  for (const { person, stop, totalMgPerKg } of courses[name]) {
    relapseShares(set, person, stop, totalMgPerKg + extraMgPerKg, 0, shares);
    let least = 1;
    for (let e = 0; e <= wanted; e++) least = Math.min(least, shares[e]! * reachedBy(set, e, days));
    sum += least;
  }
  return sum / PATIENTS;
}

/** Hazard ratio per 100 mg/kg between 50 below and 50 above what the cohort took. */
function doseRatio(set: ParameterSet, courses: CohortCourses, name: CohortName): number {
  const hazard = (extra: number): number =>
    -logarithm(1 - shareIn(set, courses, name, 'systemicPrescription', extra));
  return hazard(50) / hazard(-50);
}

/** Median months to a systemic relapse among those seen to have one. */
function medianMonths(set: ParameterSet, years: number): number {
  const rate = set.values[at('relapse.latencyRate')]!;
  const half = 0.5 * reachedBy(set, 1, 365.25 * years);
  return (-12 * logarithm(1 - half)) / rate;
}

const ANY = 'anyPrescription';
const SYSTEMIC = 'systemicPrescription';
const SECOND = 'secondCourse';

/** By study: what each figure of it would have been. */
export const RELAPSE_STUDIES = {
  R1: (set: ParameterSet, c: CohortCourses) => ({
    'R1.any': shareIn(set, c, 'R1', ANY),
    'R1.systemic': shareIn(set, c, 'R1', SYSTEMIC),
    'R1.second': shareIn(set, c, 'R1', SECOND),
    'R1.medianMonths': medianMonths(set, COHORTS.R1.years),
    'R1.doseRatio': doseRatio(set, c, 'R1'),
  }),
  R2: (set: ParameterSet, c: CohortCourses) => ({
    'R2.systemic': shareIn(set, c, 'R2', SYSTEMIC),
    'R2.second': shareIn(set, c, 'R2', SECOND),
    'R2.byThreeYears': reachedBy(set, 1, 3 * 365.25) / reachedBy(set, 1, 9 * 365.25),
  }),
  R3: (set: ParameterSet, c: CohortCourses) => ({
    'R3.half': shareIn(set, c, 'R3half', SYSTEMIC),
    'R3.full': shareIn(set, c, 'R3full', SYSTEMIC),
  }),
  R4: (set: ParameterSet, c: CohortCourses) => ({
    'R4.any': shareIn(set, c, 'R4', ANY),
    'R4.second': shareIn(set, c, 'R4', SECOND),
  }),
  R5: (set: ParameterSet, c: CohortCourses) => ({ 'R5.low': shareIn(set, c, 'R5', SECOND) }),
  R6: (set: ParameterSet, c: CohortCourses) => ({ 'R6.any': shareIn(set, c, 'R6', ANY) }),
  R7: (set: ParameterSet, c: CohortCourses) => ({ 'R7.systemic': shareIn(set, c, 'R7', SYSTEMIC) }),
  R8: (set: ParameterSet, c: CohortCourses) => ({
    'R8.second': shareIn(set, c, 'R8', SECOND),
    'R8.doseRatio': doseRatio(set, c, 'R8'),
  }),
  R9: (set: ParameterSet, c: CohortCourses) => ({ 'R9.any': shareIn(set, c, 'R9', ANY) }),
  L9: (set: ParameterSet, c: CohortCourses) => ({ 'L9.any': shareIn(set, c, 'L9', ANY) }),
} as const;
