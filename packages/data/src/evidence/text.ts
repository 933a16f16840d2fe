// One YAML file as data with a line for every path, so that a refusal can point at the place.
// It must never accept a file with a syntax error, a repeated key or an alias.
import { type Document, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Refusal, RefusalRule } from './refusal.ts';
import { writtenPath } from './refusal.ts';

export interface ParsedFile {
  readonly file: string;
  readonly data: unknown;
  readonly refusals: readonly Refusal[];
  /** A refusal at a path of this file, with the nearest line above it. */
  refuse(
    path: readonly PropertyKey[],
    rule: RefusalRule,
    message: string,
    nextStep: string,
  ): Refusal;
}

/** Parses the text of one file. Faults of syntax come back as refusals, never as a throw. */
export function parsedFile(file: string, text: string): ParsedFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const refuse: ParsedFile['refuse'] = (path, rule, message, nextStep) => {
    const line = lineOf(path);
    const place = { file, path: writtenPath(path), rule, message, nextStep };
    return line === undefined ? place : { ...place, line };
  };
  const refusals = document.errors.map((error) => ({
    ...refuse(
      [],
      'unreadable-file',
      `The YAML cannot be read: ${error.message.split('\n')[0]}`,
      'Correct the YAML at this line; every key stands once in its map.',
    ),
    line: error.linePos?.[0].line ?? 1,
  }));
  const alias = firstAlias(document);
  if (alias !== undefined) {
    refusals.push({
      ...refuse([], 'unreadable-file', 'The file uses an alias.', 'Write the value out.'),
      line: lines.linePos(alias).line,
    });
  }
  const data: unknown = refusals.length === 0 ? document.toJS() : undefined;
  return { file, data, refusals, refuse };
}

/** Where the first alias stands: a reader of the page must see each value where it applies. */
function firstAlias(document: Document.Parsed): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias(_key, node) {
      offset = node.range?.[0];
      return visit.BREAK;
    },
  });
  return offset;
}

/** The data of a file in the given shape, or the refusals that say where it departs from it. */
export function shaped<S extends z.ZodType>(
  parsed: ParsedFile,
  schema: S,
): { readonly data?: z.output<S>; readonly refusals: readonly Refusal[] } {
  if (parsed.refusals.length > 0) return { refusals: parsed.refusals };
  const result = schema.safeParse(parsed.data);
  if (result.success) return { data: result.data, refusals: [] };
  return { refusals: result.error.issues.map((issue) => shapeRefusal(parsed, issue)) };
}

function shapeRefusal(parsed: ParsedFile, issue: z.core.$ZodIssue): Refusal {
  const unknown = unrecognisedKeys(issue);
  if (unknown.length > 0) {
    return parsed.refuse(
      [...issue.path, unknown[0] ?? ''],
      'unknown-key',
      `The key ${unknown.map((key) => `"${key}"`).join(', ')} is not known here.`,
      'Use a key of evidence/schema.json, or remove it.',
    );
  }
  if (issue.path.at(-1) === 'sources' && issue.code === 'too_small') {
    return parsed.refuse(
      issue.path,
      'uncited-value',
      'The list of sources is empty.',
      'Name at least one id of sources.yaml.',
    );
  }
  return parsed.refuse(
    issue.path,
    'wrong-shape',
    `${issue.message}.`,
    'Give the value in the form that evidence/schema.json describes.',
  );
}

function unrecognisedKeys(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'unrecognized_keys') return issue.keys;
  if (issue.code !== 'invalid_union') return [];
  return issue.errors.flatMap((branch) => branch.flatMap(unrecognisedKeys));
}
