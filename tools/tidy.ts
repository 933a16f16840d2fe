// The house rules as functions over the tree: sizes, names, words, traces. Directions are in walls.ts.
// Never mends: it names the place and the rule.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';

/** One broken rule. */
export interface Untidy {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

const LINES_MAX = 400;
const FUNCTION_LINES_MAX = 60;
const COLUMNS_MAX = 120;

/** Files that git tracks or would track, relative to the root. */
export function trackedFiles(root: string): readonly string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\n')
    .filter((name) => name !== '' && existsSync(join(root, name)));
}

/** Every broken rule of the tree. */
export function untidy(root: string): readonly Untidy[] {
  const files = trackedFiles(root);
  const sources = files.filter((name) => /\.(ts|tsx|mjs)$/.test(name));
  const found: Untidy[] = [];
  for (const file of sources) {
    const text = readFileSync(join(root, file), 'utf8');
    found.push(
      ...sizes(file, text),
      ...words(file, text),
      ...names(file),
      ...functions(file, text),
    );
  }
  for (const file of files) found.push(...traces(root, file));
  return found;
}

function sizes(file: string, text: string): readonly Untidy[] {
  const lines = text.split('\n');
  const found: Untidy[] = [];
  if (lines.length - 1 > LINES_MAX)
    found.push({ file, line: LINES_MAX, rule: `more than ${LINES_MAX} lines` });
  // The formatter keeps columns; what is left are sentences and patterns, which tests may need whole.
  const isTest = file.includes('.test.') || file.startsWith('tests/');
  lines.forEach((line, index) => {
    if (line.length > COLUMNS_MAX && !isTest)
      found.push({ file, line: index + 1, rule: `more than ${COLUMNS_MAX} columns` });
  });
  // A program says first what runs it.
  const opening = lines[0]!.startsWith('#!') ? (lines[1] ?? '') : lines[0]!;
  if (!opening.startsWith('//') && !opening.startsWith('import { defineConfig'))
    found.push({ file, line: 1, rule: 'does not open by saying what it is for' });
  return found;
}

// Written in parts, so that this file does not accuse itself.
const BANNED: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`\\b(it|test|describe)\\.(sk${'ip'}|on${'ly'}|to${'do'})\\b`),
    'a test that is not run',
  ],
  [new RegExp(`\\bTO${'DO'}\\b|\\bFIX${'ME'}\\b`), 'a marker left over'],
  [
    new RegExp(`@ts-ig${'nore'}|@ts-no${'check'}|\\bas a${'ny'}\\b|: a${'ny'}[\\s;,)=\\]|[]`),
    'types switched off',
  ],
  [new RegExp(`for n${'ow'}\\b|not imple${'mented'}`, 'i'), 'unfinished work'],
];

function words(file: string, text: string): readonly Untidy[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const at = (rule: string) => ({ file, line: index + 1, rule });
    const banned = BANNED.filter(([pattern]) => pattern.test(line)).map(([, rule]) => at(rule));
    return isUnexplainedCast(file, lines, index)
      ? [...banned, at('a cast without its why')]
      : banned;
  });
}

const CAST = new RegExp(`\\bas unk${'nown'} as\\b`);

/** A type asserted over the compiler's objection, with no comment on the three lines above. */
function isUnexplainedCast(file: string, lines: readonly string[], index: number): boolean {
  if (!/^packages\/[a-z]+\/src\//.test(file) || /\.test\.|\/testing/.test(file)) return false;
  if (!CAST.test(lines[index]!)) return false;
  return !lines.slice(Math.max(0, index - 3), index).some((one) => /^\s*(\/\/|\*)/.test(one));
}

const VAGUE = new Set(['utils', 'util', 'helpers', 'helper', 'manager', 'common', 'misc']);

function names(file: string): readonly Untidy[] {
  const stem = basename(file).replace(/(\.(deep|test|d|config))*\.(ts|tsx|mjs)$/, '');
  const found: Untidy[] = [];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?$/.test(stem))
    found.push({ file, line: 1, rule: 'file names are kebab-case' });
  if (
    VAGUE.has(stem) ||
    dirname(file)
      .split('/')
      .some((part) => VAGUE.has(part))
  )
    found.push({ file, line: 1, rule: 'a name that says nothing' });
  return found;
}

function functions(file: string, text: string): readonly Untidy[] {
  const isTest = file.includes('.test.') || file.startsWith('tests/');
  if (isTest || file.endsWith('.mjs')) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Untidy[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const start = source.getLineAndCharacterOfPosition(node.getStart()).line;
      const end = source.getLineAndCharacterOfPosition(node.getEnd()).line;
      if (end - start + 1 > FUNCTION_LINES_MAX)
        found.push({ file, line: start + 1, rule: `a function over ${FUNCTION_LINES_MAX} lines` });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Paths of one machine and hosts of registries have no place in a committed file. */
function traces(root: string, file: string): readonly Untidy[] {
  if (/\.(png|ico|gz|backup)$/.test(file)) return [];
  const text = readFileSync(join(root, file), 'utf8');
  const found: Untidy[] = [];
  if (new RegExp(`/wo${'rk'}/|/ho${'me'}/[a-z]+/|/ro${'ot'}/`).test(text))
    found.push({ file, line: 1, rule: 'a path of one machine' });
  if (file === 'package-lock.json' && /"resolved": "https?:/.test(text))
    found.push({ file, line: 1, rule: 'a registry host' });
  return found;
}
