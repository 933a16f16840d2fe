// Days and instants in words, on the clock that is named.

import { parseCalendarDay } from '@aegle/core';
import { expect, it } from 'vitest';
import { dayInWords, instantInWords, placeOf, tickOf, todayIn } from './days.ts';

it('writes days and keeps what is not one', () => {
  expect(dayInWords('2026-03-09')).toBe('9 March 2026');
  expect(dayInWords('soon')).toBe('soon');
  expect(tickOf(parseCalendarDay('2026-03-09')!)).toBe('9 Mar');
  expect(tickOf(parseCalendarDay('2026-01-01')!)).toBe('1 Jan 2026');
});

it('takes the day of the named zone, on both sides of midnight', () => {
  const now = Date.parse('2026-03-10T04:30:00Z');
  expect(todayIn('America/New_York', now)).toBe('2026-03-10');
  expect(todayIn('America/Los_Angeles', now)).toBe('2026-03-09');
  expect(todayIn('Pacific/Guam', now)).toBe('2026-03-10');
  expect(instantInWords('2026-03-10T04:30:00Z', 'America/Los_Angeles')).toBe('9 March 2026, 21:30');
  expect(placeOf('America/New_York')).toBe('New York');
});
