// Acne coming back, as it is answered: every plan read equally long after its own last capsule.
// Never a ranking, never one number for one person while the block fails its check.

import { baselineRelapse } from '../endpoints/baseline-course.ts';
import { iconsOf, OF_HUNDRED } from '../endpoints/icons.ts';
import { widenedEnds, wideningOf } from '../endpoints/widening.ts';
import { RELAPSE_ENDPOINTS } from '../models/relapse.ts';
import type { Arm, PreparedForecast } from '../run/run.ts';
import { relapseSummary } from '../summary/summarise.ts';
import type { Tally } from '../summary/tally.ts';
import type { RelapseAnswer } from './answer-types.ts';
import { timeAt } from './grade-answer.ts';
import { trustIn } from './trust.ts';

const LABELS = {
  anyPrescription: 'Any acne prescription after the course',
  systemicPrescription: 'A systemic acne prescription after the course',
  secondCourse: 'A second course of isotretinoin',
} as const;

/** The cohorts behind the figures: those of the fit, and what is said of the ceiling and of severity. */
const SOURCES = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'L7', 'L9'];
const FIRST_SOURCES = ['R1', 'R2', 'R3', 'R5', 'R6', 'R7', 'R8', 'L7'];

/** Times since the stop at which plans are compared: the longest that all of them reach. */
const COMPARED_DAYS = [3652, 1826, 1096, 730, 365, 182, 91, 28] as const;

/** Whether a plan's last capsule lies within the horizon. */
export function isOver(arm: Arm, horizonDays: number): boolean {
  const last = arm.plan.lastDoseDay;
  return last >= 0 && last + 1 <= horizonDays;
}

/** Days after the stop that every finished plan reaches; null where none ends within the horizon. */
export function comparedAfterStop(forecast: PreparedForecast): number | null {
  const end = forecast.outputDays.at(-1)!;
  const left = forecast.arms
    .filter((arm) => isOver(arm, end))
    .map((arm) => end - (arm.plan.lastDoseDay + 1));
  if (left.length === 0) return null;
  const least = Math.min(...left);
  return COMPARED_DAYS.find((days) => days <= least) ?? least;
}

/** The answer for endpoint `e`; `afterStop` days after the last capsule plans are compared. */
export function relapseAnswer(
  forecast: PreparedForecast,
  arm: Arm,
  tally: Tally,
  e: number,
  afterStop: number,
): RelapseAnswer {
  const endpoint = RELAPSE_ENDPOINTS[e]!;
  const { release, outputDays, sets } = forecast;
  const last = arm.plan.lastDoseDay;
  const day = last + 1 + afterStop;
  const isBaseline = release.shown.relapse === 'B1';
  const model = relapseSummary(tally, sets, e, timeAt(outputDays, day));
  const drawn = isBaseline ? baselineRelapse(release, endpoint, outputDays, last + 1) : model;
  const ratio = wideningOf(endpoint, release);
  const wide = (ends: readonly number[]) => widenedEnds(ends, drawn.share, ratio);
  const [low, high] = [wide(drawn.low), wide(drawn.high)];
  const trust = trustIn(forecast, arm, endpoint, 'low');
  const isWords = trust.noNumberFromDay === 0;
  const at = (line: readonly number[]): number => interpolated(line, outputDays, day);
  const nothing = drawn.share.map(() => null);
  return {
    endpoint,
    label: LABELS[endpoint],
    ...trust,
    sources: forecast.model === '1' ? FIRST_SOURCES : SOURCES,
    shown: isBaseline ? 'B1' : 'model',
    form: isWords ? 'words' : 'numbers',
    words: isWords ? rangeInWords(at(low), at(high)) : null,
    share: isWords ? nothing : drawn.share,
    low: isWords ? low.map(downToTen) : low,
    high: isWords ? high.map(upToTen) : high,
    low50: isWords ? nothing : wide(model.low50),
    high50: isWords ? nothing : wide(model.high50),
    monteCarloError: isWords ? nothing : model.error,
    comparedOnDay: day,
    structures: isWords ? [] : model.structures,
    doseEffectRange: isWords
      ? { withEffect: null, withNone: null }
      : { withEffect: model.withEffect, withNone: model.withNone },
    icons: isWords ? null : iconsOf(at(drawn.share), at(low), at(high), day),
  };
}

/** The value on a day between two output times, in a line that never falls. */
function interpolated(line: readonly number[], outputDays: Int32Array, day: number): number {
  const from = timeAt(outputDays, day);
  const to = Math.min(from + 1, outputDays.length - 1);
  const gap = outputDays[to]! - outputDays[from]!;
  const share = gap === 0 ? 0 : Math.min(1, (day - outputDays[from]!) / gap);
  return line[from]! + share * (line[to]! - line[from]!);
}

/** To whole tens of a hundred, outward: a very uncertain range must not look measured. */
const downToTen = (share: number): number => Math.floor(10 * share + 1e-9) / 10;
/** Nothing added to a negative nil is nil. */
const upToTen = (share: number): number => Math.ceil(10 * share - 1e-9) / 10 + 0;

function rangeInWords(low: number, high: number): string {
  const [from, to] = [100 * downToTen(low), 100 * upToTen(high)].map(Math.round);
  return (
    `${OF_HUNDRED} somewhere from ${from} to ${to}: studies of this differ so much that no single ` +
    'figure is given for one person.'
  );
}
