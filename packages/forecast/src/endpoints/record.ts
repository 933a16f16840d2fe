// Writes one patient's endpoints at the output days into the chunk, as values and grades.
// Never stores the patient: what is written cannot be told apart from the others in the chunk.

import {
  CURVES,
  type CurveName,
  GRADE_ROOM,
  GRADED_ALT,
  GRADED_EFFECTS,
  GRADED_FLARE,
  GRADED_IGA,
  GRADED_SUCCESS,
  GRADED_TRIGLYCERIDES,
  GRADED_TRIGLYCERIDES_EVER,
} from '../catalogue/catalogue.ts';
import {
  altGrade,
  gagsOf,
  igaOf,
  newGagsSteps,
  orderAreas,
  triglycerideGrade,
} from '../catalogue/scores.ts';
import type { DailyPlan } from '../models/dosing.ts';
import { casualPercent, excretionPercent } from '../models/gland.ts';
import { burdenOf } from '../models/lesions.ts';
import type { PatientRun } from '../models/patient-run.ts';
import { qualityScore } from '../models/quality-score.ts';
import { gradeAt, MUCOSAL_EFFECTS } from '../models/side-effects.ts';
import { SIDE_EFFECTS } from '../parameters/parameter-names.ts';
import type { ModelVersion } from '../parameters/parameters.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import type { ChunkValues } from '../summary/count-chunk.ts';
import { countTests } from './blood-tests.ts';

const place = (name: CurveName): number => CURVES.findIndex((curve) => curve.name === name);
const SEBUM = place('sebumExcretion');
const CASUAL = place('sebumCasual');
const RESERVOIR = place('sebumReservoir');
const INFLAMMATORY = place('inflammatoryLesions');
const COMEDONES = place('nonInflammatoryLesions');
const NODULES = place('nodules');
const GAGS = place('gags');
const SCARS = place('newScars');
const QUALITY = place('qualityOfLife');
const TRIGLYCERIDES = place('triglycerides');
const ALT = place('alt');
const PARENT = place('parentMean');
const METABOLITE = place('metaboliteMean');
const CUMULATIVE = place('cumulativeDose');
const TOTAL = place('totalLesions');
const ALL_SCARS = place('scars');

const CUTS = [at('iga.almostClear'), at('iga.mild'), at('iga.moderate'), at('iga.severe')] as const;
const PUSTULE_SHARE = at('lesion.pustuleShare');
const LAB_DOSE50 = at('lab.triglyceridesDose50');
const FLARE_PEAK = at('flare.peakDay');
const NG_PER_ML = 1000;
const EYE = SIDE_EFFECTS.indexOf('eye');
const IS_MUCOSAL = SIDE_EFFECTS.map((name) => MUCOSAL_EFFECTS.includes(name));

/**
 * How many output times, from the first on, an arm records of each curve: all; day 0 alone of what
 * stands still without drug; no concentration after the first last capsule; none of what the model
 * does not know, or, in the second, of what was not asked for.
 */
export function recordedTimes(
  outputDays: Int32Array,
  { lastDoseDay, untilClearDays }: DailyPlan,
  model: ModelVersion,
  asked: readonly string[] | undefined,
): Int32Array {
  const surely = untilClearDays > 0 ? Math.min(lastDoseDay, untilClearDays) : lastDoseDay;
  const whileTaken = outputDays.filter((day) => day <= surely).length;
  return Int32Array.from(CURVES, (curve) => {
    if (model === '1' && !curve.isInFirst) return 0;
    if (model !== '1' && asked !== undefined && !asked.includes(curve.name)) return 0;
    if (lastDoseDay < 0 && !curve.movesUntreated) return 1;
    return curve.endsWithLastDose ? Math.max(1, whileTaken) : outputDays.length;
  });
}

/**
 * Records patient `id` of `run` at `slot`, curve by curve so that each loop is short. `grades` is the
 * set group's own counter area; grade 0 is not counted, it is what the others leave.
 */
export function recordPatient(
  run: PatientRun,
  { plan, recorded }: { readonly plan: DailyPlan; readonly recorded: Int32Array },
  model: ModelVersion,
  id: number,
  slot: number,
  chunk: ChunkValues,
  grades: Uint32Array,
  gradesFrom: number,
): void {
  const times = run.outputDays.length;
  const first = slot * chunk.rows;
  const stride = times * GRADE_ROOM;
  writeSebum(run, recorded[SEBUM]!, chunk.values, first);
  writeLesions(run, chunk.values, first, grades, gradesFrom);
  writeBlood(run, recorded[ALT]!, chunk.values, first, grades, gradesFrom);
  writeDrug(run, recorded, chunk.values, first);
  countEffects(run, grades, gradesFrom + GRADED_EFFECTS * stride, stride);
  if (model === '1') return;
  if (recorded[TOTAL]! + recorded[ALL_SCARS]! > 0) writeTotals(run, chunk.values, first);
  if (plan.lastDoseDay < 0) return;
  if (run.areTestsAsked)
    countTests(run, id, grades, gradesFrom + GRADED_TRIGLYCERIDES_EVER * stride, stride);
  countFlare(run, plan.firstDoseDay, grades, gradesFrom + GRADED_FLARE * stride);
}

/** All lesions but nodules, and all scars. */
function writeTotals(run: PatientRun, values: Float32Array, first: number): void {
  const { person, lesions } = run;
  const times = run.outputDays.length;
  for (let t = 0; t < times; t++) {
    values[first + TOTAL * times + t] =
      person.inflammatory * lesions.inflammatory[t]! +
      person.nonInflammatory * lesions.comedones[t]!;
    values[first + ALL_SCARS * times + t] = person.scarsBefore + lesions.scars[t]!;
  }
}

/** A flare counts from the day of its peak on. */
function countFlare(run: PatientRun, firstDoseDay: number, grades: Uint32Array, at: number): void {
  const { person, outputDays } = run;
  if (person.flareGrade === 0) return;
  const peak = firstDoseDay + run.set.values[FLARE_PEAK]!;
  for (let t = 0; t < outputDays.length; t++) {
    if (outputDays[t]! >= peak) grades[at + t * GRADE_ROOM + person.flareGrade]!++;
  }
}

function writeSebum(run: PatientRun, recorded: number, values: Float32Array, first: number): void {
  const { suppressed, reservoir } = run.gland;
  const times = run.outputDays.length;
  const p = run.set.values;
  for (let t = 0; t < recorded; t++) {
    const level = reservoir[t]!;
    values[first + SEBUM * times + t] = excretionPercent(suppressed[t]!);
    values[first + CASUAL * times + t] = casualPercent(p, level);
    values[first + RESERVOIR * times + t] = 100 * level;
  }
}

const cuts = new Float64Array(4);
const steps = newGagsSteps();

/** Counts, both scores, scars and quality of life: what moves with and without drug. */
function writeLesions(
  run: PatientRun,
  values: Float32Array,
  first: number,
  grades: Uint32Array,
  gradesFrom: number,
): void {
  const { person, lesions } = run;
  const times = run.outputDays.length;
  for (let i = 0; i < 4; i++) cuts[i] = run.set.values[CUTS[i]!]!;
  orderAreas(person, steps);
  const pustuleShare = run.set.values[PUSTULE_SHARE]!;
  const { inflammatory: wi, nonInflammatory: wc, nodules: wn, raterFactor } = person;
  const success = gradesFrom + GRADED_SUCCESS * times * GRADE_ROOM + 1;
  const iga = gradesFrom + GRADED_IGA * times * GRADE_ROOM;
  let before = 0;
  for (let t = 0; t < times; t++) {
    const inflammatory = wi * lesions.inflammatory[t]!;
    const comedones = wc * lesions.comedones[t]!;
    const nodules = wn * lesions.nodules[t]!;
    values[first + INFLAMMATORY * times + t] = inflammatory;
    values[first + COMEDONES * times + t] = comedones;
    values[first + NODULES * times + t] = nodules;
    values[first + GAGS * times + t] = gagsOf(
      steps,
      inflammatory,
      comedones,
      nodules,
      pustuleShare,
    );
    values[first + SCARS * times + t] = lesions.scars[t]!;
    values[first + QUALITY * times + t] = qualityScore(person, lesions.burden[t]!);
    const grade = igaOf(burdenOf(inflammatory, comedones, nodules) * raterFactor, cuts);
    if (t === 0) before = grade;
    if (grade > 0) grades[iga + t * GRADE_ROOM + grade]!++;
    if (grade <= 1 && before - grade >= 2) grades[success + t * GRADE_ROOM]!++;
  }
}

/** Both blood values as one test finds them, and their grades; past the last lag as before. */
function writeBlood(
  run: PatientRun,
  recorded: number,
  values: Float32Array,
  first: number,
  grades: Uint32Array,
  gradesFrom: number,
): void {
  const { person, lagEnd } = run;
  const { laboratory } = run.lags;
  const times = run.outputDays.length;
  const dose50 = run.set.values[LAB_DOSE50]!;
  const { triglycerides, triglyceridesRise, triglyceridesVisit } = person;
  const { alt, altRise, altVisit } = person;
  const lipids = gradesFrom + GRADED_TRIGLYCERIDES * times * GRADE_ROOM;
  const livers = gradesFrom + GRADED_ALT * times * GRADE_ROOM;
  for (let t = 0; t < times; t++) {
    const blood = t < lagEnd ? laboratory[t]! : 0;
    const shift = blood / (blood + dose50);
    const lipid = Math.fround(triglycerides * (1 + triglyceridesRise * shift) * triglyceridesVisit);
    const liver = Math.fround(alt * (1 + altRise * shift) * altVisit);
    if (t < recorded) {
      values[first + TRIGLYCERIDES * times + t] = lipid;
      values[first + ALT * times + t] = liver;
    }
    const lipidGrade = triglycerideGrade(lipid);
    if (lipidGrade > 0) grades[lipids + t * GRADE_ROOM + lipidGrade]!++;
    const liverGrade = altGrade(liver);
    if (liverGrade > 0) grades[livers + t * GRADE_ROOM + liverGrade]!++;
  }
}

function writeDrug(
  run: PatientRun,
  recorded: Int32Array,
  values: Float32Array,
  first: number,
): void {
  const { outputDays, exposure, exposureEnd } = run;
  const { cumulativeMgPerKg } = run.doses;
  const times = outputDays.length;
  for (let t = 0; t < recorded[PARENT]!; t++) {
    const isExposed = outputDays[t]! < exposureEnd;
    values[first + PARENT * times + t] = isExposed ? NG_PER_ML * exposure.parent[t]! : 0;
    values[first + METABOLITE * times + t] = isExposed ? NG_PER_ML * exposure.metabolite[t]! : 0;
  }
  for (let t = 0; t < recorded[CUMULATIVE]!; t++) {
    values[first + CUMULATIVE * times + t] = cumulativeMgPerKg[t]!;
  }
}

/** Effect by effect over all times, so that a person's thresholds stay at hand. */
function countEffects(run: PatientRun, grades: Uint32Array, first: number, stride: number): void {
  const { person, lags, outputDays } = run;
  const { background, excess } = run.tables.eye;
  const { daysOnDrug } = lags;
  const { eyeHazard } = person;
  let eye = first + EYE * stride + 1;
  for (let t = 0; t < outputDays.length; t++) {
    if (eyeHazard < outputDays[t]! * background + daysOnDrug[t]! * excess) grades[eye]!++;
    eye += GRADE_ROOM;
  }
  const end = Math.min(run.lagEnd, outputDays.length);
  for (let e = 0; e < IS_MUCOSAL.length; e++) {
    if (e === EYE) continue;
    const lag = IS_MUCOSAL[e]! ? lags.mucosal : lags.slow;
    const least = person.effectThresholds[3 * e]!;
    for (let t = 0; t < end; t++) {
      if (lag[t]! > least)
        grades[first + e * stride + t * GRADE_ROOM + gradeAt(person, e, lag[t]!)]!++;
    }
  }
}
