// The whole run: a request and a release in, tallies out, in chunks that any worker may take.
// Never reads a clock, a file or a shared generator: the same input gives the same numbers.

import { CURVES, GRADE_ROOM, GRADED } from '../catalogue/catalogue.ts';
import { TEST_ENDPOINTS, TEST_EVERY_DAYS } from '../endpoints/blood-tests.ts';
import { recordedTimes, recordPatient } from '../endpoints/record.ts';
import { type DailyPlan, layOut, UNTREATED } from '../models/dosing.ts';
import {
  newPatientRun,
  type PatientRun,
  runPatient,
  type SetTables,
  setTables,
  takeSet,
} from '../models/patient-run.ts';
import { PARAMETER_NAMES, SIDE_EFFECTS } from '../parameters/parameter-names.ts';
import { type ModelRelease, type ModelVersion, modelOf } from '../parameters/parameters.ts';
import { withBaseline } from '../population/baseline.ts';
import { type DrawPlan, drawParameterSet, drawPlanOf, SET_GROUPS } from '../population/draw-set.ts';
import { brokenField, type Individual, newIndividual } from '../population/individual.ts';
import type { ParameterSet } from '../population/parameter-set.ts';
import { openSampler, type Sampler, samplePatient } from '../population/sample.ts';
import { openStream, type SeededStream } from '../random/streams.ts';
import {
  type ChunkValues,
  countChunk,
  firstBroken,
  newChunkValues,
} from '../summary/count-chunk.ts';
import {
  addRelapse,
  countRelapse,
  newRelapsing,
  type Relapsing,
  resetRelapsing,
} from '../summary/relapse-count.ts';
import { CHUNK_PATIENTS, mergeTally, newTally, type Tally } from '../summary/tally.ts';
import type { ForecastRequest } from './request.ts';

/** The chunk at hand: of each row of patients, the draw that they meet and its group. */
interface DrawnRows {
  readonly patientsInARow: number;
  readonly sets: Uint16Array;
  readonly groups: Uint8Array;
}

/** One course in the run: the untreated course is always the first. */
export interface Arm {
  readonly name: string;
  readonly plan: DailyPlan;
  readonly maintenanceMonths: number;
  /** Of each curve, how many output times are recorded, from the first on. */
  readonly recorded: Int32Array;
}

export interface PreparedForecast {
  readonly request: ForecastRequest;
  readonly release: ModelRelease;
  /** Which equations and draws the release was fitted with. */
  readonly model: ModelVersion;
  readonly draws: DrawPlan;
  readonly outputDays: Int32Array;
  readonly arms: readonly Arm[];
  readonly chunks: number;
  readonly sets: (ParameterSet | undefined)[];
  readonly relapsing: Relapsing;
  readonly sampler: Sampler;
  readonly adherence: SeededStream;
  readonly run: PatientRun;
  readonly values: ChunkValues;
  readonly rows: DrawnRows;
  /** A chunk's patients, drawn once for all arms: every plan meets the same people. */
  readonly people: readonly Individual[];
}

/**
 * Thrown when a number stopped being one. Names the parameter or field, or the endpoint and its day, and
 * the virtual patient.
 */
export class ForecastNumberError extends Error {
  readonly parameter: string;
  readonly patient: number;
  constructor(parameter: string, patient: number) {
    super(
      `${parameter}: not a finite number in virtual patient ${patient}; ask with another seed, and report this one`,
    );
    this.name = 'ForecastNumberError';
    this.parameter = parameter;
    this.patient = patient;
  }
}

/**
 * Lays out an accepted request. One prepared forecast serves one thread. `draws` is the release's own
 * plan unless two releases are timed on equal draws; `patientsInARow` divides a chunk.
 */
export function prepareForecast(
  request: ForecastRequest,
  release: ModelRelease,
  draws: DrawPlan = drawPlanOf(release, request.patients),
): PreparedForecast {
  const days = outputDaysOf(request);
  const model = modelOf(release);
  const asked = request.endpoints;
  const arm = (name: string, plan: DailyPlan, maintenanceMonths: number): Arm => {
    return { name, plan, maintenanceMonths, recorded: recordedTimes(days, plan, model, asked) };
  };
  const { subject } = request;
  const baseline = subject.kind === 'population' ? subject.baseline : undefined;
  const drawn = baseline === undefined ? release : withBaseline(release, baseline);
  const set = drawParameterSet(drawn, request.seed, 0);
  return {
    request,
    release: drawn,
    model,
    draws,
    outputDays: days,
    arms: [
      arm('untreated', UNTREATED, 0),
      ...request.plans.map((plan) => {
        const { regimen, forWeightKg, untilClearWeeks = 0 } = plan;
        const days = layOut(regimen, forWeightKg, 7 * untilClearWeeks);
        return arm(plan.name, days, plan.maintenanceMonths);
      }),
    ],
    chunks: Math.ceil(request.patients / CHUNK_PATIENTS),
    sets: Array.from({ length: draws.draws }),
    relapsing: newRelapsing(days.length),
    sampler: openSampler(request.seed, model),
    adherence: openStream(request.seed, 'adherence'),
    run: newPatientRun(days, request.horizonDays, set, {
      seed: request.seed,
      everyDays: request.laboratoryEveryDays ?? TEST_EVERY_DAYS,
      areAsked: asked?.some((name) => TEST_ENDPOINTS.includes(name)) ?? true,
    }),
    values: newChunkValues(CURVES.length, days.length, CHUNK_PATIENTS / draws.patientsInARow),
    rows: newRows(draws),
    people: Array.from({ length: CHUNK_PATIENTS }, () => newIndividual(SIDE_EFFECTS.length)),
  };
}

function newRows({ patientsInARow }: DrawPlan): DrawnRows {
  const most = CHUNK_PATIENTS / patientsInARow;
  return { patientsInARow, sets: new Uint16Array(most), groups: new Uint8Array(most) };
}

/** The days answered: those asked for and day 0, or every `outputEveryDays` up to the horizon. */
function outputDaysOf({ outputDays, outputEveryDays, horizonDays }: ForecastRequest): Int32Array {
  if (outputDays !== undefined)
    return Int32Array.from(outputDays[0] === 0 ? outputDays : [0, ...outputDays]);
  const days: number[] = [];
  for (let day = 0; day <= horizonDays; day += outputEveryDays) days.push(day);
  return Int32Array.from(days);
}

/** One empty tally per arm. */
export function newTallies(forecast: PreparedForecast): Tally[] {
  const { outputDays, draws } = forecast;
  return forecast.arms.map(() => newTally(outputDays.length, draws.draws));
}

/** Runs chunk `chunk` (0 to `chunks` - 1) of every arm into `tallies`. */
export function runChunk(
  forecast: PreparedForecast,
  chunk: number,
  tallies: readonly Tally[],
): void {
  if (!Number.isInteger(chunk) || chunk < 0 || chunk >= forecast.chunks) {
    throw new RangeError('chunk: outside the run; take one from 0 to chunks - 1');
  }
  runOneChunk(forecast, chunk, tallies);
}

/** Chunks between two reports of progress: often enough to be seen, seldom enough to cost nothing. */
const CHUNKS_A_REPORT = 16;

/**
 * Runs chunks `from`, `from` + `step`, … below `end` into `tallies`: one worker's part. `onProgress` is
 * told the share done, above 0 to 1.
 */
export function runChunks(
  forecast: PreparedForecast,
  from: number,
  end: number,
  step: number,
  tallies: readonly Tally[],
  onProgress?: (share: number) => void,
): void {
  const isInside = from >= 0 && end <= forecast.chunks && step >= 1;
  if (!isInside || ![from, end, step].every(Number.isInteger)) {
    throw new RangeError('chunks: outside the run; take them from 0 to chunks - 1');
  }
  let done = 0;
  const all = Math.ceil((end - from) / step);
  for (let chunk = from; chunk < end; chunk += step) {
    runOneChunk(forecast, chunk, tallies);
    done++;
    if (done % CHUNKS_A_REPORT === 0 || done === all) onProgress?.(done / all);
  }
}

/** Runs everything on this thread. `onProgress` is told the share done, above 0 to 1. */
export function runAll(forecast: PreparedForecast, onProgress?: (share: number) => void): Tally[] {
  const tallies = newTallies(forecast);
  runChunks(forecast, 0, forecast.chunks, 1, tallies, onProgress);
  return tallies;
}

/** Adds the tallies of another part of the same forecast. Parts may come in any order. */
export function mergeTallies(into: readonly Tally[], from: readonly Tally[]): void {
  into.forEach((tally, i) => {
    mergeTally(tally, from[i]!);
  });
}

/** Parameter draw `k` of the run, drawn once. */
export function setOf(forecast: PreparedForecast, k: number): ParameterSet {
  const known = forecast.sets[k];
  if (known) return known;
  const set = drawParameterSet(forecast.release, forecast.request.seed, k);
  forecast.sets[k] = set;
  return set;
}

/** Tables of the sets met last: a thread answers the same horizon again and again. */
const tables = new WeakMap<ParameterSet, { readonly days: number; readonly made: SetTables }>();

function tablesOf(forecast: PreparedForecast, set: ParameterSet): SetTables {
  const days = forecast.request.horizonDays;
  const known = tables.get(set);
  if (known?.days === days) return known.made;
  const made = setTables(set, days);
  tables.set(set, { days, made });
  return made;
}

/**
 * Draws a chunk's patients once for all arms, as many in a row as meet the same parameter set, then
 * takes each arm over all of them.
 */
function runOneChunk(forecast: PreparedForecast, chunk: number, tallies: readonly Tally[]): void {
  const { request, sampler, people, rows } = forecast;
  const first = chunk * CHUNK_PATIENTS;
  const patients = Math.min(CHUNK_PATIENTS, request.patients - first);
  const { patientsInARow } = rows;
  const profile = request.subject.kind === 'patient' ? request.subject.profile : null;
  for (let from = 0, row = 0; from < patients; from += patientsInARow, row++) {
    const k = Math.floor((first + from) / patientsInARow) % forecast.draws.draws;
    const set = setOf(forecast, k);
    if (!set.values.every(Number.isFinite)) throw nameBroken(set, people[0]!, first + from);
    rows.sets[row] = k;
    rows.groups[row] = k % SET_GROUPS;
    const end = Math.min(patients, from + patientsInARow);
    for (let i = from; i < end; i++) samplePatient(sampler, set, profile, first + i, people[i]!);
  }
  forecast.arms.forEach((arm, i) => {
    runArm(forecast, arm, first, patients, tallies[i]!);
  });
}

/** Row by row, so that a parameter set and its tables are taken once; the counting is the chunk's. */
function runArm(
  forecast: PreparedForecast,
  arm: Arm,
  first: number,
  patients: number,
  tally: Tally,
): void {
  const { values, people, rows } = forecast;
  for (let from = 0, row = 0; from < patients; from += rows.patientsInARow, row++) {
    const end = Math.min(patients, from + rows.patientsInARow);
    runRow(forecast, arm, first, from, end, rows.sets[row]!, tally);
  }
  if (!countChunk(values, arm.recorded, patients, rows, tally)) {
    const { slot, curve, time } = firstBroken(values, arm.recorded, patients);
    const endpoint = `${CURVES[curve]!.name} on day ${forecast.outputDays[time]!}`;
    const set = setOf(forecast, rows.sets[Math.floor(slot / rows.patientsInARow)]!);
    throw nameBroken(set, people[slot]!, first + slot, endpoint);
  }
  tally.patients += patients;
}

/** Takes the people of slots `from` to `end` - 1, who meet draw `k`, through one arm. */
function runRow(
  forecast: PreparedForecast,
  arm: Arm,
  first: number,
  from: number,
  end: number,
  k: number,
  tally: Tally,
): void {
  const { run, values, adherence, people, model, relapsing } = forecast;
  const set = setOf(forecast, k);
  takeSet(run, set, tablesOf(forecast, set));
  const gradesFrom = (k % SET_GROUPS) * GRADED.length * tally.times * GRADE_ROOM;
  resetRelapsing(relapsing);
  for (let i = from; i < end; i++) {
    run.person = people[i]!;
    runPatient(run, arm.plan, arm.maintenanceMonths, adherence, first + i);
    recordPatient(run, arm, model, first + i, i, values, tally.grades, gradesFrom);
    addRelapse(relapsing, run, arm.plan.untilClearDays > 0);
  }
  countRelapse(relapsing, run, k, tally);
  tally.patientsPerSet[k]! += end - from;
}

function nameBroken(
  set: ParameterSet,
  person: Individual,
  patient: number,
  endpoint = 'person',
): ForecastNumberError {
  const broken = set.values.findIndex((value) => !Number.isFinite(value));
  if (broken >= 0) return new ForecastNumberError(PARAMETER_NAMES[broken]!, patient);
  return new ForecastNumberError(brokenField(person) ?? endpoint, patient);
}
