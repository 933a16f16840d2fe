// The built server as a process that can be killed without warning, on a data folder of its own, with
// many ready patients. Never another data folder, and never a database process that is not this one's.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Instant, parseInstant } from '@aegle/core';
import { secretsIn } from '../../../packages/server/src/auth/installation-secrets.ts';
import {
  demonstrationId,
  loadNetwork,
} from '../../../packages/server/src/demonstration/load-network.ts';
import { contextOver } from '../../../packages/server/src/services/testing.ts';
import type { Store } from '../../../packages/store/src/contract/store.ts';
import { openEmbedded } from '../../../packages/store/src/embedded/open-embedded.ts';
import type { VerifyReport } from '../../../packages/store/src/log/verify-report.ts';
import { openStore } from '../../../packages/store/src/open-store.ts';
import { freePort } from './free-port.ts';

const home = join(import.meta.dirname, '../../..');
const network = join(home, 'packages/server/src/demonstration/network.yaml');

export interface ReadyPatient {
  readonly id: string;
  readonly prescription: string;
}

/** The demonstration's ready patient under other names, as a network of their own. */
function networkOf(names: readonly string[]): string {
  const text = readFileSync(network, 'utf8');
  const block = / {2}- id: patient-ready[\s\S]*?shift: -2\n/.exec(text)?.[0] ?? '';
  const patients = names
    .map((name) => block.replace('id: patient-ready', `id: ${name}`).replace('DEMO-READY', name))
    .join('');
  const histories = text.slice(text.indexOf('histories:'));
  return `organisations: []\nstreams: []\npatients:\n${patients}\n${histories}`;
}

export class KilledAegle {
  readonly #folder: string;
  readonly #main: string;
  readonly #port: number;
  #child: ChildProcess | null = null;
  #password = '';

  private constructor(folder: string, main: string, port: number) {
    this.#folder = folder;
    this.#main = main;
    this.#port = port;
  }

  /** Builds the server and names a fresh data folder; nothing runs yet. */
  static async make(): Promise<KilledAegle> {
    const tool = (await import(pathToFileURL(join(home, 'tools/build.mjs')).href)) as {
      buildServer: () => Promise<string>;
    };
    const folder = await mkdtemp(join(tmpdir(), 'aegle-killed-'));
    return new KilledAegle(folder, await tool.buildServer(), await freePort());
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get password(): string {
    return this.#password;
  }

  get #dataFolder(): string {
    return join(this.#folder, 'data');
  }

  /** Starts it and waits until it answers; the password of the demonstration is kept. */
  async start(): Promise<void> {
    const env = {
      PATH: process.env.PATH,
      PORT: String(this.#port),
      AEGLE_DATA_FOLDER: this.#dataFolder,
      AEGLE_DEMONSTRATION_PATIENTS: '0',
    };
    const child = spawn(process.execPath, [this.#main], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let said = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        said += chunk.toString('utf8');
        const password = /Password of all: (\S+)\n/.exec(said)?.[1];
        if (password === undefined) return;
        this.#password = password;
        resolve();
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      child.once('exit', () => reject(new Error(`Aegle did not start: ${said}`)));
    });
  }

  /** SIGKILL to Aegle, or to Aegle and its postmaster at once. */
  async kill(alsoPostgres: boolean): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const postmaster = this.#postmasterPid();
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    if (alsoPostgres) process.kill(postmaster, 'SIGKILL');
    await gone;
    this.#child = null;
  }

  #postmasterPid(): number {
    const note = join(this.#dataFolder, 'database-place.txt');
    const cluster = existsSync(note)
      ? readFileSync(note, 'utf8').trim()
      : join(this.#dataFolder, 'postgresql');
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    this.#child = null;
  }

  /** Opens the store itself while the server is not running. */
  async #withStore<Result>(
    work: (store: Store, tenantId: string) => Promise<Result>,
  ): Promise<Result> {
    const notes = readFileSync(join(this.#dataFolder, 'demonstration.json'), 'utf8');
    const { tenantId } = JSON.parse(notes) as { tenantId: string };
    const { masterKey } = await secretsIn(this.#dataFolder, {});
    const database = await openEmbedded({ dataFolder: this.#dataFolder });
    try {
      const store = await openStore({ application: database.application, masterKey });
      const result = await work(store, tenantId);
      await store.close();
      return result;
    } finally {
      await database.stop();
    }
  }

  /** Loads ready patients by the ordinary services; the server must not be running. */
  async loadReady(count: number): Promise<readonly ReadyPatient[]> {
    const names = Array.from({ length: count }, (_, index) => `waiting-${index + 1}`);
    const file = join(this.#folder, 'network.yaml');
    await writeFile(file, networkOf(names));
    const now = parseInstant(new Date().toISOString()) as Instant;
    await this.#withStore((store, tenantId) =>
      loadNetwork(contextOver(store, [tenantId]), tenantId, file, now, () => undefined),
    );
    return names.map((name) => ({
      id: demonstrationId(name),
      prescription: demonstrationId(`${name}/rx-1`),
    }));
  }

  /** Walks every chain; the server must not be running. */
  verify(): Promise<VerifyReport> {
    return this.#withStore((store, tenantId) => store.verify(tenantId));
  }

  /** Kills what still runs and removes the folder. */
  async discard(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
