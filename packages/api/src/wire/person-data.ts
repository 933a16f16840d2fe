// A person's own data in one document, and its erasure. Never what the reader may not read elsewhere.

import { z } from 'zod';
import { accessLog } from './access-log.ts';
import { storedDecision } from './decisions.ts';
import { recordedEvent } from './events.ts';
import { day, instant, text, uuid } from './scalars.ts';

/** What a key may be destroyed for; `all` takes every one. */
export const PAYLOAD_CLASSES = [
  'identity',
  'reproductive',
  'mental_health',
  'images',
  'plain',
] as const;

export const patientExport = z
  .object({
    patient: uuid,
    exportedAt: instant,
    person: z.record(z.string(), z.unknown()).nullable().meta({ description: 'As enrolled.' }),
    care: z
      .array(
        z.object({ organisation: text(), relation: text(60), from: day, until: day.nullable() }),
      )
      .meta({ description: 'Who is related to the patient today.' }),
    events: z.array(recordedEvent),
    decisions: z.array(storedDecision),
    accessLog: accessLog.shape.entries
      .nullable()
      .meta({ description: 'Who read it; null where the reader may not know.' }),
    note: text(1000).meta({ description: 'What is not in it, and whom to ask.' }),
  })
  .meta({ id: 'PatientExport' });

export const erasure = z
  .strictObject({
    id: uuid.meta({ description: 'Chosen by the sender; sent twice it is done once.' }),
    basis: z
      .string()
      .regex(/^[a-z][a-z0-9_]{2,59}$/, {
        error: 'Send a code such as patient_request; it is kept for ever, so never a name.',
      })
      .meta({ example: 'patient_request' }),
    classes: z
      .array(z.enum(PAYLOAD_CLASSES))
      .min(1)
      .optional()
      .meta({ description: 'Left out: everything.' }),
    isConfirmed: z.boolean().meta({ description: 'True: no backup key brings it back.' }),
  })
  .meta({ id: 'Erasure' });

export const erased = z
  .object({
    erased: z.array(uuid).meta({ description: 'The record, and those that were merged with it.' }),
    classes: z.array(z.enum(PAYLOAD_CLASSES)),
    accounts: z.int().meta({ description: 'Accounts of the patient and of guardians taken away.' }),
  })
  .meta({ id: 'ErasedRecord' });
