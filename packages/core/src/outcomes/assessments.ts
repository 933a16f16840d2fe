// One value of one measure on one day, from the record or typed in.
// Never a value outside its scale: what does not fit is refused with its field.

import type { FieldProblem } from '../events/fields.ts';
import type { RecordFacts } from '../facts/record-facts.ts';
import { symptomWord } from '../terminology/red-flag-symptoms.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { measureOf } from './measures.ts';

export interface Assessment {
  readonly measure: string;
  readonly value: number;
  readonly day: CalendarDay;
}

/** Why a value cannot be one of its measure; empty when it can. */
export function assessmentProblems({ measure, value }: Assessment): readonly FieldProblem[] {
  const { min, max } = measureOf(measure);
  const isInside = Number.isFinite(value) && value >= min && (max === undefined || value <= max);
  if (isInside) return [];
  const range = max === undefined ? `${min} or more` : `${min} to ${max}`;
  const nextStep = `Send a value of the scale: ${range}.`;
  return [{ field: 'value', rule: 'not_on_the_scale', nextStep }];
}

/** The assessments that the record holds. A value that does not fit its scale is left to a person. */
export function assessmentsOf(record: RecordFacts): {
  readonly assessments: readonly Assessment[];
  readonly unfit: readonly Assessment[];
} {
  const all = [
    ...record.severities.map(({ data, occurredOn }) => ({
      measure: symptomWord(data.scale),
      value: data.score,
      day: occurredOn,
    })),
    ...record.answers.flatMap(({ data, occurredOn }) =>
      data.score === undefined
        ? []
        : { measure: symptomWord(data.instrument), value: data.score, day: occurredOn },
    ),
  ].sort((left, right) => left.day - right.day);
  const isFit = (one: Assessment) => assessmentProblems(one).length === 0;
  return { assessments: all.filter(isFit), unfit: all.filter((one) => !isFit(one)) };
}
