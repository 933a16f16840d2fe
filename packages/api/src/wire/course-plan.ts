// The plan of a patient's course as a forecast asks for it, with what the record knows of the person.
// Never a value that the record does not hold: it is null, and whoever asks for a forecast fills it in.

import { z } from 'zod';
import { forecastPeriod } from './forecast.ts';
import { problemDetail } from './problems.ts';
import { day, text, uuid } from './scalars.ts';

const adherence = forecastPeriod.shape.adherence.nullable().meta({
  description:
    'Share of days on which the capsules are taken. Before today 1, since each day has the dose told of ' +
    'it or else the planned one; from today on as so far. Null: nobody told of a dose taken.',
});

const plan = z.object({
  startsOn: day.meta({ description: 'The first planned day: day 0 of the periods.' }),
  periods: z
    .array(forecastPeriod.extend({ adherence }))
    .min(1)
    .max(60)
    .meta({
      description:
        'Before today what was taken (nil where missed or paused), else as planned; from today on the ' +
        'plan, up to the day on which its policy ends it. Where nothing else was told, as it was planned.',
    }),
  reportedDays: z.int().meta({ description: 'Planned days before today that somebody told of.' }),
  silentDays: z.int().meta({ description: 'Those of which nobody did: they are as planned.' }),
  adherence: adherence.meta({
    description: 'The share from today on; null: nobody told of a dose taken.',
  }),
});

/** A value of before the first capsule, and the day that it is of. */
const before = z.object({ value: z.number(), on: day }).nullable();

export const coursePlan = z
  .object({
    patient: uuid,
    today: day,
    course: z
      .object({
        endPolicy: text(60).nullable().meta({ description: 'Null: nobody chose what ends it.' }),
        endsOn: day.nullable().meta({ description: 'By that policy; null: not known.' }),
        endedOn: day.nullable().meta({ description: 'Null: the course has not ended.' }),
        lastDoseOn: day.nullable(),
      })
      .nullable()
      .meta({ description: 'The latest course; null: none has begun.' }),
    plan: plan.nullable().meta({ description: 'Null: `refusals` says why.' }),
    refusals: z.array(problemDetail).meta({ description: 'Why the course gives no plan.' }),
    person: z
      .object({
        on: day.meta({
          description: 'The first planned day; without a plan the course’s first, else today.',
        }),
        ageYears: z.int().nullable().meta({ description: 'Completed years on that day.' }),
        weightKg: z.number().nullable(),
        weighedOn: day.nullable().meta({
          description: 'Latest weighing up to that day; the first one where all were later.',
        }),
        sex: z
          .object({ value: z.enum(['female', 'male']), on: day })
          .nullable()
          .meta({
            description:
              'By the reproductive status of that day. Null: none is recorded, or one that says nothing of it.',
          }),
        inflammatoryLesions: before,
        nonInflammatoryLesions: before,
        nodules: before,
        triglyceridesMgPerDl: before.meta({
          description: 'Turned from mmol/L where it was reported so; one in doubt is left out.',
        }),
        altUnitsPerL: before,
      })
      .meta({
        description:
          'Null: not recorded. Lesions and blood values are the latest up to that day, none of an earlier ' +
          'course. The trunk is not here: the record has no such field.',
      }),
  })
  .meta({ id: 'CoursePlan' });
export type CoursePlanRead = z.infer<typeof coursePlan>;
