// Writes one patient's endpoints at the output days into the chunk, as bins, sums and grades.
// Never stores the patient: what is written cannot be told apart from the others in the chunk.

import { casualPercent, excretionPercent } from '../models/gland.ts';
import { burdenOf } from '../models/lesions.ts';
import { SIDE_EFFECTS } from '../models/parameter-names.ts';
import { qualityScore } from '../models/quality-score.ts';
import { gradeAt, MUCOSAL_EFFECTS } from '../models/side-effects.ts';
import type { PatientRun } from '../patient-run.ts';
import { parameterIndex as at } from '../population/parameter-set.ts';
import { BINS, binOfBits } from '../summary/histogram.ts';
import { CHUNK_PATIENTS } from '../summary/tally.ts';
import {
  CURVES,
  GRADE_ROOM,
  GRADED_ALT,
  GRADED_EFFECTS,
  GRADED_IGA,
  GRADED_SUCCESS,
  GRADED_TRIGLYCERIDES,
} from './catalogue.ts';
import { altGrade, gagsOf, igaOf, triglycerideGrade } from './scores.ts';

/** Bytes of bins that may wait before they are counted: enough to keep histogram rows hot. */
const WAITING_BYTES = 16 * 2 ** 20;
const WAITING_CHUNKS = 16;

/** What patients are written into before they are counted: sums of a chunk, bins of some chunks. */
export interface Recorder {
  /** One patient at one output time, in the order of `CURVES`, in single precision. */
  readonly values: Float32Array;
  /** The same bytes as whole numbers, from which bins are read. */
  readonly bits: Int32Array;
  /** [time][curve] sums over the chunk, in patient order; of every curve, recorded or not. */
  readonly sums: Float64Array;
  /** [slot][time][curve]: a patient writes in order, which costs more than reading out of order. */
  readonly bins: Uint16Array;
  /** Patients whose bins may wait. */
  readonly slots: number;
}

export function newRecorder(times: number): Recorder {
  const rows = CURVES.length * times;
  const room = Math.floor(WAITING_BYTES / (2 * rows * CHUNK_PATIENTS));
  const slots = CHUNK_PATIENTS * Math.max(1, Math.min(WAITING_CHUNKS, room));
  const values = new Float32Array(CURVES.length);
  const bits = new Int32Array(values.buffer);
  return { values, bits, sums: new Float64Array(rows), bins: new Uint16Array(rows * slots), slots };
}

const cuts = new Float64Array(4);
const CUTS = [at('iga.almostClear'), at('iga.mild'), at('iga.moderate'), at('iga.severe')] as const;
const PUSTULE_SHARE = at('lesion.pustuleShare');
const LAB_DOSE50 = at('lab.triglyceridesDose50');
const NG_PER_ML = 1000;
const EYE = SIDE_EFFECTS.indexOf('eye');
const IS_MUCOSAL = SIDE_EFFECTS.map((name) => MUCOSAL_EFFECTS.includes(name));

/**
 * Records the patient in `run` at `slot`. `grades` is the set's own counter area; grade 0 is not
 * counted, it is what the others leave. Afterwards `values` holds the last output time.
 */
export function recordPatient(
  run: PatientRun,
  slot: number,
  recorder: Recorder,
  grades: Uint32Array,
  gradesFrom: number,
): void {
  const times = run.outputDays.length;
  const stride = times * GRADE_ROOM;
  for (let i = 0; i < 4; i++) cuts[i] = run.set.values[CUTS[i]!]!;
  const { values } = recorder;
  let first = gradesFrom;
  let before = 0;
  for (let t = 0; t < times; t++) {
    const iga = writeValues(run, t, values);
    if (t === 0) before = iga;
    if (iga > 0) grades[first + GRADED_IGA * stride + iga]!++;
    if (iga <= 1 && before - iga >= 2) grades[first + GRADED_SUCCESS * stride + 1]!++;
    const lipid = triglycerideGrade(values[9]!);
    if (lipid > 0) grades[first + GRADED_TRIGLYCERIDES * stride + lipid]!++;
    const liver = altGrade(values[10]!);
    if (liver > 0) grades[first + GRADED_ALT * stride + liver]!++;
    keepBins(t, slot, recorder);
    first += GRADE_ROOM;
  }
  countEffects(run, grades, gradesFrom + GRADED_EFFECTS * stride, stride);
}

/** Adds the values of one time to the chunk's sums, and leaves their bins to be counted. */
function keepBins(t: number, slot: number, recorder: Recorder): void {
  const { values, bits, sums, bins } = recorder;
  const row = t * CURVES.length;
  const place = slot * sums.length + row;
  for (let c = 0; c < CURVES.length; c++) {
    sums[row + c] = sums[row + c]! + values[c]!;
    bins[place + c] = binOfBits(bits[c]!);
  }
}

/** Output times counted together: enough for bins to be read in a row, few enough to stay hot. */
const TIMES_AT_ONCE = 8;

/** Counts the waiting bins of `patients` slots. */
export function countBins(
  recorder: Recorder,
  recorded: readonly Uint8Array[],
  patients: number,
  histogram: Uint32Array,
): void {
  const stride = recorder.sums.length;
  for (let from = 0; from < recorded.length; from += TIMES_AT_ONCE) {
    const end = Math.min(recorded.length, from + TIMES_AT_ONCE);
    for (let slot = 0; slot < patients; slot++) {
      for (let t = from; t < end; t++) {
        countTime(recorder.bins, slot * stride, recorded[t]!, t * CURVES.length, histogram);
      }
    }
  }
}

function countTime(
  bins: Uint16Array,
  place: number,
  curves: Uint8Array,
  row: number,
  histogram: Uint32Array,
): void {
  for (let i = 0; i < curves.length; i++) {
    const at = row + curves[i]!;
    const cell = at * BINS + bins[place + at]!;
    histogram[cell] = histogram[cell]! + 1;
  }
}

/** Writes the values in the order of `CURVES` and returns the global assessment. */
function writeValues(run: PatientRun, t: number, out: Float32Array): number {
  const { person, lesions, lags, exposure } = run;
  const p = run.set.values;
  const inflammatory = person.inflammatory * lesions.inflammatory[t]!;
  const comedones = person.nonInflammatory * lesions.comedones[t]!;
  const nodules = person.nodules * lesions.nodules[t]!;
  const reservoir = run.gland.reservoir[t]!;
  const blood = t < run.lagEnd ? lags.laboratory[t]! : 0;
  const shift = blood / (blood + p[LAB_DOSE50]!);
  const isExposed = run.outputDays[t]! < run.exposureEnd;
  out[0] = excretionPercent(run.gland.suppressed[t]!);
  out[1] = casualPercent(p, reservoir);
  out[2] = 100 * reservoir;
  out[3] = inflammatory;
  out[4] = comedones;
  out[5] = nodules;
  out[6] = gagsOf(person, inflammatory, comedones, nodules, p[PUSTULE_SHARE]!);
  out[7] = lesions.scars[t]!;
  out[8] = qualityScore(person, lesions.burden[t]!);
  out[9] = person.triglycerides * (1 + person.triglyceridesRise * shift);
  out[10] = person.alt * (1 + person.altRise * shift);
  out[11] = isExposed ? NG_PER_ML * exposure.parent[t]! : 0;
  out[12] = isExposed ? NG_PER_ML * exposure.metabolite[t]! : 0;
  out[13] = run.doses.cumulativeMgPerKg[t]!;
  return igaOf(burdenOf(inflammatory, comedones, nodules) * person.raterFactor, cuts);
}

/**
 * Which curves each output time of an arm needs: all on day 0; afterwards none that stands still
 * without drug, and no concentration after the last capsule.
 */
export function recordedCurves(outputDays: Int32Array, lastDoseDay: number): Uint8Array[] {
  return Array.from(outputDays, (day) => {
    const kept: number[] = [];
    CURVES.forEach((curve, c) => {
      const isStill = lastDoseDay < 0 && !curve.movesUntreated;
      const isOver = curve.endsWithLastDose && day > lastDoseDay;
      if (day === 0 || (!isStill && !isOver)) kept.push(c);
    });
    return Uint8Array.from(kept);
  });
}

/** Effect by effect over all times, so that a person's thresholds stay at hand. */
function countEffects(run: PatientRun, grades: Uint32Array, first: number, stride: number): void {
  const { person, lags, outputDays } = run;
  const { background, excess } = run.eye;
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
