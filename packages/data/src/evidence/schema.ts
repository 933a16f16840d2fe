// The shape of the evidence files: what a row, a topic, a source and a release may say.
// It must never accept an unknown key or a value whose kind is unclear.
import { z } from 'zod';

const words = z.string().trim().min(1);
const name = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens only');

/** How the figure reached us, as the legend of the evidence review defines it. */
const markSchema = z.enum(['V', 'S', 'R', 'D', 'P']).meta({
  description:
    'V read in the cited source; S read in a secondary source; R recalled, not re-read; ' +
    'D derived by arithmetic from cited figures; P proposed product default, in no source',
});
/** Certainty as the evidence review grades it; `not-graded` where it gives none. */
const certaintySchema = z.enum(['high', 'moderate', 'low', 'very-low', 'not-graded']);
const statusSchema = z.enum(['stated', 'secondary', 'assumed', 'disputed']);

/** A limit: a number in the row's unit, or the laboratory's own upper or lower limit of normal. */
const limit = z.union([z.number(), z.enum(['ULN', 'LLN'])]);

const rangeSchema = z
  .strictObject({
    min: limit.optional(),
    minIncluded: z.boolean().optional(),
    max: limit.optional(),
    maxIncluded: z.boolean().optional(),
  })
  .meta({ description: 'one or both ends; an end counts as included unless it says false' });

const distributionSchema = z.discriminatedUnion('family', [
  z.strictObject({ family: z.literal('normal'), mean: z.number(), sd: z.number().positive() }),
  z.strictObject({
    family: z.literal('lognormal'),
    median: z.number().positive(),
    sigmaLog: z.number().positive().optional(),
  }),
  z.strictObject({
    family: z.literal('beta'),
    alpha: z.number().positive(),
    beta: z.number().positive(),
  }),
  z.strictObject({ family: z.literal('uniform'), low: z.number(), high: z.number() }),
  z.strictObject({ family: z.literal('exponential'), ratePerUnit: z.number().positive() }),
]);

const intervalSchema = z.union([
  z.strictObject({
    level: z.union([z.number().gt(0).lt(100), z.literal('unstated')]),
    low: z.number(),
    high: z.number(),
    method: words.optional(),
  }),
  z.enum(['not-reported', 'not-applicable']),
]);

const spreadSchema = z.union([
  z.strictObject({ kind: z.enum(['sd', 'se', 'cv-percent']), value: z.number().nonnegative() }),
  z.strictObject({ kind: z.enum(['range', 'iqr']), low: z.number(), high: z.number() }),
]);

/** A published code, with the system that owns it, so that a bare number is never a code. */
const codeSchema = z.strictObject({
  system: z.enum([
    'rxnorm',
    'loinc',
    'loinc-answer',
    'snomed-ct',
    'icd-10-cm',
    'atc',
    'unii',
    'cas',
    'pubchem',
    'drugbank',
    'ndc',
    'din',
    'spl-set-id',
    'ecqm-value-set',
    'ucum',
  ]),
  value: words,
});

/** Named coordinates by which code looks a row up, for instance analyte, grade and version. */
const facetsSchema = z.record(name, z.union([words, z.number(), z.array(words).min(1)]));

const shared = {
  sources: z.array(name).min(1),
  section: words.meta({ description: 'where in the source: section, table or paragraph' }),
  population: words,
  endpoint: words,
  n: z.number().int().positive(),
  mark: markSchema,
  certainty: certaintySchema,
  status: statusSchema,
  interval: intervalSchema,
  unit: words,
  followed: words,
  reserved: z.literal(true),
  note: words,
  facets: facetsSchema,
};
const sharedOptional = z.object(shared).partial().shape;

const content = {
  value: z.number(),
  values: z.array(z.number()).min(1),
  range: rangeSchema,
  distribution: distributionSchema,
  code: codeSchema,
  text: words,
};
const contentOptional = z.object(content).partial().shape;

/** One row as written: what it does not say itself its group says for it. */
const rowFileSchema = z.strictObject({
  id: name,
  description: words,
  ...contentOptional,
  ...sharedOptional,
  spread: spreadSchema.optional(),
  derivedFrom: z.array(words).min(1).optional(),
});

const groupFileSchema = z.strictObject({
  id: name,
  key: words.optional().meta({ description: 'the citation key of the evidence review, e.g. R1' }),
  about: words,
  ...sharedOptional,
  rows: z.array(rowFileSchema).min(1),
});

export const topicFileSchema = z.strictObject({
  topic: name,
  title: words,
  about: words,
  fitting: z.literal('never').optional().meta({
    description: 'no model is ever fitted to this topic: rules, codes, or figures of harm',
  }),
  groups: z.array(groupFileSchema).min(1),
});

const sourceSchema = z.strictObject({
  id: name,
  key: words.optional().meta({ description: 'short id of the evidence review, e.g. L-ABS' }),
  kind: z.enum([
    'label',
    'regulator',
    'guideline',
    'trial',
    'cohort',
    'review',
    'registry',
    'terminology',
    'instrument',
    'compendium',
    'calculation',
    'product-default',
  ]),
  citation: words,
  url: z.array(words).min(1).optional(),
  doi: words.optional(),
  pmid: words.regex(/^\d+$/).optional(),
  pmc: words.regex(/^PMC\d+$/).optional(),
  locator: words.optional().meta({ description: 'any other way the evidence review names it' }),
  reserved: z.literal(true).optional(),
});
export const sourcesFileSchema = z.strictObject({ sources: z.array(sourceSchema).min(1) });

/** A study kept for independent validation, by name only: it may carry no figure. */
const reservedStudySchema = z.strictObject({ id: name, name: words, about: words });
export const reservedStudiesFileSchema = z.strictObject({
  about: words,
  studies: z.array(reservedStudySchema).min(1),
});

export type Mark = z.infer<typeof markSchema>;
export type Certainty = z.infer<typeof certaintySchema>;
export type Status = z.infer<typeof statusSchema>;
export type Interval = z.infer<typeof intervalSchema>;
export type RowFile = z.infer<typeof rowFileSchema>;
export type GroupFile = z.infer<typeof groupFileSchema>;
export type TopicFile = z.infer<typeof topicFileSchema>;
export type Source = z.infer<typeof sourceSchema>;
export type ReservedStudy = z.infer<typeof reservedStudySchema>;

/** The keys of which a row carries exactly one. */
export const contentKeys = Object.keys(content) as (keyof typeof content)[];
/** The keys that a group may state for all its rows. */
export const sharedKeys = Object.keys(shared) as (keyof typeof shared)[];
