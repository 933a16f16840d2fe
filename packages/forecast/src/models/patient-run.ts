// One virtual patient under one plan, day by day: the order in which the models feed each other.
// Never allocates per patient: the arrays are made once and written over.

import { SIDE_EFFECTS } from '../parameters/parameter-names.ts';
import { type Individual, newIndividual } from '../population/individual.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { openStream, type SeededStream } from '../random/streams.ts';
import { availabilities, type DailyPlan, type TakenDoses, takeDoses } from './dosing.ts';
import { type Exposure, runExposure } from './exposure.ts';
import { type GlandCourse, type GlandRates, glandRates, runGland } from './gland.ts';
import {
  followPools,
  type LesionCourse,
  type LesionRates,
  type LesionTables,
  lesionRates,
  lesionTables,
  newPools,
  type Pools,
  quickLesionTables,
  type StopState,
  startPools,
  treatPools,
} from './lesions.ts';
import type { PkParameters } from './pharmacokinetics.ts';
import { relapseShares } from './relapse.ts';
import {
  type EyeHazard,
  eyeHazardOf,
  type Fading,
  fadingOf,
  type LaggedDoses,
  runLags,
} from './side-effects.ts';

/** What depends on a parameter set alone: made once, whoever meets the set. */
export interface SetTables {
  readonly eye: EyeHazard;
  readonly lesions: LesionTables;
  readonly rates: LesionRates;
  readonly glandRates: GlandRates;
  readonly availability: Float64Array;
  readonly fading: Fading;
}

export function setTables({ values, structure }: ParameterSet, days: number): SetTables {
  const tables = structure === undefined ? lesionTables : quickLesionTables;
  return {
    eye: eyeHazardOf(values),
    lesions: tables(values, days),
    rates: lesionRates(values),
    glandRates: glandRates(values),
    availability: availabilities(values),
    fading: fadingOf(values),
  };
}

export interface PatientRun {
  readonly outputDays: Int32Array;
  /** The same with a closing -1, so that a loop over days needs one comparison. */
  readonly outputs: Int32Array;
  readonly days: number;
  /** Days between blood tests, and what they find. */
  readonly testEveryDays: number;
  readonly tests: BloodTests;
  /** False where nobody asked what repeated tests find. */
  readonly areTestsAsked: boolean;
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
  tables: SetTables;
  readonly words: Uint32Array;
  readonly pools: Pools;
  readonly pk: { -readonly [K in keyof PkParameters]: PkParameters[K] };
}

/** The scheduled blood tests of the person at hand. */
interface BloodTests {
  readonly stream: SeededStream;
  readonly words: Uint32Array;
  /** Grade of triglycerides and of ALT at each test in turn. */
  readonly grades: Uint8Array;
}

export function newPatientRun(
  outputDays: Int32Array,
  days: number,
  set: ParameterSet,
  tests: { readonly seed: number; readonly everyDays: number; readonly areAsked?: boolean },
): PatientRun {
  const most = Math.floor(days / tests.everyDays) + 1;
  const daily = (): Float64Array => new Float64Array(days + 1);
  const line = (): Float64Array => new Float64Array(outputDays.length);
  return {
    outputDays,
    outputs: Int32Array.of(...outputDays, -1),
    days,
    testEveryDays: tests.everyDays,
    areTestsAsked: tests.areAsked ?? true,
    tests: {
      stream: openStream(tests.seed, 'events'),
      words: new Uint32Array(4 * Math.ceil(most / 2)),
      grades: new Uint8Array(2 * most),
    },
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
    lags: {
      mucosal: line(),
      slow: line(),
      laboratory: line(),
      daysOnDrug: line(),
      tests: new Float64Array(most),
    },
    relapse: new Float64Array(3),
    stopDay: 0,
    exposureEnd: 0,
    lagEnd: 0,
    set,
    tables: setTables(set, days),
    words: new Uint32Array(4 * Math.ceil((days + 1) / 8)),
    pools: newPools(),
    pk: newKinetics(),
  };
}

/** Moves a run to another parameter draw, with the tables made for it. */
export function takeSet(run: PatientRun, set: ParameterSet, tables: SetTables): void {
  run.set = set;
  run.tables = tables;
}

const LAG_FED = at('pk.lagFed');
const LAG_FASTED = at('pk.lagFasted');
const DAYS_PER_YEAR = 365.25;

/**
 * Runs the person already sampled into `run.person` through one plan. Where the plan lasts until the
 * skin has been clear for a while, the whole plan is run to find that day, and once more up to it.
 */
export function runPatient(
  run: PatientRun,
  plan: DailyPlan,
  maintenanceMonths: number,
  adherence: SeededStream,
  id: number,
): StopState {
  writeKinetics(run, plan);
  let stop = treat(run, plan, plan.lastDoseDay, adherence, id);
  const { clearDay } = stop;
  if (clearDay >= 0 && clearDay < plan.lastDoseDay)
    stop = treat(run, plan, clearDay, adherence, id);
  const back = relapseDayOf(run, stop, maintenanceMonths);
  const { person, set, days, pools, outputs, exposureEnd: end } = run;
  const { rates, glandRates, lesions } = run.tables;
  followPools(
    set.values,
    rates,
    glandRates,
    person,
    lesions,
    end,
    back,
    days,
    outputs,
    pools,
    run.lesions,
    run.gland,
  );
  const { doseRate } = run.exposure;
  const { testEveryDays } = run;
  const fading = set.structure === undefined ? null : run.tables.fading;
  run.lagEnd = runLags(set.values, doseRate, end, outputs, days, testEveryDays, fading, run.lags);
  return stop;
}

/** Doses, exposure, gland and lesions while there is drug, the last capsule on day `last`. */
function treat(
  run: PatientRun,
  plan: DailyPlan,
  last: number,
  adherence: SeededStream,
  id: number,
): StopState {
  const { person, set, days, pools, outputs, doses, exposure, tables, words } = run;
  const p = set.values;
  const { availability } = tables;
  const model = set.structure === undefined ? '1' : '2';
  takeDoses(plan, availability, adherence, id, person, words, outputs, days, last, model, doses);
  const end = runExposure(run.pk, person, doses.absorbedMg, last, outputs, days, exposure);
  run.exposureEnd = end;
  run.stopDay = last + 1;
  startPools(pools);
  runGland(p, tables.glandRates, person, exposure.doseRate, end, outputs, pools, run.gland);
  return treatPools(
    p,
    tables.rates,
    person,
    exposure.doseRate,
    run.gland.suppression,
    tables.lesions,
    end,
    run.stopDay,
    model === '1' ? 0 : plan.firstDoseDay,
    plan.untilClearDays,
    outputs,
    pools,
    run.lesions,
  );
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

/** Absorption speed and lag follow the meal of the first capsule; in the first model that of day 0. */
function writeKinetics(run: PatientRun, plan: DailyPlan): void {
  const day = run.set.structure === undefined ? 0 : plan.firstDoseDay;
  const isFasted = plan.lastDoseDay >= 0 && plan.productMeal[day]! % 3 === 0;
  fillKinetics(run.set, run.person, isFasted, run.pk);
}

function fillKinetics(
  set: ParameterSet,
  person: Individual,
  isFasted: boolean,
  pk: PatientRun['pk'],
): void {
  pk.clearanceLph = person.clearanceLph;
  pk.centralL = person.centralL;
  pk.exchangeLph = person.exchangeLph;
  pk.peripheralL = person.peripheralL;
  pk.absorptionPerHour = isFasted ? person.absorptionFasted : person.absorptionFed;
  pk.lagHours = lagOf(set.values[isFasted ? LAG_FASTED : LAG_FED]!, person.lagOdds);
  pk.metaboliteClearanceLph = person.metaboliteClearanceLph;
  pk.metaboliteVolumeL = person.metaboliteVolumeL;
}

/** A person's kinetics after a meal or none, for whoever gives one dose. */
export function kineticsOf(set: ParameterSet, person: Individual, isFasted: boolean): PkParameters {
  const pk = newKinetics();
  fillKinetics(set, person, isFasted, pk);
  return pk;
}

function newKinetics(): PatientRun['pk'] {
  return {
    ...{ clearanceLph: 0, centralL: 0, exchangeLph: 0, peripheralL: 0 },
    ...{ absorptionPerHour: 0, lagHours: 0, metaboliteClearanceLph: 0, metaboliteVolumeL: 0 },
  };
}

/** A lag that differs between people but never reaches a day; the middle one as it stands. */
function lagOf(middleHours: number, odds: number): number {
  if (odds === 1) return middleHours;
  const own = (middleHours / (24 - middleHours)) * odds;
  return (24 * own) / (1 + own);
}
