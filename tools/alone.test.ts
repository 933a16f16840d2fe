// Two processes that want the same piece of work: one after the other, and none waits for the dead.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it } from 'vitest';

type Alone = <Result>(name: string, act: () => Result | Promise<Result>) => Promise<Result>;
const place = pathToFileURL(join(import.meta.dirname, 'alone.mjs')).href;
const { alone } = (await import(place)) as { alone: Alone };

const root = join(import.meta.dirname, '..');
const lockOf = (name: string) => join(root, 'node_modules/.cache/alone', `${name}.lock`);
const names = ['test-two', 'test-dead', 'test-fails'];
afterEach(() => {
  for (const name of names) rmSync(lockOf(name), { force: true });
});

it('lets the other process begin when the first has ended', async () => {
  const said: string[] = [];
  const script = `import { alone } from ${JSON.stringify(place)};
    await alone('test-two', async () => console.log('other'));`;
  let ended = Promise.resolve<unknown>(undefined);
  await alone('test-two', async () => {
    const other = spawn(process.execPath, ['--input-type=module', '-e', script]);
    other.stdout.on('data', (text) => said.push(String(text).trim()));
    ended = new Promise((resolve) => other.on('close', resolve));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    said.push('first');
  });
  await ended;
  expect(said).toEqual(['first', 'other']);
});

it('does not wait for a process that is gone', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(dirname(lockOf('test-dead')), { recursive: true });
  writeFileSync(lockOf('test-dead'), `${gone}`);
  expect(await alone('test-dead', () => readFileSync(lockOf('test-dead'), 'utf8'))).toBe(
    `${process.pid}`,
  );
});

it('gives the lock back where the work fails', async () => {
  await expect(
    alone('test-fails', () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(existsSync(lockOf('test-fails'))).toBe(false);
});
