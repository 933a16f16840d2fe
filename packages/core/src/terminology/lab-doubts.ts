// Does a laboratory result's unit fit its code? Asked when it is sent, when it is lifted, when it is read.
// Never converts and never guesses which of the two was meant.

import { isUcumCode, UCUM_UNITS } from '../units/ucum-units.ts';
import { analyteOf } from './analytes.ts';
import { isLoincCode } from './loinc.ts';

export const LAB_DOUBTS = ['not_a_loinc_code', 'unit_unknown', 'unit_does_not_fit_code'] as const;
/** Why a result is kept for a person and never computed with. */
export type LabDoubt = (typeof LAB_DOUBTS)[number];

/** The parts of a result that must fit together. */
export interface CodedValue {
  readonly loinc: string;
  readonly unit: string;
}

/** A result as it is sent. */
export interface SentResult extends CodedValue {
  readonly referenceLow?: number | undefined;
  readonly referenceHigh?: number | undefined;
  readonly heldFor?: LabDoubt | undefined;
}

/**
 * What keeps a result from being computed with: a wrong check digit, or, for a code that Aegle knows, a
 * unit of another property or outside the table of units. `undefined`: nothing that core can see.
 */
export function labDoubt({ loinc, unit }: CodedValue): LabDoubt | undefined {
  if (!isLoincCode(loinc)) return 'not_a_loinc_code';
  const known = analyteOf(loinc);
  if (known === undefined) return undefined;
  if (!isUcumCode(unit)) return 'unit_unknown';
  return UCUM_UNITS[unit].property === known.property ? undefined : 'unit_does_not_fit_code';
}

/** The doubt of a result as it stands now; what the edge held stays held until its unit is known. */
export function standingDoubt(data: SentResult): LabDoubt | undefined {
  const doubt = labDoubt(data);
  if (doubt !== undefined || data.heldFor !== 'unit_unknown') return doubt;
  return isUcumCode(data.unit) ? undefined : 'unit_unknown';
}
