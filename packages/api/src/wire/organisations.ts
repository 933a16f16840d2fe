// Clinics, pharmacies, laboratories, offices, and the standing of prescribers and pharmacies.
// Never patient data.

import { z } from 'zod';
import { pharmacyEvent, prescriberEvent } from './events.ts';
import { text, uuid } from './scalars.ts';

export const organisation = z
  .strictObject({
    id: uuid,
    kind: z.enum(['clinic', 'pharmacy', 'laboratory', 'office']),
    name: text(),
    phone: text(40).optional().meta({ description: 'The number that patients call.' }),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof organisation>;

export const organisations = z
  .object({ organisations: z.array(organisation) })
  .meta({ id: 'Organisations' });

export const prescribers = z
  .object({
    prescribers: z.array(
      z.object({
        prescriber: uuid.meta({ description: 'As enrolments and certificates name them.' }),
        name: text(),
        organisation: uuid.nullable(),
      }),
    ),
  })
  .meta({ id: 'Prescribers' });

export const prescriberEvents = z
  .strictObject({ events: z.array(prescriberEvent).min(1).max(50) })
  .meta({ id: 'AppendPrescriberEvents' });

export const pharmacyEvents = z
  .strictObject({ events: z.array(pharmacyEvent).min(1).max(50) })
  .meta({ id: 'AppendPharmacyEvents' });
