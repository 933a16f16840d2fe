// A measured amount with its unit. Never compared or added across properties, never converted silently.

import { UCUM_UNITS, type UcumCode } from './ucum-units.ts';

/** A value in a UCUM unit of the table. */
export interface Quantity {
  readonly value: number;
  readonly unit: UcumCode;
}

/**
 * The same amount in another unit of the same property, or `undefined` where the properties differ:
 * 4.2 mmol/L of triglycerides is no number of mg/dL without the substance's own factor.
 */
export function inUnit({ value, unit }: Quantity, target: UcumCode): Quantity | undefined {
  if (unit === target) return { value, unit };
  const from = UCUM_UNITS[unit];
  const to = UCUM_UNITS[target];
  if (from.property !== to.property) return undefined;
  return { value: (value * (from.times * to.per)) / (from.per * to.times), unit: target };
}
