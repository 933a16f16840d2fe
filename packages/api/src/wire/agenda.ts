// What has to happen: one item each, with who, from when, until when, why, and what it opens.
// Never two audiences in one answer, and never a name: a patient is an id.

import { AGENDA_STEPS, AGENDA_WARNINGS, ROLES, STAGES } from '@aegle/core';
import { z } from 'zod';
import { citation, until } from './decisions.ts';
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
    id: text(300).meta({ description: 'Unique within its patient; the same while the rule is.' }),
    patient: uuid.nullable().meta({ description: 'For whom; null: for an organisation.' }),
    what: z.enum(AGENDA_STEPS),
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

export const agenda = z
  .object({
    patient: uuid,
    at: instant,
    today: day,
    zone: text(60).meta({ description: 'Where the patient is treated.' }),
    items: z.array(agendaItem).meta({ description: 'What cannot wait, then what closes first.' }),
  })
  .meta({ id: 'Agenda' });
export type Agenda = z.infer<typeof agenda>;

export const worklistQuery = z.strictObject({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(400)
    .optional()
    .meta({ description: 'Items that open or close within so many days; 7 where left out.' }),
  limit: z.coerce.number().int().min(1).max(1000).optional(),
});

export const worklist = z
  .object({
    at: instant,
    items: z.array(agendaItem),
    total: z.int().meta({ description: 'How many there are, of which `items` are the first.' }),
  })
  .meta({ id: 'Worklist' });
export type Worklist = z.infer<typeof worklist>;
