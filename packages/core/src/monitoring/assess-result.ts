// Everything that one laboratory result says: grades, advice, questions, and what a person must do.
// Never drops a result: what cannot be read, graded or placed goes to a person.

import type { EvidenceRow } from '../evidence/evidence-row.ts';
import type { LabResult } from '../facts/record-facts.ts';
import type { LabDoubt } from '../terminology/lab-doubts.ts';
import { type ActionTable, readActionTable } from './action-table.ts';
import { adviceOn, type ResultAdvice, type ResultContext } from './advise.ts';
import { type Grade, type GradeTable, gradesOf, readGradeTable } from './grade.ts';
import { appliesTo, membership } from './range.ts';
import { type ReportedValue, reportedValueOf } from './reported-value.ts';
import {
  readUnitTable,
  type UnitQuestion,
  type UnitTable,
  unitQuestions,
} from './unit-questions.ts';

/** The tables of the evidence that read a result. */
export interface LaboratoryTables {
  readonly grades: GradeTable;
  readonly actions: ActionTable;
  readonly units: UnitTable;
}

/** Reads all of them from the evidence; throws EvidenceUnfit on a row that does not carry its part. */
export function readLaboratoryTables(rows: readonly EvidenceRow[]): LaboratoryTables {
  return {
    grades: readGradeTable(rows),
    actions: readActionTable(rows),
    units: readUnitTable(rows),
  };
}

/** Why a person has to look at the result. */
export type ReviewReason =
  | 'unknown_code'
  | 'held_in_doubt'
  | 'possible_unit_mix_up'
  | 'action_advised'
  | 'beyond_review_limit'
  | 'outside_limits_without_rule'
  | 'limits_missing'
  | 'unit_not_in_table'
  | 'only_a_bound_is_known';

export interface ResultReview {
  readonly reason: ReviewReason;
  /** `same_day` where the drug may have to stop; else with the next visit. */
  readonly urgency: 'same_day' | 'next_visit';
}

export interface ResultFinding {
  /** Id of the event of the result. */
  readonly id: string;
  /** Absent for a code the product does not know, or a result held in doubt. */
  readonly value?: ReportedValue;
  readonly doubt?: LabDoubt;
  /** One for each version of the scale; none while the unit is doubtful. */
  readonly grades: readonly Grade[];
  readonly advice?: ResultAdvice;
  readonly questions: readonly UnitQuestion[];
  readonly reviews: readonly ResultReview[];
}

/** What else is known of the same analyte. */
export interface PatientResults {
  /** The value before the course in this result's unit; absent: none. */
  readonly baseline?: number;
  /** The value before this one. */
  readonly previous?: ReportedValue;
}

/**
 * Reads one result. A unit that cannot be right is asked about first, and neither grade nor advice is
 * given. Where only a jump raises the question, the value is read as reported as well: it may be true.
 */
export function assessResult(
  tables: LaboratoryTables,
  result: LabResult,
  known: PatientResults,
  context: ResultContext,
): ResultFinding {
  const { id } = result.event;
  const value = reportedValueOf(result);
  if (value === undefined) {
    const reason = result.doubt === undefined ? 'unknown_code' : 'held_in_doubt';
    return {
      id,
      ...(result.doubt === undefined ? {} : { doubt: result.doubt }),
      grades: [],
      questions: [],
      reviews: [{ reason, urgency: 'same_day' }],
    };
  }
  const questions = unitQuestions(tables.units, value, known.previous);
  const asked: readonly ResultReview[] =
    questions.length > 0 ? [{ reason: 'possible_unit_mix_up', urgency: 'same_day' }] : [];
  if (questions.some(({ doubt }) => doubt !== 'differs_by_the_factor_between_units'))
    return { id, value, grades: [], questions, reviews: asked };
  const grades = gradesOf(tables.grades, value, known.baseline);
  const advice = adviceOn(tables.actions, value, context);
  const reviews = [...asked, ...reviewsOf(tables.actions, value, advice, grades)];
  return { id, value, grades, advice, questions, reviews };
}

function reviewsOf(
  table: ActionTable,
  value: ReportedValue,
  advice: ResultAdvice,
  grades: readonly Grade[],
): readonly ResultReview[] {
  const reviews: ResultReview[] = [];
  const isUrgent = advice.action === 'hold' || advice.action === 'stop';
  if (advice.needsAcknowledgement)
    reviews.push({ reason: 'action_advised', urgency: isUrgent ? 'same_day' : 'next_visit' });
  if (
    value.comparator !== undefined &&
    grades.some((one) => one.kind === 'graded' && one.mayBeHigher)
  )
    reviews.push({ reason: 'only_a_bound_is_known', urgency: 'next_visit' });
  if (advice.noCell === undefined) return reviews;
  const isBeyond = table.reviewLimits.some(
    ({ analyte, range }) =>
      analyte === value.analyte && appliesTo(range, value) && membership(range, value) === 'inside',
  );
  if (isBeyond) reviews.push({ reason: 'beyond_review_limit', urgency: 'same_day' });
  else if (advice.noCell === 'laboratory_limits_missing')
    reviews.push({ reason: 'limits_missing', urgency: 'next_visit' });
  else if (advice.noCell === 'unit_not_in_table')
    reviews.push({ reason: 'unit_not_in_table', urgency: 'same_day' });
  else if (isOutsideLimits(value))
    reviews.push({ reason: 'outside_limits_without_rule', urgency: 'next_visit' });
  return reviews;
}

function isOutsideLimits({ quantity: { value }, limits }: ReportedValue): boolean {
  const isLow = limits.low !== undefined && value < limits.low;
  return isLow || (limits.high !== undefined && value > limits.high);
}
