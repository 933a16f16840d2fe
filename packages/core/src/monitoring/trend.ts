// How one analyte went over a course: each value against the baseline and the one before it.
// Never joins two units: each unit is a line of its own.

import type { ReportedValue } from './reported-value.ts';

export interface TrendPoint {
  readonly result: ReportedValue;
  /** Value divided by the baseline; absent where there is none, or it is 0. */
  readonly timesBaseline?: number;
  readonly timesPrevious?: number;
}

export interface Trend {
  readonly unit: string;
  readonly baseline?: ReportedValue;
  readonly points: readonly TrendPoint[];
  /** The three last values rise, or fall, without a turn; fewer than three say nothing. */
  readonly direction: 'rising' | 'falling' | 'neither' | 'too_few';
}

/**
 * Trends by unit, in the order in which units first appear. The baseline is the last value up to and
 * including the first day of the course; a course that has not begun has none.
 */
export function trendsOf(
  results: readonly ReportedValue[],
  startedOn: ReportedValue['day'] | undefined,
): readonly Trend[] {
  const inOrder = [...results].sort((left, right) => left.day - right.day);
  const units = [...new Set(inOrder.map((result) => result.quantity.unit))];
  return units.map((unit) => {
    const line = inOrder.filter((result) => result.quantity.unit === unit);
    const baseline = line.filter(({ day }) => startedOn !== undefined && day <= startedOn).at(-1);
    const points = line.map((result, index): TrendPoint => {
      const timesBaseline = ratio(result, baseline);
      const timesPrevious = ratio(result, line[index - 1]);
      return {
        result,
        ...(timesBaseline === undefined ? {} : { timesBaseline }),
        ...(timesPrevious === undefined ? {} : { timesPrevious }),
      };
    });
    return { unit, ...(baseline ? { baseline } : {}), points, direction: directionOf(line) };
  });
}

function ratio(result: ReportedValue, to: ReportedValue | undefined): number | undefined {
  return to === undefined || to.quantity.value === 0
    ? undefined
    : result.quantity.value / to.quantity.value;
}

function directionOf(line: readonly ReportedValue[]): Trend['direction'] {
  if (line.length < 3) return 'too_few';
  const [first, second, third] = line.slice(-3).map(({ quantity }) => quantity.value);
  if (first! < second! && second! < third!) return 'rising';
  return first! > second! && second! > third! ? 'falling' : 'neither';
}
