// What a scheduled release of the registry shows: curves by stratum and effects that stay, withheld
// where few people stand behind them. Never a figure without its denominator, and where nobody untreated
// was enrolled it says so.

import { type EffectState, effectStateAmong } from '../monitoring/adverse-effects.ts';
import { type Sensitivity, type ShownCount, shownCount, smallestCell } from './disclosure.ts';
import type { Episode } from './episode.ts';
import {
  atRiskOn,
  cumulativeIncidence,
  type Observation,
  pointAt,
  type Share,
  shareOf,
} from './survival.ts';

/** Months after the last capsule at which curves are shown: never day by day. */
export const RELEASE_MONTHS = [3, 6, 12, 24, 36, 60] as const;
const DAYS_OF_MONTH = 365.25 / 12;

/** By what a release divides. */
export const STRATA = ['ageBand', 'sex', 'doseBand', 'cumulativeBand', 'site'] as const;
export type Stratum = (typeof STRATA)[number];

export interface ReleasedPoint {
  readonly month: number;
  readonly atRisk: ShownCount;
  readonly events: ShownCount;
  /** Absent where too few are at risk, or too few had the event. */
  readonly incidence?: { readonly value: number; readonly low: number; readonly high: number };
}

export interface ReleasedCurve {
  readonly stratum: string;
  /** Courses in the stratum; withheld ones have no points. */
  readonly courses: ShownCount;
  readonly points: readonly ReleasedPoint[];
}

export interface CurveRelease {
  readonly endpoint: string;
  readonly by: Stratum;
  readonly curves: readonly ReleasedCurve[];
  readonly comparison: 'no_comparison_group' | 'with_comparison_group';
}

/**
 * Cumulative incidence of an endpoint after the last capsule, by stratum. Courses that go on are not
 * counted. `comparison` are episodes of people not treated with the drug, if any were enrolled.
 */
export function curveRelease(
  episodes: readonly Episode[],
  endpoint: string,
  by: Stratum,
  sensitivity: Sensitivity,
  comparison: readonly Episode[] = [],
): CurveRelease {
  const ended = episodes.filter(({ followedDays }) => (followedDays ?? 0) > 0);
  const strata = [...new Set(ended.map((episode) => episode[by]))].sort();
  const groups = strata.map((stratum) => ({
    stratum,
    members: ended.filter((episode) => episode[by] === stratum),
  }));
  const withheld = withheldStrata(groups, sensitivity);
  const curves = groups.map(({ stratum, members }): ReleasedCurve => {
    if (withheld.has(stratum)) return { stratum, courses: undefined, points: [] };
    return { stratum, courses: members.length, points: pointsOf(members, endpoint, sensitivity) };
  });
  const untreated =
    comparison.length < smallestCell(sensitivity)
      ? []
      : [
          {
            stratum: 'comparison',
            courses: comparison.length,
            points: pointsOf(comparison, endpoint, sensitivity),
          },
        ];
  return {
    endpoint,
    by,
    curves: [...curves, ...untreated],
    comparison: untreated.length > 0 ? 'with_comparison_group' : 'no_comparison_group',
  };
}

/** Small strata, and the next smallest where one alone would follow from the whole. */
function withheldStrata(
  groups: readonly { readonly stratum: string; readonly members: readonly Episode[] }[],
  sensitivity: Sensitivity,
): ReadonlySet<string> {
  const bySize = [...groups].sort((left, right) => left.members.length - right.members.length);
  const small = bySize.filter(({ members }) => members.length < smallestCell(sensitivity));
  const withNext = small.length === 1 ? bySize.slice(0, 2) : small;
  return new Set(withNext.map(({ stratum }) => stratum));
}

/** Days after the last capsule and whether the endpoint was met. */
export function observationsOf(
  episodes: readonly Episode[],
  endpoint: string,
): readonly Observation[] {
  return episodes.flatMap(({ followedDays, relapseDays }): readonly Observation[] => {
    const met = relapseDays[endpoint];
    if (met !== undefined) return [{ days: met, cause: 1 }];
    return followedDays === undefined || followedDays < 1 ? [] : [{ days: followedDays, cause: 0 }];
  });
}

function pointsOf(
  members: readonly Episode[],
  endpoint: string,
  sensitivity: Sensitivity,
): readonly ReleasedPoint[] {
  const observations = observationsOf(members, endpoint);
  const curve = cumulativeIncidence(observations, 1);
  return RELEASE_MONTHS.map((month) => {
    const days = Math.round(month * DAYS_OF_MONTH);
    const atRisk = shownCount(atRiskOn(observations, days), sensitivity);
    const met = observations.filter((one) => one.cause === 1 && one.days <= days).length;
    const events = shownCount(met, sensitivity);
    const point = pointAt(curve, days);
    const isShown = atRisk !== undefined && events !== undefined;
    if (!isShown || point?.low === undefined || point.high === undefined)
      return { month, atRisk, events };
    const { incidence: value, low, high } = point;
    return { month, atRisk, events, incidence: { value, low, high } };
  });
}

/** How many still report an effect a number of months after the last capsule. */
export interface ReleasedEffect {
  readonly effect: string;
  readonly month: number;
  /** Those of whom it is known; withheld where few. */
  readonly known: ShownCount;
  readonly present: ShownCount;
  /** Of those of whom it is known. */
  readonly prevalence?: Share;
  /** If nobody, and if everybody, of whom it is not known had it. */
  readonly bounds?: { readonly best: number; readonly worst: number };
}

/** Whether an effect was there on a day after the last capsule. */
export function effectStateOn(episode: Episode, effect: string, days: number): EffectState {
  const reports = episode.effects
    .filter((report) => report.effect === effect)
    .map(({ days: on, isPresent }) => ({ on, isPresent }));
  return effectStateAmong(reports, days);
}

/** Prevalence of an effect at each month of the release, among courses that have ended. */
export function effectRelease(
  episodes: readonly Episode[],
  effect: string,
  sensitivity: Sensitivity,
): readonly ReleasedEffect[] {
  const ended = episodes.filter(({ followedDays }) => followedDays !== undefined);
  return RELEASE_MONTHS.map((month) => {
    const days = Math.round(month * DAYS_OF_MONTH);
    const states = ended.map((episode) => effectStateOn(episode, effect, days));
    const present = states.filter((state) => state === 'present').length;
    const known = states.filter((state) => state !== 'unknown').length;
    const shown = {
      effect,
      month,
      known: shownCount(known, sensitivity),
      present: shownCount(present, sensitivity),
    };
    // Absent ones follow from the other two, so that they must be many as well.
    const isShown =
      shown.present !== undefined && shownCount(known - present, sensitivity) !== undefined;
    const prevalence = isShown ? shareOf(present, known) : undefined;
    if (prevalence === undefined) return { ...shown, present: undefined };
    const missing = states.length - known;
    const bounds = {
      best: present / states.length,
      worst: (present + missing) / states.length,
    };
    return { ...shown, prevalence, bounds };
  });
}
