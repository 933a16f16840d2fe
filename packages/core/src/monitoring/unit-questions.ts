// Questions about a value that may have been measured in another unit than the one reported.
// Never changes the value or the unit: it asks, and says what speaks for a mix-up.

import { type EvidenceRow, facetWord, facetWords } from '../evidence/evidence-row.ts';
import { membership, rangeOf, type ValueRange } from './range.ts';
import type { ReportedValue } from './reported-value.ts';

/** What speaks for a mix-up. That unit and code disagree is asked when the result is sent. */
export type UnitDoubt =
  /** Impossible or nearly so in this unit, usual in the other one. */
  | 'usual_in_another_unit'
  /** Impossible or nearly so in this unit and in every other one. */
  | 'hardly_possible'
  /** Differs from the patient's last result in this unit by the factor between the units. */
  | 'differs_by_the_factor_between_units';

export interface UnitQuestion {
  readonly doubt: UnitDoubt;
  /** The other unit that the number would fit, where one is known. */
  readonly otherUnit?: string;
}

/** Values that are met in practice, by analyte and unit, and factors between two units. */
export interface UnitTable {
  readonly usual: readonly { readonly analytes: readonly string[]; readonly range: ValueRange }[];
  /** `factor` × the number in `from` is the number in `to`. */
  readonly factors: readonly {
    readonly analytes: readonly string[];
    readonly from: string;
    readonly to: string;
    readonly factor: number;
  }[];
}

/** Reads usual ranges (`laboratory-actions`, table `usual`) and factors (`conversions`). */
export function readUnitTable(rows: readonly EvidenceRow[]): UnitTable {
  return {
    usual: rows
      .filter((row) => row.topic === 'laboratory-actions' && facetWord(row, 'table') === 'usual')
      .map((row) => ({ analytes: facetWords(row, 'analyte'), range: rangeOf(row) })),
    factors: rows.flatMap((row) => {
      const [from, to] = [facetWord(row, 'from'), facetWord(row, 'to')];
      if (row.topic !== 'conversions' || row.value === undefined || !from || !to) return [];
      return { analytes: facetWords(row, 'of'), from, to, factor: row.value };
    }),
  };
}

/** How near to the factor a jump must come to raise the question: within a quarter. */
const NEAR = 1.25;
/** Units less far apart than this cannot be told from a change of the patient. */
const TELLING_FACTOR = 5;

/** Everything to ask about the unit; empty where nothing speaks for a mix-up. */
export function unitQuestions(
  table: UnitTable,
  value: ReportedValue,
  previous: ReportedValue | undefined,
): readonly UnitQuestion[] {
  const analyte = value.analyte === 'glucose-fasting' ? 'glucose' : value.analyte;
  const { unit } = value.quantity;
  const others = table.factors.flatMap(({ analytes, from, to, factor }) => {
    if (!analytes.includes(analyte)) return [];
    if (from === unit) return [{ unit: to, factor }];
    return to === unit ? [{ unit: from, factor: 1 / factor }] : [];
  });
  const isUsual = (inUnit: string) => {
    const usual = table.usual.find(
      ({ analytes, range }) => analytes.includes(analyte) && range.unit === inUnit,
    );
    if (usual === undefined) return undefined;
    // The bare number is tried in the other unit: that is what a mix-up does.
    const read = { ...value, quantity: { ...value.quantity, unit } };
    return membership({ ...usual.range, unit }, read) === 'inside';
  };
  if (isUsual(unit) === false) {
    const fitting = others.find((other) => isUsual(other.unit) === true);
    return fitting
      ? [{ doubt: 'usual_in_another_unit', otherUnit: fitting.unit }]
      : [{ doubt: 'hardly_possible' }];
  }
  const jump = others.find((other) => isJump(value, previous, other.factor));
  return jump ? [{ doubt: 'differs_by_the_factor_between_units', otherUnit: jump.unit }] : [];
}

function isJump(value: ReportedValue, previous: ReportedValue | undefined, factor: number) {
  if (previous?.quantity.unit !== value.quantity.unit) return false;
  const [before, after] = [previous.quantity.value, value.quantity.value];
  if (before <= 0 || after <= 0 || Math.max(factor, 1 / factor) < TELLING_FACTOR) return false;
  const ratio = after / before;
  return [ratio / factor, ratio * factor].some((off) => off < NEAR && off > 1 / NEAR);
}
