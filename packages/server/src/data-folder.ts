// Says before anything is started that the server's folder cannot be written, and what to do.
// Never leaves anything there but the folder itself.

import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, refuse, type StoreFault } from '@aegle/store';

/** What the machine says of a folder or file, by its code: the rule and the next step. */
const OF_THE_MACHINE: Readonly<Record<string, readonly [rule: string, nextStep: string]>> = {
  EEXIST: [
    'There is a file where the folder should be.',
    'Move that file, or name another folder.',
  ],
  ENOTDIR: ['A part of its path is a file.', 'Name another folder.'],
  ENOENT: ['No folder can be made at its path.', 'Name a folder on a disk.'],
  ENAMETOOLONG: ['Its path is too long.', 'Name a folder with a shorter path.'],
  ELOOP: ['Its path leads back to itself.', 'Mend its links, or name another folder.'],
  EISDIR: ['There is a folder where its log file should be.', 'Move that folder away.'],
  EACCES: ['This user may not write there.', 'Change its rights, or name another folder.'],
  EPERM: ['This user may not write there.', 'Change its rights, or name another folder.'],
  EROFS: ['It lies on a disk that is only read.', 'Name a folder on another disk.'],
  ENOSPC: ['Its disk is full.', 'Free some space, or name a folder on another disk.'],
  EDQUOT: ['This user has used up its space there.', 'Free some, or name a folder elsewhere.'],
};

/** The fault of a folder that the machine does not let Aegle use. */
function folderFault(error: unknown, setting: string): StoreFault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  const [rule, nextStep] = OF_THE_MACHINE[code] ?? [
    `The folder cannot be used (${code}).`,
    'Check its path, or name another folder.',
  ];
  return refuse('unavailable', setting, rule, nextStep);
}

/** Does what needs the data folder; fault `unavailable` naming the setting where the machine refuses. */
export function inDataFolder<T>(act: () => T, setting = 'AEGLE_DATA_FOLDER'): T {
  try {
    return act();
  } catch (error) {
    throw folderFault(error, setting);
  }
}

/** More than a disk keeps free in what is already there. */
const TRIED_BYTES = 65_536;

/** Makes the folder where it is not there, and writes into it once. */
export function requireDataFolder(folder: string): void {
  inDataFolder(() => {
    makeFolder(folder);
    const tried = join(folder, `.tried-${process.pid}`);
    try {
      writeFileSync(tried, Buffer.alloc(TRIED_BYTES));
    } finally {
      rmSync(tried, { force: true });
    }
  });
}

/** Makes the folder of the daily seals: a start that could not keep them is refused, not the first night. */
export function requireSealFolder(folder: string): void {
  inDataFolder(() => makeFolder(folder), 'AEGLE_SEAL_FOLDER');
}
