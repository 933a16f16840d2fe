// Rules about the order of days inside one event: a specimen before its report, nothing from the future.
// Never moves a day: what cannot be is refused with its field.

import type { CalendarDay } from '../time/calendar-day.ts';
import { latestDayAnywhere } from '../time/question-days.ts';
import type { AegleEvent, EventOf } from './event.ts';
import type { FieldProblem } from './fields.ts';
import { canOnlyClose } from './unresolved.ts';

const DAY_MS = 86_400_000;

/**
 * Every rule of days that the event breaks. `today` is the day that was being lived at its place when
 * it was recorded; where no place is known, any day that had begun somewhere on Earth will do.
 */
export function orderProblems(event: AegleEvent, today?: CalendarDay): readonly FieldProblem[] {
  const latestDay = today ?? latestDayAnywhere(event.recordedAt);
  return [
    ...occurrenceProblems(event, latestDay),
    ...(event.type === 'PregnancyTestReported' ? testProblems(event, latestDay) : []),
    ...(event.type === 'ExternalHistoryAccepted' ? historyProblems(event, latestDay) : []),
    ...(event.type === 'CourseEnded' ? lastDoseProblems(event) : []),
  ];
}

function occurrenceProblems(event: AegleEvent, latestDay: number): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (event.occurredOn > latestDay)
    problems.push({
      field: 'occurredOn',
      rule: 'day_in_the_future',
      nextStep:
        'Record what has happened; this day has not begun yet where it is said to have happened.',
    });
  if (event.occurredAt === undefined) return problems;
  // The same moment is at most a calendar day away from UTC, wherever it happened.
  const utcDay = Math.floor(event.occurredAt / DAY_MS);
  if (Math.abs(utcDay - event.occurredOn) > 1)
    problems.push({
      field: 'occurredAt',
      rule: 'not_on_the_day',
      nextStep: 'Check both: the time must lie on the day, at the place it happened.',
    });
  return problems;
}

/**
 * An hour that had not come when it was recorded; asked of what is sent, never of what is stored. What can
 * only close a gate is taken all the same: no order of two things is read from such an hour.
 */
export function hourProblems(event: AegleEvent): readonly FieldProblem[] {
  const { occurredAt, recordedAt, type, data } = event;
  if (occurredAt === undefined || occurredAt <= recordedAt || canOnlyClose(type, data)) return [];
  return [
    {
      field: 'occurredAt',
      rule: 'hour_in_the_future',
      nextStep: 'Record what has happened; leave the hour out where it is not known.',
    },
  ];
}

function testProblems(
  event: EventOf<'PregnancyTestReported'>,
  latestDay: number,
): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { resultedOn, certifiedOn } = event.data;
  for (const [field, value] of Object.entries({ resultedOn, certifiedOn }))
    if (value !== undefined && value > latestDay)
      problems.push({
        field: `data.${field}`,
        rule: 'day_in_the_future',
        nextStep: 'Record it when it has happened.',
      });
  const isBefore = (value: number | undefined) => value !== undefined && value < event.occurredOn;
  if (isBefore(resultedOn))
    problems.push({
      field: 'data.resultedOn',
      rule: 'specimen_after_report',
      nextStep: 'Check both days: a specimen cannot be taken after its result was reported.',
    });
  if (isBefore(certifiedOn))
    problems.push({
      field: 'data.certifiedOn',
      rule: 'specimen_after_certification',
      nextStep: 'Check both days: a certificate cannot precede its specimen.',
    });
  return problems;
}

/** Aegle's own bound of what is a typing error: no source says how late a result may come. */
const LATEST_RESULT_DAYS = 90;

/** A result months after its specimen is a mistyped year; asked of what is sent, never of what is stored. */
export function lateResultProblems(
  event: EventOf<'PregnancyTestReported'>,
): readonly FieldProblem[] {
  const { resultedOn } = event.data;
  if (resultedOn === undefined || resultedOn - event.occurredOn <= LATEST_RESULT_DAYS) return [];
  return [
    {
      field: 'data.resultedOn',
      rule: 'result_long_after_specimen',
      nextStep: `Check both days: a result comes within ${LATEST_RESULT_DAYS} days of its specimen.`,
    },
  ];
}

function historyProblems(
  event: EventOf<'ExternalHistoryAccepted'>,
  latestDay: number,
): readonly FieldProblem[] {
  const { coversFrom, coversTo } = event.data;
  if (coversFrom <= coversTo && coversTo <= latestDay) return [];
  return [
    {
      field: 'data.coversTo',
      rule: 'not_a_past_period',
      nextStep: 'Send the first and the last day of what was dispensed elsewhere.',
    },
  ];
}

function lastDoseProblems(event: EventOf<'CourseEnded'>): readonly FieldProblem[] {
  if ((event.data.lastDoseOn ?? event.occurredOn) <= event.occurredOn) return [];
  return [
    {
      field: 'data.lastDoseOn',
      rule: 'last_dose_in_the_future',
      nextStep: 'Record the day of the last dose that was taken.',
    },
  ];
}
