// One owner of a data folder: a live one is respected, a dead one is succeeded, a reused pid seen.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive, takeOwnerLock } from './owner-lock.ts';

describe('owner lock', () => {
  let folder: string;
  let data: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aegle-lock-'));
    data = join(folder, 'data');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function deadPid(): Promise<number> {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    return child.pid ?? 0;
  }

  it('refuses a second owner while the first lives, and leaves no litter', async () => {
    const lock = await takeOwnerLock(data);
    await expect(takeOwnerLock(data)).rejects.toMatchObject({ fault: { kind: 'already_open' } });
    expect(await readdir(folder)).toEqual(['data.lock']);
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('succeeds a dead owner and a process that only has its pid', async () => {
    await writeFile(`${data}.lock`, `${await deadPid()} 1 x\n`);
    await (await takeOwnerLock(data)).release();
    await writeFile(`${data}.lock`, `${process.pid} 1 x\n`);
    const lock = await takeOwnerLock(data);
    expect(await readFile(lock.file, 'utf8')).not.toContain(' 1 x');
    await lock.release();
  });

  it('lets exactly one of many take a dead owner over, 100 times, and leaves no litter', async () => {
    const pid = await deadPid();
    for (let round = 0; round < 100; round += 1) {
      await writeFile(`${data}.lock`, `${pid} 1 round-${round}\n`);
      const tries = Array.from({ length: 8 }, () => takeOwnerLock(data));
      const takers = await Promise.allSettled(tries);
      expect(takers.filter((taker) => taker.status === 'fulfilled')).toHaveLength(1);
      expect(await readdir(folder)).toEqual(['data.lock']);
    }
  });

  it('succeeds a process that died while it took a dead owner over', async () => {
    const pid = await deadPid();
    const dead = `${pid} 1 first\n`;
    await writeFile(`${data}.lock`, dead);
    const claim = createHash('sha256').update(dead).digest('hex').slice(0, 12);
    await writeFile(`${data}.lock.${claim}`, `${pid} 1 second\n`);
    const lock = await takeOwnerLock(data);
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('does not release a lock that is no longer its own', async () => {
    const lock = await takeOwnerLock(data);
    await writeFile(lock.file, 'another');
    await lock.release();
    expect(await readFile(lock.file, 'utf8')).toBe('another');
  });

  it('knows the living from the dead', async () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(await deadPid())).toBe(false);
  });
});
