// Which user the embedded server runs as, and whether that user can reach a folder.
// PostgreSQL refuses to run as root, so it must never be started with root's id.

import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { refuse } from '../faults/faults.ts';

export interface RunAs {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Tried in this order when Aegle itself was started as root. */
export const unprivilegedNames = ['aegle', 'postgres', 'nobody'] as const;

/** Null: not root, so the server runs as we do. `passwd` is the text of /etc/passwd. */
export function chooseRunAs(isRoot: boolean, passwd: string = readPasswd(isRoot)): RunAs | null {
  if (!isRoot) return null;
  const users = new Map<string, RunAs>();
  for (const line of passwd.split('\n')) {
    const [name = '', , uid = '', gid = ''] = line.split(':');
    if (Number(uid) > 0) users.set(name, { name, uid: Number(uid), gid: Number(gid) });
  }
  for (const name of unprivilegedNames) {
    const user = users.get(name);
    if (user !== undefined) return user;
  }
  throw refuse(
    'unavailable',
    'embedded PostgreSQL',
    `It refuses to run as root, and there is no user ${unprivilegedNames.join(', ')} to run it as.`,
    'Create a user named aegle, or start Aegle as a user other than root.',
  );
}

function readPasswd(isRoot: boolean): string {
  return isRoot ? readFileSync('/etc/passwd', 'utf8') : '';
}

/** True when every folder above `folder` lets that user through. */
export function canReach(user: RunAs, folder: string): boolean {
  let at = dirname(resolve(folder));
  for (;;) {
    const { mode, uid, gid } = statSync(at);
    const isOpen = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
    if (!isOpen) return false;
    const above = dirname(at);
    if (above === at) return true;
    at = above;
  }
}
