// Reads medians, bands, shares and their uncertainty out of a tally.
// Never re-reads a patient: everything comes from counts and exact sums.

import { CURVES, GRADE_ROOM, GRADED } from '../endpoints/catalogue.ts';
import { RELAPSE_ENDPOINTS } from '../models/relapse.ts';
import { PARAMETER_SETS, type ParameterSet } from '../population/parameter-set.ts';
import { BINS, type CountedRow, histogramQuantile, openRow, type Scale } from './histogram.ts';
import { SHARE_QUANTUM, SUM_QUANTUM, type Tally } from './tally.ts';

/** Share of the raw spread that stays: few patients a draw must never look like certainty. */
const LEAST_LEFT = 0.25;

type Line = (number | null)[];
const QUANTILES = { low90: 0.05, low50: 0.25, median: 0.5, high50: 0.75, high90: 0.95 } as const;

/** Bands, mean and errors of curve `c`; null at times past the `recorded` ones. */
export function curveSummary(tally: Tally, recorded: Int32Array, c: number) {
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
  const stays = recorded[c] === 1;
  for (let t = 0; t < tally.times; t++) {
    const isRecorded = t < recorded[c]!;
    // A curve written on day 0 alone stands still without drug; a concentration after it is blank.
    if (!isRecorded && !(stays && !CURVES[c]!.endsWithLastDose)) continue;
    const row = (isRecorded ? t : 0) * CURVES.length + c;
    const means = meansOfSets(tally, row);
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
    out.monteCarloError[t] = 0.5 * (up - down);
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
  readonly variance: number;
  readonly perSet: number;
}

const means = new Float64Array(PARAMETER_SETS);

/** Loops without a list: this is asked for every curve at every time, mostly before it is compiled. */
function meansOfSets(tally: Tally, row: number): SetMeans {
  const rows = CURVES.length * tally.times;
  let total = 0;
  let sum = 0;
  let sets = 0;
  for (let k = 0; k < PARAMETER_SETS; k++) {
    const patients = tally.patientsPerSet[k]!;
    if (patients === 0) continue;
    const sumOfSet = tally.sums[k * rows + row]! * SUM_QUANTUM;
    total += sumOfSet;
    means[sets] = sumOfSet / patients;
    sum += means[sets]!;
    sets++;
  }
  const middle = sum / sets;
  let square = 0;
  for (let i = 0; i < sets; i++) square += (means[i]! - middle) ** 2;
  const variance = square / Math.max(1, sets - 1);
  return { overall: total / tally.patients, variance, perSet: tally.patients / sets };
}

function quantileSpread(row: CountedRow, scale: Scale): number {
  const high = histogramQuantile(row, 0.841, scale);
  return 0.5 * (high - histogramQuantile(row, 0.159, scale));
}

/** Standard deviation between parameter draws, with the chance of few patients per draw taken out. */
function betweenSets(means: SetMeans, spread: number): number {
  const chance = (spread * spread) / means.perSet;
  return Math.sqrt(Math.max(means.variance - chance, LEAST_LEFT * means.variance));
}

/** Shares per grade, and the 90 % interval of the share at or above `countsFrom`. */
export function gradeSummary(tally: Tally, g: number, grades: number, countsFrom: number) {
  const shares: number[][] = Array.from({ length: grades }, () => []);
  const counted: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  for (let t = 0; t < tally.times; t++) {
    const totals = new Array<number>(grades).fill(0);
    const perSet: number[] = [];
    for (let k = 0; k < PARAMETER_SETS; k++) {
      const patients = tally.patientsPerSet[k]!;
      if (patients === 0) continue;
      let reached = countsFrom === 0 ? patients : 0;
      for (let grade = 1; grade < grades; grade++) {
        const at = ((k * GRADED.length + g) * tally.times + t) * GRADE_ROOM + grade;
        totals[grade]! += tally.grades[at]!;
        if (grade >= countsFrom) reached += tally.grades[at]!;
      }
      perSet.push(reached / patients);
    }
    totals[0] = tally.patients - totals.reduce((a, b) => a + b, 0);
    for (let grade = 0; grade < grades; grade++)
      shares[grade]!.push(totals[grade]! / tally.patients);
    const share = totals.slice(countsFrom).reduce((a, b) => a + b, 0) / tally.patients;
    const interval = intervalOf(perSet, share, tally.patients);
    counted.push(share);
    low.push(interval.low);
    high.push(interval.high);
  }
  return { shares, counted, low, high };
}

/** Share relapsed by each time, its interval over draws, and both readings of the dose effect. */
export function relapseSummary(
  tally: Tally,
  sets: readonly (ParameterSet | undefined)[],
  e: number,
) {
  const share: number[] = [];
  const low: number[] = [];
  const high: number[] = [];
  const last = { withEffect: null as number | null, withNone: null as number | null };
  for (let t = 0; t < tally.times; t++) {
    const all: number[] = [];
    const effect = { sum: 0, patients: 0 };
    const none = { sum: 0, patients: 0 };
    for (let k = 0; k < PARAMETER_SETS; k++) {
      const patients = tally.patientsPerSet[k]!;
      if (patients === 0) continue;
      const at = (k * RELAPSE_ENDPOINTS.length + e) * tally.times + t;
      const sum = tally.relapse[at]! * SHARE_QUANTUM;
      all.push(sum / patients);
      const group = sets[k]?.doseRatioPer100 === 1 ? none : effect;
      group.sum += sum;
      group.patients += patients;
    }
    share.push((effect.sum + none.sum) / tally.patients);
    const sorted = all.sort((a, b) => a - b);
    low.push(sorted[Math.floor(0.05 * (sorted.length - 1))]!);
    high.push(sorted[Math.ceil(0.95 * (sorted.length - 1))]!);
    last.withEffect = effect.patients > 0 ? effect.sum / effect.patients : null;
    last.withNone = none.patients > 0 ? none.sum / none.patients : null;
  }
  return { share, low, high, ...last };
}

/** 90 % interval of a share over draws, binomial chance within a draw taken out. */
function intervalOf(perSet: number[], share: number, patients: number) {
  const mean = perSet.reduce((a, b) => a + b, 0) / perSet.length;
  const square = perSet.reduce((a, b) => a + (b - mean) ** 2, 0);
  const variance = square / Math.max(1, perSet.length - 1);
  const chance = (share * (1 - share) * perSet.length) / patients;
  const half = 1.645 * Math.sqrt(Math.max(variance - chance, LEAST_LEFT * variance));
  return { low: Math.max(0, share - half), high: Math.min(1, share + half) };
}
