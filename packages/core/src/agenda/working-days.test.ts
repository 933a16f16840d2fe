// Working days to a close: weekends and holidays are none, and both ends count.

import { describe, expect, it } from 'vitest';
import { dayOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { isWeekday, workingDaysIn } from './working-days.ts';

const monday = dayOf('2026-03-02');

describe('working days', () => {
  it('are Monday to Friday where nothing more is known, also before 1970', () => {
    const week = [0, 1, 2, 3, 4, 5, 6].map((count) => isWeekday(addDays(monday, count)));
    expect(week).toEqual([true, true, true, true, true, false, false]);
    expect([dayOf('1969-12-27'), dayOf('1969-12-29')].map(isWeekday)).toEqual([false, true]);
  });

  it('count both ends, and name the last', () => {
    expect(workingDaysIn(monday, addDays(monday, 6), isWeekday)).toEqual({
      left: 5,
      last: addDays(monday, 4),
    });
    const isHoliday = addDays(monday, 4);
    const isOpen = (day: typeof monday) => isWeekday(day) && day !== isHoliday;
    expect(workingDaysIn(monday, addDays(monday, 6), isOpen)).toEqual({
      left: 4,
      last: addDays(monday, 3),
    });
  });

  it('are none over a weekend, and none where the end lies before the start', () => {
    const none = { left: 0, last: undefined };
    expect(workingDaysIn(addDays(monday, 5), addDays(monday, 6), isWeekday)).toEqual(none);
    expect(workingDaysIn(monday, addDays(monday, -1), isWeekday)).toEqual(none);
  });
});
