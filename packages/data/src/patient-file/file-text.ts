// The text of a file as YAML or JSON, with the line of every field for refusals.
// Never quotes the text in an error: places and rules only.

import type { FieldProblem } from '@aegle/core';
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** A problem of a file, with the line it stands on where that is known. */
export interface FileProblem extends FieldProblem {
  readonly line?: number | undefined;
}

export type ParsedText =
  | {
      readonly ok: true;
      readonly content: unknown;
      /** True when the text itself shows its end, as JSON does. */
      readonly isClosed: boolean;
      readonly lineOf: (field: string) => number | undefined;
    }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

const LONGEST = 20_000_000;

/** Reads one document; several documents, repeated keys and broken text are refused. */
export function parseText(text: string): ParsedText {
  const refuse = (rule: string, nextStep: string, line?: number): ParsedText => ({
    ok: false,
    problems: [{ field: 'file', rule, nextStep, line }],
  });
  if (text.length > LONGEST) return refuse('file_too_long', 'Send at most 20 MB a file.');
  if (text.trim() === '')
    return refuse('file_empty', 'Write a patient file; see examples/patients.');
  const counter = new LineCounter();
  const document = parseDocument(text, {
    strict: true,
    uniqueKeys: true,
    prettyErrors: false,
    lineCounter: counter,
  });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const { line } = counter.linePos(fault.pos[0]);
    const isJson = /^[{[]/.test(text.trimStart());
    return refuse(
      isJson ? 'not_json' : 'not_yaml',
      `The text breaks off or is not ${isJson ? 'JSON' : 'YAML'} here (${fault.code}). ` +
        'Check whether the file is whole.',
      line,
    );
  }
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: 100 });
  } catch {
    return refuse('not_yaml', 'It repeats parts (aliases) too often: write them out.');
  }
  const lineOf = (field: string): number | undefined => {
    let found: unknown;
    const path = field.split(/[.[\]]+/).filter((part) => part !== '');
    for (let length = path.length; length >= 0 && !isNode(found); length -= 1)
      found = document.getIn(
        path.slice(0, length).map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
        true,
      );
    return isNode(found) && found.range ? counter.linePos(found.range[0]).line : undefined;
  };
  const isClosed = isMap(document.contents) && document.contents.flow === true;
  return { ok: true, content, isClosed, lineOf };
}

const RULES: Readonly<Record<string, string>> = {
  unrecognized_keys: 'unknown_field',
  invalid_type: 'wrong_type',
  invalid_value: 'not_a_listed_value',
  too_small: 'not_in_range',
  too_big: 'not_in_range',
  invalid_format: 'wrong_format',
};

/** What a schema says is wrong, as field problems. */
export function problemsOfShape(issues: readonly z.core.$ZodIssue[]): readonly FieldProblem[] {
  return issues.flatMap((issue): FieldProblem[] => {
    const place = pathText(issue.path);
    const rule = RULES[issue.code] ?? issue.code;
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        field: place === 'file' ? key : `${place}.${key}`,
        rule,
        nextStep: 'Remove it, or correct its name; `aegle schema patient` lists the fields.',
      }));
    const isMissing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
    return [
      {
        field: place,
        rule: isMissing || isAbsentLiteral(issue) ? 'missing_field' : rule,
        nextStep: isMissing ? 'Write this field; a file cut short lacks it.' : sentenceOf(issue),
      },
    ];
  });
}

function isAbsentLiteral(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_value' && issue.path.at(-1) === 'complete';
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (isAbsentLiteral(issue))
    return 'End the file with `complete: true`; without it the file may have been cut short.';
  if (issue.code === 'invalid_type') return `Write a value of type ${issue.expected}.`;
  return `${issue.message}.`;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'file' : text;
}
