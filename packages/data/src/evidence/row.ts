// One piece of evidence with everything its group says for it, and its place in the files.
// It must never be built for a row that failed a check.
import type { Certainty, GroupFile, Interval, Mark, RowFile, Status, TopicFile } from './schema.ts';
import { contentKeys, sharedKeys } from './schema.ts';

interface RowWords {
  /** `topic.group.row`, unique over all files. */
  readonly id: string;
  readonly topic: string;
  readonly group: string;
  /** Citation key of the evidence review, such as R1. */
  readonly key?: string;
  readonly description: string;
  readonly endpoint?: string;
  readonly population?: string;
  /** People behind the figure; absent where the source gives none. */
  readonly n?: number;
  readonly mark: Mark;
  readonly certainty: Certainty;
  readonly status: Status;
  readonly interval: Interval;
  /** UCUM; absent only for a code or a text. */
  readonly unit?: string;
  readonly spread?: RowFile['spread'];
  readonly sources: readonly string[];
  /** Where in the source the figure stands. */
  readonly section?: string;
  /** Where sources differ: which one is followed and why. */
  readonly followed?: string;
  readonly note?: string;
  readonly facets: NonNullable<RowFile['facets']>;
  readonly derivedFrom: readonly string[];
}

export type RowContent =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'values'; readonly values: readonly number[] }
  | { readonly kind: 'range'; readonly range: NonNullable<RowFile['range']> }
  | { readonly kind: 'distribution'; readonly distribution: NonNullable<RowFile['distribution']> }
  | { readonly kind: 'code'; readonly code: NonNullable<RowFile['code']> }
  | { readonly kind: 'text'; readonly text: string };

/** Evidence that anybody may read and fit. */
export type Row = RowWords & RowContent & { readonly reserved: false };
/** Evidence kept for independent validation: only a validator of a frozen release sees it. */
export type ReservedRow = RowWords & RowContent & { readonly reserved: true };

/** A row as its group completes it, before the checks: the row's own word wins over the group's. */
export type CompletedRow = RowFile & { readonly fullId: string; readonly key?: string };

export function completedRow(topic: TopicFile, group: GroupFile, row: RowFile): CompletedRow {
  const completed: Record<string, unknown> = {};
  for (const key of sharedKeys) {
    const stated = row[key] ?? group[key];
    if (stated !== undefined) completed[key] = stated;
  }
  if (group.facets && row.facets) completed.facets = { ...group.facets, ...row.facets };
  const fullId = `${topic.topic}.${group.id}.${row.id}`;
  return { ...row, ...completed, fullId, ...(group.key ? { key: group.key } : {}) };
}

/** The kinds of content that a row carries; the checks demand exactly one. */
export function statedContent(row: RowFile): string[] {
  return contentKeys.filter((key) => row[key] !== undefined);
}

/** Builds the row of the loaded evidence from a completed row that passed every check. */
export function checkedRow(topic: string, group: string, row: CompletedRow): Row | ReservedRow {
  const { fullId, id: _own, reserved, value, values, range, ...rest } = row;
  const { distribution, code, text, facets, derivedFrom, ...words } = rest;
  const content = contentOf({ value, values, range, distribution, code, text });
  const built = {
    ...words,
    ...content,
    id: fullId,
    topic,
    group,
    facets: facets ?? {},
    derivedFrom: derivedFrom ?? [],
    reserved: reserved === true,
  };
  return Object.freeze(built) as Row | ReservedRow;
}

function contentOf(
  row: {
    readonly [K in 'value' | 'values' | 'range' | 'distribution' | 'code' | 'text']:
      | RowFile[K]
      | undefined;
  },
): RowContent {
  if (row.value !== undefined) return { kind: 'value', value: row.value };
  if (row.values !== undefined) return { kind: 'values', values: row.values };
  if (row.range !== undefined) return { kind: 'range', range: row.range };
  if (row.distribution !== undefined) {
    return { kind: 'distribution', distribution: row.distribution };
  }
  if (row.code !== undefined) return { kind: 'code', code: row.code };
  if (row.text !== undefined) return { kind: 'text', text: row.text };
  throw new Error('a row without content passed the checks');
}
