// The shape of a patient file, and the history it becomes once every line was read.
// Never a default for what the file does not say: absent parts are unknown.

import type { AegleEvent } from '@aegle/core';
import { z } from 'zod';
import { eventLineSchema } from './event-lines.ts';

const lines = z.array(eventLineSchema);
const stream = z.strictObject({ events: lines });

/** One patient's file. Absent parts are unknown, and unknown is not yes. */
export const patientFileSchema = z
  .strictObject({
    patient: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'A pseudonym, never a name. For `aegle import`: a UUID.' }),
    zone: z.string().meta({ description: 'Zone of the times in this file, e.g. Europe/London.' }),
    events: lines.meta({ description: 'What happened, in the order it was recorded.' }),
    prescriber: stream.optional().meta({ description: 'What is recorded of the prescriber.' }),
    pharmacy: stream.optional().meta({ description: 'What is recorded of the pharmacy.' }),
    programmes: z
      .record(z.string(), stream)
      .optional()
      .meta({ description: 'What is recorded of each programme, by its id.' }),
    question: z
      .strictObject({
        prescription: z
          .string()
          .optional()
          .meta({ description: 'Prescription asked about; left out, the latest.' }),
        authorization: z.string().optional().meta({
          description: 'Authorisation of which a part was dispensed: asks about the rest of it.',
        }),
        daysSupply: z.number().int().min(1).max(1000).optional(),
        pharmacy: z.string().optional(),
        prescriber: z.string().optional(),
        product: z.string().optional().meta({ description: 'What is to be prescribed.' }),
      })
      .optional(),
    complete: z.literal(true).meta({
      description: 'Says that the file ends here; in YAML the last line, so that a cut file shows.',
    }),
  })
  .meta({ title: 'Aegle patient file' });
export type PatientFile = z.infer<typeof patientFileSchema>;

/** The events of a file by stream, parsed and in order. */
export interface PatientHistory {
  readonly file: PatientFile;
  readonly gate: readonly AegleEvent[];
  readonly record: readonly AegleEvent[];
  readonly prescriber: readonly AegleEvent[] | undefined;
  readonly pharmacy: readonly AegleEvent[] | undefined;
  readonly programmes: ReadonlyMap<string, readonly AegleEvent[]>;
}
