// Whether the rows of a release keep faith with the evidence they cite.
// A release row must never be surer than its evidence, nor rest on a reserved row.
import type { Evidence } from './evidence.ts';
import type { Refusal, RefusalRule } from './refusal.ts';
import { writtenPath } from './refusal.ts';
import type { ReleaseFile, ReleaseRow } from './release-schema.ts';
import type { Row } from './row.ts';
import type { Source } from './schema.ts';

type Report = (key: keyof ReleaseRow, rule: RefusalRule, message: string, next: string) => Refusal;

/** Every fault of a release against the evidence. */
export function releaseRefusals(file: string, release: ReleaseFile, evidence: Evidence): Refusal[] {
  const keys = studyKeys(evidence);
  const sets = [
    { at: ['rows'], rows: release.rows },
    ...(release.doseStructures ?? []).map(({ rows }, i) => {
      return { at: ['doseStructures', i, 'rows'], rows };
    }),
  ];
  return sets.flatMap(({ at, rows }) => {
    return Object.entries(rows).flatMap(([parameter, row]) => rowRefusals(at, parameter, row));
  });

  function rowRefusals(at: readonly (string | number)[], parameter: string, row: ReleaseRow) {
    const report: Report = (key, rule, message, nextStep) => ({
      file,
      path: writtenPath([...at, parameter, key]),
      rule,
      message,
      nextStep,
    });
    return [
      ...citationRefusals(row, evidence, keys, report),
      ...endRefusals(row, report),
      ...recalledRefusals(row, recalledRows(row, evidence), report),
    ];
  }
}

/** Citation keys of studies, such as R1, that stand on at least one row anybody may read. */
function studyKeys(evidence: Evidence): ReadonlySet<string> {
  return new Set(evidence.rows.flatMap((row) => (row.key ? [row.key] : [])));
}

/** The source by its id, by its short id (L-ABS) or by its PubMed number (PMID-39813053). */
function citedSource(evidence: Evidence, cited: string): Source | undefined {
  for (const source of evidence.sources.values()) {
    const names = [source.id, source.key, source.pmid && `PMID-${source.pmid}`];
    if (names.includes(cited)) return source;
  }
  return undefined;
}

/**
 * The recalled rows on which a release row rests: those it cites by id, and those of a study cited
 * by its key when nothing in that study was read.
 */
function recalledRows(row: ReleaseRow, evidence: Evidence): readonly Row[] {
  return row.sources.flatMap((cited) => {
    const own = evidence.row(cited);
    if (own) return own.mark === 'R' ? [own] : [];
    const study = evidence.rows.filter((evidenceRow) => evidenceRow.key === cited);
    return study.every((evidenceRow) => evidenceRow.mark === 'R') ? study : [];
  });
}

function citationRefusals(
  row: ReleaseRow,
  evidence: Evidence,
  keys: ReadonlySet<string>,
  report: Report,
): Refusal[] {
  return row.sources.flatMap((id) => {
    if (evidence.row(id) || keys.has(id)) return [];
    const source = citedSource(evidence, id);
    if (source?.reserved || evidence.isReserved(id)) {
      return report(
        'sources',
        'release-reserved',
        `"${id}" is reserved for validation.`,
        'Set the parameter from other evidence.',
      );
    }
    if (source) return [];
    return report(
      'sources',
      'release-evidence',
      `"${id}" is no row, source or citation key of the evidence.`,
      'Cite a full row id (topic.group.row), a source id or a key such as R1.',
    );
  });
}

function endRefusals(row: ReleaseRow, report: Report): Refusal[] {
  const isFixed = row.distribution === 'fixed';
  const isOrdered = isFixed
    ? row.low === row.value && row.value === row.high
    : row.low < row.value && row.value < row.high;
  if (isOrdered) return [];
  return [
    report(
      'low',
      'outside-interval',
      `${row.low}, ${row.value}, ${row.high} are not low, value, high.`,
      'Give low < value < high, or three equal numbers when fixed.',
    ),
  ];
}

/** A recalled figure enters only wider than the evidence states it, with its mark R kept. */
function recalledRefusals(row: ReleaseRow, recalled: readonly Row[], report: Report): Refusal[] {
  if (recalled.length > 0 && row.mark !== 'R') {
    return [
      report(
        'mark',
        'release-mark',
        `It cites the recalled row ${recalled[0]?.id} but is marked ${row.mark}.`,
        'Mark it R so that readers see it, or re-read the source and mark the evidence V.',
      ),
    ];
  }
  if (row.mark !== 'R') return [];
  const isWidened = row.widened && row.distribution !== 'fixed' && row.low < row.high;
  const narrow = recalled.find((evidenceRow) => !isWiderThan(row, evidenceRow));
  if (isWidened && narrow === undefined) return [];
  return [
    report(
      'widened',
      'release-mark',
      narrow
        ? `A recalled row needs an interval wider than that of ${narrow.id}.`
        : 'A recalled row needs a widened interval.',
      'Widen low and high beyond the evidence and set widened, or re-read the source.',
    ),
  ];
}

function isWiderThan(row: ReleaseRow, evidenceRow: Row): boolean {
  if (row.unit !== evidenceRow.unit || typeof evidenceRow.interval !== 'object') return true;
  return row.low < evidenceRow.interval.low && row.high > evidenceRow.interval.high;
}
