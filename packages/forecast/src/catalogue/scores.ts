// Scores read off lesion counts and blood values: IGA, GAGS, laboratory grades.
// Never derives GAGS linearly from counts: it records the worst lesion of each area.

import type { Individual } from '../population/individual.ts';

/** Weight of each GAGS area: forehead, two cheeks, nose, chin, chest and upper back (Doshi 1997). */
const AREA_FACTORS = [2, 2, 2, 1, 1, 3] as const;

/** Worst lesion in every area: four points times the factors. */
export const GAGS_MAX = 44;

/** 0 clear to 4 severe, by four cuts on the rated burden. */
export function igaOf(burden: number, cuts: Float64Array): number {
  let grade = 0;
  for (let i = 0; i < 4; i++) if (burden >= cuts[i]!) grade++;
  return grade;
}

/**
 * A person's areas as steps. The score is what nodules, pustules or worse, papules or worse, and any
 * lesions each reach: an area adds its factor once for every kind it shows, from its worst kind down.
 */
export interface GagsSteps {
  /** Count from which each area shows a kind, ascending; Infinity where it never does. */
  readonly thresholds: Float64Array;
  /** Points that one kind earns by reaching this many areas. */
  readonly points: Uint8Array;
  /** Areas that each of the four kinds reached when last asked: counts move little between times. */
  readonly reached: Uint8Array;
}

export function newGagsSteps(): GagsSteps {
  const areas = AREA_FACTORS.length;
  return {
    thresholds: new Float64Array(areas),
    points: new Uint8Array(areas + 1),
    reached: new Uint8Array(4),
  };
}

/** Puts a person's areas in ascending order of threshold. */
export function orderAreas(person: Individual, out: GagsSteps): void {
  const { thresholds, points } = out;
  const given = person.areaThresholds;
  for (let area = 0; area < AREA_FACTORS.length; area++) {
    const threshold = given[area]!;
    let i = area;
    for (; i > 0 && thresholds[i - 1]! > threshold; i--) {
      thresholds[i] = thresholds[i - 1]!;
      points[i + 1] = points[i]!;
    }
    thresholds[i] = threshold;
    points[i + 1] = AREA_FACTORS[area]!;
  }
  for (let i = 0; i < AREA_FACTORS.length; i++) points[i + 1]! += points[i]!;
}

/**
 * Worst-lesion score, a whole number from 0 to 44. An area shows a kind once the count of that kind or worse
 * passes the person's threshold there, which makes presence Poisson over people.
 */
export function gagsOf(
  steps: GagsSteps,
  inflammatory: number,
  comedones: number,
  nodules: number,
  pustuleShare: number,
): number {
  const papular = nodules + inflammatory;
  return (
    pointsOf(steps, 0, nodules) +
    pointsOf(steps, 1, nodules + pustuleShare * inflammatory) +
    pointsOf(steps, 2, papular) +
    pointsOf(steps, 3, papular + comedones)
  );
}

/** Points of one kind: the areas whose threshold lies below its count. */
function pointsOf(steps: GagsSteps, kind: number, count: number): number {
  const { thresholds } = steps;
  let reached = steps.reached[kind]!;
  while (reached < AREA_FACTORS.length && count > thresholds[reached]!) reached++;
  while (reached > 0 && count <= thresholds[reached - 1]!) reached--;
  steps.reached[kind] = reached;
  return steps.points[reached]!;
}

/** CTCAE grade of fasting triglycerides in mg/dL; exactly 150 is not abnormal (v4 to v6). */
export function triglycerideGrade(mgPerDl: number): number {
  if (mgPerDl <= 150) return 0;
  if (mgPerDl <= 300) return 1;
  if (mgPerDl <= 500) return 2;
  return mgPerDl <= 1000 ? 3 : 4;
}

/** Upper limit of normal assumed for ALT where a laboratory gives none, U/L (chosen here). */
export const ALT_UPPER_LIMIT = 40;

/** CTCAE grade of ALT with a normal baseline, by multiples of the upper limit (v5, v6). */
export function altGrade(unitsPerL: number): number {
  const multiple = unitsPerL / ALT_UPPER_LIMIT;
  if (multiple <= 1) return 0;
  if (multiple <= 3) return 1;
  if (multiple <= 5) return 2;
  return multiple <= 20 ? 3 : 4;
}
