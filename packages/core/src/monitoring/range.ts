// Ranges of the evidence, read against one reported value and its laboratory's own limits.
// Never turns moles into milligrams: an absolute range answers only for units of its own property.

import type { EvidenceRow, Limit } from '../evidence/evidence-row.ts';
import { compareProducts } from '../units/decimal.ts';
import { isUcumCode, UCUM_UNITS } from '../units/ucum-units.ts';
import type { ReportedValue } from './reported-value.ts';

/** One end of a range. */
export interface RangeEnd {
  readonly at: Limit;
  readonly isIncluded: boolean;
}

/** A range in its unit: UCUM, or `{ULN}`, `{LLN}`, `{baseline}` for a multiple of that. */
export interface ValueRange {
  readonly unit: string;
  readonly low?: RangeEnd;
  readonly high?: RangeEnd;
}

/** The range of a row; a row without ends reaches everywhere. */
export function rangeOf(row: EvidenceRow): ValueRange {
  const { min, minIncluded, max, maxIncluded } = row.range ?? {};
  return {
    unit: row.unit ?? '',
    ...(min === undefined ? {} : { low: { at: min, isIncluded: minIncluded !== false } }),
    ...(max === undefined ? {} : { high: { at: max, isIncluded: maxIncluded !== false } }),
  };
}

export type Membership = 'inside' | 'outside' | 'unknown';

/** What `{ULN}`, `{LLN}` and `{baseline}` stand for, in the value's unit. */
function multipleOf(unit: string, value: ReportedValue, baseline: number | undefined) {
  if (unit === '{ULN}') return { of: value.limits.high };
  if (unit === '{LLN}') return { of: value.limits.low };
  return unit === '{baseline}' ? { of: baseline } : undefined;
}

/** True when the range can be read for a value: a multiple, or a unit of the same property. */
export function appliesTo(range: ValueRange, value: ReportedValue): boolean {
  if (range.unit.startsWith('{')) return true;
  return (
    isUcumCode(range.unit) &&
    UCUM_UNITS[range.unit].property === UCUM_UNITS[value.quantity.unit].property
  );
}

/**
 * Whether the value lies in the range; `unknown` when an end needs a limit that nobody gave. Units of
 * one property differ by an exact factor (12 g/L is 1200 mg/dL), so that nothing is rounded. A value
 * given only as a bound lies just beyond it. `baseline` is the patient's own, in the value's unit.
 */
export function membership(range: ValueRange, value: ReportedValue, baseline?: number): Membership {
  const side = (end: RangeEnd | undefined) =>
    end === undefined ? undefined : compareTo(range, end, value, baseline);
  const [fromLow, fromHigh] = [side(range.low), side(range.high)];
  if (range.low && fromLow !== undefined && !fits(fromLow, range.low)) return 'outside';
  if (range.high && fromHigh !== undefined && !fits(-fromHigh, range.high)) return 'outside';
  const isUnknown = (range.low && fromLow === undefined) || (range.high && fromHigh === undefined);
  return isUnknown ? 'unknown' : 'inside';
}

function fits(towardsInside: number, end: RangeEnd): boolean {
  return towardsInside > 0 || (towardsInside === 0 && end.isIncluded);
}

/** Above 0 when the value lies above the end, `undefined` when the end is not known. */
function compareTo(
  range: ValueRange,
  end: RangeEnd,
  value: ReportedValue,
  baseline: number | undefined,
): number | undefined {
  const { comparator, quantity } = value;
  const ends = exactEnds(range, end, value, baseline);
  if (ends === undefined) return undefined;
  const order = compareProducts(quantity.value, ends.scale, ends.limit, ends.times);
  if (order !== 0 || comparator === undefined || comparator.endsWith('=')) return order;
  return comparator === '>' ? 1 : -1;
}

/** The end as `limit` × `times`, and what the value is multiplied by to be compared with it. */
function exactEnds(
  range: ValueRange,
  end: RangeEnd,
  value: ReportedValue,
  baseline: number | undefined,
): { readonly limit: number; readonly times: number; readonly scale: number } | undefined {
  const multiple = multipleOf(range.unit, value, baseline);
  if (multiple !== undefined)
    return multiple.of === undefined
      ? undefined
      : { limit: multiple.of, times: Number(end.at), scale: 1 };
  if (typeof end.at !== 'number') {
    const own = end.at === 'ULN' ? value.limits.high : value.limits.low;
    return own === undefined ? undefined : { limit: own, times: 1, scale: 1 };
  }
  if (!isUcumCode(range.unit)) return undefined;
  const [from, to] = [UCUM_UNITS[value.quantity.unit], UCUM_UNITS[range.unit]];
  return { limit: end.at, times: from.per * to.times, scale: from.times * to.per };
}
