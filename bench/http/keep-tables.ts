// Puts the tables of a run in their place in a results page; the words around them stay.
// Never leaves a page half written, and never touches one without its marks.

import { readFile, rename, writeFile } from 'node:fs/promises';

const BEGIN = '<!-- tables of the last run: written by the bench -->';
const END = '<!-- end of the tables -->';

/** Replaces what stands between the two marks of the page. */
export async function keepTables(page: string, text: string): Promise<void> {
  const before = await readFile(page, 'utf8');
  const from = before.indexOf(BEGIN);
  const to = before.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${page} has no place for tables.`);
  const after = `${before.slice(0, from)}${BEGIN}\n\n${text}\n\n${before.slice(to)}`;
  await writeFile(`${page}.new`, after);
  await rename(`${page}.new`, page);
}
