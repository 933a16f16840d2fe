// What is refused of an event that is sent today, beyond its shape: units, codes, plans that cannot be.
// Never asked of what is stored: that is read as it was stored.

import {
  type AegleEvent,
  analyteOf,
  dosePlanProblems,
  type FieldProblem,
  hourProblems,
  labProblem,
  sentProblems,
  type WireEvent,
} from '@aegle/core';
import { isUcumUnit } from '../units/ucum.ts';
import { dayProblems } from './day-bounds.ts';

/**
 * What is refused of an event that is sent today: what core refuses, and, of a code that core does not
 * know, a unit that is not of UCUM. A sender that knows says what the result is held for.
 */
export function doorProblems(wire: WireEvent, event: AegleEvent): readonly FieldProblem[] {
  const hour = hourProblems(event);
  if (hour.length > 0) return hour;
  const days = dayProblems(event);
  if (days.length > 0) return days;
  if (event.type === 'DosePlanned') return dosePlanProblems(event);
  const problems = sentProblems(wire, event);
  if (event.type !== 'LabResulted' || problems.length > 0) return problems;
  const { loinc, unit, heldFor } = event.data;
  if (heldFor !== undefined || analyteOf(loinc) !== undefined || isUcumUnit(unit)) return [];
  return [labProblem(event.data, 'unit_unknown')];
}
