// Relapse after the last capsule: a share is susceptible, and they relapse with a latency.
// Never one number without its endpoint, and never a reason to take more than the label.

import type { Individual } from '../population/individual.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { exponential, exponentials, logarithm } from '../solver/exponential.ts';
import { burdenOf, type StopState } from './lesions.ts';

/** Named endpoints, each contained in the one before. */
export const RELAPSE_ENDPOINTS = [
  'anyPrescription',
  'systemicPrescription',
  'secondCourse',
] as const;
export type RelapseEndpoint = (typeof RELAPSE_ENDPOINTS)[number];

const SUSCEPTIBLE = [
  at('relapse.susceptibleAny'),
  at('relapse.susceptibleSystemic'),
  at('relapse.susceptibleSecondCourse'),
] as const;
const FEMALE = [
  at('relapse.femaleAny'),
  at('relapse.femaleSystemic'),
  at('relapse.femaleSecondCourse'),
] as const;
const FEMALE_SHARE = at('population.femaleShare');
const TRUNCAL = at('relapse.truncal');
const TRUNCAL_SHARE = at('population.truncalShare');
const YOUNG = at('relapse.young');
const SEVERE = at('relapse.severe');
const SEVERE_FROM = at('iga.severe');
const RESIDUAL = at('relapse.residual');
const REFERENCE = at('relapse.doseReference');
const CEILING = at('relapse.doseCeiling');
const TOP = at('relapse.doseTop');
const CLEARANCE = at('relapse.clearance');
const CLEAR_WEEKS = at('relapse.clearWeeksForNoDoseEffect');
const PER_MONTH = at('relapse.maintenancePerMonth');
const FLOOR = at('relapse.maintenanceFloor');
/** Left inflammatory share below which nothing counts as residual. */
const CLEARED = 0.1;
const YOUNG_BELOW_YEARS = 16;

/**
 * Writes the share of people like this who ever relapse, per endpoint. Ratios act on the cumulative
 * hazard at the plateau: 1 - (1 - s)^HR. In the first model the dose part fades out with weeks of
 * clearance before stopping, so that staying longer could raise relapse; the second has it never.
 */
export function relapseShares(
  set: ParameterSet,
  person: Individual,
  stop: StopState,
  cumulativeMgPerKg: number,
  maintenanceMonths: number,
  out: Float64Array,
): void {
  const p = set.values;
  const left = stop.inflammatoryLeft > CLEARED ? stop.inflammatoryLeft - CLEARED : 0;
  // What is left at the stop never speaks for staying well: a drawn ratio below 1 is read as 1.
  const residual = set.structure === undefined ? p[RESIDUAL]! : Math.max(1, p[RESIDUAL]!);
  let common = covariatesOf(p, person) * power(residual, Math.min(1, left));
  common *= Math.max(p[FLOOR]!, power(p[PER_MONTH]!, maintenanceMonths));
  common *= doseFactor(set, stop.daysClear, cumulativeMgPerKg);
  let least = 1;
  for (let e = 0; e < 3; e++) {
    const female = p[FEMALE[e]!]!;
    const sex = (person.isFemale ? female : 1) / (1 + p[FEMALE_SHARE]! * (female - 1));
    const share = 1 - power(1 - p[SUSCEPTIBLE[e]!]!, common * sex);
    least = Math.min(least, share);
    out[e] = least;
  }
}

/** Sites, age and severity, against the population's own mix of sites. */
function covariatesOf(p: Float64Array, person: Individual): number {
  let common = person.isTruncal ? 1 : 1 / p[TRUNCAL]!;
  common *= centred(p[TRUNCAL]!, p[TRUNCAL_SHARE]!);
  if (person.ageYears < YOUNG_BELOW_YEARS) common *= p[YOUNG]!;
  const burden = burdenOf(person.inflammatory, person.nonInflammatory, person.nodules);
  return burden >= p[SEVERE_FROM]! ? common * p[SEVERE]! : common;
}

/**
 * Hazard ratio of the cumulative dose and of the weeks clear before stopping. In the second model
 * each only ever lowers it: a ratio per 100 mg/kg up to where the set's reading ends (150, or the
 * dose beyond which no gain was seen), times one that a stretch of clearance earns in full.
 */
function doseFactor(set: ParameterSet, daysClear: number, cumulativeMgPerKg: number): number {
  const p = set.values;
  const clear = daysClear / (7 * p[CLEAR_WEEKS]!);
  if (set.structure === undefined) {
    const counted = Math.min(cumulativeMgPerKg, p[CEILING]!);
    const fading = Math.max(0, 1 - clear);
    return power(set.doseRatioPer100, (fading * (counted - p[REFERENCE]!)) / 100);
  }
  const top = set.structure === 'ceiling' ? p[CEILING]! : p[TOP]!;
  const counted = Math.min(cumulativeMgPerKg, top) - p[REFERENCE]!;
  const dose = power(set.doseRatioPer100, counted / 100);
  return dose * power(p[CLEARANCE]!, Math.min(1, clear));
}

const LATENCIES = [
  at('relapse.latencyAny'),
  at('relapse.latencyRate'),
  at('relapse.latencySecondCourse'),
] as const;
const GAP = at('relapse.secondCourseGap');
const DAYS_PER_YEAR = 365.25;

/**
 * Of those who ever reach an endpoint, the share who have `daysSince` the stop. The first model has
 * one latency for all; in the second each has its own, and a second course waits for the label's gap.
 */
export function reachedBy(set: ParameterSet, endpoint: number, daysSince: number): number {
  const p = set.values;
  const isFirst = set.structure === undefined;
  const rate = p[isFirst ? LATENCIES[1] : LATENCIES[endpoint]!]! / DAYS_PER_YEAR;
  const waited = !isFirst && endpoint === 2 ? daysSince - p[GAP]! : daysSince;
  return waited > 0 ? 1 - exponential(-rate * waited) : 0;
}

/** The same for every endpoint over `count` numbers of days at once, into [endpoint][day]. */
export function reachedByAll(
  set: ParameterSet,
  daysSince: Float64Array,
  count: number,
  out: Float64Array,
): void {
  const p = set.values;
  const isFirst = set.structure === undefined;
  for (let e = 0; e < RELAPSE_ENDPOINTS.length; e++) {
    const rate = p[isFirst ? LATENCIES[1] : LATENCIES[e]!]! / DAYS_PER_YEAR;
    const gap = !isFirst && e === 2 ? p[GAP]! : 0;
    for (let i = 0; i < count; i++) {
      const waited = daysSince[i]! - gap;
      out[e * count + i] = waited > 0 ? -rate * waited : 0;
    }
  }
  const all = RELAPSE_ENDPOINTS.length * count;
  exponentials(out, all);
  for (let i = 0; i < all; i++) out[i] = 1 - out[i]!;
}

/** Puts the reference at the population mix rather than at those without the factor. */
function centred(ratio: number, share: number): number {
  return ratio / (1 + share * (ratio - 1));
}

function power(base: number, exponent: number): number {
  return exponential(exponent * logarithm(base));
}
