// The shape of a release: the parameters of the forecast's model as plain data with a digest.
// It must never accept a row without mark, certainty, interval and source.
import { z } from 'zod';

const words = z.string().trim().min(1);
const finite = z.number();

/** One parameter: median with its 95% interval, in the words of the model's own rows. */
const releaseRowSchema = z.strictObject({
  value: finite,
  low: finite,
  high: finite,
  distribution: z.enum(['normal', 'lognormal', 'logitnormal', 'fixed']),
  unit: words,
  endpoint: words,
  population: words,
  mark: z.enum(['V', 'S', 'R', 'D']),
  certainty: z.enum(['high', 'moderate', 'low', 'veryLow']),
  sources: z.array(words).min(1).meta({
    description: 'full row ids (topic.group.row), source ids, or citation keys such as R1',
  }),
  widened: z.boolean(),
  fitted: z.boolean(),
});

const baselineSchema = z.strictObject({ value: finite, low: finite, high: finite });
const shownSchema = z.enum(['model', 'B1']);

const correlationSchema = z.strictObject({
  names: z.array(words),
  correlations: z.array(finite.gt(-1).lt(1)).meta({
    description: 'lower triangle, row by row, without the diagonal',
  }),
});

/** What a release of the second model holds beside its rows. */
const secondModel = {
  model: z.enum(['1', '2']).optional(),
  posterior: z.record(words, correlationSchema).optional(),
  doseStructures: z
    .array(
      z.strictObject({
        name: z.enum(['none', 'ceiling', 'noCeiling']),
        weight: finite.min(0).max(1),
        rows: z.record(words, releaseRowSchema),
        correlation: correlationSchema,
      }),
    )
    .optional(),
  coverage: z
    .record(
      words,
      z.strictObject({
        rows: z.int(),
        studies: z.int(),
        inside50: z.int(),
        inside90: z.int(),
        widened: finite.min(1),
      }),
    )
    .optional(),
};

export const releaseDraftSchema = z.strictObject({
  name: words,
  version: words,
  ...secondModel,
  rows: z.record(words, releaseRowSchema),
  shown: z.strictObject({ lesions: shownSchema, relapse: shownSchema }),
  baseline: z.strictObject({
    lesionRatePerWeek: baselineSchema,
    relapseAnyPerYear: baselineSchema,
    relapseSystemicPerYear: baselineSchema,
    relapseSecondCoursePerYear: baselineSchema,
  }),
});

export const releaseFileSchema = releaseDraftSchema.extend({
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'a digest is 64 hex digits'),
});

export type ReleaseRow = z.infer<typeof releaseRowSchema>;
export type ReleaseDraft = z.infer<typeof releaseDraftSchema>;
export type ReleaseFile = z.infer<typeof releaseFileSchema>;
