// Every command that a page or the README shows exists, with every option it shows; what needs no
// database runs as it stands there. Never a command of this test's own.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryFolder } from './testing/run-aegle.ts';
import { runHere } from './testing/run-here.ts';

const pages = [
  'README.md',
  ...readdirSync(join(repositoryFolder, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

interface Shown {
  readonly page: string;
  readonly line: string;
}

/** What stands after `aegle` in code, up to a comment or a description beside it. */
function commandsIn(page: string): readonly Shown[] {
  const text = readFileSync(join(repositoryFolder, page), 'utf8').replaceAll(/\\\n\s*/g, ' ');
  const code =
    /^(?: {4}|\$ |# )?(?:npx aegle|npm run (?:-s )?aegle --|node tools\/aegle\.mjs|aegle) (.+)$/gm;
  const inline = /`(?:npx )?aegle ([^`]+)`/g;
  return [...text.matchAll(code), ...text.matchAll(inline)].flatMap(([, rest = '']) =>
    rest
      .split(/ {3,}or {3,}/)
      .slice(0, 1)
      .map((line) => ({ page, line: (line.split(/ {3,}|;| > | \| /)[0] ?? '').trim() })),
  );
}

const shown = pages.flatMap(commandsIn);
const words = (line: string): readonly string[] =>
  (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ''));

/** The command's own words: until an option, a placeholder, a file or a number. */
function nameOf(line: string): readonly string[] {
  const name: string[] = [];
  for (const word of words(line)) {
    if (!/^[a-z][a-z-]*$/.test(word)) break;
    name.push(word);
  }
  return name;
}

async function helpOf(name: readonly string[]): Promise<string> {
  for (let length = name.length; length > 0; length -= 1) {
    const { code, out } = await runHere([...name.slice(0, length), '--help']);
    const isItsOwn = out.startsWith(`Usage: aegle ${name.slice(0, length).join(' ')}`);
    if (code === 0 && isItsOwn) return out;
  }
  return '';
}

describe('the commands of the pages', () => {
  it('are many', () => {
    expect(shown.length).toBeGreaterThan(20);
  });

  it.each(shown)('$page: aegle $line', async ({ line }) => {
    const name = nameOf(line);
    if (name.length === 0 || name[0] === 'help') return;
    const help = await helpOf(name);
    expect([line, help]).not.toEqual([line, '']);
    for (const [, option] of line.matchAll(/(--[a-z][a-z-]*)/g))
      expect([line, option, help.includes(option ?? '')]).toEqual([line, option, true]);
    const isWhole =
      line.includes(' ') &&
      !/[<…[]/.test(line) &&
      /^(?:decide|programmes|diff|schema)\b/.test(line);
    if (isWhole && !line.includes('.ndjson')) {
      const ran = await runHere(words(line));
      expect([line, ran.error, ran.code === 1]).toEqual([line, '', false]);
    }
  });
});
