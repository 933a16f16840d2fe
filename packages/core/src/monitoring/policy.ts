// Monitoring policies as the evidence gives them: which tests, when, and what is not needed.
// Never a policy of its own: a site chooses one of those that the evidence names.

import {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  EvidenceUnfit,
  facetWord,
  facetWords,
  requiredRow,
} from '../evidence/evidence-row.ts';
import type { Length } from '../time/length.ts';

/** A span in the source's own unit, from the shorter to the longer end; both ends included. */
export interface Span {
  readonly shortest: Length;
  readonly longest: Length;
}

export const STEP_KINDS = [
  'before-start',
  'after-start',
  'then-every',
  'peak-dose',
  'until-response',
  'after-dose-rise',
  'clinician-decides',
  'not-needed',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** One line of a policy. */
export interface PolicyStep {
  readonly id: string;
  readonly kind: StepKind;
  /** Panels or analytes: `lipids`, `liver`, `alt`, `triglycerides`, … */
  readonly tests: readonly string[];
  /** Window or interval; absent where neither the source nor a default gives one. */
  readonly span?: Span;
  /** True when the source gives one day, so that the tolerance is put around it. */
  readonly isOneDay: boolean;
  /** The step counts only for patients with one of these risks; empty: for everybody. */
  readonly risks: readonly string[];
  /** Why a test is not needed. */
  readonly why?: string;
  readonly text: string;
  readonly citations: readonly EvidenceCitation[];
}

export interface MonitoringPolicy {
  readonly id: string;
  readonly steps: readonly PolicyStep[];
  readonly tolerance: Length;
  /** How long at the highest dose so far before a quiet test makes the response known. */
  readonly responseKnownAfter: Length;
}

const TOPIC = 'laboratory-schedules';

/** Every policy of the evidence, by its name. */
export function readPolicies(rows: readonly EvidenceRow[]): ReadonlyMap<string, MonitoringPolicy> {
  const ofTopic = rows.filter((row) => row.topic === TOPIC);
  const one = (id: string) => spanOf(requiredRow(ofTopic, `${TOPIC}.defaults.${id}`)).shortest;
  const names = [...new Set(ofTopic.flatMap((row) => facetWords(row, 'policy')))];
  return new Map(
    names.map((id) => {
      const steps = ofTopic
        .filter((row) => facetWord(row, 'policy') === id && facetWord(row, 'step') !== undefined)
        .map((row) => stepOf(ofTopic, row));
      const responseKnownAfter = one('response-known');
      return [id, { id, steps, tolerance: one('tolerance'), responseKnownAfter }];
    }),
  );
}

function stepOf(rows: readonly EvidenceRow[], row: EvidenceRow): PolicyStep {
  const kind = STEP_KINDS.find((one) => one === facetWord(row, 'step'));
  if (kind === undefined) throw new EvidenceUnfit(row.id, 'names no step that the product knows');
  const spanRow = spanRowOf(rows, row, kind);
  const why = facetWord(row, 'why');
  return {
    id: row.id,
    kind,
    tests: facetWords(row, 'tests'),
    ...(spanRow ? { span: spanOf(spanRow) } : {}),
    isOneDay: spanRow?.value !== undefined,
    risks: facetWords(row, 'risks'),
    ...(why === undefined ? {} : { why }),
    text: row.text ?? row.description,
    citations: [row, ...(spanRow && spanRow !== row ? [spanRow] : [])].map(citationOf),
  };
}

/** The row that gives the step its window: itself, the one it names, or the default of its kind. */
function spanRowOf(
  rows: readonly EvidenceRow[],
  row: EvidenceRow,
  kind: StepKind,
): EvidenceRow | undefined {
  if (kind === 'not-needed' || kind === 'clinician-decides') return undefined;
  if (row.kind === 'value' || row.kind === 'range') return row;
  const window = facetWord(row, 'window');
  if (window !== undefined) return requiredRow(rows, `${TOPIC}.${window}`);
  const interval = facetWord(row, 'interval');
  if (interval !== undefined) return requiredRow(rows, `${TOPIC}.defaults.${interval}`);
  return kind === 'before-start'
    ? requiredRow(rows, `${TOPIC}.defaults.baseline-window`)
    : undefined;
}

const UNITS = { d: 'day', wk: 'week' } as const;

/** The span of a row in days, weeks or calendar months. */
export function spanOf(row: EvidenceRow): Span {
  const low = row.value ?? row.range?.min;
  const high = row.value ?? row.range?.max;
  if (typeof low !== 'number' || typeof high !== 'number')
    throw new EvidenceUnfit(row.id, 'gives no span with both ends');
  return { shortest: lengthOf(row, low), longest: lengthOf(row, high) };
}

function lengthOf(row: EvidenceRow, amount: number): Length {
  if (row.unit === 'mo') return { unit: 'calendar_month', amount, monthEnd: 'last_day_of_month' };
  if (row.unit === 'd' || row.unit === 'wk') return { unit: UNITS[row.unit], amount };
  throw new EvidenceUnfit(row.id, 'gives its span in a unit other than days, weeks or months');
}

/** The same length backwards. */
export function backwards(length: Length): Length {
  return { ...length, amount: -length.amount };
}
