// Baseline B1: one dose-blind exponential for lesions, one constant hazard for relapse.
// Never mixed with the model: it is shown instead of it where the model did not beat it.

import type { RelapseEndpoint } from '../models/relapse.ts';
import type { BaselineRow, ModelRelease } from '../parameters/parameters.ts';
import { exponential } from '../solver/exponential.ts';
import type { curveSummary } from '../summary/summarise.ts';

type Summary = ReturnType<typeof curveSummary>;
const DAYS_PER_YEAR = 365.25;

/** Lesions fall at one rate while capsules are taken and stay where they are afterwards. */
export function baselineLesions(
  model: Summary,
  ratePerWeek: BaselineRow,
  outputDays: Int32Array,
  lastDoseDay: number,
): Summary {
  const start = { middle: model.median[0]!, low: model.low90[0]!, high: model.high90[0]! };
  const at = (from: number, rate: number) => {
    return [...outputDays].map(
      (day) => from * exponential((-rate * Math.min(day, lastDoseDay + 1)) / 7),
    );
  };
  const { value, low, high } = ratePerWeek;
  const middle = at(start.middle, value);
  return {
    median: middle,
    low50: at(0.5 * (start.low + start.middle), 0.5 * (high + value)),
    high50: at(0.5 * (start.high + start.middle), 0.5 * (low + value)),
    low90: at(start.low, high),
    high90: at(start.high, low),
    mean: middle,
    meanLow: at(start.middle, high),
    meanHigh: at(start.middle, low),
    monteCarloError: middle.map(() => 0),
  };
}

/** Cumulative incidence under one hazard from the day after the last capsule. */
export function baselineRelapse(
  release: ModelRelease,
  endpoint: RelapseEndpoint,
  outputDays: Int32Array,
  stopDay: number,
) {
  const rows = {
    anyPrescription: release.baseline.relapseAnyPerYear,
    systemicPrescription: release.baseline.relapseSystemicPerYear,
    secondCourse: release.baseline.relapseSecondCoursePerYear,
  } as const;
  const at = (perYear: number) =>
    [...outputDays].map((day) => {
      return 1 - exponential((-perYear * Math.max(0, day - stopDay)) / DAYS_PER_YEAR);
    });
  const { value, low, high } = rows[endpoint];
  return { share: at(value), low: at(low), high: at(high) };
}
