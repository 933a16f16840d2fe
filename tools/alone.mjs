// Lets one process at a time do a named piece of work in this checkout; the others wait for it.
// Never waits for one that is gone: whose lock it is stands in the lock.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './install.mjs';

const WAIT_MS = 100;

/** Does the work once no other process does work of that name; answers what it answers. */
export async function alone(name, act) {
  const lock = join(root, 'node_modules/.cache/alone', `${name}.lock`);
  mkdirSync(dirname(lock), { recursive: true });
  while (!taken(lock)) await wait(WAIT_MS);
  try {
    return await act();
  } finally {
    rmSync(lock, { force: true });
  }
}

function taken(lock) {
  try {
    writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isThere(lock)) rmSync(lock, { force: true });
  return false;
}

/** True while whoever holds the lock lives, or has not written yet who it is. */
function isThere(lock) {
  try {
    const holder = Number(readFileSync(lock, 'utf8'));
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
