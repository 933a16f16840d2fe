// A decision as it is answered to one audience, and what is kept of it.
// Never two audiences in one answer: every reason carries one sentence, for who asked.

import { REASON_CODES, ROLES } from '@aegle/core';
import { z } from 'zod';
import { day, instant, text, uuid } from './scalars.ts';

/** Codes that stand in for reasons which an audience does not read. */
export const STAND_IN_CODES = ['contact_prescriber', 'contact_clinic'] as const;

export const citation = z
  .object({ sources: z.array(text()), section: text(500).optional() })
  .meta({ id: 'Citation' });

export const reason = z
  .object({
    code: z.enum([...STAND_IN_CODES, ...REASON_CODES]),
    disposition: z.enum(['blocked', 'query']),
    requirement: text(),
    programme: text(),
    edition: text(),
    citation,
    clearedBy: z.enum(ROLES),
    deputy: z.enum(ROLES),
    clearableFrom: day.nullable().meta({ description: 'First day it could be cleared.' }),
    deadline: day.nullable().meta({ description: 'Last day to act before something is lost.' }),
    text: text(1000).meta({ description: 'One plain sentence for who asked.' }),
    when: text(300).meta({ description: 'From when, in words; or why no day can be said.' }),
    missing: z
      .array(text(2000))
      .optional()
      .meta({ description: 'What exactly is missing, for those who may read it.' }),
    underlying: z.enum(REASON_CODES).optional(),
    evidence: z.array(text(100)).optional().meta({ description: 'Event ids it rests on.' }),
  })
  .meta({ id: 'Reason' });
export type Reason = z.infer<typeof reason>;

export const until = z
  .object({
    day: day.meta({ description: 'The last day, included, on the clock of `zone`.' }),
    zone: text(60),
    at: instant.meta({ description: 'The last millisecond of that day, in UTC.' }),
  })
  .meta({ id: 'Until' });

export const eligibility = z
  .object({
    state: z.enum(['clear', 'blocked', 'not_assessed']),
    findings: z.array(
      z.object({
        code: text(),
        effect: z.enum(['blocked', 'caution', 'not_assessed']),
        text: text(1000),
        citation,
      }),
    ),
  })
  .meta({ id: 'Eligibility' });
export type Eligibility = z.infer<typeof eligibility>;

export const advice = z
  .object({ programme: text(), requirement: text(), text: text(1000), sources: z.array(text()) })
  .meta({ id: 'Advice' });

/** The verdict alone, for one audience. */
export const answer = z
  .object({
    outcome: z.enum(['granted', 'denied']),
    disposition: z
      .enum(['blocked', 'query'])
      .nullable()
      .meta({ description: 'Of a denial: `blocked`, or `query` where someone may judge.' }),
    until: until.nullable(),
    maxDaysSupply: z.int().nullable().meta({ description: 'Null: no bound rule limits it.' }),
    reasons: z.array(reason),
    advice: z.array(advice),
    editions: z.array(text()),
    underEditions: z
      .array(
        z.object({
          programme: text(),
          edition: text(),
          outcome: z.enum(['granted', 'blocked', 'query']),
          reasons: z.array(reason),
        }),
      )
      .optional()
      .meta({ description: 'Where a pending edition and the one before disagree: both answers.' }),
  })
  .meta({ id: 'Answer' });

export const decision = answer
  .extend({
    eligibility,
    isForClinicalUse: z.boolean(),
    dryRun: z.boolean().meta({ description: 'True: nothing was authorised and nothing stored.' }),
    decision: uuid
      .nullable()
      .meta({ description: 'Under which it is explained; null: a dry run.' }),
    authorization: text().nullable().meta({ description: 'Present only where one was recorded.' }),
  })
  .meta({ id: 'Decision' });
/** The answer to a question, for one audience. */
export type Decision = z.infer<typeof decision>;

/** A stored decision as a list names it; null: the patient's keys are erased. */
export const storedDecision = z.object({
  id: uuid,
  question: text(60),
  askedFor: instant,
  outcome: z.enum(['granted', 'denied']).nullable(),
});

export const explanation = z
  .object({
    id: uuid,
    question: text(60),
    askedFor: instant,
    knownAt: instant,
    engineVersion: text(20),
    decision: answer.nullable().meta({ description: 'Null: the patient’s keys are erased.' }),
    trace: z.array(
      z.object({
        programme: text(),
        edition: text(),
        requirement: text(),
        truth: z.enum(['met', 'unmet', 'unknown']),
        evidence: z.array(text(100)),
      }),
    ),
    origins: z
      .array(z.object({ event: text(100), record: uuid }))
      .meta({ description: 'Events of the trace that were heard in a merged record.' }),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof explanation>;

export const replay = z
  .object({
    state: z.enum(['same', 'different', 'erased']),
    engineVersionThen: text(20),
    engineVersionNow: text(20),
    differences: z.array(text(200)).meta({ description: 'Names of the parts that differ.' }),
  })
  .meta({ id: 'Replay' });
export type Replay = z.infer<typeof replay>;
