// Reads medians, bands, shares and their uncertainty out of a tally.
// Never re-reads a patient: everything comes from counts and exact sums.

import { CURVES, GRADE_ROOM, GRADED } from '../catalogue/catalogue.ts';
import {
  BINS,
  type CountedRow,
  histogramQuantile,
  openRow,
  type Scale,
} from '../catalogue/histogram.ts';
import { RELAPSE_ENDPOINTS } from '../models/relapse.ts';
import { SET_GROUPS } from '../population/draw-set.ts';
import type { ParameterSet } from '../population/parameter-set.ts';
import { exponential } from '../solver/exponential.ts';
import { groupsOf, SHARE_QUANTUM, SUM_QUANTUM, type Tally } from './tally.ts';

/** Share of the raw spread that stays: few patients a draw must never look like certainty. */
const LEAST_LEFT = 0.25;

type Line = (number | null)[];
const QUANTILES = { low90: 0.05, low50: 0.25, median: 0.5, high50: 0.75, high90: 0.95 } as const;

/**
 * Bands, mean and errors of curve `c`; null at times past the `recorded` ones. `withDraws` counts the
 * number of parameter draws into the error, as the second model does.
 */
export function curveSummary(tally: Tally, recorded: Int32Array, c: number, withDraws: boolean) {
  const { scale } = CURVES[c]!;
  const line = (): Line => new Array<number | null>(tally.times).fill(null);
  const out = {
    median: line(),
    low50: line(),
    high50: line(),
    low90: line(),
    high90: line(),
    mean: line(),
    meanLow: line(),
    meanHigh: line(),
    monteCarloError: line(),
  };
  const lines = Object.values(out);
  const stays = recorded[c] === 1;
  const groups = groupsOf(tally);
  for (let t = 0; t < tally.times; t++) {
    const isRecorded = t < recorded[c]!;
    // A curve written on day 0 alone stands still without drug; a concentration after it is blank.
    if (!isRecorded && !(stays && !CURVES[c]!.endsWithLastDose)) continue;
    if (!isRecorded) {
      for (const known of lines) known[t] = known[0]!;
      continue;
    }
    const row = t * CURVES.length + c;
    const means = meansOfSets(tally, groups, row);
    out.mean[t] = means.overall;
    const counted = openRow(tally.histogram, row * BINS);
    const at = quantilesOf(counted, means.overall, scale);
    for (const [name, share] of Object.entries(QUANTILES)) {
      out[name as keyof typeof QUANTILES][t] = at(share);
    }
    const between = betweenSets(means, quantileSpread(counted, scale));
    out.meanLow[t] = Math.max(0, means.overall - 1.645 * between);
    out.meanHigh[t] = Math.min(scale.top, means.overall + 1.645 * between);
    const half = 0.5 / Math.sqrt(tally.patients);
    const [up, down] = [at(Math.min(1, 0.5 + half)), at(Math.max(0, 0.5 - half))];
    const people = 0.5 * (up - down);
    // A draw moves median and mean alike: few draws are an error too, however many people they met.
    out.monteCarloError[t] = withDraws
      ? Math.sqrt(people * people + (between * between) / means.sets)
      : people;
  }
  return out;
}

/** A row that fell into one bin whole is a constant: its mean is exact where the bin is not. */
function quantilesOf(row: CountedRow, mean: number, scale: Scale): (share: number) => number {
  const low = histogramQuantile(row, 1e-9, scale);
  const high = histogramQuantile(row, 1, scale);
  const isConstant = !scale.isOrdinal && high - low <= (high + low) / 60;
  return isConstant ? () => mean : (share) => histogramQuantile(row, share, scale);
}

interface SetMeans {
  readonly overall: number;
  /** Variance between groups of sets, and what they hold on average. */
  readonly variance: number;
  readonly perGroup: number;
  readonly setsPerGroup: number;
  readonly sets: number;
}

const means = new Float64Array(SET_GROUPS);

/** Loops without a list: this is asked for every curve at every time, mostly before it is compiled. */
function meansOfSets(tally: Tally, groups: ReturnType<typeof groupsOf>, row: number): SetMeans {
  const rows = CURVES.length * tally.times;
  let total = 0;
  let sum = 0;
  let used = 0;
  let sets = 0;
  for (let g = 0; g < SET_GROUPS; g++) {
    const patients = groups.patients[g]!;
    if (patients === 0) continue;
    const sumOfGroup = tally.sums[g * rows + row]! * SUM_QUANTUM;
    total += sumOfGroup;
    means[used] = sumOfGroup / patients;
    sum += means[used]!;
    used++;
    sets += groups.sets[g]!;
  }
  const middle = sum / used;
  let square = 0;
  for (let i = 0; i < used; i++) square += (means[i]! - middle) ** 2;
  const variance = square / Math.max(1, used - 1);
  const perGroup = tally.patients / used;
  return { overall: total / tally.patients, variance, perGroup, setsPerGroup: sets / used, sets };
}

function quantileSpread(row: CountedRow, scale: Scale): number {
  const high = histogramQuantile(row, 0.841, scale);
  return 0.5 * (high - histogramQuantile(row, 0.159, scale));
}

/**
 * Standard deviation between parameter draws: chance of few patients taken out, and the mean of a
 * group's draws brought back to one draw.
 */
function betweenSets(means: SetMeans, spread: number): number {
  const chance = (spread * spread) / means.perGroup;
  const left = Math.max(means.variance - chance, LEAST_LEFT * means.variance);
  return Math.sqrt(left * means.setsPerGroup);
}

/** Shares per grade, and the 90 % interval of the share at or above `countsFrom`. */
export function gradeSummary(
  tally: Tally,
  g: number,
  grades: number,
  countsFrom: number,
  onOdds: boolean,
) {
  const groups = groupsOf(tally);
  const shares: number[][] = Array.from({ length: grades }, () => []);
  const counted: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const sets = groups.sets.reduce((a, b) => a + b, 0);
  const totals = new Float64Array(grades);
  for (let t = 0; t < tally.times; t++) {
    totals.fill(0);
    let used = 0;
    for (let k = 0; k < SET_GROUPS; k++) {
      const patients = groups.patients[k]!;
      if (patients === 0) continue;
      let reached = countsFrom === 0 ? patients : 0;
      for (let grade = 1; grade < grades; grade++) {
        const at = ((k * GRADED.length + g) * tally.times + t) * GRADE_ROOM + grade;
        totals[grade]! += tally.grades[at]!;
        if (grade >= countsFrom) reached += tally.grades[at]!;
      }
      means[used++] = reached / patients;
    }
    let above = 0;
    for (let grade = 1; grade < grades; grade++) above += totals[grade]!;
    totals[0] = tally.patients - above;
    let atLeast = 0;
    for (let grade = 0; grade < grades; grade++) {
      shares[grade]!.push(totals[grade]! / tally.patients);
      if (grade >= countsFrom) atLeast += totals[grade]!;
    }
    const share = atLeast / tally.patients;
    const between = betweenShares(means, used, share, tally.patients, sets / used);
    const interval = intervalOf(share, between, onOdds);
    counted.push(share);
    low.push(interval.low);
    high.push(interval.high);
  }
  return { shares, counted, low, high };
}

/** A share under one reading of the dose, and how many of the draws read it so. */
export interface StructureShare {
  readonly structure: 'effect' | NonNullable<ParameterSet['structure']>;
  readonly weight: number;
  readonly share: number;
}

/** Share relapsed by each time, its intervals over draws; at time `at`, every reading of the dose. */
export function relapseSummary(
  tally: Tally,
  sets: readonly (ParameterSet | undefined)[],
  e: number,
  at: number,
) {
  const out = { share: [], low: [], high: [], low50: [], high50: [], error: [] } as Record<
    'share' | 'low' | 'high' | 'low50' | 'high50' | 'error',
    number[]
  >;
  const readings = new Map<StructureShare['structure'], { sum: number; patients: number }>();
  const shares = new Float64Array(tally.patientsPerSet.length);
  for (let t = 0; t < tally.times; t++) {
    let used = 0;
    let total = 0;
    for (let k = 0; k < tally.patientsPerSet.length; k++) {
      const patients = tally.patientsPerSet[k]!;
      if (patients === 0) continue;
      const place = (k * RELAPSE_ENDPOINTS.length + e) * tally.times + t;
      const sum = tally.relapse[place]! * SHARE_QUANTUM;
      shares[used++] = sum / patients;
      total += sum;
      if (t !== at) continue;
      const reading = readingOf(sets[k]);
      const group = readings.get(reading) ?? { sum: 0, patients: 0 };
      readings.set(reading, { sum: group.sum + sum, patients: group.patients + patients });
    }
    out.share.push(total / tally.patients);
    const sorted = shares.subarray(0, used);
    // Before the first stop all are nil.
    if (total > 0) sorted.sort();
    const last = used - 1;
    out.low.push(sorted[Math.floor(0.05 * last)]!);
    out.high.push(sorted[Math.ceil(0.95 * last)]!);
    out.low50.push(sorted[Math.floor(0.25 * last)]!);
    out.high50.push(sorted[Math.ceil(0.75 * last)]!);
    let sum = 0;
    for (let i = 0; i < used; i++) sum += sorted[i]!;
    const mean = sum / used;
    let square = 0;
    for (let i = 0; i < used; i++) square += (sorted[i]! - mean) ** 2;
    out.error.push(Math.sqrt(square / Math.max(1, last)) / Math.sqrt(used));
  }
  const structures = [...readings].map(([structure, { sum, patients }]): StructureShare => {
    return { structure, weight: patients / tally.patients, share: sum / patients };
  });
  return { ...out, structures, ...effectRange(readings) };
}

function readingOf(set: ParameterSet | undefined): StructureShare['structure'] {
  return set?.structure ?? (set?.doseRatioPer100 === 1 ? 'none' : 'effect');
}

/** What it would be with any of the reported dose effects, and with none. */
function effectRange(readings: ReadonlyMap<string, { sum: number; patients: number }>) {
  const effect = { sum: 0, patients: 0 };
  for (const [name, { sum, patients }] of readings) {
    if (name === 'none') continue;
    effect.sum += sum;
    effect.patients += patients;
  }
  const none = readings.get('none');
  return {
    withEffect: effect.patients > 0 ? effect.sum / effect.patients : null,
    withNone: none === undefined ? null : none.sum / none.patients,
  };
}

/** Standard deviation of a share between draws, binomial chance within a group taken out. */
function betweenShares(
  perGroup: Float64Array,
  used: number,
  share: number,
  patients: number,
  sets: number,
): number {
  let sum = 0;
  for (let i = 0; i < used; i++) sum += perGroup[i]!;
  const mean = sum / used;
  let square = 0;
  for (let i = 0; i < used; i++) square += (perGroup[i]! - mean) ** 2;
  const variance = square / Math.max(1, used - 1);
  const chance = (share * (1 - share) * used) / patients;
  return Math.sqrt(Math.max(variance - chance, LEAST_LEFT * variance) * sets);
}

/** 1 in this many of a spread's values lies above the upper end of its 90 % interval. */
const ONE_IN = 20;
/** Cantelli: beyond the mean plus so many standard deviations lies at most 1 in 20, whatever the shape. */
const MOST_AWAY = Math.sqrt(ONE_IN - 1);

/**
 * 90 % interval of a share: on the odds where the model says so, else on the share itself. Odds stretch
 * without end where few have it, so an end never lies where no draws of this mean and spread could put it.
 */
export function intervalOf(share: number, between: number, onOdds: boolean) {
  const inner = share * (1 - share);
  if (onOdds && inner > 0) {
    const factor = exponential((1.645 * between) / inner);
    const odds = share / (1 - share);
    const away = MOST_AWAY * between;
    const least = Math.max(share - away, 1 - ONE_IN * (1 - share));
    const most = Math.min(share + away, ONE_IN * share);
    const [low, high] = [odds / factor / (1 + odds / factor), 1 - 1 / (1 + odds * factor)];
    return { low: Math.max(low, least), high: Math.min(high, most) };
  }
  const half = 1.645 * between;
  return { low: Math.max(0, share - half), high: Math.min(1, share + half) };
}
