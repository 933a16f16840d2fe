// Turns tallies into the answer: medians, bands, shares, badges, sources and words.
// Never ranks plans by relapse, and never gives one person a number where certainty is very low.

import type { Certainty, ModelVersion, ShownModel } from '../models/parameters.ts';
import { RELAPSE_ENDPOINTS } from '../models/relapse.ts';
import { type Arm, type PreparedForecast, setOf } from '../run.ts';
import type { StructureShare } from '../summary/summarise.ts';
import { curveSummary, gradeSummary, relapseSummary } from '../summary/summarise.ts';
import type { Tally } from '../summary/tally.ts';
import { baselineLesions, baselineRelapse } from './baseline-course.ts';
import {
  CURVES,
  type CurveEndpoint,
  GRADED,
  type GradedEndpoint,
  LESION_CURVES,
} from './catalogue.ts';
import { type Icons, iconsOf } from './icons.ts';
import { blockOf, studiedUntil } from './studied.ts';
import {
  type Badge,
  type Block,
  type BlockValidation,
  badgesOf,
  validationOf,
} from './validation.ts';
import { type Warning, warningsOf } from './warnings.ts';
import { ALTERNATIVE, LASTING_EFFECTS, NOT_FORECAST, SCAR_WORDS, type Words } from './words.ts';

/** Values per output time; null where nothing may or can be said. */
export type Line = readonly (number | null)[];

export interface CurveAnswer {
  readonly endpoint: string;
  readonly label: string;
  readonly unit: string;
  readonly certainty: Certainty;
  /** Which check of the answer's `validation` speaks for it. */
  readonly block: Block;
  /** The certainty from each day on, the first from day 0. */
  readonly badges: readonly Badge[];
  readonly sources: readonly string[];
  readonly shown: ShownModel;
  /** `words` where one person may get no number: then only the widest band, rounded, is given. */
  readonly form: 'numbers' | 'words';
  readonly words: string | null;
  readonly median: Line;
  readonly low50: Line;
  readonly high50: Line;
  readonly low90: Line;
  readonly high90: Line;
  readonly mean: Line;
  /** 90 % interval of the mean from what we do not know, patients' differences taken out. */
  readonly meanLow: Line;
  readonly meanHigh: Line;
  /** Standard error of the median from the number of virtual patients alone. */
  readonly monteCarloError: Line;
  readonly unidentifiedFromDay: number | null;
}

export interface GradeAnswer {
  readonly endpoint: string;
  readonly label: string;
  readonly grades: readonly string[];
  readonly certainty: Certainty;
  /** Which check of the answer's `validation` speaks for it. */
  readonly block: Block;
  /** The certainty from each day on, the first from day 0. */
  readonly badges: readonly Badge[];
  readonly sources: readonly string[];
  readonly form: 'numbers' | 'words';
  /** [grade][time] shares, adding to 1 over grades. */
  readonly shares: readonly Line[];
  /** 90 % interval, over parameter draws, of the share at or above `countsFrom`. */
  readonly low: Line;
  readonly high: Line;
  /** False where nothing is known of it without treatment: an untreated share of nil says nothing. */
  readonly hasBackground: boolean;
  /** What the icons and the interval count, such as "moderate or worse". */
  readonly counted: string;
  /** On the plan's last dose day; for the untreated course, on the first plan's. */
  readonly icons: Icons | null;
}

export interface RelapseAnswer {
  readonly endpoint: (typeof RELAPSE_ENDPOINTS)[number];
  readonly label: string;
  readonly certainty: Certainty;
  /** Which check of the answer's `validation` speaks for it. */
  readonly block: Block;
  /** The certainty from each day on, the first from day 0. */
  readonly badges: readonly Badge[];
  readonly sources: readonly string[];
  readonly shown: ShownModel;
  /** `words` where one person may get no number: then only the range, rounded outward, is given. */
  readonly form: 'numbers' | 'words';
  readonly words: string | null;
  readonly share: Line;
  readonly low: Line;
  readonly high: Line;
  /** 50 % interval. */
  readonly low50: Line;
  readonly high50: Line;
  /** Standard error of the share from the number of parameter draws. */
  readonly monteCarloError: Line;
  /** At the horizon: each reading of the dose, its weight, and what it gives. Never averaged away. */
  readonly structures: readonly StructureShare[];
  /** At the horizon: what it would be with the reported dose effect, and with none. Not ranked. */
  readonly doseEffectRange: {
    readonly withEffect: number | null;
    readonly withNone: number | null;
  };
  readonly icons: Icons | null;
}

export interface PlanAnswer {
  readonly name: string;
  readonly lastDoseDay: number | null;
  readonly curves: readonly CurveAnswer[];
  readonly grades: readonly GradeAnswer[];
  /** Empty for the untreated course, and while the plan goes on past the horizon. */
  readonly relapse: readonly RelapseAnswer[];
}

export interface ForecastAnswer {
  readonly release: { readonly name: string; readonly version: string; readonly digest: string };
  /** Which equations and draws answered. */
  readonly modelVersion: ModelVersion;
  /** Parameter draws that somebody met. */
  readonly draws: number;
  readonly validation: readonly BlockValidation[];
  readonly seed: number;
  readonly patients: number;
  readonly outputDays: readonly number[];
  /** First day with a few-data badge: three years after the start. Null within the horizon. */
  readonly fewDataFromDay: number | null;
  readonly warnings: readonly Warning[];
  readonly plans: readonly PlanAnswer[];
  readonly untreated: PlanAnswer;
  readonly alternative: Words;
  readonly lastingEffects: readonly Words[];
  readonly notForecast: readonly Words[];
}

const FEW_DATA_DAYS = 1096;

/** Its block, its badges, and whether one person gets words: the first model by its own certainty. */
function trustIn(forecast: PreparedForecast, arm: Arm, name: string, certainty: Certainty) {
  const { subject } = forecast.request;
  const block = blockOf(name);
  const validation = validationOf(forecast.release);
  const until = studiedUntil(name, arm.plan.lastDoseDay);
  const badges = badgesOf(certainty, block, validation, until);
  const first = forecast.model === '1' ? certainty : badges[0]!.certainty;
  const isWordsOnly = subject.kind === 'patient' && first === 'veryLow';
  return { certainty: first, block, badges, isWordsOnly };
}

/** Builds the answer from complete tallies, the untreated course first. */
export function answerForecast(
  forecast: PreparedForecast,
  tallies: readonly Tally[],
): ForecastAnswer {
  const { request, release } = forecast;
  // Draws that other workers used are drawn again here: a set depends on the seed alone.
  tallies[0]!.patientsPerSet.forEach((patients, k) => {
    if (patients > 0) setOf(forecast, k);
  });
  const answers = forecast.arms.map((arm, i) => {
    return chosenOf(planAnswer(forecast, arm, tallies[i]!), request.endpoints);
  });
  return {
    release: { name: release.name, version: release.version, digest: release.digest },
    modelVersion: forecast.model,
    draws: tallies[0]!.patientsPerSet.filter((patients) => patients > 0).length,
    validation: validationOf(release),
    seed: request.seed,
    patients: tallies[0]!.patients,
    outputDays: [...forecast.outputDays],
    fewDataFromDay: request.horizonDays >= FEW_DATA_DAYS ? FEW_DATA_DAYS : null,
    warnings: warningsOf(forecast, tallies),
    plans: answers.slice(1),
    untreated: answers[0]!,
    alternative: ALTERNATIVE,
    lastingEffects: LASTING_EFFECTS,
    notForecast: NOT_FORECAST,
  };
}

/** The endpoints that were asked for, in the catalogue's order. */
function chosenOf(answer: PlanAnswer, endpoints: readonly string[] | undefined): PlanAnswer {
  if (endpoints === undefined) return answer;
  const isAsked = ({ endpoint }: { readonly endpoint: string }) => endpoints.includes(endpoint);
  return {
    ...answer,
    curves: answer.curves.filter(isAsked),
    grades: answer.grades.filter(isAsked),
    relapse: answer.relapse.filter(isAsked),
  };
}

function planAnswer(forecast: PreparedForecast, arm: Arm, tally: Tally): PlanAnswer {
  const last = arm.plan.lastDoseDay;
  const isOver = last >= 0 && last + 1 <= forecast.request.horizonDays;
  const isKnown = ({ isInFirst }: { readonly isInFirst?: boolean }): boolean => {
    return forecast.model !== '1' || isInFirst !== false;
  };
  return {
    name: arm.name,
    lastDoseDay: last < 0 ? null : last,
    curves: CURVES.flatMap((curve, c) => {
      return isKnown(curve) ? [curveAnswer(forecast, arm, tally, curve, c)] : [];
    }),
    grades: GRADED.flatMap((graded, g) => {
      return isKnown(graded) ? [gradeAnswer(forecast, arm, tally, graded, g)] : [];
    }),
    relapse: isOver ? RELAPSE_ENDPOINTS.map((_, e) => relapseAnswer(forecast, arm, tally, e)) : [],
  };
}

function curveAnswer(
  forecast: PreparedForecast,
  arm: Arm,
  tally: Tally,
  curve: CurveEndpoint,
  c: number,
): CurveAnswer {
  const last = arm.plan.lastDoseDay;
  const isBaseline =
    last >= 0 && LESION_CURVES.includes(curve.name) && forecast.release.shown.lesions === 'B1';
  const summary = curveSummary(tally, arm.recorded, c, forecast.model !== '1');
  const shownSummary = isBaseline
    ? baselineLesions(
        summary,
        forecast.release.baseline.lesionRatePerWeek,
        forecast.outputDays,
        last,
      )
    : summary;
  const trust = trustIn(forecast, arm, curve.name, curve.certainty);
  const { isWordsOnly, certainty, block, badges } = trust;
  const gone = curve.unidentifiedAfterStopDays;
  return {
    endpoint: curve.name,
    label: curve.label,
    unit: curve.unit,
    ...{ certainty, block, badges },
    sources: curve.sources,
    shown: isBaseline ? 'B1' : 'model',
    form: isWordsOnly ? 'words' : 'numbers',
    words: curve.name === 'newScars' ? SCAR_WORDS : null,
    ...(isWordsOnly ? rangeOnly(shownSummary) : shownSummary),
    unidentifiedFromDay: gone === null || last < 0 ? null : last + 1 + gone,
  };
}

type Summary = ReturnType<typeof curveSummary>;

/** Keeps the 90 % band alone, rounded outward to one figure, for a very uncertain endpoint. */
function rangeOnly(summary: Summary): Summary {
  const nothing = summary.median.map(() => null);
  return {
    median: nothing,
    low50: nothing,
    high50: nothing,
    low90: summary.low90.map((x) => (x === null ? null : outward(x, Math.floor))),
    high90: summary.high90.map((x) => (x === null ? null : outward(x, Math.ceil))),
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

function gradeAnswer(
  forecast: PreparedForecast,
  arm: Arm,
  tally: Tally,
  graded: GradedEndpoint,
  g: number,
): GradeAnswer {
  const { grades, countsFrom } = graded;
  const onOdds = forecast.model !== '1';
  const summary = gradeSummary(tally, g, grades.length, countsFrom, onOdds);
  const trust = trustIn(forecast, arm, graded.name, graded.certainty);
  const { isWordsOnly, certainty, block, badges } = trust;
  const compared = arm.plan.lastDoseDay < 0 ? forecast.arms.at(1) : arm;
  const day = compared?.plan.lastDoseDay ?? 0;
  const lowest = grades[countsFrom]!;
  const t = timeAt(forecast.outputDays, day);
  const nothing = summary.low.map(() => null);
  return {
    endpoint: graded.name,
    label: graded.label,
    grades,
    counted: countsFrom === grades.length - 1 ? lowest : `${lowest} or worse`,
    ...{ certainty, block, badges },
    hasBackground: graded.hasBackground ?? false,
    sources: graded.sources,
    form: isWordsOnly ? 'words' : 'numbers',
    shares: isWordsOnly ? [] : summary.shares,
    low: isWordsOnly ? nothing : summary.low,
    high: isWordsOnly ? nothing : summary.high,
    icons: isWordsOnly
      ? null
      : iconsOf(summary.counted[t]!, summary.low[t]!, summary.high[t]!, forecast.outputDays[t]!),
  };
}

const RELAPSE_LABELS = {
  anyPrescription: 'Any acne prescription after the course',
  systemicPrescription: 'A systemic acne prescription after the course',
  secondCourse: 'A second course of isotretinoin',
} as const;

function relapseAnswer(
  forecast: PreparedForecast,
  arm: Arm,
  tally: Tally,
  e: number,
): RelapseAnswer {
  const endpoint = RELAPSE_ENDPOINTS[e]!;
  const { release, outputDays, sets } = forecast;
  const isBaseline = release.shown.relapse === 'B1';
  const model = relapseSummary(tally, sets, e);
  const shown = isBaseline
    ? baselineRelapse(release, endpoint, outputDays, arm.plan.lastDoseDay + 1)
    : model;
  const t = outputDays.length - 1;
  const { isWordsOnly, certainty, block, badges } = trustIn(forecast, arm, endpoint, 'low');
  const nothing = shown.share.map(() => null);
  const low = isWordsOnly ? shown.low.map((x) => toTenths(x, Math.floor)) : shown.low;
  const high = isWordsOnly ? shown.high.map((x) => toTenths(x, Math.ceil)) : shown.high;
  return {
    endpoint,
    label: RELAPSE_LABELS[endpoint],
    ...{ certainty, block, badges },
    sources: ['R1', 'R2', 'R3', 'R5', 'R6', 'R7', 'R8', 'L7'],
    shown: isBaseline ? 'B1' : 'model',
    form: isWordsOnly ? 'words' : 'numbers',
    words: isWordsOnly ? relapseWords(low[t]!, high[t]!) : null,
    share: isWordsOnly ? nothing : shown.share,
    low,
    high,
    low50: isWordsOnly ? nothing : model.low50,
    high50: isWordsOnly ? nothing : model.high50,
    monteCarloError: isWordsOnly ? nothing : model.error,
    structures: isWordsOnly ? [] : model.structures,
    doseEffectRange: isWordsOnly
      ? { withEffect: null, withNone: null }
      : { withEffect: model.withEffect, withNone: model.withNone },
    icons: isWordsOnly
      ? null
      : iconsOf(shown.share[t]!, shown.low[t]!, shown.high[t]!, outputDays[t]!),
  };
}

/** To whole tens of a hundred, outward: a very uncertain range must not look measured. */
function toTenths(share: number, round: (x: number) => number): number {
  return round(10 * share - (round === Math.ceil ? 1e-9 : -1e-9)) / 10;
}

function relapseWords(low: number, high: number): string {
  const [from, to] = [Math.round(100 * low), Math.round(100 * high)];
  return (
    `Very uncertain: somewhere from ${from} to ${to} of 100 people like this. ` +
    'Studies of relapse differ so much that no single figure is given for one person.'
  );
}

/** Index of the last output time at or before `day`. */
function timeAt(outputDays: Int32Array, day: number): number {
  let t = 0;
  while (t + 1 < outputDays.length && outputDays[t + 1]! <= day) t++;
  return t;
}
