// One patient's course as of today: the plan beside what happened, doses, checks, findings, the report.
// Never a verdict of the gate, and never a stored status: it is derived anew with every read.

import { z } from 'zod';
import { afterCourseReport } from './after-course.ts';
import { day, text, uuid } from './scalars.ts';

const word = text(60);
const sources = z.array(text(200)).meta({ description: 'Keys into `sources`.' });
const amount = z.object({
  mg: z.number(),
  unstated: z.int().meta({ description: 'Entries without an amount: the sum may be short.' }),
});
const perKg = z.number().nullable().meta({ description: 'mg/kg taken; null: no weight.' });

const doses = z.array(
  z.object({
    doseClass: word.meta({ description: 'Milligrams of two classes are never added up.' }),
    prescribed: amount,
    dispensed: amount,
    taken: amount,
    takenPerKg: z.object({ baseline_weight: perKg, current_weight: perKg, per_period: perKg }),
  }),
);

const end = z.object({
  policy: word.nullable().meta({ description: 'Null: nobody chose what ends the course.' }),
  endsOn: day.nullable(),
  targetReachedOn: day.nullable(),
  targetMgPerKg: z.number().nullable(),
  convention: word,
  remainingMg: z.number().nullable(),
  notes: z
    .array(word)
    .meta({ description: 'What is not known, or speaks against; gravest first.' }),
});

const check = z.object({
  test: word,
  state: word.meta({ description: '`due`, `overdue`, `upcoming`, `done`, `not_needed`, …' }),
  because: word,
  firstDay: day.nullable(),
  bestDay: day.nullable(),
  lastDay: day.nullable(),
  doneBy: uuid.nullable().meta({ description: 'Id of the result that did it.' }),
  text: text(2000).meta({ description: 'The words of the source.' }),
  sources,
});

const result = z.object({
  event: uuid,
  on: day.nullable().meta({ description: 'Day of the specimen; null: it could not be read.' }),
  analyte: word.nullable(),
  value: z.number().nullable(),
  unit: text(20).nullable(),
  comparator: text(2).nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  isFasting: z.boolean().nullable(),
  grades: z.array(
    z.object({
      version: word,
      grade: z.int().nullable(),
      mayBeHigher: z.boolean(),
      because: word.nullable().meta({ description: 'Why there is no grade.' }),
    }),
  ),
  action: word.nullable(),
  advice: z.array(z.object({ action: word, advice: text(2000), because: word, sources })),
  reviews: z.array(z.object({ reason: word, urgency: word })),
  questions: z.array(z.object({ doubt: word, otherUnit: text(20).nullable() })),
});

const trend = z.object({
  analyte: word,
  unit: text(20),
  direction: word,
  baseline: z.number().nullable(),
  thresholds: z
    .array(z.object({ action: word, at: z.number(), isAbove: z.boolean(), sources }))
    .meta({ description: 'Where the action table asks for more, in this unit.' }),
});

const effect = z.object({
  effect: word,
  from: day.nullable().meta({ description: 'After this day; null: nothing was told before.' }),
  by: day,
  worstGrade: z.int(),
  worstOn: day,
  lastPresentOn: day,
  goneBy: day.nullable(),
  treatments: z.array(text()),
});

export const course = z
  .object({
    patient: uuid,
    today: day,
    zone: text(60),
    course: z
      .object({
        id: text(),
        startedOn: day.nullable(),
        endedOn: day.nullable(),
        lastDoseOn: day.nullable(),
        day: z.int().nullable(),
        pauses: z.array(z.object({ from: day, to: day.nullable() })),
        plan: z
          .array(z.object({ from: day, to: day, mg: z.number() }))
          .meta({ description: 'Runs of days with one planned amount, both ends included.' }),
        isPlanUnreadable: z.boolean(),
        taken: z.array(z.object({ on: day, mg: z.number() })),
        missedOn: z.array(day),
        weights: z.array(z.object({ on: day, kg: z.number() })),
        doses,
        adherence: z.object({
          share: z.number().nullable().meta({ description: 'Null: nothing was reported.' }),
          reportedDays: z.int(),
          silentDays: z.int(),
        }),
        end,
        lastsUntil: day.nullable().meta({ description: 'Capsules in hand last until then.' }),
      })
      .nullable()
      .meta({ description: 'Null: no course has begun.' }),
    basis: z
      .array(
        z.object({
          parameter: word,
          low: z.number(),
          high: z.number(),
          unit: text(40),
          row: text(200).meta({ description: 'Row of the evidence that gives it.' }),
          status: word,
          sources,
        }),
      )
      .meta({ description: 'Numbers of the label by which the course is read today.' }),
    checks: z
      .object({ policy: word, tests: z.array(check) })
      .nullable()
      .meta({ description: 'Null: no capsule was planned or taken yet.' }),
    results: z.array(result),
    trends: z.array(trend),
    severity: z.array(z.object({ on: day, scale: word, score: z.int() })),
    symptoms: z.array(z.object({ on: day, symptom: word, grade: z.int(), heardFrom: word })),
    effects: z.array(effect),
    redFlags: z.array(z.object({ on: day, flag: word, advice: text(2000) })),
    unread: z.int().meta({ description: 'Values off their scale: left to a person.' }),
    report: afterCourseReport.nullable(),
    sources: z.record(text(200), text(2000)).meta({ description: 'Citation by key.' }),
  })
  .meta({ id: 'Course' });
export type CourseRead = z.infer<typeof course>;
