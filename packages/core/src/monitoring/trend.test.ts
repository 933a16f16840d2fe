// Proves that trends keep units apart and say what they rest on.
import { describe, expect, test } from 'vitest';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { UcumCode } from '../units/ucum-units.ts';
import type { ReportedValue } from './reported-value.ts';
import { trendsOf } from './trend.ts';

const at = (day: number, value: number, unit: UcumCode = 'mg/dL'): ReportedValue => ({
  id: `${day}`,
  analyte: 'triglycerides',
  quantity: { value, unit },
  day: day as CalendarDay,
  limits: {},
});

describe('trends', () => {
  test('are one line a unit, against the last value before or on the first day', () => {
    const trends = trendsOf(
      [at(40, 200), at(5, 90), at(10, 100), at(30, 150), at(35, 2.1, 'mmol/L')],
      10 as CalendarDay,
    );
    expect(trends.map(({ unit, direction }) => [unit, direction])).toEqual([
      ['mg/dL', 'rising'],
      ['mmol/L', 'too_few'],
    ]);
    expect(trends[0]!.baseline?.quantity.value).toBe(100);
    expect(trends[0]!.points.at(-1)).toMatchObject({ timesBaseline: 2, timesPrevious: 200 / 150 });
    expect(trends[1]!.baseline).toBeUndefined();
  });

  test('turn to neither with one step back, and know a fall', () => {
    const direction = (...values: number[]) =>
      trendsOf(
        values.map((value, day) => at(day, value)),
        undefined,
      )[0]!.direction;
    expect(direction(1, 3, 2)).toBe('neither');
    expect(direction(9, 3, 2, 1)).toBe('falling');
    expect(direction(1, 1, 2)).toBe('neither');
  });

  test('divide by nothing that is 0', () => {
    const [trend] = trendsOf([at(0, 0), at(1, 5)], 0 as CalendarDay);
    expect(trend!.points[1]).toEqual({ result: at(1, 5) });
  });
});
