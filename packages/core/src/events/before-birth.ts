// Nothing happens to a person before they are born: such a day is a slip of the pen.
// Never moves a day, and never refuses evidence that can only close a gate: that is kept unresolved.

import type { CalendarDay } from '../time/calendar-day.ts';
import type { FieldProblem } from './fields.ts';
import { mustKeepUnreadable } from './unresolved.ts';

/** Why an event may not be recorded of a person born on `bornOn`; `undefined` where the day can be. */
export function beforeBirthProblem(
  event: { readonly type: string; readonly occurredOn: CalendarDay; readonly data: unknown },
  bornOn: CalendarDay | undefined,
): FieldProblem | undefined {
  if (bornOn === undefined || event.occurredOn >= bornOn) return undefined;
  if (mustKeepUnreadable(event.type, event.data)) return undefined;
  return {
    field: 'occurredOn',
    rule: 'before_birth',
    nextStep: 'Check the day, and the day of birth of the enrolment: one of them is wrong.',
  };
}
