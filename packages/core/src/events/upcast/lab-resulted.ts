// LabResulted from version 1 (free texts for code and unit) to 2 (LOINC and UCUM, held where in doubt).
// Never drops a result and never changes its texts: what does not fit says so and waits for a person.

import { labDoubt } from '../../terminology/lab-doubts.ts';

/** Adds what a version 1 result is held for, where its unit does not fit its code. */
export function liftLabResulted(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  const { loinc, unit } = data as { readonly loinc?: unknown; readonly unit?: unknown };
  if (typeof loinc !== 'string' || typeof unit !== 'string') return data;
  const doubt = labDoubt({ loinc, unit });
  return doubt === undefined ? data : { ...data, heldFor: doubt };
}
