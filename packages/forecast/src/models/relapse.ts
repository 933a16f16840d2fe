// Relapse after the last capsule: a share is susceptible, and they relapse with one latency.
// Never one number without its endpoint, and never a reason to take more than the label.

import type { Individual } from '../population/individual.ts';
import { parameterIndex as at, type ParameterSet } from '../population/parameter-set.ts';
import { exponential, logarithm } from '../solver/exponential.ts';
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
const CLEAR_WEEKS = at('relapse.clearWeeksForNoDoseEffect');
const PER_MONTH = at('relapse.maintenancePerMonth');
const FLOOR = at('relapse.maintenanceFloor');
/** Left inflammatory share below which nothing counts as residual. */
const CLEARED = 0.1;
const YOUNG_BELOW_YEARS = 16;

/**
 * Writes the share of people like this who ever relapse, per endpoint. Ratios act on the cumulative
 * hazard at the plateau: 1 - (1 - s)^HR. The dose part fades out with weeks of clearance before
 * stopping, since no dose effect was seen in those who went on two months after clearing (R8).
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
  const burden = burdenOf(person.inflammatory, person.nonInflammatory, person.nodules);
  let common = person.isTruncal ? 1 : 1 / p[TRUNCAL]!;
  common *= centred(p[TRUNCAL]!, p[TRUNCAL_SHARE]!);
  if (person.ageYears < YOUNG_BELOW_YEARS) common *= p[YOUNG]!;
  if (burden >= p[SEVERE_FROM]!) common *= p[SEVERE]!;
  const left = stop.inflammatoryLeft > CLEARED ? stop.inflammatoryLeft - CLEARED : 0;
  common *= power(p[RESIDUAL]!, Math.min(1, left));
  common *= Math.max(p[FLOOR]!, power(p[PER_MONTH]!, maintenanceMonths));
  const fading = Math.max(0, 1 - stop.daysClear / (7 * p[CLEAR_WEEKS]!));
  const counted = Math.min(cumulativeMgPerKg, p[CEILING]!);
  common *= power(set.doseRatioPer100, (fading * (counted - p[REFERENCE]!)) / 100);
  let least = 1;
  for (let e = 0; e < 3; e++) {
    const female = p[FEMALE[e]!]!;
    const sex = (person.isFemale ? female : 1) / (1 + p[FEMALE_SHARE]! * (female - 1));
    const share = 1 - power(1 - p[SUSCEPTIBLE[e]!]!, common * sex);
    least = Math.min(least, share);
    out[e] = least;
  }
}

/** Puts the reference at the population mix rather than at those without the factor. */
function centred(ratio: number, share: number): number {
  return ratio / (1 + share * (ratio - 1));
}

function power(base: number, exponent: number): number {
  return exponential(exponent * logarithm(base));
}
