// How much wider a range stands after its block failed its check, and the stretching itself.
// Never narrows a range, and never leaves the scale.

import type { Scale } from '../catalogue/histogram.ts';
import type { ModelRelease } from '../parameters/parameters.ts';
import { normalQuantile } from '../random/normal-quantile.ts';
import { exponential, logarithm } from '../solver/exponential.ts';
import type { curveSummary } from '../summary/summarise.ts';
import { blockOf } from './studied.ts';
import { checkedIn } from './validation.ts';

export type Summary = ReturnType<typeof curveSummary>;

/** Half-width of a 90 % range, and of a 50 % one, in standard deviations of a normal distribution. */
const MOST = 1.645;
const HALF_OF_MOST = 0.6745 / MOST;

/**
 * The ratio of 1.645 to the half-width that holds the share found inside, that share with half a
 * figure added to either side. 1 where the block passed, or where this very release was not checked:
 * another's miss says nothing of its ranges.
 */
export function wideningOf(endpoint: string, release: Pick<ModelRelease, 'name'>): number {
  const check = checkedIn(release, blockOf(endpoint));
  if (check === null || !check.hasFailed) return 1;
  const inside = check.held90 ?? check.passed;
  return Math.max(1, MOST / normalQuantile(0.5 + (0.5 * (inside + 0.5)) / (check.rows + 1)));
}

/**
 * Stretches the interval of a curve's mean; what that adds on either side is added to the bands of
 * people too, since all of them may lie elsewhere.
 */
export function widened(summary: Summary, ratio: number, scale: Scale): Summary {
  if (ratio === 1) return summary;
  const { mean, meanLow, meanHigh } = summary;
  const add = (ends: Summary['mean'], t: number): number =>
    (ratio - 1) * Math.abs((ends[t] ?? 0) - (mean[t] ?? 0));
  const down = (line: Summary['mean'], share: number) =>
    line.map((x, t) => (x === null ? null : Math.max(0, x - share * add(meanLow, t))));
  const up = (line: Summary['mean'], share: number) =>
    line.map((x, t) => (x === null ? null : Math.min(scale.top, x + share * add(meanHigh, t))));
  return {
    ...summary,
    low90: down(summary.low90, 1),
    high90: up(summary.high90, 1),
    low50: down(summary.low50, HALF_OF_MOST),
    high50: up(summary.high50, HALF_OF_MOST),
    meanLow: down(meanLow, 1),
    meanHigh: up(meanHigh, 1),
  };
}

/** Stretches an end of a range of shares on the log-odds scale: it stays between none and all. */
export function widenedEnds(
  ends: readonly number[],
  shares: readonly number[],
  ratio: number,
): readonly number[] {
  if (ratio === 1) return ends;
  return ends.map((end, t) => {
    const middle = shares[t]!;
    if (!(middle > 0 && middle < 1 && end > 0 && end < 1)) return end;
    const [from, to] = [logOdds(middle), logOdds(end)];
    return 1 / (1 + exponential(-(from + ratio * (to - from))));
  });
}

function logOdds(share: number): number {
  return logarithm(share / (1 - share));
}
