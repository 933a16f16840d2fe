// Programmes as read: editions, rules and sources; and what an office records about them.
// Never a rule without its citation.

import { STATUSES } from '@aegle/core';
import { z } from 'zod';
import { citation } from './decisions.ts';
import { eventReceipt, programmeEvent } from './events.ts';
import { monthlyQuestions } from './reading.ts';
import { day, text, uuid } from './scalars.ts';

const sentences = z.object({
  patient: text(1000),
  prescriber: text(1000),
  pharmacist: text(1000),
  programme: text(1000),
});

export const programmeLine = z
  .object({
    id: text(),
    name: text(),
    jurisdiction: text(),
    regulator: text(),
    zone: text(60),
    authority: z.enum(['external', 'local']),
    completeness: z.enum(['gate', 'advisory', 'reference']),
    editions: z.array(
      z.object({
        id: text(),
        title: text(500),
        effectiveFrom: day,
        effectiveTo: day.nullable(),
        isConfirmed: z.boolean(),
        digest: text(80),
      }),
    ),
  })
  .meta({ id: 'ProgrammeLine' });
export type ProgrammeLine = z.infer<typeof programmeLine>;

export const programmes = z
  .object({ programmes: z.array(programmeLine) })
  .meta({ id: 'Programmes' });

const status = z.enum(STATUSES);

const parameter = z.object({
  id: text(),
  description: text(1000),
  unit: text(40),
  values: z.array(
    z.object({
      from: day,
      value: z.union([z.int(), day]),
      status,
      sources: z.array(text()),
      section: text(500).optional(),
      followed: text(1000).optional(),
    }),
  ),
});

const source = z.object({
  id: text(),
  title: text(1000),
  issuer: text(500).optional(),
  url: text(1000).optional(),
  published: text().optional(),
  retrieved: day,
  kind: text(40),
  note: text(2000).optional(),
});

export const programmeDetail = programmeLine
  .extend({
    unknowns: z.array(text(2000)),
    notices: z.array(text(1000)).meta({
      description: 'An announced edition whose day has passed and that nobody has confirmed.',
    }),
    requirements: z.array(
      z.object({
        edition: text(),
        id: text(),
        kind: text(60),
        stages: z.array(text(60)),
        phases: z.array(text(60)),
        categories: z.array(text()),
        status,
        citation,
        text: sentences,
        parameters: z.array(z.object({ name: text(), parameter: text() })),
        names: z.record(text(60), z.array(text(200))).meta({
          description: 'What the rule names: topics, a form and its editions, settings, samples.',
        }),
      }),
    ),
    methods: z.array(z.object({ id: text(), label: text(500) })).meta({
      description: 'Contraceptive methods that the programme knows; another one never counts.',
    }),
    forms: z
      .array(z.object({ edition: text(), form: text(), formEditions: z.array(text()) }))
      .meta({ description: 'Forms that a patient signs, by edition of the programme.' }),
    questions: monthlyQuestions.nullable().meta({
      description: 'What patients answer each month; null where the programme asks nothing.',
    }),
    parameters: z.array(parameter),
    sources: z.array(source),
    confirmedEditions: z.array(text()).meta({ description: 'Confirmed by this tenant’s office.' }),
    overlaidEditions: z
      .array(z.object({ edition: text(), overlays: z.array(text()), digest: text(80) }))
      .meta({
        description: 'Editions with overlays, each with the digest that an approval names.',
      }),
    approvedEditions: z.array(
      z.object({ edition: text(), overlays: z.array(text()), site: text(), digest: text(80) }),
    ),
  })
  .meta({ id: 'ProgrammeDetail' });
export type ProgrammeDetail = z.infer<typeof programmeDetail>;

export const editionConfirmation = z
  .strictObject({ id: uuid, source: text(500), confirmedOn: day })
  .meta({ id: 'EditionConfirmation' });

export const editionApproval = z
  .strictObject({
    id: uuid,
    editionDigest: text(80),
    /** Overlays that are part of what is approved, in the order of the programme. */
    overlays: z.array(text()).max(20).optional(),
    site: text(),
    acceptedAssumptions: z.array(text()).max(500),
    approvedOn: day,
  })
  .meta({ id: 'EditionApproval' });

export const programmeEvents = z
  .strictObject({ events: z.array(programmeEvent).min(1).max(50) })
  .meta({ id: 'AppendProgrammeEvents' });

export const programmeReceipts = z.object({ receipts: z.array(eventReceipt) }).meta({
  id: 'ProgrammeReceipts',
});
