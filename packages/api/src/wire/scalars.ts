// The scalars of the wire: days, instants, identifiers, decimals as text.
// Never coerces and never repairs: what does not have the shape is refused.

import { parseCalendarDay, parseInstant } from '@aegle/core';
import { z } from 'zod';

/** A calendar day that exists, `YYYY-MM-DD`, at the place it is about. */
export const day = z
  .string()
  .refine((text) => parseCalendarDay(text) !== undefined, {
    error: 'Send a day that exists, as YYYY-MM-DD.',
  })
  .meta({ format: 'date', example: '2026-03-10' });

/** ISO 8601 with an offset or Z: without one, which instant is meant is not known. */
export const instant = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, {
    error: 'Send an ISO 8601 time with its offset.',
  })
  .meta({ format: 'date-time', example: '2026-03-10T23:00:00-04:00' });

/** An id that the sender chose, or a pseudonym that Aegle gave. */
export const uuid = z.uuid();

/** For whom a system acts; a person leaves it out. */
export const byMachine = {
  reportedFor: uuid.optional().meta({
    description: 'Of a system: the id of the person of its organisation for whom it acts.',
  }),
};

/** A short text that is not empty, of signs that can be stored. */
export const text = (maxLength = 200) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((said) => !said.includes('\u0000'), { error: 'Send a text without the sign NUL.' });

/** A decimal as text: exact on the way, a dot, no exponent. */
export const DECIMAL_PATTERN = /^-?(0|[1-9]\d*)(\.\d+)?$/;
