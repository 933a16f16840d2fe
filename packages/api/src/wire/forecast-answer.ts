// A forecast's answer: every endpoint over time with its bands, icons, certainty, sources, words.
// Never a psychiatric endpoint, a washout curve, or a ranking of plans.

import { z } from 'zod';
import { text } from './scalars.ts';

export const FORECAST_CURVES = [
  'sebumExcretion',
  'sebumCasual',
  'sebumReservoir',
  'inflammatoryLesions',
  'nonInflammatoryLesions',
  'nodules',
  'gags',
  'newScars',
  'qualityOfLife',
  'triglycerides',
  'alt',
  'parentMean',
  'metaboliteMean',
  'cumulativeDose',
  'totalLesions',
  'scars',
] as const;
export const FORECAST_GRADES = [
  'iga',
  'igaSuccess',
  'triglyceridesGrade',
  'altGrade',
  'cheilitis',
  'drySkin',
  'eczema',
  'fatigue',
  'eye',
  'backPain',
  'myalgia',
  'hairThinning',
  'sunburn',
  'triglyceridesEver',
  'altEver',
  'flare',
] as const;
export const FORECAST_RELAPSES = [
  'anyPrescription',
  'systemicPrescription',
  'secondCourse',
] as const;
export const FORECAST_ENDPOINTS = [
  ...FORECAST_CURVES,
  ...FORECAST_GRADES,
  ...FORECAST_RELAPSES,
] as const;

const certainty = z.enum(['high', 'moderate', 'low', 'veryLow']);
const block = z.enum([
  'kinetics',
  'sebum',
  'acne',
  'scars',
  'quality',
  'sideEffects',
  'laboratory',
  'relapse',
]);
/** Answers kept before release 2026.11.2 have none of what is optional here. */
const trust = {
  certainty,
  block: block.optional().meta({ description: 'Which entry of `validation` speaks for it.' }),
  badges: z
    .array(z.object({ fromDay: z.int(), certainty }))
    .optional()
    .meta({ description: 'The certainty from each day on; it falls past what studies saw.' }),
  noNumberFromDay: z.int().nullable().optional().meta({
    description: 'From this day on one person gets no number; 0: words throughout; null: never.',
  }),
};
const shown = z.enum(['model', 'B1']).meta({
  description: 'B1: the dose-blind baseline, shown where the model did not beat it.',
});
const form = z.enum(['numbers', 'words']).meta({
  description: '`words` where one person gets no number because certainty is very low.',
});
const line = z.array(z.number().nullable()).meta({
  description: 'One value for each of `outputDays`; null where nothing may or can be said.',
});
const share = z.number().min(0).max(1);
const keys = z.array(text(100));

const icons = z
  .object({
    of: z.literal(100),
    count: z.int(),
    low: z.int(),
    high: z.int(),
    day: z.int(),
    sentence: text(300),
  })
  .meta({ id: 'ForecastIcons' });

export const forecastCurve = z
  .object({
    endpoint: z.enum(FORECAST_CURVES),
    label: text(),
    unit: text(60),
    ...trust,
    sources: keys,
    shown,
    form,
    words: text(1000).nullable(),
    median: line,
    low50: line,
    high50: line,
    low90: line,
    high90: line,
    mean: line,
    meanLow: line.meta({ description: '90 % interval of the mean from what is not known.' }),
    meanHigh: line,
    monteCarloError: line,
    unidentifiedFromDay: z.int().nullable(),
  })
  .meta({ id: 'ForecastCurve' });

export const forecastGrade = z
  .object({
    endpoint: z.enum(FORECAST_GRADES),
    label: text(),
    grades: z.array(text(60)),
    ...trust,
    hasBackground: z.boolean().optional().meta({
      description: 'False where an untreated share of nil only means that nothing is known.',
    }),
    sources: keys,
    form,
    words: text(1000).nullable().optional(),
    shares: z.array(line).meta({ description: '[grade][day], adding to 1 over grades.' }),
    low: line,
    high: line,
    counted: text(60).meta({ description: 'What interval and icons count.' }),
    icons: icons.nullable(),
  })
  .meta({ id: 'ForecastGrade' });

export const forecastRelapse = z
  .object({
    endpoint: z.enum(FORECAST_RELAPSES),
    label: text(),
    ...trust,
    sources: keys,
    shown,
    form: form.optional(),
    words: text(1000).nullable().optional(),
    share: line.meta({ description: 'Share by each day, cumulative from the last capsule.' }),
    low: line.meta({ description: '90 % interval over parameter draws and studies.' }),
    high: line,
    low50: line.optional(),
    high50: line.optional(),
    monteCarloError: line.optional(),
    structures: z
      .array(z.object({ structure: text(40), weight: share, share }))
      .optional()
      .meta({ description: 'On `comparedOnDay`: each reading of the dose with its weight.' }),
    comparedOnDay: z.int().optional().meta({
      description: 'Day of icons and dose effect: as long after the stop for every plan.',
    }),
    doseEffectRange: z.object({ withEffect: share.nullable(), withNone: share.nullable() }),
    icons: icons.nullable(),
  })
  .meta({ id: 'ForecastRelapse' });

export const forecastFlare = z
  .object({
    label: text(),
    ...trust,
    sources: keys,
    firstDoseDay: z.int().meta({ description: 'The flare’s clock starts with the first capsule.' }),
    form,
    shares: z.array(
      z.object({ grade: z.enum(['mild', 'moderate', 'severe']), share, low: share, high: share }),
    ),
    icons: icons.nullable(),
  })
  .meta({ id: 'ForecastFlare' });

export const forecastPlanAnswer = z
  .object({
    name: text(80),
    firstDoseDay: z.int().nullable().optional(),
    lastDoseDay: z.int().nullable(),
    flare: forecastFlare.nullable().optional(),
    curves: z.array(forecastCurve),
    grades: z.array(forecastGrade),
    relapse: z.array(forecastRelapse).meta({
      description: 'Empty untreated, and while the plan goes on past the horizon.',
    }),
  })
  .meta({ id: 'ForecastPlanAnswer' });

const words = z
  .object({ topic: text(), statement: text(1000), certainty, sources: keys })
  .meta({ id: 'ForecastWords' });

const validation = z
  .object({
    block,
    release: text(80).nullable(),
    checkedIn: text(10).nullable(),
    isOfThisRelease: z.boolean(),
    passed: z.int().nullable(),
    rows: z.int().nullable(),
    hasFailed: z.boolean(),
    leftOut: z
      .object({
        rows: z.int(),
        studies: z.int(),
        inside50: z.int(),
        inside90: z.int(),
        widened: z.number(),
      })
      .nullable(),
    sentence: text(1000),
  })
  .meta({ id: 'ForecastValidation' });

export const forecastAnswer = z
  .object({
    release: z.object({ name: text(80), version: text(40), digest: text(80) }),
    modelVersion: text(40).optional(),
    draws: z.int().optional().meta({ description: 'Parameter draws that somebody met.' }),
    validation: z.array(validation).optional(),
    seed: z.int(),
    patients: z.int(),
    outputDays: z.array(z.int()),
    fewDataFromDay: z.int().nullable(),
    comparedAfterStopDays: z.int().nullable().optional().meta({
      description: 'Days after the last capsule at which every plan’s relapse is read.',
    }),
    warnings: z.array(z.object({ code: text(60), plan: text(80).nullable(), text: text(500) })),
    plans: z.array(forecastPlanAnswer),
    untreated: forecastPlanAnswer,
    alternative: words,
    lastingEffects: z.array(words),
    notForecast: z.array(words),
  })
  .meta({ id: 'ForecastAnswer' });
export type ForecastAnswerBody = z.infer<typeof forecastAnswer>;
