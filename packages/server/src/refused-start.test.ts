// A start that is refused says what and what to do, in sentences: no stack, and nothing left running.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const HOME = join(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'aegle-refused-'));
let main: string;
let taken: Server;
let takenPort: string;

beforeAll(async () => {
  const tool = (await import(pathToFileURL(join(HOME, 'tools/build.mjs')).href)) as {
    buildServer: () => Promise<string>;
  };
  main = await tool.buildServer();
  taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  takenPort = String((taken.address() as AddressInfo).port);
});
afterAll(() => {
  taken?.close();
  rmSync(folder, { recursive: true, force: true });
});

function aFile(): string {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  return file;
}

function aLoop(): string {
  const link = join(folder, 'a-loop');
  rmSync(link, { force: true });
  symlinkSync(link, link);
  return link;
}

function withLogFolder(): string {
  const data = join(folder, 'with-log-folder');
  mkdirSync(join(data, 'aegle.log'), { recursive: true });
  return data;
}

it.each<readonly [string, () => object, RegExp]>([
  ['a port in use', () => ({ PORT: takenPort }), /^Aegle did not start\. PORT: .* is in use/m],
  ['a port that is none', () => ({ PORT: '80a' }), /^PORT: /m],
  ['a setting that does not exist', () => ({ AEGLE_SHOE_SIZE: '43' }), /^AEGLE_SHOE_SIZE: /m],
  [
    'a data folder that is a file',
    () => ({ AEGLE_DATA_FOLDER: aFile() }),
    /^Aegle did not start\. AEGLE_DATA_FOLDER: There is a file where/m,
  ],
  [
    'a data folder below a file',
    () => ({ AEGLE_DATA_FOLDER: join(aFile(), 'data') }),
    /^Aegle did not start\. AEGLE_DATA_FOLDER: A part of its path is a file/m,
  ],
  ...['/proc/aegle', '/proc/aegle/data'].map((place): readonly [string, () => object, RegExp] => [
    `a data folder at ${place}`,
    () => ({ AEGLE_DATA_FOLDER: place }),
    /^Aegle did not start\. AEGLE_DATA_FOLDER: No folder can be made at its path/m,
  ]),
  [
    'a data folder of a name that is too long',
    () => ({ AEGLE_DATA_FOLDER: join(folder, 'x'.repeat(300)) }),
    /^Aegle did not start\. AEGLE_DATA_FOLDER: Its path is too long/m,
  ],
  [
    'a data folder through a link to itself',
    () => ({ AEGLE_DATA_FOLDER: join(aLoop(), 'data') }),
    /^Aegle did not start\. AEGLE_DATA_FOLDER: Its path leads back to itself/m,
  ],
  [
    'a folder of seals where none can be made',
    () => ({ AEGLE_SEAL_FOLDER: '/proc/aegle/seals' }),
    /^Aegle did not start\. AEGLE_SEAL_FOLDER: No folder can be made at its path/m,
  ],
  [
    'a log file that is a folder',
    () => ({ AEGLE_DATA_FOLDER: withLogFolder() }),
    /^Aegle did not start\. AEGLE_DATA_FOLDER: There is a folder where its log file/m,
  ],
])('%s is refused in a sentence', (_, settings, sentence) => {
  const env = { PATH: process.env.PATH, AEGLE_DATA_FOLDER: join(folder, 'data'), ...settings() };
  const { status, stdout, stderr } = spawnSync(process.execPath, [main], {
    ...{ env, encoding: 'utf8', timeout: 30_000, killSignal: 'SIGKILL' },
  });
  expect(stdout + stderr).toMatch(sentence);
  expect(stdout + stderr).not.toMatch(/\n\s+at |node:internal|Node\.js v/);
  expect(status).toBe(1);
});
