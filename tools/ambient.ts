// Where code asks the machine for the time, the environment or chance. Only the two `main.ts` may; what else
// does is listed here with its reason, place by place. Never mends, and never passes a new place.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One place that reads the machine. */
export interface AmbientRead {
  readonly file: string;
  readonly line: number;
  /** As written: `Date.now`, `new Date()`, `process.env`, … */
  readonly what: string;
}

/** Members that read the machine, by their object. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Date: ['now'],
  performance: ['now', 'timeOrigin'],
  Math: ['random'],
  process: ['env', 'hrtime', 'argv', 'uptime'],
  crypto: ['randomUUID', 'getRandomValues', 'randomBytes'],
};
/** Names that do so when imported. */
const NAMES = ['randomUUID', 'hrtime'];

/** Every place where a file reads the machine. */
export function ambientReads(file: string, text: string): readonly AmbientRead[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: AmbientRead[] = [];
  const note = (node: ts.Node, what: string) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ file, line: line + 1, what });
  };
  const visit = (node: ts.Node): void => {
    const what = readBy(node) ?? (isPure(file) ? dateOf(node) : undefined);
    if (what !== undefined) note(node, what);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** In core and forecast a day is an integer: there is no `Date` at all. */
function isPure(file: string): boolean {
  return /^packages\/(core|forecast)\//.test(file);
}

function dateOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date')) return 'Date';
  const isMember = ts.isPropertyAccessExpression(node) && isNamed(node.expression, 'Date');
  return isMember ? 'Date' : undefined;
}

function readBy(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return memberRead(node.expression, node.name.text);
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression))
    return memberRead(node.expression, node.argumentExpression.text);
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date'))
    return (node.arguments?.length ?? 0) === 0 ? 'new Date()' : undefined;
  // `Date()` without `new` tells the time too.
  if (ts.isCallExpression(node) && isNamed(node.expression, 'Date')) return 'Date()';
  if (ts.isImportSpecifier(node)) {
    const name = (node.propertyName ?? node.name).text;
    return NAMES.includes(name) ? name : undefined;
  }
  return destructured(node);
}

/** `const { env } = process` reads as much as `process.env`. */
function destructured(node: ts.Node): string | undefined {
  if (!ts.isVariableDeclaration(node) || !ts.isObjectBindingPattern(node.name)) return undefined;
  const { initializer, name } = node;
  if (initializer === undefined) return undefined;
  for (const { propertyName, name: bound } of name.elements) {
    const text = (propertyName ?? bound).getText();
    const what = memberRead(initializer, text);
    if (what !== undefined) return what;
  }
  return undefined;
}

function memberRead(object: ts.Expression, member: string): string | undefined {
  const isGlobal =
    ts.isPropertyAccessExpression(object) && isNamed(object.expression, 'globalThis');
  const name = isGlobal ? object.name.text : ts.isIdentifier(object) ? object.text : '';
  return Object.hasOwn(MEMBERS, name) && MEMBERS[name]!.includes(member)
    ? `${name}.${member}`
    : undefined;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}

interface Allowed {
  readonly file: string;
  readonly what: readonly string[];
  readonly because: string;
}

const ID = 'makes an id that decides nothing';

/** Every place that may, with its reason. One that reads no more is a fault as well. */
export const ALLOWED: readonly Allowed[] = [
  {
    file: 'packages/server/src/main.ts',
    what: ['new Date()', 'process.env'],
    because: 'a main: hands clock and environment to everything else',
  },
  {
    file: 'packages/cli/src/main.ts',
    what: ['performance.now', 'process.argv', 'process.env', 'Date.now'],
    because: 'a main: hands clock and environment to everything else',
  },
  { file: 'packages/server/src/start.ts', what: ['randomUUID'], because: 'hands out the id maker' },
  {
    file: 'packages/cli/src/world/installation.ts',
    what: ['randomUUID'],
    because: 'hands out the id maker',
  },
  {
    file: 'packages/cli/src/world/store-less.ts',
    what: ['randomUUID'],
    because: 'hands out the id maker',
  },
  { file: 'packages/cli/src/accounts/command.ts', what: ['randomUUID'], because: ID },
  { file: 'packages/server/src/auth/access-changes.ts', what: ['randomUUID'], because: ID },
  { file: 'packages/server/src/auth/demonstration-accounts.ts', what: ['randomUUID'], because: ID },
  { file: 'packages/server/src/auth/demonstration.ts', what: ['randomUUID'], because: ID },
  { file: 'packages/server/src/http/log-access.ts', what: ['randomUUID'], because: ID },
  {
    file: 'packages/server/src/http/server.ts',
    what: ['randomUUID'],
    because: 'numbers a request',
  },
  {
    file: 'packages/store/src/embedded/cluster.ts',
    what: ['performance.now'],
    because: 'how long it waits for PostgreSQL; no answer rests on it',
  },
  {
    file: 'packages/store/src/embedded/orphan.ts',
    what: ['performance.now'],
    because: 'how long it waits for a process to end',
  },
  {
    file: 'packages/store/src/embedded/supervise.ts',
    what: ['performance.now'],
    because: 'how long the database has run, before it is started again',
  },
  {
    file: 'packages/server/src/http/health.ts',
    what: ['performance.now'],
    because: 'tells since when the database has been as it is',
  },
  {
    file: 'packages/server/src/closers.ts',
    what: ['performance.now'],
    because: 'how long an orderly end may take',
  },
  {
    file: 'packages/store/src/run-transaction.ts',
    what: ['performance.now'],
    because: 'ends a transaction that holds its locks too long',
  },
  {
    file: 'packages/console/src/client/new-id.ts',
    what: ['crypto.getRandomValues'],
    because: ID,
  },
  {
    file: 'packages/console/src/client/clock.ts',
    what: ['Date.now'],
    because: 'the one clock of the pages; marks what is late, decides nothing',
  },
  {
    file: 'packages/diary/src/client/new-id.ts',
    what: ['crypto.getRandomValues'],
    because: ID,
  },
  {
    file: 'packages/diary/src/client/clock.ts',
    what: ['Date.now'],
    because: 'the one clock of the diary: the day of an entry where its writer is',
  },
  {
    file: 'packages/diary/src/device/seal.ts',
    what: ['crypto.getRandomValues'],
    because: 'draws the vector of a sealing',
  },
  {
    file: 'packages/data/src/evidence/freeze-release.ts',
    what: ['process.argv'],
    because: 'a command of the repository, run by hand',
  },
  {
    file: 'packages/console/src/forecast/forecast-worker.ts',
    what: ['performance.now'],
    because: 'tells how long a run took',
  },
];

/** Places that may not read the machine, and permissions that are not used. */
export function ambientFaults(root: string, files: readonly string[]): readonly string[] {
  const reads = files
    .filter((file) => /^packages\/[a-z]+\/src\/.*\.tsx?$/.test(file) && !isTestCode(file))
    .flatMap((file) => ambientReads(file, readFileSync(join(root, file), 'utf8')));
  const mayRead = ({ file, what }: AmbientRead) =>
    ALLOWED.some((one) => one.file === file && one.what.includes(what));
  const unused = ALLOWED.flatMap(({ file, what }) =>
    what
      .filter((one) => !reads.some((read) => read.file === file && read.what === one))
      .map((one) => `${file} may read ${one} and does not`),
  );
  const faults = reads
    .filter((read) => !mayRead(read))
    .map(({ file, line, what }) => `${file}:${line} reads ${what}; only a main.ts may`);
  return [...faults, ...unused];
}

function isTestCode(file: string): boolean {
  return /\.test\.tsx?$|\/testing\/|\/testing(-[a-z]+)?\.ts$/.test(file);
}
