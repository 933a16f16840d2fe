// What may be asked of a forecast, and how far its answer is: one source for checks and JSON Schema.
// Never a patient's name or date in it, and never a limit that the model itself does not hold.

import {
  MAX_DAILY_DOSE_MG,
  MAX_REGIMEN_DAYS,
  MEALS,
  MIN_DOSE_MG,
  PRODUCT_CLASSES,
} from '@aegle/core';
import { z } from 'zod';
import { FORECAST_ENDPOINTS, forecastAnswer } from './forecast-answer.ts';
import { fields, oneOf, ruleOfWord } from './known-names.ts';
import { problemDetail } from './problems.ts';
import { instant, text, uuid } from './scalars.ts';

const real = (min: number, max: number, unit: string) => {
  const error = `It is a number from ${min} to ${max} ${unit}`.trim().concat('.');
  return z.number({ error }).min(min, { error }).max(max, { error });
};
const whole = (min: number, max: number, unit: string) => {
  const error = `It is a whole number from ${min} to ${max} ${unit}`.trim().concat('.');
  return z.int({ error }).min(min, { error }).max(max, { error });
};

const yesOrNo = () => z.boolean({ error: 'It is true or false.' });

/** A list whose length is said with what it holds. */
const listOf = <T extends z.ZodType>(one: T, least: number, most: number, what: string) => {
  const count = least === most ? String(least) : `${least} to ${most}`;
  const error = `It is a list of ${count} ${what}.`;
  return z.array(one, { error }).min(least, { error }).max(most, { error });
};

/** Of a whole with another kind, and of one that is missing or is no whole. */
const kindIsOneOf = (what: string, kinds: readonly string[]) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    typeof input === 'object' && input !== null
      ? ruleOfWord('kind' in input ? input.kind : undefined, kinds)
      : `It is ${what} whose kind is one of ${kinds.join(', ')}.`,
});

const dose = real(MIN_DOSE_MG, MAX_DAILY_DOSE_MG, 'mg');
const DAY_DOSE = `It is 0 (a day without) or a number from ${MIN_DOSE_MG} to ${MAX_DAILY_DOSE_MG} mg.`;
const dayDose = z
  .union([z.literal(0), dose], { error: DAY_DOSE })
  .meta({ description: '0: a day without.' });
const days = whole(1, 365, 'days');
const SHARE = 'It is a share above 0 and up to 1: 0.9 is nine days of ten.';

const SCHEDULE_KINDS = [
  ...['constant', 'ramp', 'split', 'alternateDay'],
  ...['repeating', 'weekly', 'pulse', 'break'],
];

const schedule = z
  .discriminatedUnion(
    'kind',
    [
      fields({ kind: z.literal('constant'), doseMg: dose }),
      fields({
        kind: z.literal('ramp'),
        fromDoseMg: dose,
        toDoseMg: dose,
        stepMg: dose,
        stepDays: days,
      }),
      fields({
        kind: z.literal('split'),
        dosesMg: listOf(dose, 2, 4, 'amounts of one day'),
      }),
      fields({ kind: z.literal('alternateDay'), doseMg: dose }),
      fields({
        kind: z.literal('repeating'),
        dosesMg: listOf(dayDose, 2, 56, 'days’ doses'),
      }),
      fields({ kind: z.literal('weekly'), dosesMg: listOf(dayDose, 7, 7, 'days’ doses') }),
      fields({ kind: z.literal('pulse'), doseMg: dose, onDays: days, offDays: days }),
      fields({ kind: z.literal('break') }),
    ],
    kindIsOneOf('a schedule', SCHEDULE_KINDS),
  )
  .meta({ description: 'mg a day of the period’s own product; `break` gives none.' });

export const forecastPeriod = fields({
  firstDay: whole(0, MAX_REGIMEN_DAYS - 1, 'days').meta({
    description: 'Days after the first day of the course, which is day 0.',
  }),
  lengthDays: whole(1, MAX_REGIMEN_DAYS, 'days').meta({ description: 'Counts both ends.' }),
  schedule,
  productClass: oneOf(PRODUCT_CLASSES),
  meal: oneOf(MEALS).meta({ description: 'What each capsule is taken with.' }),
  adherence: z
    .number({ error: SHARE })
    .gt(0, { error: SHARE })
    .max(1, { error: SHARE })
    .meta({ description: 'Share of days on which the capsules are taken; a break is a period.' }),
});

const NAME = 'It is a name of 1 to 80 characters.';
const isStorable = (name: string) => !name.includes('\u0000') && name.trim() !== '';

export const forecastPlan = fields({
  name: z
    .string({ error: NAME })
    .min(1, { error: NAME })
    .max(80, { error: NAME })
    .refine(isStorable, { error: NAME }),
  maintenanceMonths: whole(0, 24, 'months').default(0).meta({
    description: 'Months of topical retinoid after the course; left out: none.',
  }),
  forWeightKg: real(30, 250, 'kg')
    .optional()
    .meta({
      description:
        'The mg are those of a person of this weight; everyone gets theirs in proportion. ' +
        '0.5 mg/kg is 50 mg for 100 kg. Left out: the same mg for everyone.',
    }),
  untilClearWeeks: whole(1, 52, 'weeks')
    .optional()
    .meta({
      description:
        'Each person stops once the skin has been clear or almost clear for so many weeks; the ' +
        'regimen is then the longest course.',
    }),
  areCapsulesOpened: yesOrNo().optional().meta({
    description: 'Opened before swallowing: answered as if whole, with a warning.',
  }),
  regimen: fields({ periods: listOf(forecastPeriod, 1, 60, 'periods') }),
}).meta({ id: 'ForecastPlan' });

export const forecastProfile = fields({
  ageYears: real(12, 80, 'years'),
  sex: oneOf(['female', 'male']),
  weightKg: real(30, 250, 'kg'),
  inflammatoryLesions: real(0, 500, 'lesions').meta({
    description: 'On the face, nodules apart.',
  }),
  nonInflammatoryLesions: real(0, 800, 'lesions'),
  nodules: real(0, 200, 'nodules'),
  isTruncal: yesOrNo(),
  triglyceridesMgPerDl: real(20, 1000, 'mg/dL').optional(),
  altUnitsPerL: real(3, 500, 'U/L').optional(),
  scars: real(0, 1000, 'scars').optional().meta({ description: 'Lasting, on the face.' }),
}).meta({ id: 'ForecastProfile' });

/** How a baseline quantity is spread over a population, as papers state it. Log-normal. */
const spreadOf = (min: number, max: number, unit: string) => {
  const error = `It is mean and sd, or median, low25 and high75; the middle from ${min} to ${max} ${unit}.`;
  return z.union(
    [
      fields({
        mean: real(min, max, unit),
        sd: real(0, max, unit).meta({ description: '0 gives everyone the mean.' }),
      }),
      fields({
        median: real(min, max, unit),
        low25: real(min, max, unit),
        high75: real(min, max, unit),
      }),
    ],
    { error },
  );
};

const share = real(0, 1, '');

export const forecastBaseline = fields({
  femaleShare: share.optional(),
  truncalShare: share.optional(),
  lesionCorrelation: share
    .optional()
    .meta({ description: 'Correlation of the three counts on the log scale.' }),
  ageYears: spreadOf(12, 80, 'years').optional(),
  weightKg: spreadOf(30, 250, 'kg').optional().meta({ description: 'Of both sexes alike.' }),
  inflammatoryLesions: spreadOf(0, 500, 'lesions').optional(),
  nonInflammatoryLesions: spreadOf(0, 800, 'lesions').optional(),
  nodules: spreadOf(0, 200, 'nodules').optional(),
  triglyceridesMgPerDl: spreadOf(20, 1000, 'mg/dL').optional(),
  altUnitsPerL: spreadOf(3, 500, 'U/L').optional(),
  scars: spreadOf(0, 1000, 'scars').optional(),
}).meta({ id: 'ForecastBaseline', description: 'What is left out is drawn from the release.' });

const subject = z.discriminatedUnion(
  'kind',
  [
    fields({ kind: z.literal('patient'), profile: forecastProfile }),
    fields({ kind: z.literal('population'), baseline: forecastBaseline.optional() }),
  ],
  kindIsOneOf('a subject', ['patient', 'population']),
);

const HORIZON_DAYS = { least: 28, most: 3652 } as const;

/** Two years in weeks, 2,000 virtual patients, seed 1: what a page about one person uses. */
export const FORECAST_DEFAULTS = {
  seed: 1,
  patients: 2000,
  horizonDays: 730,
  outputEveryDays: 7,
} as const;

const RELEASE = 'It is the name of a frozen release.';

/** The question itself, as a plan file, a request and a stored forecast hold it. */
export const forecastQuestion = fields({
  seed: whole(0, Number.MAX_SAFE_INTEGER, '').default(FORECAST_DEFAULTS.seed).meta({
    description: 'The same seed gives the same virtual people, under every plan.',
  }),
  patients: whole(64, 100_000_000, 'virtual patients').default(FORECAST_DEFAULTS.patients),
  horizonDays: whole(HORIZON_DAYS.least, HORIZON_DAYS.most, 'days').optional().meta({
    description: 'Left out: the last of `outputDays` where these are given, else two years.',
  }),
  outputEveryDays: whole(1, 28, 'days').default(FORECAST_DEFAULTS.outputEveryDays),
  outputDays: listOf(whole(0, HORIZON_DAYS.most, 'days'), 1, 400, 'days')
    .optional()
    .meta({
      description:
        'Days to answer in place of every `outputEveryDays`: rising, none twice, none after the ' +
        'horizon. Day 0 is answered in any case.',
    }),
  laboratoryEveryDays: whole(7, 84, 'days').optional().meta({
    description: 'Days between blood tests while capsules are taken; left out: 28.',
  }),
  endpoints: z
    .array(oneOf(FORECAST_ENDPOINTS, 'the name of an endpoint'))
    .min(1, { error: 'It is a list of one endpoint or more.' })
    .optional()
    .meta({ description: 'Endpoints to answer; all of them where left out.' }),
  release: z
    .string({ error: RELEASE })
    .min(1, { error: RELEASE })
    .max(80, { error: RELEASE })
    .optional()
    .meta({
      description: 'Name of the frozen release to answer with; left out: the one in use.',
    }),
  subject,
  plans: listOf(forecastPlan, 1, 4, 'plans'),
});
export type ForecastQuestion = z.infer<typeof forecastQuestion>;

/** A question with its horizon, as it is run and repeated. */
export const completeQuestion = forecastQuestion.required({ horizonDays: true });
export type CompleteQuestion = z.infer<typeof completeQuestion>;

/** Fills in the horizon where it was left out. */
export function withHorizon(question: ForecastQuestion): CompleteQuestion {
  const last = question.outputDays && Math.max(...question.outputDays);
  const { horizonDays = FORECAST_DEFAULTS.horizonDays } = question;
  if (question.horizonDays !== undefined || last === undefined) return { ...question, horizonDays };
  return { ...question, horizonDays: Math.max(HORIZON_DAYS.least, last) };
}

export const forecastRequest = fields({
  ...forecastQuestion.shape,
  patient: uuid.optional().meta({
    description:
      'Whose forecast this is; needed from a clinic, refused from a researcher, who asks about ' +
      'populations. The covariates are those sent here: none is read from the record.',
  }),
}).meta({ id: 'ForecastRequest' });
export type ForecastRequestBody = z.infer<typeof forecastRequest>;

/** A forecast as stored: what was frozen when it was asked for, how far it is, and its answer. */
export const forecast = z
  .object({
    id: uuid,
    patient: uuid.nullable(),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    progress: z.object({
      chunksDone: z.int(),
      chunks: z.int().meta({ description: 'Parts that run by themselves, anywhere.' }),
    }),
    requestedAt: instant,
    finishedAt: instant.nullable(),
    frozen: z.object({
      digest: text(80).meta({ description: 'SHA-256 over request, release and model version.' }),
      releaseName: text(80),
      releaseVersion: text(40),
      releaseDigest: text(80),
      modelVersion: text(40),
      seed: z.int(),
    }),
    request: completeQuestion,
    answer: forecastAnswer.nullable(),
    citations: z.record(z.string(), z.string()).meta({
      description: 'Citation of every source key that the answer names, where it is known.',
    }),
    failure: problemDetail.nullable(),
  })
  .meta({ id: 'Forecast' });
export type Forecast = z.infer<typeof forecast>;

/** What `aegle forecast --json` writes: the question as run, and its whole answer. */
export const forecastDocument = forecastAnswer
  .extend({
    schema: z.literal(1),
    modelVersion: text(40),
    request: completeQuestion,
  })
  .meta({ id: 'ForecastDocument' });
