// One virtual patient under one plan, day by day: the order in which the models feed each other.
// Never allocates per patient: the arrays are made once and written over.

import { availabilities, type DailyPlan, type TakenDoses, takeDoses } from './models/dosing.ts';
import { type Exposure, runExposure } from './models/exposure.ts';
import { type GlandCourse, type GlandRates, glandRates, runGland } from './models/gland.ts';
import {
  followPools,
  type LesionCourse,
  type LesionRates,
  type LesionTables,
  lesionRates,
  lesionTables,
  type Pools,
  type StopState,
  startPools,
  treatPools,
} from './models/lesions.ts';
import { SIDE_EFFECTS } from './models/parameter-names.ts';
import type { PkParameters } from './models/pharmacokinetics.ts';
import { relapseShares } from './models/relapse.ts';
import { type EyeHazard, eyeHazardOf, type LaggedDoses, runLags } from './models/side-effects.ts';
import { type Individual, newIndividual } from './population/individual.ts';
import { parameterIndex as at, type ParameterSet } from './population/parameter-set.ts';
import type { SeededStream } from './random/streams.ts';

export interface PatientRun {
  readonly outputDays: Int32Array;
  /** The same with a closing -1, so that a loop over days needs one comparison. */
  readonly outputs: Int32Array;
  readonly days: number;
  /** The patient of this run; whoever runs many puts each here in turn. */
  person: Individual;
  readonly doses: TakenDoses;
  readonly exposure: Exposure;
  readonly gland: GlandCourse;
  readonly lesions: LesionCourse;
  readonly lags: LaggedDoses;
  /** Share who ever relapse, per endpoint; all nil without treatment or before its end. */
  readonly relapse: Float64Array;
  /** First day after the last capsule; 0 for the untreated course. */
  stopDay: number;
  /** First day on which exposure is nil for good. */
  exposureEnd: number;
  /** First output time from which every lag behind it is nil. */
  lagEnd: number;
  set: ParameterSet;
  eye: EyeHazard;
  tables: LesionTables;
  rates: LesionRates;
  glandRates: GlandRates;
  availability: Float64Array;
  readonly words: Uint32Array;
  readonly pools: Pools;
  readonly pk: { -readonly [K in keyof PkParameters]: PkParameters[K] };
}

export function newPatientRun(outputDays: Int32Array, days: number, set: ParameterSet): PatientRun {
  const daily = (): Float64Array => new Float64Array(days + 1);
  const line = (): Float64Array => new Float64Array(outputDays.length);
  return {
    outputDays,
    outputs: Int32Array.of(...outputDays, -1),
    days,
    person: newIndividual(SIDE_EFFECTS.length),
    doses: { absorbedMg: daily(), cumulativeMgPerKg: line(), totalMgPerKg: 0 },
    exposure: { parent: line(), metabolite: line(), doseRate: daily() },
    gland: { suppression: daily(), suppressed: line(), reservoir: line() },
    lesions: {
      comedones: line(),
      inflammatory: line(),
      nodules: line(),
      scars: line(),
      burden: line(),
    },
    lags: { mucosal: line(), slow: line(), laboratory: line(), daysOnDrug: line() },
    relapse: new Float64Array(3),
    stopDay: 0,
    exposureEnd: 0,
    lagEnd: 0,
    set,
    eye: eyeHazardOf(set.values),
    tables: lesionTables(set.values, days),
    rates: lesionRates(set.values),
    glandRates: glandRates(set.values),
    availability: availabilities(set.values),
    words: new Uint32Array(4 * Math.ceil((days + 1) / 8)),
    pools: {
      drive: 1,
      comedone: 1,
      inflammatory: 1,
      nodule: 1,
      scars: 0,
      burden: 1,
      time: 0,
      fast: 0,
      durable: 0,
      level: 1,
    },
    pk: {
      clearanceLph: 0,
      centralL: 0,
      exchangeLph: 0,
      peripheralL: 0,
      absorptionPerHour: 0,
      lagHours: 0,
      metaboliteClearanceLph: 0,
      metaboliteVolumeL: 0,
    },
  };
}

/** Moves a run to another parameter draw: done once a chunk. */
export function takeSet(run: PatientRun, set: ParameterSet): void {
  run.set = set;
  run.eye = eyeHazardOf(set.values);
  run.tables = lesionTables(set.values, run.days);
  run.rates = lesionRates(set.values);
  run.glandRates = glandRates(set.values);
  run.availability = availabilities(set.values);
}

const LAG_FED = at('pk.lagFed');
const LAG_FASTED = at('pk.lagFasted');
const DAYS_PER_YEAR = 365.25;

/** Runs the person already sampled into `run.person` through one plan. */
export function runPatient(
  run: PatientRun,
  plan: DailyPlan,
  maintenanceMonths: number,
  adherence: SeededStream,
  id: number,
): void {
  const { person, set, days, pools, outputs, doses, exposure, rates, tables } = run;
  const p = set.values;
  takeDoses(plan, run.availability, adherence, id, person, run.words, outputs, days, doses);
  writeKinetics(run, plan);
  const last = plan.lastDoseDay;
  const end = runExposure(run.pk, person, doses.absorbedMg, last, outputs, days, exposure);
  run.exposureEnd = end;
  run.stopDay = last + 1;
  const { doseRate } = exposure;
  const { suppression } = run.gland;
  startPools(pools);
  runGland(p, run.glandRates, person, doseRate, end, outputs, pools, run.gland);
  const stop = treatPools(
    p,
    rates,
    person,
    doseRate,
    suppression,
    tables,
    end,
    run.stopDay,
    outputs,
    pools,
    run.lesions,
  );
  const back = relapseDayOf(run, stop, maintenanceMonths);
  followPools(
    p,
    rates,
    run.glandRates,
    person,
    tables,
    end,
    back,
    days,
    outputs,
    pools,
    run.lesions,
    run.gland,
  );
  run.lagEnd = runLags(p, doseRate, end, outputs, days, run.lags);
}

/** Writes the shares who ever relapse, and returns this person's day of relapse or Infinity. */
function relapseDayOf(run: PatientRun, stop: StopState, maintenanceMonths: number): number {
  const { person, stopDay } = run;
  run.relapse.fill(0);
  if (stopDay === 0 || stopDay > run.days) return Number.POSITIVE_INFINITY;
  const taken = run.doses.totalMgPerKg;
  relapseShares(run.set, person, stop, taken, maintenanceMonths, run.relapse);
  const isSusceptible = person.relapseUniform < run.relapse[0]!;
  return isSusceptible ? stopDay + person.latencyYears * DAYS_PER_YEAR : Number.POSITIVE_INFINITY;
}

/** Absorption speed and lag follow the meal of the plan's first dose day. */
function writeKinetics(run: PatientRun, plan: DailyPlan): void {
  const { person, pk } = run;
  const isFasted = plan.lastDoseDay >= 0 && plan.productMeal[0]! % 3 === 0;
  pk.clearanceLph = person.clearanceLph;
  pk.centralL = person.centralL;
  pk.exchangeLph = person.exchangeLph;
  pk.peripheralL = person.peripheralL;
  pk.absorptionPerHour = isFasted ? person.absorptionFasted : person.absorptionFed;
  pk.lagHours = run.set.values[isFasted ? LAG_FASTED : LAG_FED]!;
  pk.metaboliteClearanceLph = person.metaboliteClearanceLph;
  pk.metaboliteVolumeL = person.metaboliteVolumeL;
}
