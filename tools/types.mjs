// Checks the types of every package under its own compiler walls. Never emits; what a run has found out
// is kept under node_modules, so that the next one looks at what changed only.

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
    const known = join(
      root,
      'node_modules/.cache/types',
      `${project.replace('/', '-')}.tsbuildinfo`,
    );
    const kept = ['--incremental', '--tsBuildInfoFile', known];
    const result = spawnSync(process.execPath, [tsc, '-p', project, ...kept], {
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
