// Starts the real server as its own process: embedded database in a fresh folder, demonstration data.
// Never touches another installation's data, and never listens beyond this machine.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freePort } from '../simulation/testing/free-port.ts';

const ROOT = join(import.meta.dirname, '../..');

export interface RunningAegle {
  readonly address: string;
  /** Of every demonstration account. */
  readonly password: string;
  stop(): Promise<void>;
}

/** Resolves with the printed password once the welcome is complete. */
function passwordFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const hear = (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const password = /Password of all: (\S+)/.exec(printed)?.[1];
      if (password !== undefined) resolve(password);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`Aegle did not start:\n${printed}`)));
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) resolve();
    child.once('exit', () => resolve());
  });
}

interface Builder {
  readonly buildServer: () => Promise<string>;
  readonly buildApp: (name: 'console' | 'diary') => Promise<void>;
}

const builder = async () =>
  (await import(pathToFileURL(join(ROOT, 'tools/build.mjs')).href)) as Builder;

/** Builds the pages of one app, as they are served, unless that was done. */
export async function buildPages(app: 'console' | 'diary'): Promise<void> {
  await (await builder()).buildApp(app);
}

/** Builds server and pages of one app unless that was done, starts, waits until it answers. */
export async function startAegle(
  app: 'console' | 'diary' = 'console',
  clinicPatients = 0,
): Promise<RunningAegle> {
  await buildPages(app);
  const main = await (await builder()).buildServer();
  const port = await freePort();
  const dataFolder = await mkdtemp(join(tmpdir(), 'aegle-browser-'));
  const child = spawn(process.execPath, [main], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      AEGLE_DATA_FOLDER: join(dataFolder, 'data'),
      // Beside the five people whom the tests know by name.
      AEGLE_DEMONSTRATION_PATIENTS: String(clinicPatients),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const password = await passwordFrom(child);
  return {
    address: `http://localhost:${port}`,
    password,
    stop: async () => {
      child.kill('SIGTERM');
      await ended(child);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
