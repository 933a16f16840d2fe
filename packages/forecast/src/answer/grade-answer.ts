// How many have each grade of an endpoint, as it is answered, and what may stand beside it.
// Never an untreated course of nobody: where no background rate was found, there is no contrast.

import type { GradedEndpoint } from '../catalogue/catalogue.ts';
import { iconsOf } from '../endpoints/icons.ts';
import { NO_BACKGROUND_WORDS } from '../endpoints/words.ts';
import type { Arm, PreparedForecast } from '../run/run.ts';
import { gradeSummary } from '../summary/summarise.ts';
import type { Tally } from '../summary/tally.ts';
import type { GradeAnswer, Line } from './answer-types.ts';
import { endedAt, trustIn } from './trust.ts';

/** The answer for graded endpoint `g` of the catalogue. */
export function gradeAnswer(
  forecast: PreparedForecast,
  arm: Arm,
  tally: Tally,
  graded: GradedEndpoint,
  g: number,
): GradeAnswer {
  const { outputDays } = forecast;
  const last = arm.plan.lastDoseDay;
  const trust = trustIn(forecast, arm, graded.name, graded.certainty);
  const until = trust.noNumberFromDay;
  const hasBackground = graded.hasBackground ?? false;
  const hasNoContrast = last < 0 && !hasBackground;
  const isWords = until === 0 || hasNoContrast;
  const compared = last < 0 ? forecast.arms.at(1) : arm;
  const t = timeAt(outputDays, compared?.plan.lastDoseDay ?? 0);
  const { length } = graded.grades;
  // Where words stand no share is looked at.
  const summary = isWords
    ? null
    : gradeSummary(tally, g, length, graded.countsFrom, forecast.model !== '1');
  const cut = (line: Line | undefined): Line =>
    line === undefined ? Array.from(outputDays, () => null) : endedAt(line, outputDays, until);
  const lowest = graded.grades[graded.countsFrom]!;
  return {
    endpoint: graded.name,
    label: graded.label,
    grades: graded.grades,
    counted: graded.countsFrom === length - 1 ? lowest : `${lowest} or worse`,
    ...trust,
    hasBackground,
    sources: graded.sources,
    form: isWords ? 'words' : 'numbers',
    words: hasNoContrast ? NO_BACKGROUND_WORDS : null,
    shares: summary?.shares.map(cut) ?? [],
    low: cut(summary?.low),
    high: cut(summary?.high),
    icons:
      summary && iconsOf(summary.counted[t]!, summary.low[t]!, summary.high[t]!, outputDays[t]!),
  };
}

/** Index of the last output time at or before `day`. */
export function timeAt(outputDays: Int32Array, day: number): number {
  let t = 0;
  while (t + 1 < outputDays.length && outputDays[t + 1]! <= day) t++;
  return t;
}
