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

export const releaseDraftSchema = z.strictObject({
  name: words,
  version: words,
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
