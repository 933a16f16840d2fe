// CTCAE grades of a reported value, in the unit it was reported in, for one version of the scale.
// Never converts before grading, never grades against a limit that nobody gave.

import {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  EvidenceUnfit,
  facetWord,
  facetWords,
} from '../evidence/evidence-row.ts';
import { appliesTo, membership, rangeOf, type ValueRange } from './range.ts';
import { mayBeWorse, type ReportedValue } from './reported-value.ts';

export const GRADE_VERSIONS = ['v5', 'v6'] as const;
export type GradeVersion = (typeof GRADE_VERSIONS)[number];

/** One grade of one analyte, as the evidence gives it. */
export interface GradeRow {
  readonly analyte: string;
  readonly grade: number;
  readonly versions: readonly string[];
  /** Set where the scale grades an abnormal baseline by other cuts. */
  readonly baseline?: 'normal' | 'abnormal';
  /** Absent for a grade that is a judgement in words. */
  readonly range?: ValueRange;
  readonly citation: EvidenceCitation;
}

/** Why there is no grade. */
export type UngradedReason =
  | 'laboratory_limits_missing'
  | 'unit_has_no_grades'
  | 'analyte_has_no_grades_in_this_version';

/** A grade with its scale and version, or the reason there is none; stored as it is. */
export type Grade =
  | {
      readonly kind: 'graded';
      readonly scale: 'ctcae';
      readonly version: GradeVersion;
      /** 0: the value reaches no grade of this version. */
      readonly grade: number;
      /** True when a higher grade is a judgement, or only a bound of the value is known. */
      readonly mayBeHigher: boolean;
      readonly citation?: EvidenceCitation;
    }
  | {
      readonly kind: 'ungraded';
      readonly scale: 'ctcae';
      readonly version: GradeVersion;
      readonly because: UngradedReason;
    };

/** The grades by analyte, the highest first. */
export type GradeTable = ReadonlyMap<string, readonly GradeRow[]>;

/** Reads the grades from the evidence topic `laboratory-grades`. */
export function readGradeTable(rows: readonly EvidenceRow[]): GradeTable {
  const read = gradeRows(rows).sort((left, right) => right.grade - left.grade);
  const table = new Map<string, GradeRow[]>();
  for (const row of read) table.set(row.analyte, [...(table.get(row.analyte) ?? []), row]);
  return table;
}

function gradeRows(rows: readonly EvidenceRow[]): GradeRow[] {
  return rows.flatMap((row) => {
    const grade = Number(facetWord(row, 'grade'));
    const analyte = facetWord(row, 'analyte');
    if (row.topic !== 'laboratory-grades' || facetWord(row, 'scale') !== 'ctcae') return [];
    if (analyte === undefined || !(grade >= 1 && grade <= 5))
      throw new EvidenceUnfit(row.id, 'names no analyte or no grade');
    const baseline = facetWord(row, 'baseline');
    return {
      analyte,
      grade,
      versions: facetWords(row, 'version'),
      ...(baseline === 'normal' || baseline === 'abnormal' ? { baseline } : {}),
      ...(row.kind === 'range' ? { range: rangeOf(row) } : {}),
      citation: citationOf(row),
    };
  });
}

/**
 * The grade of one value. `baseline` is the patient's value before the course in the same unit;
 * it matters where the scale grades an abnormal baseline by other cuts, and unknown means normal.
 */
export function gradeOf(
  table: GradeTable,
  value: ReportedValue,
  version: GradeVersion,
  baseline?: number,
): Grade {
  const scale = 'ctcae' as const;
  const ungraded = (because: UngradedReason): Grade => ({
    kind: 'ungraded',
    scale,
    version,
    because,
  });
  const kind = baselineKind(value, baseline);
  const ofVersion = (table.get(value.analyte) ?? []).filter(
    (row) =>
      row.versions.includes(version) && (row.baseline === undefined || row.baseline === kind),
  );
  if (ofVersion.length === 0) return ungraded('analyte_has_no_grades_in_this_version');
  const inUnit = ofVersion.filter((row) => row.range && appliesTo(row.range, value));
  if (inUnit.length === 0) return ungraded('unit_has_no_grades');
  for (const row of inUnit) {
    const where = membership(row.range!, value, baseline);
    if (where === 'unknown') return ungraded('laboratory_limits_missing');
    if (where === 'outside') continue;
    const isJudged = ofVersion.some((one) => one.range === undefined && one.grade > row.grade);
    const { grade, citation } = row;
    const mayBeHigher = isJudged || mayBeWorse(value);
    return { kind: 'graded', scale, version, grade, mayBeHigher, citation };
  }
  return { kind: 'graded', scale, version, grade: 0, mayBeHigher: mayBeWorse(value) };
}

/** Abnormal when the baseline lies above this laboratory's upper limit. */
function baselineKind(value: ReportedValue, baseline: number | undefined): 'normal' | 'abnormal' {
  const { high } = value.limits;
  return baseline !== undefined && high !== undefined && baseline > high ? 'abnormal' : 'normal';
}

/** Both versions side by side. */
export function gradesOf(
  table: GradeTable,
  value: ReportedValue,
  baseline?: number,
): readonly Grade[] {
  return GRADE_VERSIONS.map((version) => gradeOf(table, value, version, baseline));
}
