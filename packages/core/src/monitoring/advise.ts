// What the action table and the symptoms together advise on one result.
// Never a dose, never an order: it advises and asks a person to acknowledge.

import type { EvidenceCitation } from '../evidence/evidence-row.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import {
  type Action,
  type ActionCell,
  type ActionTable,
  caution,
  cellOf,
  type NoCell,
} from './action-table.ts';
import { appliesTo, membership } from './range.ts';
import type { ReportedValue } from './reported-value.ts';

/** A part of the advice with the row it comes from. */
export interface AdvicePart {
  readonly action: Action;
  readonly advice: string;
  readonly because: 'cell' | 'symptom' | 'not_fasting' | 'with_bilirubin';
  readonly citation: EvidenceCitation;
}

export interface ResultAdvice {
  /** The most cautious of the parts. */
  readonly action: Action;
  readonly parts: readonly AdvicePart[];
  readonly cell?: ActionCell;
  /** Why the table holds no cell for the result. */
  readonly noCell?: NoCell;
  /** Days in which the next sample is due, where a cell names them. */
  readonly repeat?: { readonly firstDay: CalendarDay; readonly lastDay: CalendarDay };
  /** True where a person has to say that they have seen it: everything but `continue`. */
  readonly needsAcknowledgement: boolean;
  /** True where any part is Aegle's own proposal: a named clinician signs the table first. */
  readonly isProposed: boolean;
}

/** Symptom codes that were reported about the same days, and other results of the same days. */
export interface ResultContext {
  readonly symptoms: readonly string[];
  /** Bilirubin taken within the same week, for Hy's law; absent: none known. */
  readonly bilirubin?: ReportedValue;
}

/** The advice on a value; without a part where neither table nor symptoms say anything. */
export function adviceOn(
  table: ActionTable,
  value: ReportedValue,
  context: ResultContext,
): ResultAdvice {
  const answer = cellOf(table, value, context.symptoms);
  const cell = answer.kind === 'cell' ? answer.cell : undefined;
  const parts: AdvicePart[] = [];
  if (cell) parts.push(cellPart(table, value, cell));
  parts.push(...symptomParts(table, value, context));
  const action = parts.reduce<Action>(
    (most, part) => (caution(part.action, most) > 0 ? part.action : most),
    'continue',
  );
  return {
    action,
    parts,
    ...(cell ? { cell } : {}),
    ...(answer.kind === 'none' ? { noCell: answer.because } : {}),
    ...(cell?.repeat
      ? {
          repeat: {
            firstDay: addDays(value.day, Math.floor(cell.repeat.firstDay)),
            lastDay: addDays(value.day, Math.ceil(cell.repeat.lastDay)),
          },
        }
      : {}),
    needsAcknowledgement: action !== 'continue',
    isProposed: parts.some((part) => part.citation.mark === 'P'),
  };
}

/** A raised value of a specimen that was not fasting is repeated fasting before it is acted on. */
function cellPart(table: ActionTable, value: ReportedValue, cell: ActionCell): AdvicePart {
  const rule = table.symptomRules.find(
    (one) => one.symptom === 'not-fasting' && one.analytes.includes(value.analyte),
  );
  const isNotFasting = rule !== undefined && value.isFasting === false && cell.action === 'act';
  return isNotFasting
    ? { action: rule.action, advice: rule.advice, because: 'not_fasting', citation: rule.citation }
    : { action: cell.action, advice: cell.advice, because: 'cell', citation: cell.citation };
}

function symptomParts(
  table: ActionTable,
  value: ReportedValue,
  context: ResultContext,
): readonly AdvicePart[] {
  if (context.symptoms.length === 0 && context.bilirubin === undefined) return [];
  return table.symptomRules.flatMap((rule): AdvicePart[] => {
    if (!rule.analytes.includes(value.analyte) || rule.symptom === 'not-fasting') return [];
    const isHigh =
      rule.range === undefined ||
      (appliesTo(rule.range, value) && membership(rule.range, value) !== 'outside');
    if (!isHigh) return [];
    const { action, advice, citation } = rule;
    if (rule.symptom === 'raised-bilirubin')
      return isBilirubinRaised(table, context.bilirubin)
        ? [{ action, advice, because: 'with_bilirubin', citation }]
        : [];
    return context.symptoms.includes(rule.symptom)
      ? [{ action, advice, because: 'symptom', citation }]
      : [];
  });
}

/** The bilirubin part of Hy's law; without its laboratory's limit it is not known and not claimed. */
function isBilirubinRaised(table: ActionTable, bilirubin: ReportedValue | undefined): boolean {
  const limit = table.symptomRules.find(
    (rule) => rule.symptom === 'raised-bilirubin' && rule.analytes.includes('bilirubin'),
  );
  if (bilirubin === undefined || limit?.range === undefined) return false;
  return membership(limit.range, bilirubin) === 'inside';
}
