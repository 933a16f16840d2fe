// One quantity over time as it is answered: bands, badge by time, check, and where numbers end.
// Never gives one person a number where certainty is very low.

import { type CurveEndpoint, LESION_CURVES } from '../catalogue/catalogue.ts';
import { baselineLesions } from '../endpoints/baseline-course.ts';
import { type Summary, widened, wideningOf } from '../endpoints/widening.ts';
import { QUALITY_WORDS, SCAR_WORDS } from '../endpoints/words.ts';
import type { Arm, PreparedForecast } from '../run/run.ts';
import { curveSummary } from '../summary/summarise.ts';
import type { Tally } from '../summary/tally.ts';
import type { CurveAnswer } from './answer-types.ts';
import { endedAt, trustIn } from './trust.ts';

/** What is said beside a curve, whether it has numbers or not. */
const CURVE_WORDS: Readonly<Partial<Record<CurveEndpoint['name'], string>>> = {
  newScars: SCAR_WORDS,
  qualityOfLife: QUALITY_WORDS,
};

/** The answer for curve `c` of the catalogue. */
export function curveAnswer(
  forecast: PreparedForecast,
  arm: Arm,
  tally: Tally,
  curve: CurveEndpoint,
  c: number,
): CurveAnswer {
  const { release, outputDays } = forecast;
  const last = arm.plan.lastDoseDay;
  const isBaseline =
    last >= 0 && LESION_CURVES.includes(curve.name) && release.shown.lesions === 'B1';
  const counted = curveSummary(tally, arm.recorded, c, forecast.model !== '1');
  const { lesionRatePerWeek } = release.baseline;
  const summary = widened(
    isBaseline ? baselineLesions(counted, lesionRatePerWeek, outputDays, last) : counted,
    wideningOf(curve.name, release),
    curve.scale,
  );
  const trust = trustIn(forecast, arm, curve.name, curve.certainty);
  const until = trust.noNumberFromDay;
  const gone = curve.unidentifiedAfterStopDays;
  return {
    endpoint: curve.name,
    label: curve.label,
    unit: curve.unit,
    ...trust,
    sources: curve.sources,
    shown: isBaseline ? 'B1' : 'model',
    form: until === 0 ? 'words' : 'numbers',
    words: CURVE_WORDS[curve.name] ?? null,
    ...(until === 0 ? rangeOnly(summary, curve.scale.top) : cutAt(summary, outputDays, until)),
    unidentifiedFromDay: gone === null || last < 0 ? null : last + 1 + gone,
  };
}

/** Blanks every line from `day` on; null leaves all. */
function cutAt(summary: Summary, outputDays: Int32Array, day: number | null): Summary {
  if (day === null || outputDays.at(-1)! < day) return summary;
  const cut = (line: Summary['mean']) => endedAt(line, outputDays, day);
  const { median, low50, high50, low90, high90, mean, meanLow, meanHigh, monteCarloError } =
    summary;
  return {
    ...{ median: cut(median), mean: cut(mean), monteCarloError: cut(monteCarloError) },
    ...{ low50: cut(low50), high50: cut(high50), low90: cut(low90), high90: cut(high90) },
    ...{ meanLow: cut(meanLow), meanHigh: cut(meanHigh) },
  };
}

/** Keeps the 90 % band alone, rounded outward to one figure, for a very uncertain endpoint. */
function rangeOnly(summary: Summary, top: number): Summary {
  const nothing = summary.median.map(() => null);
  return {
    median: nothing,
    low50: nothing,
    high50: nothing,
    low90: summary.low90.map((x) => (x === null ? null : outward(x, Math.floor))),
    high90: summary.high90.map((x) => (x === null ? null : Math.min(top, outward(x, Math.ceil)))),
    mean: nothing,
    meanLow: nothing,
    meanHigh: nothing,
    monteCarloError: nothing,
  };
}

function outward(x: number, round: (x: number) => number): number {
  if (x <= 0) return 0;
  let unit = 1;
  while (unit > x && unit > 0.01) unit /= 10;
  while (10 * unit <= x) unit *= 10;
  return Number((round(x / unit) * unit).toPrecision(2));
}
