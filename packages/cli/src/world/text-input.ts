// The text of a file that a command was given, or of standard input.
// Never bytes that are not text: they are refused, not replaced.

import { readFileSync } from 'node:fs';
import { refused } from './input-refused.ts';
import type { World } from './world.ts';

/** The text of a file or of standard input; bytes that are no UTF-8 are refused. */
export async function textOf(world: World, path: string): Promise<string> {
  if (path === '-') return world.readInput();
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw refused('file', 'file_not_readable', 'Name a file that exists and may be read.');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('file', 'not_utf8', 'Save the file as UTF-8 text.');
  }
}
