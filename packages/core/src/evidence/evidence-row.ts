// The shape in which a row of the evidence reaches core, and how tables find their rows.
// Never a number of its own: a table that misses a row it needs is refused, not filled in.

/** A limit of a range: a number, or the laboratory's own upper or lower limit of normal. */
export type Limit = number | 'ULN' | 'LLN';

/** One row of the evidence (evidence/README.md says what each word means). */
export interface EvidenceRow {
  /** `topic.group.row`. */
  readonly id: string;
  readonly topic: string;
  readonly group: string;
  readonly description: string;
  readonly kind: 'value' | 'values' | 'range' | 'distribution' | 'code' | 'text';
  readonly value?: number;
  readonly values?: readonly number[];
  readonly range?: {
    readonly min?: Limit | undefined;
    readonly minIncluded?: boolean | undefined;
    readonly max?: Limit | undefined;
    readonly maxIncluded?: boolean | undefined;
  };
  readonly text?: string;
  readonly code?: { readonly system: string; readonly value: string };
  readonly unit?: string;
  readonly mark: 'V' | 'S' | 'R' | 'D' | 'P';
  readonly certainty: string;
  readonly status: 'stated' | 'secondary' | 'assumed' | 'disputed';
  readonly sources: readonly string[];
  readonly section?: string;
  readonly followed?: string;
  readonly note?: string;
  readonly facets: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Where a number or a sentence comes from, as shown beside it. */
export interface EvidenceCitation {
  readonly row: string;
  readonly mark: EvidenceRow['mark'];
  readonly status: EvidenceRow['status'];
  readonly sources: readonly string[];
  readonly section?: string;
}

/** The citation of a row. */
export function citationOf(row: EvidenceRow): EvidenceCitation {
  const { id, mark, status, sources, section } = row;
  return { row: id, mark, status, sources, ...(section === undefined ? {} : { section }) };
}

/** One facet as a list of words; empty when the row does not carry it. */
export function facetWords(row: EvidenceRow, name: string): readonly string[] {
  const stated = row.facets[name];
  if (stated === undefined) return [];
  return typeof stated === 'object' ? stated : [String(stated)];
}

/** One facet as a single word, or `undefined`. */
export function facetWord(row: EvidenceRow, name: string): string | undefined {
  return facetWords(row, name)[0];
}

/** Evidence that cannot carry what the product needs of it: named by its row, never guessed around. */
export class EvidenceUnfit extends Error {
  constructor(row: string, what: string) {
    super(`${row}: ${what}`);
    this.name = 'EvidenceUnfit';
  }
}

/** The row with an id; throws EvidenceUnfit when it is not there. */
export function requiredRow(rows: readonly EvidenceRow[], id: string): EvidenceRow {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new EvidenceUnfit(id, 'the evidence has no such row');
  return row;
}

/** The single number of a row; throws EvidenceUnfit when it carries none. */
export function requiredValue(rows: readonly EvidenceRow[], id: string): number {
  const { value } = requiredRow(rows, id);
  if (value === undefined) throw new EvidenceUnfit(id, 'carries no single number');
  return value;
}
