// Checks the types of every package under its own compiler walls. Never emits.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './install.mjs';

const PROJECTS = [
  'packages/core',
  'packages/forecast',
  'packages/api',
  'packages/store',
  'packages/data',
  'packages/server',
  'packages/figures',
  'packages/cli',
  'packages/console',
  'packages/diary',
  '.',
];

/** Runs the compiler on every project; true when all pass. */
export function checkTypes() {
  let isClean = true;
  for (const project of PROJECTS) {
    const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
    const result = spawnSync(process.execPath, [tsc, '-p', project], {
      cwd: root,
      stdio: 'inherit',
    });
    if (result.status !== 0) {
      console.error(`types: ${project} does not compile`);
      isClean = false;
    }
  }
  return isClean;
}

if (import.meta.filename === process.argv[1]) process.exit(checkTypes() ? 0 : 1);
