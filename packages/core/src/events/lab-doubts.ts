// Does a laboratory result's unit fit its code? Asked when it is sent, when it is lifted, when it is read.
// Never converts and never guesses which of the two was meant.

import { type AnalyteCode, analyteOf } from '../terminology/analytes.ts';
import { isLoincCode } from '../terminology/loinc.ts';
import { isUcumCode, UCUM_UNITS, unitsOf } from '../units/ucum-units.ts';
import type { FieldProblem } from './fields.ts';

export const LAB_DOUBTS = ['not_a_loinc_code', 'unit_unknown', 'unit_does_not_fit_code'] as const;
/** Why a result is kept for a person and never computed with. */
export type LabDoubt = (typeof LAB_DOUBTS)[number];

/** The parts of a result that must fit together. */
export interface CodedValue {
  readonly loinc: string;
  readonly unit: string;
}

/** A result as it is sent. */
interface SentResult extends CodedValue {
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

/** Why a result may not be recorded as it is; one that says what it is held for may. */
export function labProblems(data: SentResult): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { referenceLow: low, referenceHigh: high } = data;
  if (low !== undefined && high !== undefined && low > high)
    problems.push({
      field: 'data.referenceHigh',
      rule: 'limits_turned',
      nextStep: "Send the laboratory's own limits, the lower one first.",
    });
  const doubt = data.heldFor === undefined ? labDoubt(data) : undefined;
  if (doubt !== undefined) problems.push(labProblem(data, doubt));
  return problems;
}

/** The refusal of one doubt, with the units that would be right. */
export function labProblem({ loinc }: CodedValue, doubt: LabDoubt): FieldProblem {
  const known = analyteOf(loinc);
  return doubt === 'not_a_loinc_code'
    ? {
        field: 'data.loinc',
        rule: doubt,
        nextStep: 'Check the code: its last digit is a check digit and does not fit.',
      }
    : { field: 'data.unit', rule: doubt, nextStep: nextStepFor(known) };
}

function nextStepFor(known: AnalyteCode | undefined): string {
  if (known === undefined) return 'Send the unit as a UCUM code.';
  const units = unitsOf(known.property).join(', ');
  return `Send it as reported; this code measures ${known.property.replace('_', ' ')}: ${units}.`;
}
