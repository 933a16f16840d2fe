// The after-course report: what changed, what is still there, what is published about the same question.
// Never a cause, and never a value of a day after the report's own.

import { z } from 'zod';
import { day, text, uuid } from './scalars.ts';

const word = text(60);
const point = z.object({ value: z.number(), on: day });

export const afterCourseReport = z.object({
  asOf: day,
  startedOn: day,
  lastDoseOn: day,
  monthsSinceLastDose: z.int(),
  isInRemission: z.boolean(),
  statements: z.array(text(1000)),
  relapse: z.array(z.object({ rung: word, state: word, days: z.int() })),
  visits: z.array(z.object({ month: z.int(), state: word, bestDay: day })),
  effects: z.array(
    z.object({
      effect: word,
      state: word.meta({ description: 'Whether it was there on the day of the report.' }),
      worstGrade: z.int(),
      lastPresentOn: day,
      goneBy: day.nullable().meta({ description: 'Null: nothing was heard of its end.' }),
      presentMonthsAfter: z
        .int()
        .meta({ description: 'Of `lastPresentOn`, after the last capsule; below 0 before it.' }),
    }),
  ),
  domains: z.array(
    z.object({
      domain: word,
      series: z.array(
        z.object({
          measure: word,
          worse: word.meta({ description: '`up`: a higher value is worse; else `down`.' }),
          baseline: point.nullable(),
          best: point.nullable(),
          last: point
            .extend({
              monthsAfterLastDose: z.int().meta({ description: 'Below 0 during the course.' }),
            })
            .nullable(),
          direction: word.nullable(),
          isBeyondError: word
            .nullable()
            .meta({ description: 'Whether the change exceeds measurement error.' }),
        }),
      ),
      published: z
        .object({
          claim: word.meta({ description: 'Which of the nine claims answers to this.' }),
          known: text(2000),
          missing: text(2000).meta({ description: 'What is wrong in the claim, or left out.' }),
          certainty: word,
          sources: z.array(text(200)).meta({ description: 'Keys into `sources`.' }),
        })
        .nullable()
        .meta({ description: 'What is published about the same question.' }),
    }),
  ),
});

export const ownReports = z
  .object({
    patient: uuid,
    today: day,
    reports: z
      .array(afterCourseReport)
      .meta({ description: 'Of each course that has ended, the latest first.' }),
    sources: z.record(text(200), text(2000)).meta({ description: 'Citation by key.' }),
  })
  .meta({ id: 'OwnReports' });
export type OwnReports = z.infer<typeof ownReports>;
