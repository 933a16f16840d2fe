// When mood is asked about: before the course, after a month, at each visit, and for six months after
// the last capsule. Never a risk of a person: it is a list of days on which somebody asks.

import { type EvidenceRow, requiredValue } from '../evidence/evidence-row.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { addLength } from '../time/length.ts';

export type MoodContactState = 'done' | 'due' | 'missed' | 'upcoming';

export interface MoodContact {
  readonly because: 'before_the_course' | 'month_1' | 'visit' | 'after_the_last_capsule';
  readonly firstDay: CalendarDay;
  readonly lastDay: CalendarDay;
  readonly state: MoodContactState;
}

/** Months of contact after the last capsule (evidence: mental-health, contact). */
export function monthsOfContact(rows: readonly EvidenceRow[]): number {
  return requiredValue(rows, 'mental-health.sundstrom-2010.contact');
}

/** What the contacts are made from. */
export interface MoodQuestion {
  readonly startOn: CalendarDay;
  /** Planned or reported; absent: the course is open. */
  readonly lastDoseOn?: CalendarDay;
  readonly visitsOn: readonly CalendarDay[];
  /** Days on which an instrument about mood was answered, completely. */
  readonly answeredOn: readonly CalendarDay[];
  readonly monthsAfter: number;
  readonly today: CalendarDay;
}

/** Days by which a monthly contact may come earlier or later. */
const TOLERANCE = 7;

/** The contacts in the order of their days. A month without a word stays missed and moves nothing. */
export function moodContacts(question: MoodQuestion): readonly MoodContact[] {
  const { startOn, lastDoseOn, visitsOn, monthsAfter } = question;
  const month = (from: CalendarDay, amount: number) =>
    addLength(from, { unit: 'calendar_month', amount, monthEnd: 'last_day_of_month' });
  const around = (day: CalendarDay) => [addDays(day, -TOLERANCE), addDays(day, TOLERANCE)] as const;
  const isAfterStart = (day: CalendarDay) =>
    day > addDays(month(startOn, 1), TOLERANCE) && (lastDoseOn === undefined || day <= lastDoseOn);
  const contact = (because: MoodContact['because'], firstDay: CalendarDay, lastDay: CalendarDay) =>
    placed(question, because, firstDay, lastDay);
  const after =
    lastDoseOn === undefined
      ? []
      : Array.from({ length: monthsAfter }, (_one, index) =>
          contact('after_the_last_capsule', ...around(month(lastDoseOn, index + 1))),
        );
  return [
    contact('before_the_course', month(startOn, -1), startOn),
    contact('month_1', ...around(month(startOn, 1))),
    ...visitsOn.filter(isAfterStart).map((day) => contact('visit', day, day)),
    ...after,
  ].sort((left, right) => left.firstDay - right.firstDay);
}

function placed(
  { answeredOn, today }: MoodQuestion,
  because: MoodContact['because'],
  firstDay: CalendarDay,
  lastDay: CalendarDay,
): MoodContact {
  const isDone = answeredOn.some((day) => day >= firstDay && day <= lastDay && day <= today);
  if (isDone) return { because, firstDay, lastDay, state: 'done' };
  if (today < firstDay) return { because, firstDay, lastDay, state: 'upcoming' };
  return { because, firstDay, lastDay, state: today <= lastDay ? 'due' : 'missed' };
}
