// Reads the evidence folder into typed rows, refusing it whole when anything in it is doubtful.
// It must never fill a gap, skip a bad row or look outside the folder it is given.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { RowReport } from './checks.ts';
import { rowRefusals } from './checks.ts';
import type { TopicWords } from './evidence.ts';
import { Evidence } from './evidence.ts';
import type { Refusal } from './refusal.ts';
import { EvidenceRefused } from './refusal.ts';
import type { CompletedRow, ReservedRow, Row } from './row.ts';
import { checkedRow, completedRow } from './row.ts';
import type { ReservedStudy, Source, TopicFile } from './schema.ts';
import { reservedStudiesFileSchema, sourcesFileSchema, topicFileSchema } from './schema.ts';
import type { ParsedFile } from './text.ts';
import { parsedFile, shaped } from './text.ts';

const sourcesFile = 'sources.yaml';
const reservedStudiesFile = 'reserved-studies.yaml';

interface PlacedRow {
  readonly row: CompletedRow;
  readonly group: string;
  readonly report: RowReport;
}

interface PlacedTopic extends TopicWords {
  readonly rows: readonly PlacedRow[];
}

/**
 * Reads every `.yaml` file of the folder: sources.yaml, reserved-studies.yaml, one topic a file.
 * Throws EvidenceRefused with every fault found; nothing is loaded then.
 */
export function readEvidence(folder: string): Evidence {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  const refusals: Refusal[] = [];
  const open = (name: string) => parsedFile(name, readFileSync(join(folder, name), 'utf8'));
  const sources = readSources(names, open, refusals);
  const reservedStudies = readReservedStudies(names, open, refusals);
  const topics = names
    .filter((name) => name !== sourcesFile && name !== reservedStudiesFile)
    .flatMap((name) => readTopic(open(name), refusals));
  refusals.push(...duplicateRefusals(topics));
  const placed = topics.flatMap((topic) => topic.rows);
  for (const { row, report } of placed) refusals.push(...rowRefusals(row, sources.byId, report));
  refusals.push(...derivationRefusals(placed), ...unusedRefusals(sources, placed));
  if (refusals.length > 0) throw new EvidenceRefused(refusals);
  const rows: (Row | ReservedRow)[] = topics.flatMap((topic) =>
    topic.rows.map(({ row, group }) => checkedRow(topic.topic, group, row)),
  );
  const words = topics.map(({ rows: _rows, ...topic }) => topic);
  return new Evidence({
    topics: words,
    rows,
    sources: [...sources.byId.values()],
    reservedStudies,
  });
}

interface ReadSources {
  readonly byId: ReadonlyMap<string, Source>;
  readonly parsed?: ParsedFile;
  readonly listed: readonly Source[];
}

function readSources(
  names: readonly string[],
  open: (name: string) => ParsedFile,
  refusals: Refusal[],
): ReadSources {
  if (!names.includes(sourcesFile)) {
    refusals.push(missingFile(sourcesFile));
    return { byId: new Map(), listed: [] };
  }
  const parsed = open(sourcesFile);
  const { data, refusals: found } = shaped(parsed, sourcesFileSchema);
  refusals.push(...found);
  const listed = data?.sources ?? [];
  const byId = new Map<string, Source>();
  listed.forEach((source, at) => {
    const path = ['sources', at];
    if (byId.has(source.id)) refusals.push(duplicate(parsed, [...path, 'id'], source.id));
    if (!source.url && !source.doi && !source.pmid && !source.pmc && !source.locator) {
      refusals.push(
        parsed.refuse(
          path,
          'source-without-place',
          `The source "${source.id}" cannot be found by a reader.`,
          'Give url, doi, pmid, pmc or locator.',
        ),
      );
    }
    byId.set(source.id, source);
  });
  return { byId, parsed, listed };
}

function readReservedStudies(
  names: readonly string[],
  open: (name: string) => ParsedFile,
  refusals: Refusal[],
): readonly ReservedStudy[] {
  if (!names.includes(reservedStudiesFile)) {
    refusals.push(missingFile(reservedStudiesFile));
    return [];
  }
  const parsed = open(reservedStudiesFile);
  const { data, refusals: found } = shaped(parsed, reservedStudiesFileSchema);
  refusals.push(...found);
  const seen = new Set<string>();
  data?.studies.forEach((study, at) => {
    if (seen.has(study.id)) refusals.push(duplicate(parsed, ['studies', at, 'id'], study.id));
    seen.add(study.id);
  });
  return data?.studies ?? [];
}

function readTopic(parsed: ParsedFile, refusals: Refusal[]): PlacedTopic[] {
  const { data, refusals: found } = shaped(parsed, topicFileSchema);
  refusals.push(...found);
  if (data === undefined) return [];
  if (data.topic !== basename(parsed.file, '.yaml')) {
    refusals.push(
      parsed.refuse(
        ['topic'],
        'file-name',
        `The topic "${data.topic}" stands in ${parsed.file}.`,
        'Name the file after its topic.',
      ),
    );
  }
  const { topic, title, about, fitting } = data;
  return [{ topic, title, about, fitting, rows: placedRows(parsed, data) }];
}

function placedRows(parsed: ParsedFile, topic: TopicFile): PlacedRow[] {
  return topic.groups.flatMap((group, groupAt) =>
    group.rows.map((row, rowAt) => ({
      row: completedRow(topic, group, row),
      group: group.id,
      report: (
        key: string,
        ...fault: Parameters<RowReport> extends [string, ...infer F] ? F : never
      ) => parsed.refuse(['groups', groupAt, 'rows', rowAt, key], ...fault),
    })),
  );
}

function duplicateRefusals(topics: readonly PlacedTopic[]): Refusal[] {
  const seen = new Set<string>();
  return topics.flatMap((topic) =>
    topic.rows.flatMap(({ row, report }) => {
      const isRepeated = seen.has(row.fullId);
      seen.add(row.fullId);
      if (!isRepeated) return [];
      return report(
        'id',
        'duplicate-id',
        `The id ${row.fullId} is used twice.`,
        'Give one of the two rows, or its group, another id.',
      );
    }),
  );
}

/** A figure derived from a reserved row would carry it into the fit: refused. */
function derivationRefusals(placed: readonly PlacedRow[]): Refusal[] {
  const byId = new Map(placed.map(({ row }) => [row.fullId, row]));
  return placed.flatMap(({ row, report }) =>
    (row.derivedFrom ?? []).flatMap((id) => {
      const origin = byId.get(id);
      if (origin === undefined) {
        return report(
          'derivedFrom',
          'unknown-row',
          `${row.fullId} is derived from "${id}", which is no row.`,
          'Give the full id, topic.group.row.',
        );
      }
      if (!origin.reserved || row.reserved) return [];
      return report(
        'derivedFrom',
        'derived-from-reserved',
        `${row.fullId} is derived from the reserved row ${id}.`,
        'Derive it from other rows, or mark it `reserved: true`.',
      );
    }),
  );
}

function unusedRefusals(sources: ReadSources, placed: readonly PlacedRow[]): Refusal[] {
  const used = new Set(placed.flatMap(({ row }) => row.sources ?? []));
  const { parsed } = sources;
  if (parsed === undefined) return [];
  return sources.listed.flatMap((source, at) => {
    if (used.has(source.id)) return [];
    return parsed.refuse(
      ['sources', at, 'id'],
      'unused-source',
      `No row cites the source "${source.id}".`,
      'Cite it where its figure stands, or remove it.',
    );
  });
}

function duplicate(parsed: ParsedFile, path: readonly PropertyKey[], id: string): Refusal {
  return parsed.refuse(
    path,
    'duplicate-id',
    `The id "${id}" is used twice.`,
    'Keep one, or give the other its own id.',
  );
}

function missingFile(file: string): Refusal {
  return {
    file,
    path: '',
    rule: 'missing-file',
    message: 'The evidence folder has no such file.',
    nextStep: `Add ${file}; evidence/schema.json describes it.`,
  };
}
