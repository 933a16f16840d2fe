// Windows of days: what the anchor day counts for, and that both ends belong to them.

import { describe, expect, it } from 'vitest';
import { addDays, formatCalendarDay, parseCalendarDay } from './calendar-day.ts';
import { isInside, windowFrom } from './day-window.ts';

const anchor = parseCalendarDay('2024-03-04')!;

describe('day windows', () => {
  it('of 7 days with the anchor as day 1 end where 6 days after the anchor end', () => {
    const american = windowFrom(anchor, { unit: 'day', amount: 7 }, true);
    const german = windowFrom(anchor, { unit: 'day', amount: 6 }, false);
    expect(formatCalendarDay(american.lastDay)).toBe('2024-03-10');
    expect(german).toEqual(american);
  });

  it('of 7 days after the anchor end one day later', () => {
    const french = windowFrom(anchor, { unit: 'day', amount: 7 }, false);
    expect(formatCalendarDay(french.lastDay)).toBe('2024-03-11');
  });

  it('hold both ends and nothing beside them', () => {
    const window = windowFrom(anchor, { unit: 'day', amount: 7 }, true);
    const inside = [-1, 0, 1, 5, 6, 7].map((offset) => isInside(window, addDays(anchor, offset)));
    expect(inside).toEqual([false, true, true, true, true, false]);
  });
});
