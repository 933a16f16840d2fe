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
 * Worst-lesion score, a whole number from 0 to 44. An area shows a kind once the count of that kind or worse
 * passes the person's threshold there, which makes presence Poisson over people.
 */
export function gagsOf(
  person: Individual,
  inflammatory: number,
  comedones: number,
  nodules: number,
  pustuleShare: number,
): number {
  const thresholds = person.areaThresholds;
  const pustular = nodules + pustuleShare * inflammatory;
  const papular = nodules + inflammatory;
  const any = papular + comedones;
  let score = 0;
  for (let area = 0; area < AREA_FACTORS.length; area++) {
    const first = thresholds[area]!;
    if (any <= first) continue;
    const worst = nodules > first ? 4 : pustular > first ? 3 : papular > first ? 2 : 1;
    score += AREA_FACTORS[area]! * worst;
  }
  return score;
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
