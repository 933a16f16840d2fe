// Who read a patient's data from outside their care. Never what was read.

import { z } from 'zod';
import { instant, uuid } from './scalars.ts';

export const accessLogQuery = z.strictObject({
  patient: uuid.optional(),
  /** `next` of the page before: entries older than its last one. */
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
});

export const accessLog = z.object({
  entries: z.array(
    z.object({
      id: uuid,
      at: instant,
      /** Pseudonym of who read; null where the patient asks. */
      actor: z.string().nullable(),
      role: z.string(),
      /** The endpoint by name. */
      route: z.string(),
      purpose: z.string(),
      patient: uuid,
    }),
  ),
  /** Give it as `after` for the next page; null at the end. */
  next: z.string().nullable(),
});
