// The action table: for one value in one unit exactly one cell, with its advice, anchor and status.
// Never changes a dose and never answers for a unit or an analyte that the table does not hold.

import {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  EvidenceUnfit,
  facetWord,
  facetWords,
} from '../evidence/evidence-row.ts';
import { appliesTo, membership, rangeOf, type ValueRange } from './range.ts';
import type { ReportedValue } from './reported-value.ts';

/** From the mildest to the most cautious; `stop` also means the same day. */
export const ACTIONS = ['continue', 'act', 'hold', 'stop'] as const;
export type Action = (typeof ACTIONS)[number];

/** Above 0 when `left` is the more cautious one. */
export function caution(left: Action, right: Action): number {
  return ACTIONS.indexOf(left) - ACTIONS.indexOf(right);
}

/** When the next sample is due, in days after the specimen, both ends included. */
export interface RepeatWindow {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly citation: EvidenceCitation;
}

/** One cell of the table. */
export interface ActionCell {
  readonly id: string;
  readonly analytes: readonly string[];
  readonly range: ValueRange;
  /** The cell holds only with, or only without, symptoms of its analyte; absent: both. */
  readonly symptoms?: 'with' | 'without';
  readonly action: Action;
  readonly advice: string;
  readonly repeat?: RepeatWindow;
  /** True where the published proposal left a hole or an overlap that Aegle settled. */
  readonly isFilled: boolean;
  readonly citation: EvidenceCitation;
  /** Named where a site replaced the cell. */
  readonly site?: string;
}

/** A symptom that, beside a result of one of its analytes, calls for an action of its own. */
export interface SymptomRule {
  readonly analytes: readonly string[];
  readonly symptom: string;
  /** Absent: at any value. */
  readonly range?: ValueRange;
  readonly action: Action;
  readonly advice: string;
  readonly citation: EvidenceCitation;
}

/** A limit in absolute units that calls a person where the laboratory gave no limits of its own. */
export interface ReviewLimit {
  readonly analyte: string;
  readonly range: ValueRange;
  readonly citation: EvidenceCitation;
}

export interface ActionTable {
  readonly cells: readonly ActionCell[];
  readonly symptomRules: readonly SymptomRule[];
  readonly reviewLimits: readonly ReviewLimit[];
  /** Symptoms that make a cell `with` or `without` symptoms, by analyte. */
  readonly symptomsOf: ReadonlyMap<string, readonly string[]>;
}

const DAYS_OF: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, wk: 7 };

/** Reads the table from the evidence topic `laboratory-actions`. */
export function readActionTable(rows: readonly EvidenceRow[]): ActionTable {
  const ofTopic = rows.filter((row) => row.topic === 'laboratory-actions');
  const of = (table: string) => ofTopic.filter((row) => facetWord(row, 'table') === table);
  const repeats = of('repeat');
  return {
    cells: of('cell').map((row) => readCell(row, repeats)),
    symptomRules: of('symptom').map(symptomRuleOf),
    reviewLimits: of('review').map((row) => ({
      analyte: facetWord(row, 'analyte')!,
      range: rangeOf(row),
      citation: citationOf(row),
    })),
    symptomsOf: new Map(
      of('symptom-list').flatMap((row) =>
        facetWords(row, 'analyte').map((analyte) => [analyte, facetWords(row, 'symptom')] as const),
      ),
    ),
  };
}

function actionOf(row: EvidenceRow): Action {
  const action = ACTIONS.find((one) => one === facetWord(row, 'action'));
  if (action === undefined) throw new EvidenceUnfit(row.id, 'names no action');
  return action;
}

function readCell(row: EvidenceRow, repeats: readonly EvidenceRow[]): ActionCell {
  const symptoms = facetWord(row, 'symptoms');
  const name = row.id.split('.')[2]!;
  const repeat = repeats.find(
    (one) => one.group === row.group && facetWords(one, 'cells').includes(name),
  );
  return {
    id: row.id,
    analytes: facetWords(row, 'analyte'),
    range: rangeOf(row),
    ...(symptoms === 'with' || symptoms === 'without' ? { symptoms } : {}),
    action: actionOf(row),
    advice: row.description,
    ...(repeat === undefined ? {} : { repeat: repeatOf(repeat) }),
    isFilled: facetWord(row, 'filled') !== undefined,
    citation: citationOf(row),
  };
}

function repeatOf(row: EvidenceRow): RepeatWindow {
  const days = DAYS_OF[row.unit ?? ''];
  const low = row.value ?? row.range?.min;
  const high = row.value ?? row.range?.max;
  if (days === undefined || typeof low !== 'number' || typeof high !== 'number')
    throw new EvidenceUnfit(row.id, 'gives no window in hours, days or weeks');
  return { firstDay: low * days, lastDay: high * days, citation: citationOf(row) };
}

function symptomRuleOf(row: EvidenceRow): SymptomRule {
  return {
    analytes: facetWords(row, 'analyte'),
    symptom: facetWord(row, 'symptom')!,
    ...(row.kind === 'range' ? { range: rangeOf(row) } : {}),
    action: actionOf(row),
    advice: row.kind === 'text' ? row.text! : row.description,
    citation: citationOf(row),
  };
}

/** What a value's place in the table is. */
export type CellAnswer =
  | { readonly kind: 'cell'; readonly cell: ActionCell }
  | { readonly kind: 'none'; readonly because: NoCell };
export type NoCell = 'analyte_not_in_table' | 'unit_not_in_table' | 'laboratory_limits_missing';

/**
 * The one cell of a value. `symptoms` are the codes reported about the same days; none reported and
 * never asked are the same here, so a cell that asks about symptoms says so in its advice.
 */
export function cellOf(
  table: ActionTable,
  value: ReportedValue,
  symptoms: readonly string[],
): CellAnswer {
  const ofAnalyte = table.cells.filter((cell) => cell.analytes.includes(value.analyte));
  if (ofAnalyte.length === 0) return { kind: 'none', because: 'analyte_not_in_table' };
  if (!ofAnalyte.some((cell) => appliesTo(cell.range, value)))
    return { kind: 'none', because: 'unit_not_in_table' };
  const cells = cellsAt(table, value, symptoms);
  if (cells === 'unknown') return { kind: 'none', because: 'laboratory_limits_missing' };
  if (cells.length !== 1)
    throw new EvidenceUnfit(
      `laboratory-actions, ${value.analyte} in ${value.quantity.unit}`,
      'a value has no cell, or more than one',
    );
  return { kind: 'cell', cell: cells[0]! };
}

/** Every cell in which the value lies, which is one in a table that is whole. */
export function cellsAt(
  table: ActionTable,
  value: ReportedValue,
  symptoms: readonly string[],
): readonly ActionCell[] | 'unknown' {
  const isWith = (table.symptomsOf.get(value.analyte) ?? []).some((one) => symptoms.includes(one));
  const here = table.cells
    .filter((cell) => cell.analytes.includes(value.analyte) && appliesTo(cell.range, value))
    .filter((cell) => cell.symptoms === undefined || (cell.symptoms === 'with') === isWith)
    .map((cell) => ({ cell, where: membership(cell.range, value) }));
  if (here.some(({ where }) => where === 'unknown')) return 'unknown';
  return here.filter(({ where }) => where === 'inside').map(({ cell }) => cell);
}
