// Stops a postmaster whose Node process was killed, and clears what it left behind.
// It must never signal a process that is not the PostgreSQL of this very data folder.

import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { refuse } from '../faults/faults.ts';
import { isAlive } from './owner-lock.ts';

interface Remains {
  readonly pid: number;
  readonly socketFolder: string;
}

async function remainsOf(clusterFolder: string): Promise<Remains | null> {
  const text = await readFile(join(clusterFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return null;
  return { pid, socketFolder: (lines[4] ?? '').trim() };
}

/** A postmaster works in its data folder; off Linux its command line names the folder. */
async function isPostmasterOf(pid: number, clusterFolder: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    return cwd === realpathSync(clusterFolder) && name.trim() === 'postgres';
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(
    () => ({ stdout: '' }),
  );
  return stdout.includes('postgres') && stdout.includes(clusterFolder);
}

async function goneWithin(pid: number, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

/** Removes postmaster.pid when the process it names is not a postmaster of this folder. */
export async function removePostmasterPidOf(clusterFolder: string): Promise<void> {
  const remains = await remainsOf(clusterFolder);
  if (remains === null) return;
  if (isAlive(remains.pid) && (await isPostmasterOf(remains.pid, clusterFolder))) return;
  await rm(join(clusterFolder, 'postmaster.pid'), { force: true });
}

/**
 * Stops the postmaster that still runs on this folder, if any: fast (its clients are dead anyway),
 * then at once. Nothing acknowledged is lost: it was synced before it was acknowledged. Its socket
 * folder goes too, unless it is `ownSockets`, where a server that died is about to start again.
 */
export async function stopOrphan(clusterFolder: string, ownSockets = ''): Promise<void> {
  const remains = await remainsOf(clusterFolder);
  if (remains === null) return;
  if (isAlive(remains.pid) && (await isPostmasterOf(remains.pid, clusterFolder))) {
    process.kill(remains.pid, 'SIGINT');
    if (!(await goneWithin(remains.pid, 10_000))) process.kill(remains.pid, 'SIGQUIT');
    if (!(await goneWithin(remains.pid, 10_000))) {
      throw refuse(
        'unavailable',
        'embedded PostgreSQL',
        'An earlier server of this data folder is still running and does not stop.',
        `End process ${remains.pid}, then start again.`,
      );
    }
  }
  await removePostmasterPidOf(clusterFolder);
  if (remains.socketFolder === ownSockets) return;
  if (/^\/tmp\/aegle-[A-Za-z0-9]+$/.test(remains.socketFolder)) {
    await rm(remains.socketFolder, { recursive: true, force: true });
  }
}
