// A laboratory value as grades and actions read it: one analyte, in the unit it was reported in.
// Never converts a value and never fills in a missing limit or fasting state.

import type { LabResult } from '../facts/record-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Quantity } from '../units/quantity.ts';

/** The limits that the laboratory printed beside this value, in its unit. Absent: not stated. */
export interface LaboratoryLimits {
  readonly low?: number;
  readonly high?: number;
}

export interface ReportedValue {
  /** Id of the event that recorded it. */
  readonly id: string;
  /** Name of the evidence: `triglycerides`, `white-cells`, `glucose-fasting`, … */
  readonly analyte: string;
  readonly quantity: Quantity;
  /** Where the laboratory gave only a bound: the true value lies beyond it on this side. */
  readonly comparator?: '<' | '<=' | '>=' | '>';
  /** Day on which the specimen was taken. */
  readonly day: CalendarDay;
  readonly limits: LaboratoryLimits;
  /** Absent: not said. */
  readonly isFasting?: boolean;
}

/** The value of a result that may be computed with; `undefined` for one in doubt or of unknown code. */
export function reportedValueOf(result: LabResult): ReportedValue | undefined {
  const { code, quantity, referenceLow: low, referenceHigh: high, isFasting, event } = result;
  if (code === undefined || quantity === undefined) return undefined;
  const name = code.analyte.replaceAll('_', '-');
  const { comparator } = event.data;
  return {
    id: event.id,
    // Glucose has its table only when fasting.
    analyte: name === 'glucose' && isFasting === true ? 'glucose-fasting' : name,
    quantity,
    ...(comparator === undefined ? {} : { comparator }),
    day: event.occurredOn,
    limits: { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) },
    ...(isFasting === undefined ? {} : { isFasting }),
  };
}

const HARMFUL_WHEN_LOW = ['white-cells', 'neutrophils', 'platelets', 'haemoglobin', 'hdl'];

/** True where only a bound is known and the true value may be worse than it. */
export function mayBeWorse({ analyte, comparator }: ReportedValue): boolean {
  if (comparator === undefined) return false;
  return comparator.startsWith('<') === HARMFUL_WHEN_LOW.includes(analyte);
}
