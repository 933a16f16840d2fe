// The histories that a command was given: one a file, or one a line of NDJSON, each with its place.
// Never reads a history: that is the command's own.

import { refused } from './input-refused.ts';
import { textOf } from './text-input.ts';
import type { World } from './world.ts';

/** One history of several: where it stands, and its text. */
export interface PlacedHistory {
  readonly place: string;
  readonly text: string;
}

/** True for a file that holds one history a line. */
export const holdsLines = (path: string): boolean => /\.(?:ndjson|jsonl)$/.test(path);

/** The histories of a file, each with `file` or `file:line`; refused when there is none. */
export async function placedIn(world: World, path: string): Promise<readonly PlacedHistory[]> {
  const text = await textOf(world, path);
  if (!holdsLines(path)) return [{ place: path, text }];
  const placed = text.split('\n').flatMap((line, at) => {
    return line.trim() === '' ? [] : [{ place: `${path}:${at + 1}`, text: line }];
  });
  if (placed.length > 0) return placed;
  throw refused('file', 'file_empty', 'Write one history a line.');
}
