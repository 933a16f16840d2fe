// The shape of the files under programmes/. Unknown keys are refused everywhere.
// Never gives a default that a source did not state, save those named here.

import { IN_FLIGHT_POLICIES, MONTH_END_RULES, PHASES, ROLES, STAGES, STATUSES } from '@aegle/core';
import { z } from 'zod';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD');
const sentence = z.string().min(3);

export const citationSchema = z.strictObject({
  sources: z.array(z.string()).min(1),
  section: z.string().optional(),
});

export const sentencesSchema = z.strictObject({
  patient: sentence,
  prescriber: sentence,
  pharmacist: sentence,
  /** Left out, the programme office reads the prescriber's sentence. */
  programme: sentence.optional(),
});

export const sourcesSchema = z.array(
  z.strictObject({
    id: z.string(),
    title: sentence,
    issuer: z.string().optional(),
    url: z.string().optional(),
    published: z.string().optional(),
    retrieved: day,
    kind: z.enum(['regulator', 'official_form', 'secondary', 'derived']),
    note: z.string().optional(),
  }),
);

export const parameterSchema = z
  .strictObject({
    id,
    description: sentence,
    unit: z.enum(['day', 'week', 'calendar_month', 'count', 'date']),
    monthEnd: z.enum(MONTH_END_RULES).optional(),
    values: z
      .array(
        z.strictObject({
          from: day,
          value: z.union([z.number().int().nonnegative(), day]),
          sources: z.array(z.string()).min(1),
          section: z.string().optional(),
          status: z.enum(STATUSES),
          followed: sentence.optional(),
        }),
      )
      .min(1),
  })
  .refine(
    (parameter) => (parameter.unit === 'calendar_month') === (parameter.monthEnd !== undefined),
    {
      message: 'monthEnd is stated exactly for the unit calendar_month',
    },
  )
  .refine(
    (parameter) =>
      parameter.values.every(
        (one) => (typeof one.value === 'string') === (parameter.unit === 'date'),
      ),
    { message: 'the unit date takes days, every other unit takes whole numbers' },
  );

export const requirementSchema = z.strictObject({
  id,
  kind: z.string(),
  stages: z.array(z.enum(STAGES)).min(1),
  categories: z.array(z.string()).default([]),
  phases: z
    .array(z.enum(PHASES))
    .min(1)
    .default([...PHASES]),
  group: id.optional(),
  parameters: z.record(z.string(), id).default({}),
  options: z.record(z.string(), z.unknown()).default({}),
  citation: citationSchema,
  status: z.enum(STATUSES),
  clearedBy: z.enum(ROLES),
  deputy: z.enum(ROLES),
  inFlight: z.enum(IN_FLIGHT_POLICIES).default('query'),
  text: sentencesSchema,
});

export const categorySchema = z.strictObject({
  id: z.string(),
  label: sentence,
  canBecomePregnant: z.boolean(),
  citation: citationSchema,
  grounds: z
    .array(
      z.strictObject({
        basis: z.string(),
        olderThanYears: z.number().int().optional(),
        youngerThanYears: z.number().int().optional(),
        findings: z.array(z.string()).default([]),
      }),
    )
    .min(1),
});

export const requirementsSchema = z.union([
  z.strictObject({
    categories: z.array(categorySchema),
    requirements: z.array(requirementSchema).min(1),
  }),
  z.strictObject({
    basedOn: z.string(),
    categories: z.array(categorySchema).optional(),
    removes: z.array(id).default([]),
    replaces: z.array(requirementSchema).default([]),
    adds: z.array(requirementSchema).default([]),
  }),
]);

export const contraceptionSchema = z.strictObject({
  methods: z.record(
    z.string(),
    z.strictObject({ label: sentence, classes: z.array(z.string()), citation: citationSchema }),
  ),
  combinations: z.array(
    z.strictObject({
      methods: z.number().int().positive(),
      atLeast: z.record(z.string(), z.number().int().positive()),
      isSole: z.boolean(),
      citation: citationSchema,
    }),
  ),
});

export const overlaySchema = z.strictObject({
  id,
  title: sentence,
  scope: z.enum(['regulator', 'site']),
  appliesTo: z.array(z.string()).min(1),
  from: day,
  to: day.optional(),
  citation: citationSchema,
  replaces: z.array(requirementSchema).default([]),
  removes: z.array(id).default([]),
  adds: z.array(requirementSchema).default([]),
});

export const eligibilitySchema = z.strictObject({
  rules: z.array(
    z.strictObject({
      id,
      when: z.union([
        z.strictObject({ condition: z.string() }),
        z.strictObject({ allergy: z.string() }),
        z.strictObject({ medication: z.string(), members: z.array(z.string()).optional() }),
        z.strictObject({ breastfeeding: z.literal(true) }),
        z.strictObject({ ageUnder: id }),
        z.strictObject({ secondCourseWithin: id }),
        z.strictObject({ withoutIndication: z.array(z.string()).min(1) }),
      ]),
      effect: z.enum(['blocked', 'caution']),
      citation: citationSchema,
      status: z.enum(STATUSES),
      text: sentencesSchema,
    }),
  ),
});

/** What is not known: a gate says which bindings ask about it, or why it cannot matter. */
const unknownSchema = z.union([
  sentence,
  z.strictObject({ says: sentence, askedBy: z.array(id).min(1) }),
  z.strictObject({ says: sentence, cannotMatter: sentence }),
]);

export const programmeSchema = z.strictObject({
  id,
  name: sentence,
  jurisdiction: z.string().regex(/^[a-z]{2}(\/[a-z]+)*$/, 'a path such as us or au/act'),
  regulator: sentence,
  zone: z.string(),
  authority: z.enum(['external', 'local']),
  /** Stated requirements on which a named clinician may judge where the portal grants. */
  judgedWherePortalGrants: z
    .array(z.strictObject({ requirements: z.array(id).min(1), citation: citationSchema }))
    .default([]),
  /** Programmes that bind every patient of this one as well: it is never decided without them. */
  appliesWith: z.array(z.strictObject({ programme: id, citation: citationSchema })).default([]),
  completeness: z.enum(['gate', 'advisory', 'reference']),
  summary: sentence,
  unknowns: z.array(unknownSchema),
  products: z.array(
    z.strictObject({
      system: z.string(),
      code: z.string(),
      label: sentence,
      sources: z.array(z.string()).min(1),
    }),
  ),
  editions: z.array(
    z.strictObject({
      id,
      title: sentence,
      adoptedOn: day.optional(),
      announcedOn: day.optional(),
      effectiveFrom: day,
      effectiveTo: day.optional(),
      confirmed: citationSchema.optional(),
      /** Who announced it; needed while nothing confirms it, since everybody is told. */
      announcement: citationSchema.optional(),
      requirements: z.string(),
    }),
  ),
});

export type UnknownFile = z.infer<typeof unknownSchema>;
export type ProgrammeFile = z.infer<typeof programmeSchema>;
export type RequirementFile = z.infer<typeof requirementSchema>;
export type RequirementsFile = z.infer<typeof requirementsSchema>;
export type ParameterFile = z.infer<typeof parameterSchema>;
export type OverlayFile = z.infer<typeof overlaySchema>;
export type ContraceptionFile = z.infer<typeof contraceptionSchema>;
export type EligibilityFile = z.infer<typeof eligibilitySchema>;
export type SourcesFile = z.infer<typeof sourcesSchema>;
export type SentencesFile = z.infer<typeof sentencesSchema>;
