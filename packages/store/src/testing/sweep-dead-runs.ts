// Folders of throwaway clusters whose process is gone: removed before a run starts one, and after a run.
// It must never touch the folder of a run that is alive.

import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stopOrphan } from '../embedded/orphan.ts';
import { isAlive } from '../embedded/owner-lock.ts';

/** Stops what a dead run left running and removes its folders. */
export async function sweepDeadRuns(): Promise<void> {
  for (const name of readdirSync('/tmp')) {
    const match = /^aegle-test-(\d+)-(embedded|15)$/.exec(name);
    if (match === null || isAlive(Number(match[1]))) continue;
    await stopOrphan(join('/tmp', name, 'data')).catch(() => undefined);
    await rm(join('/tmp', name), { recursive: true, force: true });
  }
}

/** After the last test file of a run, when its processes have ended. */
export const teardown = sweepDeadRuns;
