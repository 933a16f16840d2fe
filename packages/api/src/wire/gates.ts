// Asking, authorising, dispensing, taking back: the two gates' requests and answers.
// Never lets a request carry a verdict: the answer is computed, and recorded where it is acted on.

import { EVENT_CATALOGUE, STAGES } from '@aegle/core';
import { z } from 'zod';
import { decision } from './decisions.ts';
import { byMachine, DECIMAL_PATTERN, day, instant, text, uuid } from './scalars.ts';

const daysSupply = z.int().min(1).max(1000);

export const question = z
  .strictObject({
    question: z.enum(STAGES),
    at: instant.optional().meta({ description: 'Another moment than now; a dry run in any case.' }),
    prescription: text().optional(),
    prescriber: uuid.optional(),
    pharmacy: uuid.optional(),
    daysSupply: daysSupply.optional(),
    product: text().optional().meta({ description: 'What is to be prescribed.' }),
  })
  .meta({ id: 'Question' });
export type Question = z.infer<typeof question>;

export const prescribingRequest = z
  .strictObject({
    prescription: text().meta({ description: 'Number of the prescription, chosen by the sender.' }),
    product: text(),
    doseMgPerDay: z.string().regex(DECIMAL_PATTERN).optional(),
    daysSupply,
    refills: z.int().min(0).max(24),
    medium: z.enum(['electronic', 'paper', 'telephone', 'fax']).optional(),
  })
  .meta({ id: 'PrescribingRequest' });
export type PrescribingRequest = z.infer<typeof prescribingRequest>;

export const dispenseRequest = z
  .strictObject({ prescription: text(), daysSupply, ...byMachine })
  .meta({ id: 'DispenseRequest' });
export type DispenseRequest = z.infer<typeof dispenseRequest>;

const causesOf = (field: { readonly values: readonly string[] }) =>
  z.enum(field.values as [string, ...string[]]);

export const reversal = z
  .strictObject({
    cause: causesOf(EVENT_CATALOGUE.AuthorizationReversed.fields.cause),
    isPatientCaused: z.boolean().optional(),
    ...byMachine,
  })
  .meta({ id: 'Reversal' });

export const reversed = z.object({ reversed: text() }).meta({ id: 'Reversed' });

export const dispense = z
  .strictObject({
    authorization: text(),
    daysSupply: daysSupply.meta({ description: 'Fewer than authorised: a part.' }),
    capsules: z
      .int()
      .min(1)
      .max(2000)
      .optional()
      .meta({
        description:
          'Capsules handed out for these days, at least one a day; left out: not counted, and what ' +
          'comes back of them is told in no days.',
      }),
    ...byMachine,
  })
  .meta({ id: 'Dispense' });
export type Dispense = z.infer<typeof dispense>;

/** The gate is run again as the capsules are dispensed; a denial dispenses nothing. */
export const dispensed = decision
  .extend({ dispense: text().nullable(), remainingDays: z.int() })
  .meta({ id: 'DispenseAnswer' });

export const dispenseReversal = z
  .strictObject({
    cause: causesOf(EVENT_CATALOGUE.DispenseReversed.fields.cause),
    ...byMachine,
  })
  .meta({ id: 'DispenseReversal' });

export const pharmacyCheck = z
  .strictObject({
    code: text(300).meta({
      description:
        'The number on the patient’s card, or a supply reference: `patient/prescription`.',
    }),
  })
  .meta({ id: 'PharmacyCheck' });

/** Nothing that a queue should not overhear. */
export const pharmacyVerdict = z
  .object({
    verdict: z.enum(['yes', 'no']),
    lastDay: day.nullable(),
    zone: text(60).nullable(),
    maxDaysSupply: z.int().nullable(),
    toDo: z.array(text(1000)).meta({ description: 'What this pharmacy can clear itself.' }),
    otherwise: text(200).nullable(),
    notices: z.array(text(1000)).meta({
      description: 'Only with a yes: what everybody in the programme is told of its rules.',
    }),
    isForClinicalUse: z.boolean(),
    supply: z
      .object({
        patient: uuid,
        prescription: text(),
        authorization: text().nullable(),
        remainingDays: z.int().nullable(),
      })
      .optional()
      .meta({
        description:
          'With a yes what authorising and dispensing name; with a no only where this pharmacy has ' +
          'something of its own to record.',
      }),
  })
  .meta({ id: 'PharmacyVerdict' });
export type PharmacyVerdict = z.infer<typeof pharmacyVerdict>;
