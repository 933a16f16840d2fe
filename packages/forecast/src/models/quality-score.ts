// The acne quality-of-life score, from a person's burden before treatment and what is left of it.
// Never a statement about mood: burden here is what the acne questionnaire asks about.

import type { Individual } from '../population/individual.ts';

/** Top of the score the burden is subtracted from. */
export const QOL_SCORE_MAX = 114;

/**
 * Score 0 to 114, higher is better; a burden can push it no lower than 0. A share of the burden (nil
 * in the first model) belongs to no lesion and stays.
 */
export function qualityScore(person: Individual, burdenLeft: number): number {
  const left = person.unrelatedShare + (1 - person.unrelatedShare) * burdenLeft;
  return QOL_SCORE_MAX - Math.min(QOL_SCORE_MAX, person.qolBurden * left);
}
