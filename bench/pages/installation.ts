// Aegle as `npm start` runs it: pages built anew and compressed, on an embedded database of its own.
// Never the pages that a test left behind: those may hold React as its developers need it.

import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningAegle, startAegle } from '../../tests/browser/start-aegle.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Builds the pages, starts the server, waits until it answers. */
export async function startInstallation(): Promise<RunningAegle> {
  for (const app of ['console', 'diary'])
    await rm(join(ROOT, 'packages', app, 'dist'), { recursive: true, force: true });
  execFileSync(process.execPath, [join(ROOT, 'tools/build.mjs')], { cwd: ROOT, stdio: 'inherit' });
  return startAegle();
}
