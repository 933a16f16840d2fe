// The shape of case files: a sentence, events, an instant, the expected decision with its reasons.
// Never an expectation without reasons: a denial names the exact set of codes.

import { REASON_CODES, STAGES } from '@aegle/core';
import { z } from 'zod';
import { eventLineSchema } from '../patient-file/event-lines.ts';

const lines = z.array(eventLineSchema);

export const streamsSchema = z.strictObject({
  gate: lines.default([]),
  prescriber: lines.default([]),
  pharmacy: lines.default([]),
  programme: lines.default([]),
});

/** Named histories that cases start from, with days relative to a run's anchor. */
export const fixturesSchema = z.record(z.string(), streamsSchema);

const expectSchema = z.union([
  z.strictObject({
    outcome: z.literal('granted'),
    lastDay: z.string().optional(),
    maxDaysSupply: z.number().int().optional(),
    advice: z.array(z.string()).optional(),
  }),
  z.strictObject({
    outcome: z.literal('denied'),
    disposition: z.enum(['blocked', 'query']),
    reasons: z.array(z.enum(REASON_CODES)).min(1),
    requirements: z.array(z.string()).optional(),
    /** What each of two disagreeing editions says by itself: `granted`, or its codes. */
    underEditions: z
      .record(z.string(), z.union([z.literal('granted'), z.array(z.enum(REASON_CODES))]))
      .optional(),
    clearableFrom: z.partialRecord(z.enum(REASON_CODES), z.string()).optional(),
  }),
]);

export const caseSchema = z.strictObject({
  case: z.string().min(10),
  scenario: z.number().int().optional(),
  use: z.array(z.string()).default([]),
  without: z.array(z.string()).default([]),
  change: z
    .record(
      z.string(),
      z.strictObject({
        day: z.string().optional(),
        time: z.string().optional(),
        recorded: z.string().optional(),
        by: z.string().optional(),
        data: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .default({}),
  events: lines.default([]),
  prescriber: lines.default([]),
  pharmacy: lines.default([]),
  programme: lines.default([]),
  runs: z.record(z.string(), z.string()),
  confirm: z.array(z.string()).default([]),
  overlays: z.array(z.string()).default([]),
  with: z.array(z.string()).default([]),
  question: z.enum(STAGES),
  ask: z
    .strictObject({ prescription: z.string().optional(), daysSupply: z.number().int().optional() })
    .default({}),
  /** Zone of the place of care; left out, none is stated. */
  place: z.string().optional(),
  at: z.strictObject({ day: z.string(), time: z.string(), zone: z.string().optional() }),
  expect: expectSchema,
});

export const caseFileSchema = z.array(caseSchema).min(1);
export type CaseFile = z.infer<typeof caseSchema>;
export type Fixtures = z.infer<typeof fixturesSchema>;
export type Streams = z.infer<typeof streamsSchema>;
