// One throwaway installation: embedded PostgreSQL, a demonstration tenant with its network, accounts,
// and the built server as a child process, as `npm start` runs it. Never another data folder.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { CompiledProgramme, type Instant, parseInstant } from '@aegle/core';
import pg from 'pg';
import { courseDataIn } from '../../packages/data/src/course-rules/course-rules.ts';
import { findingTablesIn } from '../../packages/data/src/evidence/finding-tables.ts';
import { loadProgrammes } from '../../packages/data/src/programmes/load.ts';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import {
  addDemonstrationAccounts,
  demonstrationPassword,
} from '../../packages/server/src/auth/demonstration-accounts.ts';
import { migrateAuth } from '../../packages/server/src/auth/migrate-auth.ts';
import { makeSignIn } from '../../packages/server/src/auth/sign-in.ts';
import { authDatabaseOn } from '../../packages/server/src/auth/tables.ts';
import { loadNetwork } from '../../packages/server/src/demonstration/load-network.ts';
import { migrateJobs } from '../../packages/server/src/jobs/queue.ts';
import type { ServiceContext } from '../../packages/server/src/services/context.ts';
import type { Store } from '../../packages/store/src/contract/store.ts';
import {
  type ConnectionConfig,
  type EmbeddedPostgres,
  openEmbedded,
} from '../../packages/store/src/embedded/open-embedded.ts';
import {
  addTenant,
  prepareInstallation,
} from '../../packages/store/src/installation/installation.ts';
import { type Keyring, makeKeyring } from '../../packages/store/src/keys/keyring.ts';
import { migrate } from '../../packages/store/src/migrations/migrate.ts';
import { openStore } from '../../packages/store/src/open-store.ts';

const home = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** An installation that a server can be started on. */
export interface Installation {
  readonly database: EmbeddedPostgres;
  readonly masterKey: Buffer;
  readonly sessionSecret: string;
  readonly keyring: Keyring;
  readonly tenantId: string;
  readonly password: string;
  readonly context: ServiceContext;
}

/** What the services need, over a store of this process. */
function contextOver(store: Store, tenantId: string): ServiceContext {
  const loaded = loadProgrammes(join(home, 'programmes'));
  const compiled = loaded.map(({ programme }) => new CompiledProgramme(programme));
  return {
    store,
    programmes: new Map(compiled.map((one) => [one.programme.id, one])),
    loaded: new Map(loaded.map((one) => [one.programme.id, one])),
    clockOf: zoneClocks(),
    findings: findingTablesIn(join(home, 'evidence')),
    courseData: courseDataIn(join(home, 'course-rules'), join(home, 'evidence')),
    newId: randomUUID,
    isDemonstration: (id) => id === tenantId,
  };
}

/** Makes an installation in an empty folder: schema, tenant, network and accounts. */
export async function makeInstallation(folder: string): Promise<Installation> {
  const database = await openEmbedded({ dataFolder: join(folder, 'data') });
  const masterKey = randomBytes(32);
  const keyring = makeKeyring(masterKey);
  const tenantId = randomUUID();
  const password = demonstrationPassword();
  const sessionSecret = randomBytes(48).toString('base64url');
  await migrate(database.owner);
  await prepareInstallation(database.owner, keyring);
  await migrateAuth(database.owner);
  await migrateJobs(database.owner);
  const tenant = { id: tenantId, slug: 'bench', name: 'Bench (invented)', isDemonstration: true };
  await addTenant(database.owner, tenant);
  const store = await openStore({ application: { ...database.application, max: 4 }, masterKey });
  const db = authDatabaseOn(new pg.Pool({ ...database.signIn, max: 2 }));
  const context = contextOver(store, tenantId);
  try {
    const now = parseInstant(new Date().toISOString()) as Instant;
    const network = join(home, 'packages/server/src/demonstration/network.yaml');
    await loadNetwork(context, tenantId, network, now, () => undefined);
    const signIn = makeSignIn({ db, secret: sessionSecret, publicAddress: 'http://localhost' });
    await addDemonstrationAccounts(signIn, db, tenantId, password);
  } finally {
    await db.destroy();
    await store.close();
  }
  return { database, masterKey, sessionSecret, keyring, tenantId, password, context };
}

/** Stops a database and removes its cluster, which may stand outside the data folder. */
export async function discard(database: EmbeddedPostgres): Promise<void> {
  await database.stop();
  await rm(database.clusterFolder, { recursive: true, force: true });
}

/** A running server of its own process. */
export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

function urlOf({ host, port, user, password, database }: ConnectionConfig): string {
  const place = `host=${encodeURIComponent(host)}&port=${port}`;
  return `postgres://${user}:${encodeURIComponent(password)}@localhost/${database}?${place}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address!.port : 0));
    });
  });
}

async function builtServer(): Promise<string> {
  const tool = pathToFileURL(join(home, 'tools/build.mjs')).href;
  const script = `import { buildServer } from '${tool}'; console.log(await buildServer());`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return stdout.trim().split('\n').at(-1)!;
}

function untilRunning(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-4_000);
      if (said.includes('Aegle is running')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`The server did not start: ${said}`)));
  });
}

/** Starts the built server on the installation; `profileFolder` receives a CPU profile at its end. */
export async function startChildServer(
  folder: string,
  { database, masterKey, sessionSecret }: Omit<Installation, 'context' | 'password' | 'tenantId'>,
  profileFolder?: string,
): Promise<RunningServer> {
  const main = await builtServer();
  const port = await freePort();
  const profiling =
    profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`];
  const child = spawn(process.execPath, [...profiling, main], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: urlOf(database.application),
      DATABASE_SIGN_IN_URL: urlOf(database.signIn),
      DATABASE_OWNER_URL: urlOf(database.owner),
      AEGLE_DATA_FOLDER: join(folder, 'server'),
      AEGLE_MASTER_KEY: masterKey.toString('base64'),
      AEGLE_SESSION_SECRET: sessionSecret,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stopHere = () => void child.kill('SIGTERM');
  process.once('exit', stopHere);
  await untilRunning(child);
  return {
    port,
    pid: child.pid ?? 0,
    stop: async () => {
      process.removeListener('exit', stopHere);
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 15_000);
      await ended;
      clearTimeout(patience);
    },
  };
}
