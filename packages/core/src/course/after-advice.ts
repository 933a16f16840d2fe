// Until when what a course forbids stays forbidden: blood, breast-feeding, wax, dermabrasion, laser.
// Never a permission: it gives the first day on which the text no longer speaks, and its evidence row.

import type { EventOf } from '../events/event.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { addCalendarMonths, firstDayAfter } from '../time/length.ts';
import { type CourseParameter, type CourseRules, type DatedValue, ruleOn } from './course-rules.ts';

/** What a text advises against during a course and for a time after it. */
export const ADVISED_AGAINST = {
  blood_donation: 'blood-wait',
  breastfeeding: 'breastfeeding-wait',
  wax: 'wax-wait',
  dermabrasion: 'dermabrasion-wait',
} as const satisfies Readonly<Record<string, CourseParameter>>;
export type AdvisedAgainst = keyof typeof ADVISED_AGAINST;

/** One piece of advice with its day and its source. */
export interface AfterAdvice {
  readonly about: AdvisedAgainst;
  /** First day after the wait; absent while the last dose is not known. */
  readonly freeFrom: CalendarDay | undefined;
  readonly row: string;
  readonly status: DatedValue['status'];
  /** Days on which it was recorded as done before that day. */
  readonly doneOn: readonly CalendarDay[];
}

/** Advice from the last dose on, by the rules of the day of that dose (today's, while it runs). */
export function afterAdvice(
  rules: CourseRules,
  lastDoseOn: CalendarDay | undefined,
  procedures: readonly EventOf<'ProcedureRecorded'>[],
  since: CalendarDay | undefined,
  today: CalendarDay,
): readonly AfterAdvice[] {
  const on = lastDoseOn ?? today;
  return Object.entries(ADVISED_AGAINST).flatMap(([about, parameter]) => {
    const rule = rules.rules.find((one) => one.parameter === parameter);
    const found = ruleOn(rules, parameter, on);
    if (rule === undefined || found?.value.kind !== 'number') return [];
    const waits = about === 'blood_donation' ? bloodAfter : after;
    const freeFrom =
      lastDoseOn === undefined ? undefined : waits(lastDoseOn, found.value.value, rule.unit);
    const isWithin = (day: CalendarDay) =>
      since !== undefined && day >= since && (freeFrom === undefined || day < freeFrom);
    const doneOn = procedures
      .filter(({ data, occurredOn }) => data.code === about && isWithin(occurredOn))
      .map((event) => event.occurredOn);
    const { row, status } = found;
    return [{ about: about as AdvisedAgainst, freeFrom, row, status, doneOn }];
  });
}

/** A length in the evidence's own unit; a month that is too short ends with the next one's first day. */
function after(day: CalendarDay, amount: number, unit: string): CalendarDay {
  if (unit === 'mo') return addCalendarMonths(day, amount, 'first_day_of_next_month');
  return addDays(day, unit === 'wk' ? amount * 7 : amount);
}

/** Blood waits as at the gate: the last day of its months is inside. */
function bloodAfter(day: CalendarDay, amount: number, unit: string): CalendarDay {
  if (unit !== 'mo') return addDays(after(day, amount, unit), 1);
  const length = { unit: 'calendar_month', amount, monthEnd: 'last_day_of_month' } as const;
  return firstDayAfter(day, length);
}
