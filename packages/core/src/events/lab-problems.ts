// What is refused of a laboratory result whose unit does not fit its code, and what to send instead.
// Never converts and never guesses which of the two was meant.

import { type AnalyteCode, analyteOf } from '../terminology/analytes.ts';
import {
  type CodedValue,
  type LabDoubt,
  labDoubt,
  type SentResult,
} from '../terminology/lab-doubts.ts';
import { unitsOf } from '../units/ucum-units.ts';
import type { FieldProblem } from './fields.ts';

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
