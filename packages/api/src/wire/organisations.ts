// Clinics, pharmacies, laboratories, offices, and the standing of prescribers and pharmacies.
// Never patient data.

import { z } from 'zod';
import { pharmacyEvent, prescriberEvent } from './events.ts';
import { text, uuid } from './scalars.ts';

const HOURS_PART = '[a-z]{3}(-[a-z]{3})? [0-2]\\d:[0-5]\\d-[0-2]\\d:[0-5]\\d';
const HOURS = new RegExp(`^${HOURS_PART}(; ?${HOURS_PART})*$`);

export const organisation = z
  .strictObject({
    id: uuid,
    kind: z.enum(['clinic', 'pharmacy', 'laboratory', 'office']),
    name: text(),
    phone: text(40).optional().meta({ description: 'The number that patients call.' }),
    openingHours: text(200).regex(HOURS).optional().meta({
      description: 'Such as `mon-fri 09:00-18:00; sat 09:00-13:00`, by the clock of the place.',
    }),
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
