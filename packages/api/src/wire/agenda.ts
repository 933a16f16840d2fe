// What has to happen: one item each, with who, from when, until when, why, and what it opens.
// Never two audiences in one answer, and never a name: a patient is an id.

import { AGENDA_STEPS, AGENDA_WARNINGS, ROLES, STAGES } from '@aegle/core';
import { z } from 'zod';
import { citation, until } from './decisions.ts';
import { PATIENT_EVENT_TYPES } from './events.ts';
import { day, instant, text, uuid } from './scalars.ts';

export const agendaReason = z
  .object({
    code: text(60).meta({
      description:
        'A reason of the gate, `conditions_met`, a code of the step, or a stand-in for what this ' +
        'audience does not read.',
    }),
    programme: text(),
    edition: text(),
    requirement: text(),
    citation,
    text: text(1000).meta({ description: 'One plain sentence for who asked.' }),
  })
  .meta({ id: 'AgendaReason' });

export const agendaItem = z
  .object({
    id: text(300).meta({
      description: 'Unique within its patient or subject; the same while the rule is.',
    }),
    patient: uuid
      .nullable()
      .meta({ description: 'For whom; null: in a list, of a certificate: once for each subject.' }),
    what: z.enum(AGENDA_STEPS),
    subject: z
      .object({ kind: z.enum(['prescriber', 'pharmacy']), id: text(200) })
      .nullable()
      .meta({
        description: 'Whose certificate or standing it is about; null: of none, and to a patient.',
      }),
    stage: z.enum(STAGES).nullable().meta({ description: 'The act that it is, or belongs to.' }),
    state: z.enum(['now', 'later', 'waiting', 'overdue']).meta({
      description: '`waiting`: for other items, or for nobody knows what day.',
    }),
    who: z.array(z.enum(ROLES)).meta({ description: 'Whose it is, then who may do it instead.' }),
    from: day.nullable().meta({ description: 'First day on which it can be done.' }),
    bestDay: day.nullable(),
    until: until.nullable().meta({ description: 'Null: no day is known on which it closes.' }),
    lastWorkingDay: day
      .nullable()
      .meta({ description: 'The last day of the window on which somebody is there.' }),
    lastHour: text(5).nullable().meta({
      description: 'The hour at which that day’s work ends (`18:00`); null: no hours are known.',
    }),
    workingDaysLeft: z
      .int()
      .nullable()
      .meta({ description: 'Working days until it closes, today included.' }),
    warning: z.enum(AGENDA_WARNINGS).nullable().meta({
      description: 'It is open and three working days are left or fewer, one, or none.',
    }),
    warnOn: z.array(day).meta({
      description: 'Days to warn on: with three working days left, and with one.',
    }),
    holidaysOf: text(10).nullable().meta({
      description: 'Whose holidays the working days leave out (`DE-BY`); null: only weekends.',
    }),
    why: agendaReason,
    alsoWhy: z.array(agendaReason).meta({
      description: 'Further reasons that the same deed clears, as far as this audience reads them.',
    }),
    unlocks: z.array(text(300)).meta({ description: 'Ids of the items that it opens.' }),
    ifMissed: agendaReason.nullable().meta({ description: 'What is said once it has closed.' }),
    task: uuid.nullable().meta({ description: 'The open task, where it is one or has one.' }),
    tasks: z
      .array(uuid)
      .meta({ description: 'Every open task about it, the first to close first.' }),
  })
  .meta({ id: 'AgendaItem' });
export type AgendaItem = z.infer<typeof agendaItem>;

export const agendaQuery = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(400)
    .optional()
    .meta({ description: 'How many days ahead; 60 where left out.' }),
});

const pickup = z
  .object({
    visitOn: day.meta({ description: 'The day on which everything that is asked for is done.' }),
    deeds: z.array(z.enum(PATIENT_EVENT_TYPES)).meta({
      description: 'What is done then, as it would be recorded; empty: nothing is asked for.',
    }),
    pickupOn: day.meta({ description: 'First day on which the capsules can be handed out.' }),
    until: until.nullable().meta({ description: 'The end of the window; null: no rule ends it.' }),
    coversUntil: day.meta({ description: 'The last day that capsules cover, one dose a day.' }),
    lostDays: z.int().meta({ description: 'Days without a capsule from today to the pickup.' }),
  })
  .meta({ id: 'AgendaPickup' });

export const pickups = z
  .object({
    zone: text(60).meta({
      description: 'Whose days these are: of the programme’s clock, or the place.',
    }),
    earliest: pickup.nullable().meta({ description: 'The earliest possible pickup.' }),
    best: pickup.nullable().meta({
      description: 'The latest visit after which no day is lost; where one must be, the earliest.',
    }),
    ifADayLater: z
      .object({ pickupOn: day, lostDays: z.int() })
      .nullable()
      .meta({ description: 'What follows from the same visit a day later.' }),
    next: pickup.nullable().meta({
      description: 'The month after: no day is lost, or the fewest that can be.',
    }),
    inTheWay: z
      .array(agendaReason)
      .meta({ description: 'Where there is none within sixty days: what no visit clears.' }),
  })
  .meta({ id: 'AgendaPickups' });

export const agenda = z
  .object({
    patient: uuid,
    at: instant,
    today: day,
    zone: text(60).meta({ description: 'Where the patient is treated.' }),
    items: z.array(agendaItem).meta({ description: 'What cannot wait, then what closes first.' }),
    pickups: pickups.nullable().meta({
      description:
        'The next pickups as a cascade, for the clinic and the patient: this visit, its window, the ' +
        'pickup, and the next. Null for others, after the course, and for a patient who must stop.',
    }),
  })
  .meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof agenda>;

export const worklistQuery = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(31)
    .optional()
    .meta({ description: 'Items that can be done on one of so many days; 7 where left out.' }),
  whose: z
    .enum(['mine', 'recent'])
    .optional()
    .meta({
      description:
        '`mine`: of patients whose prescriber asks; `recent`: of those of whom something was ' +
        'recorded in the last 7 days, for a clinic alone; left out: of everybody within reach.',
    }),
  programme: text(60).optional().meta({ description: 'Of patients of this programme.' }),
  state: z
    .enum(['at_once', 'now', 'later', 'overdue'])
    .optional()
    .meta({ description: '`at_once`: what comes before everything that has a date.' }),
  kind: text(60).optional().meta({ description: 'A step, or of tasks the kind of task.' }),
  closesWithin: z.coerce
    .number()
    .int()
    .min(0)
    .max(31)
    .optional()
    .meta({ description: 'What closes within so many days from now, has closed, or is at once.' }),
  skip: z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .meta({ description: 'How many of the first are left out; for the next page.' }),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

const counted = z.array(z.object({ name: text(60), count: z.int() }));

export const worklist = z
  .object({
    at: instant,
    items: z.array(agendaItem),
    total: z.int().meta({ description: 'How many there are, of which `items` are a page.' }),
    programmes: counted.meta({ description: 'How many in these days are of each programme.' }),
    kinds: counted.meta({ description: 'How many of what was asked for are of each kind.' }),
  })
  .meta({ id: 'Worklist' });
export type Worklist = z.infer<typeof worklist>;
