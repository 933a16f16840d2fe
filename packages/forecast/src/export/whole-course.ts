// What follows from a typical course beside concentrations, gland and lesions: scars, quality of life,
// blood values, side effects, relapse. Never a person: shares are of people who have the middle's doses.

import { burdenOf, type StopState } from '../models/lesions.ts';
import type { PatientRun } from '../models/patient-run.ts';
import { QOL_SCORE_MAX, qualityScore } from '../models/quality-score.ts';
import { RELAPSE_ENDPOINTS, reachedBy, relapseShares } from '../models/relapse.ts';
import { MUCOSAL_EFFECTS } from '../models/side-effects.ts';
import {
  PARAMETER_NAMES,
  type ParameterName,
  SIDE_EFFECTS,
  type SideEffect,
} from '../parameters/parameter-names.ts';
import { type DoseStructure, type ModelRelease, modelOf } from '../parameters/parameters.ts';
import { hyperbolaOf } from '../population/effect-levels.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import { setUnder } from '../population/posterior-draws.ts';
import { exponential } from '../solver/exponential.ts';

export const CONSEQUENCE_COLUMNS = [
  'scars',
  'qualityOfLife',
  'mucosal',
  'slow',
  'blood',
  'triglycerides',
  'alt',
  'eye',
] as const;
type ConsequenceColumn = (typeof CONSEQUENCE_COLUMNS)[number];

/** Share of people who have an effect at a lagged dose: min(1, most * lag / (lag + dose50)). */
interface EffectCurve {
  readonly name: SideEffect;
  readonly lag: 'mucosal' | 'slow';
  readonly most: number;
  readonly dose50: number;
  /** Any grade, at the start of each day. */
  readonly reference: readonly number[];
}

/** Relapse under one reading of the dose: its numbers by endpoint, and what must come out. */
export interface RelapseReadingExport {
  readonly reading: DoseStructure['name'];
  readonly weight: number;
  readonly susceptible: readonly number[];
  readonly latencyPerYear: readonly number[];
  readonly doseRatioPer100: number;
  readonly doseTop: number;
  readonly clearance: number;
  /** Share who ever reach each endpoint, and by each of `daysSince`: [endpoint][day]. */
  readonly ever: readonly number[];
  readonly reference: readonly (readonly number[])[];
}

export interface RelapseExport {
  readonly endpoints: readonly string[];
  readonly inputs: Readonly<Record<string, number>>;
  readonly parameters: Readonly<Record<string, number | readonly number[]>>;
  readonly daysSince: readonly number[];
  readonly readings: readonly RelapseReadingExport[];
}

export interface Consequences {
  readonly parameters: Readonly<Record<string, number>>;
  readonly reference: Readonly<Record<ConsequenceColumn, readonly number[]>>;
  readonly sideEffects: readonly EffectCurve[];
  /** Null in a release of the first model, whose relapse has one latency and a fading dose. */
  readonly relapse: RelapseExport | null;
}

/** Reads what follows off a run that has just been made, over its first `end` days. */
export function consequencesOf(
  run: PatientRun,
  stop: StopState,
  release: ModelRelease,
  end: number,
): Consequences {
  const { person, lags, lesions, set } = run;
  const p = set.values;
  const days = Array.from({ length: end }, (_, day) => day);
  const first = (line: Float64Array): number[] => [...line.subarray(0, end)];
  const { background, excess } = run.tables.eye;
  const dose50 = p[at('lab.triglyceridesDose50')]!;
  const raised = (own: number, rise: number) =>
    days.map((day) => {
      const blood = lags.laboratory[day]!;
      return own * (1 + (rise * blood) / (blood + dose50));
    });
  return {
    parameters: parametersOf(run, background, excess),
    reference: {
      scars: first(lesions.scars),
      qualityOfLife: days.map((day) => qualityScore(person, lesions.burden[day]!)),
      mucosal: first(lags.mucosal),
      slow: first(lags.slow),
      blood: first(lags.laboratory),
      triglycerides: raised(person.triglycerides, person.triglyceridesRise),
      alt: raised(person.alt, person.altRise),
      eye: days.map((day) => 1 - exponential(-day * background - lags.daysOnDrug[day]! * excess)),
    },
    sideEffects: effectCurves(run, release, end),
    relapse: modelOf(release) === '1' ? null : relapseOf(run, stop, release),
  };
}

function parametersOf(run: PatientRun, background: number, excess: number) {
  const { person } = run;
  const row = (name: ParameterName): number => run.set.values[at(name)]!;
  return {
    ...{ inflammatoryLesions: person.inflammatory, comedones: person.nonInflammatory },
    ...{ nodules: person.nodules, scarRate: person.scarRate },
    ...{ scoreMax: QOL_SCORE_MAX, qolBurden: person.qolBurden },
    ...{ unrelatedShare: person.unrelatedShare, qolLagRate: row('qol.lagRate') },
    inflammatoryWeight: row('qol.inflammatoryWeight'),
    ...{ mucosalRate: row('effect.mucosalRate'), slowRate: row('effect.slowRate') },
    ...{ labRate: row('lab.rate'), labDose50: row('lab.triglyceridesDose50') },
    ...{ triglyceridesBefore: person.triglycerides, triglyceridesRise: person.triglyceridesRise },
    ...{ altBefore: person.alt, altRise: person.altRise },
    ...{ eyeBackgroundPerDay: background, eyeExcessPerDay: excess },
    ...{ grade2Share: row('effect.grade2Share'), grade3Share: row('effect.grade3Share') },
  };
}

function effectCurves(run: PatientRun, release: ModelRelease, end: number): EffectCurve[] {
  return SIDE_EFFECTS.flatMap((name, effect) => {
    if (name === 'eye') return [];
    const { most, dose50 } = hyperbolaOf(run.set.values, effect, modelOf(release));
    const lag = MUCOSAL_EFFECTS.includes(name) ? 'mucosal' : 'slow';
    const line = run.lags[lag].subarray(0, end);
    const reference = Array.from(line, (dose) => Math.min(1, (most * dose) / (dose + dose50)));
    return [{ name, lag, most, dose50, reference } as const];
  });
}

/** Three years of four-weekly days after the last capsule. */
const DAYS_SINCE = Array.from({ length: 40 }, (_, i) => 28 * i);

function relapseOf(run: PatientRun, stop: StopState, release: ModelRelease): RelapseExport {
  const { person } = run;
  const row = (name: ParameterName): number => run.set.values[at(name)]!;
  const burden = burdenOf(person.inflammatory, person.nonInflammatory, person.nodules);
  return {
    endpoints: RELAPSE_ENDPOINTS,
    inputs: {
      ...{ ageYears: person.ageYears, isFemale: Number(person.isFemale) },
      ...{ isTruncal: Number(person.isTruncal), burden },
      ...{ daysClear: stop.daysClear, inflammatoryLeft: stop.inflammatoryLeft },
      ...{ cumulativeMgPerKg: run.doses.totalMgPerKg, maintenanceMonths: 0 },
    },
    parameters: {
      female: (['Any', 'Systemic', 'SecondCourse'] as const).map((one) =>
        row(`relapse.female${one}`),
      ),
      ...{ femaleShare: row('population.femaleShare'), truncal: row('relapse.truncal') },
      ...{ truncalShare: row('population.truncalShare'), young: row('relapse.young') },
      ...{ severe: row('relapse.severe'), severeFrom: row('iga.severe') },
      ...{ residual: row('relapse.residual'), doseReference: row('relapse.doseReference') },
      clearWeeks: row('relapse.clearWeeksForNoDoseEffect'),
      maintenancePerMonth: row('relapse.maintenancePerMonth'),
      maintenanceFloor: row('relapse.maintenanceFloor'),
      gapDays: [0, 0, row('relapse.secondCourseGap')],
    },
    daysSince: DAYS_SINCE,
    readings: (release.doseStructures ?? []).map((one) => readingOf(one, run, stop, release)),
  };
}

function readingOf(
  { name: reading, weight, rows }: DoseStructure,
  run: PatientRun,
  stop: StopState,
  release: ModelRelease,
): RelapseReadingExport {
  const values = Float64Array.from(
    PARAMETER_NAMES,
    (name) => (rows[name] ?? release.rows[name]).value,
  );
  const set = setUnder(reading, values);
  const ever = new Float64Array(RELAPSE_ENDPOINTS.length);
  relapseShares(set, run.person, stop, run.doses.totalMgPerKg, 0, ever);
  const row = (name: ParameterName): number => values[at(name)]!;
  return {
    ...{ reading, weight, doseRatioPer100: set.doseRatioPer100 },
    susceptible: (['Any', 'Systemic', 'SecondCourse'] as const).map((one) =>
      row(`relapse.susceptible${one}`),
    ),
    latencyPerYear: (['latencyAny', 'latencyRate', 'latencySecondCourse'] as const).map((one) =>
      row(`relapse.${one}`),
    ),
    doseTop: row(reading === 'ceiling' ? 'relapse.doseCeiling' : 'relapse.doseTop'),
    clearance: row('relapse.clearance'),
    ever: [...ever],
    reference: RELAPSE_ENDPOINTS.map((_, e) =>
      DAYS_SINCE.map((day) => ever[e]! * reachedBy(set, e, day)),
    ),
  };
}
