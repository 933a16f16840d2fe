// A parameter's number in the unit of its file, as core reads it.
// Never a number without a unit.

import { type CalendarDay, type ParameterValue, parseCalendarDay } from '@aegle/core';
import type { ParameterFile } from './schema.ts';

/** The value of a parameter file: a length, a count, or a day. */
export function parameterValueOf(file: ParameterFile, value: number | string): ParameterValue {
  if (typeof value === 'string') return { kind: 'day', day: dayOf(value) };
  switch (file.unit) {
    case 'calendar_month':
      return {
        kind: 'length',
        length: { unit: file.unit, amount: value, monthEnd: file.monthEnd! },
      };
    case 'day':
    case 'week':
      return { kind: 'length', length: { unit: file.unit, amount: value } };
    default:
      return { kind: 'count', count: value };
  }
}

function dayOf(text: string): CalendarDay {
  const day = parseCalendarDay(text);
  if (day === undefined) throw new RangeError(`${text} is not a calendar day`);
  return day;
}
