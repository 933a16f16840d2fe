// Proves when mood is asked about, to six months after the last capsule.
import { describe, expect, test } from 'vitest';
import { evidenceRows } from '../../../../tests/findings/evidence.ts';
import { type CalendarDay, formatCalendarDay, parseCalendarDay } from '../time/calendar-day.ts';
import { monthsOfContact, moodContacts } from './mood-contacts.ts';

const day = (text: string) => parseCalendarDay(text) as CalendarDay;
const question = {
  startOn: day('2026-01-31'),
  lastDoseOn: day('2026-06-30'),
  visitsOn: [day('2026-01-31'), day('2026-02-28'), day('2026-04-02'), day('2026-08-01')],
  answeredOn: [day('2026-01-15'), day('2026-04-02'), day('2026-08-01')],
  monthsAfter: monthsOfContact(evidenceRows),
  today: day('2026-08-10'),
};
const lines = (today = question.today) =>
  moodContacts({ ...question, today }).map(
    ({ because, firstDay, lastDay, state }) =>
      `${because} ${formatCalendarDay(firstDay)} ${formatCalendarDay(lastDay)} ${state}`,
  );

describe('mood', () => {
  test('is asked about before, after a month, at visits, and for six months after', () => {
    expect(lines()).toEqual([
      'before_the_course 2025-12-31 2026-01-31 done',
      'month_1 2026-02-21 2026-03-07 missed',
      'visit 2026-04-02 2026-04-02 done',
      'after_the_last_capsule 2026-07-23 2026-08-06 done',
      'after_the_last_capsule 2026-08-23 2026-09-06 upcoming',
      'after_the_last_capsule 2026-09-23 2026-10-07 upcoming',
      'after_the_last_capsule 2026-10-23 2026-11-06 upcoming',
      'after_the_last_capsule 2026-11-23 2026-12-07 upcoming',
      'after_the_last_capsule 2026-12-23 2027-01-06 upcoming',
    ]);
  });

  test('turns due on its first day and missed after its last one', () => {
    const states = (...days: string[]) => days.map((one) => lines(day(one))[4]!.split(' ').at(-1));
    expect(states('2026-08-22', '2026-08-23', '2026-09-06', '2026-09-07')).toEqual([
      'upcoming',
      'due',
      'due',
      'missed',
    ]);
  });

  test('goes on without an end while the course is open', () => {
    const { lastDoseOn: _open, ...open } = question;
    expect(moodContacts(open).map(({ because }) => because)).not.toContain(
      'after_the_last_capsule',
    );
  });
});
