// One owner of a data folder at a time: a lock file beside it that names a live process.
// It must never be taken from a process that lives, nor be left empty for another to misread.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { refuse } from '../faults/faults.ts';

export interface OwnerLock {
  readonly file: string;
  release(): Promise<void>;
}

/** When the process began, in the kernel's ticks: a reused pid has another one. Empty off Linux. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** A dead process whose parent has not asked after it still has a pid; it holds nothing any more. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/** True when the pid lives. A process of another user counts as living. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holderLives(content: string): boolean {
  const [pidText = '', beginning = ''] = content.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  return beginning === '' || beginningOf(pid) === '' || beginningOf(pid) === beginning;
}

async function linkIfFree(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const attemptsMax = 20;
const depthMax = 3;

/**
 * Puts `own` in place of a dead holder's lock. Only who holds the lock named after that very content
 * may do so, and looks again first: so a lock taken meanwhile by a living process is never replaced.
 */
async function succeedDead(
  file: string,
  own: string,
  dead: string,
  depth: number,
): Promise<boolean> {
  const name = createHash('sha256').update(dead).digest('hex').slice(0, 12);
  const claim = `${file}.${name}`;
  if (depth > depthMax || !(await takeFile(claim, depth + 1))) return false;
  try {
    if ((await readFile(file, 'utf8').catch(() => '')) !== dead) return false;
    const copy = `${own}.successor`;
    await link(own, copy);
    await rename(copy, file);
    return true;
  } finally {
    await rm(claim, { force: true });
  }
}

/** The content it holds the file with, or null when a living process has it. */
async function takeFile(file: string, depth = 0): Promise<string | null> {
  const nonce = randomBytes(8).toString('hex');
  const mine = `${process.pid} ${beginningOf(process.pid)} ${nonce}\n`;
  const own = `${file}.${process.pid}-${nonce}`;
  await writeFile(own, mine, { flag: 'wx', mode: 0o600 });
  try {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      if (await linkIfFree(own, file)) return mine;
      const content = await readFile(file, 'utf8').catch(() => '');
      if (content === '') continue;
      if (holderLives(content)) return null;
      if (await succeedDead(file, own, content, depth)) return mine;
    }
    return null;
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Takes the lock `<dataFolder>.lock`. The file appears whole (a hard link), so nobody reads half a
 * pid. Fault `already_open` when a living process holds it.
 */
export async function takeOwnerLock(dataFolder: string): Promise<OwnerLock> {
  const file = `${dataFolder}.lock`;
  const mine = await takeFile(file);
  if (mine !== null) {
    const release = async (): Promise<void> => {
      const content = await readFile(file, 'utf8').catch(() => '');
      if (content === mine) await rm(file, { force: true });
    };
    return { file, release };
  }
  throw refuse(
    'already_open',
    'data folder',
    'Another Aegle process has this data folder open.',
    `Stop that process, or give another data folder. Its process id stands in ${file}.`,
  );
}
