// Opening hours as they are registered: which days are worked, until which hour, and what cannot be read.

import { type CalendarDay, parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { openCalendarOf, openingHoursIn } from './opening-hours.ts';
import { workingCalendarOf } from './working-calendar.ts';

const day = (text: string) => parseCalendarDay(text)!;
const NEW_YORK = 'America/New_York';
const open = (hours: string) =>
  openCalendarOf(workingCalendarOf('us'), openingHoursIn(hours)!, NEW_YORK);

describe('opening hours', () => {
  it('name days and their last hour; a day named twice closes at the later', () => {
    expect([...openingHoursIn('mon-fri 09:00-18:00; sat 09:00-13:00')!]).toEqual([
      ...[0, 1, 2, 3, 4].map((one) => [one, '18:00'] as const),
      [5, '13:00'],
    ]);
    expect([...openingHoursIn('Mon 14:00-18:00; mon 09:00-12:00')!]).toEqual([[0, '18:00']]);
  });

  it.each(['', 'always', 'mon 18:00-09:00', 'fri-mon 09:00-18:00', 'mon 9-18', 'xyz 09:00-18:00'])(
    'that cannot be read are none: %s',
    (text) => {
      expect(openingHoursIn(text)).toBeUndefined();
    },
  );

  it('make Saturday a working day, and no holiday', () => {
    const { isWorkingDay, lastHourOn, holidaysOf } = open('thu-sat 09:00-18:00');
    const days = ['2025-06-18', '2025-06-19', '2025-06-20', '2025-06-21', '2025-06-22'].map(day);
    // Thursday is Juneteenth.
    expect(days.map(isWorkingDay)).toEqual([false, false, true, true, false]);
    expect(holidaysOf).toBe('US');
    expect(lastHourOn!(days[3] as CalendarDay)).toEqual({
      hour: '18:00',
      at: Date.parse('2025-06-21T18:00:00-04:00'),
    });
    expect(lastHourOn!(days[1] as CalendarDay)).toBeUndefined();
  });

  it('end at the earlier reading of an hour that the clocks say twice', () => {
    const { lastHourOn } = open('sun 00:00-01:30');
    expect(lastHourOn!(day('2025-11-02'))?.at).toBe(Date.parse('2025-11-02T01:30:00-04:00'));
  });
});
