// The list of long files names files that are there, each once: a list of ghosts orders nothing.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LONGEST } from './longest-first.ts';

it('the long files are there, each once', () => {
  const root = join(import.meta.dirname, '..');
  expect(LONGEST.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(new Set(LONGEST).size).toBe(LONGEST.length);
});
