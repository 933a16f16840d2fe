// The patients within a caller's reach by name, and the summary that stands above each of their pages.
// Never a test result, a method or a mood: what a list says may be read over a shoulder.

import { ROLES } from '@aegle/core';
import { z } from 'zod';
import { reason } from './decisions.ts';
import { day, text, uuid } from './scalars.ts';

/** Names as they were enrolled; a record without names has what it is called instead. */
export const personName = z
  .object({
    givenName: text().nullable(),
    familyName: text().nullable(),
    label: text().nullable().meta({ description: 'A name of its own, where there is no other.' }),
  })
  .meta({ id: 'PersonName' });
export type PersonName = z.infer<typeof personName>;

export const patientListQuery = z
  .strictObject({
    text: text(80)
      .optional()
      .meta({ description: 'Words of a name, a birth date as YYYY-MM-DD, or an issued number.' }),
    limit: z.int().min(1).max(5000).optional(),
  })
  .meta({ id: 'PatientListQuery' });

export const patientLine = z
  .object({
    patient: uuid,
    name: personName.nullable(),
    bornOn: day.nullable(),
    programmes: z.array(text()),
    category: text().nullable(),
    state: z.enum(['enrolled', 'in_treatment', 'ended']),
    isHeld: z.boolean().meta({ description: 'A clinician has to clear something first.' }),
    isMine: z
      .boolean()
      .meta({ description: 'The caller wrote the latest prescription or has the care.' }),
    lastOn: day.nullable().meta({ description: 'The latest day of which something is recorded.' }),
  })
  .meta({ id: 'PatientLine' });
export type PatientLine = z.infer<typeof patientLine>;

export const patientList = z
  .object({
    patients: z.array(patientLine),
    total: z.int().meta({ description: 'How many there are; more than are listed: narrow it.' }),
  })
  .meta({ id: 'PatientList' });
export type PatientList = z.infer<typeof patientList>;

const gateNow = z.object({
  outcome: z.enum(['granted', 'denied']),
  disposition: z.enum(['blocked', 'query']).nullable(),
  lastDay: day.nullable(),
  zone: text(60).nullable(),
  maxDaysSupply: z.int().nullable(),
  firstReason: reason.nullable().meta({ description: 'The gravest; the rest are asked for.' }),
  reasons: z.int(),
});

export const patientSummary = z
  .object({
    patient: uuid,
    today: day.meta({ description: 'Where the patient is treated.' }),
    name: personName.nullable(),
    bornOn: day.nullable(),
    ageYears: z.int().nullable(),
    programmes: z.array(z.object({ id: text(), name: text(), category: text().nullable() })),
    course: z
      .object({
        id: text(),
        day: z.int().nullable().meta({ description: 'The day of treatment today, from 1.' }),
        hasEnded: z.boolean(),
        mgPerKg: z.string().nullable().meta({ description: 'Taken so far, by the weight then.' }),
      })
      .nullable(),
    prescribe: gateNow,
    dispense: gateNow,
    pharmacy: text()
      .nullable()
      .meta({ description: 'Where the patient collects; unknown: its own conditions stand open.' }),
    pharmacyId: uuid.nullable().meta({ description: 'The same pharmacy, as questions name it.' }),
    hasPrescription: z.boolean().meta({ description: 'One is written and not dispensed yet.' }),
    holds: z.array(z.object({ cause: text(60), since: day, clearedBy: z.enum(ROLES) })),
  })
  .meta({ id: 'PatientSummary' });
export type PatientSummary = z.infer<typeof patientSummary>;
