// The hazard log and the tests name each other: no title without a test, no hazard without a file.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/safety/hazards');
const hazards = readdirSync(folder).filter((name) => name.endsWith('.md'));

/** Tests that a hazard file names: `file`: title. */
function namedIn(hazard: string): { file: string; title: string }[] {
  const text = readFileSync(join(folder, hazard), 'utf8');
  return [...text.matchAll(/^- `(.+?)`: (.+)$/gm)].map((match) => ({
    file: match[1]!,
    title: match[2]!,
  }));
}

describe('the hazard log', () => {
  it.each(hazards)('%s names tests that exist, by file and title', (hazard) => {
    for (const { file, title } of namedIn(hazard)) {
      expect([file, existsSync(join(root, file))]).toEqual([file, true]);
      const source = readFileSync(join(root, file), 'utf8');
      // A title that is filled in by the test (a number of days, a name) is compared up to there.
      const start = title.split(/ (?=\d)/)[0]!.split(' InstrumentAnswered')[0]!;
      expect([file, title, source.includes(start)]).toEqual([file, title, true]);
    }
  });

  it('counts the tests that each file names', () => {
    const log = readFileSync(join(root, 'docs/safety/hazard-log.md'), 'utf8');
    const counted = [...log.matchAll(/\(hazards\/(.+?\.md)\) \|.*\| (\d+) \|$/gm)];
    expect(counted.map(([, hazard, count]) => [hazard, Number(count)])).toEqual(
      [...hazards].sort().map((hazard) => [hazard, namedIn(hazard).length]),
    );
  });

  it('has a file for every hazard that a test names', () => {
    const named = new Set<string>();
    for (const file of testFiles())
      for (const match of readFileSync(file, 'utf8').matchAll(/['"`](H-\d\d) /g))
        named.add(match[1]!.toLowerCase());
    for (const id of named)
      expect([id, hazards.some((hazard) => hazard.startsWith(`${id}-`))]).toEqual([id, true]);
    expect(named.size).toBeGreaterThan(5);
  });
});

function testFiles(): string[] {
  return ['tests', 'packages']
    .flatMap((part) => walk(join(root, part)))
    .filter((file) => file.endsWith('.test.ts'));
}

function walk(path: string): string[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? entry.name === 'node_modules'
        ? []
        : walk(join(path, entry.name))
      : [join(path, entry.name)],
  );
}
