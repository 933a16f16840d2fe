// Makes a folder and those above it that are missing, one after the other, so that each refusal of the machine is told.
// Never left to Node's own recursive way: where a file system makes none and says that its place is missing
// (below /proc), that one tries again for ever.

import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Does nothing where it is there; throws what the machine says, of the first folder that it does not make. */
export function makeFolder(folder: string, mode = 0o777): void {
  const missing: string[] = [];
  let at = resolve(folder);
  while (!existsSync(at) && dirname(at) !== at) {
    missing.unshift(at);
    at = dirname(at);
  }
  // Where it is there already as something else, the machine says what.
  if (missing.length === 0 && !isFolder(at)) missing.push(at);
  for (const one of missing) makeOne(one, mode);
}

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function makeOne(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process made it in between.
    if (!isFolder(folder)) throw error;
  }
}
