// The answer of `aegle decide --json`, as a schema that does not change within a version.
// Never a field without a meaning written here; additions raise no version, changes do.

import { AUDIENCES, REASON_CODES, ROLES, STAGES, STATUSES } from '@aegle/core';
import { z } from 'zod';

export const ANSWER_VERSION = 1;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const citation = z.object({
  sources: z.array(z.string()).meta({ description: 'Ids; the titles stand in `sources` below.' }),
  section: z.string().optional(),
});

const number = z.object({
  parameter: z.string().meta({ description: 'File name under parameters/ of the programme.' }),
  value: z.string().meta({ description: 'In words: "7 days", "30", "2021-12-13".' }),
  status: z.enum(STATUSES),
  sources: z.array(z.string()),
});

const reason = z.object({
  code: z.enum([...REASON_CODES, 'contact_prescriber', 'contact_clinic']),
  disposition: z.enum(['blocked', 'query']),
  programme: z.string(),
  edition: z.string(),
  requirement: z.string(),
  citation,
  numbers: z.array(number).meta({ description: 'The numbers of this requirement.' }),
  clearedBy: z.enum(ROLES).meta({ description: 'Who can clear it.' }),
  deputy: z.enum(ROLES),
  clearableFrom: day.nullable().meta({ description: 'First day it can be cleared, if stated.' }),
  deadline: day.nullable().meta({ description: 'Last day to act before something is lost.' }),
  text: z.string().meta({ description: 'One plain sentence for the audience asked for.' }),
  when: z.string().meta({ description: 'From when, in words; or why no day can be said.' }),
  missing: z.array(z.string()).optional().meta({ description: 'What exactly is missing.' }),
  underlying: z.enum(REASON_CODES).optional(),
  evidence: z.array(z.string()).optional().meta({ description: 'Ids of events it rests on.' }),
});

const eligibility = z.object({
  state: z.enum(['clear', 'blocked', 'not_assessed']),
  findings: z.array(
    z.object({
      code: z.string(),
      effect: z.enum(['blocked', 'caution', 'not_assessed']),
      text: z.string(),
      citation,
    }),
  ),
});

const source = z.object({
  programme: z.string(),
  id: z.string(),
  title: z.string(),
  issuer: z.string().nullable(),
  url: z.string().nullable(),
  published: z.string().nullable(),
  retrieved: day.nullable(),
  kind: z.string(),
});

export const answerSchema = z
  .object({
    version: z.literal(ANSWER_VERSION),
    outcome: z.enum(['granted', 'denied']),
    disposition: z
      .enum(['blocked', 'query'])
      .nullable()
      .meta({ description: 'Of a denial: `blocked`, or `query` where someone may judge.' }),
    question: z.object({
      kind: z.enum(STAGES),
      at: z.string().meta({ description: 'The instant asked about, in UTC.' }),
      programmes: z.array(z.string()),
      audience: z.enum(AUDIENCES),
      confirmed: z.array(z.string()).meta({ description: 'Editions assumed confirmed.' }),
      overlays: z.array(z.string()).meta({ description: 'Overlays assumed adopted.' }),
    }),
    until: z
      .object({
        day: day.meta({ description: 'The last day, included.' }),
        zone: z.string().meta({ description: 'The zone whose midnight ends that day.' }),
        at: z.string().meta({ description: 'The last millisecond of that day, in UTC.' }),
      })
      .nullable(),
    maxDaysSupply: z.int().nullable().meta({ description: 'Null: no bound rule limits it.' }),
    reasons: z.array(reason).meta({ description: 'All of them, in order of precedence.' }),
    underEditions: z
      .array(
        z.object({
          programme: z.string(),
          edition: z.string(),
          outcome: z.enum(['granted', 'blocked', 'query']),
          reasons: z.array(reason),
        }),
      )
      .optional()
      .meta({ description: 'Where a pending edition and the one before disagree: both answers.' }),
    advice: z.array(
      z.object({
        programme: z.string(),
        requirement: z.string(),
        text: z.string(),
        sources: z.array(z.string()),
      }),
    ),
    eligibility,
    editions: z.array(z.string()).meta({ description: 'Editions, with their overlays, used.' }),
    sources: z.array(source).meta({ description: 'Every source that the answer names.' }),
    notes: z.array(z.string()),
    engineVersion: z.int(),
    isForClinicalUse: z.literal(false),
  })
  .meta({ title: 'Answer of aegle decide --json' });
export type FileAnswer = z.infer<typeof answerSchema>;

/** What `--json` prints in place of an answer when the input is refused (exit code 1). */
export const refusalSchema = z
  .object({
    version: z.literal(ANSWER_VERSION),
    outcome: z.literal('refused'),
    problems: z.array(
      z.object({
        field: z.string().meta({ description: 'Path of the field, or name of the option.' }),
        line: z.int().nullable(),
        rule: z.string().meta({ description: 'Stable name of the rule that was broken.' }),
        nextStep: z.string(),
      }),
    ),
  })
  .meta({ title: 'Refusal of aegle --json' });
