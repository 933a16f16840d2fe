// A throwaway PostgreSQL for tests: one cluster a process, until it ends; a fresh migrated database a suite.
// It must never be used outside tests: it trades fsync for speed and deletes what it made.

import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { runnableBinaries } from '../embedded/binaries.ts';
import {
  type ClusterPlace,
  clusterPort,
  give,
  makeCluster,
  type RunningCluster,
  startCluster,
  superuser,
} from '../embedded/cluster.ts';
import type { ConnectionConfig } from '../embedded/open-embedded.ts';
import { chooseRunAs } from '../embedded/run-as.ts';
import { prepareInstallation } from '../installation/installation.ts';
import { makeKeyring } from '../keys/keyring.ts';
import { migrate } from '../migrations/migrate.ts';
import { sweepDeadRuns } from './sweep-dead-runs.ts';

export type Engine = 'embedded' | '15';

export interface TestDatabase {
  readonly owner: ConnectionConfig;
  readonly application: ConnectionConfig;
  readonly signIn: ConnectionConfig;
  readonly erasure: ConnectionConfig;
  readonly superuser: ConnectionConfig;
  readonly masterKey: Uint8Array;
  readonly postmasterPid: number;
  /** Drops the database. The cluster goes with the process, which other suites of it still need. */
  stop(): Promise<void>;
  /** Instead of dropping it: from now on it is only what other databases of this process begin as. */
  keep(): Promise<KeptDatabase>;
}

/** What a database held when it was kept, by its name in the cluster of this process. */
export type KeptDatabase = string & { readonly kept: unique symbol };

const debianBinFolder = '/usr/lib/postgresql/15/bin';
const password = 'only-for-tests';
/** Any 32 bytes will do for invented patients. */
export const testMasterKey: Uint8Array = Buffer.alloc(32, 7);
const template = 'aegle_test_template';
const isRoot = process.getuid?.() === 0;

interface Cluster {
  readonly running: RunningCluster;
  readonly place: ClusterPlace;
  readonly folder: string;
}

const clusters = new Map<Engine, Promise<Cluster>>();

/** True when this engine can run here. When PostgreSQL 15 is absent, says so as the tests must. */
export function hasEngine(engine: Engine): boolean {
  if (engine === 'embedded' || existsSync(join(debianBinFolder, 'postgres'))) return true;
  console.log('NOT RUN: store on PostgreSQL 15, needs postgresql-15');
  if (process.env.CI === 'true') throw new Error('PostgreSQL 15 is needed under CI=true.');
  return false;
}

/** Engines that can run here, for `describe.each(testEngines())`. */
export function testEngines(): readonly Engine[] {
  return (['embedded', '15'] as const).filter(hasEngine);
}

/** initdb once a machine and version; a process starts from a copy, which takes a tenth of the time. */
async function copyFreshCluster(place: ClusterPlace, version: string): Promise<void> {
  const kept = `/tmp/aegle-test-template-${version}-${process.getuid?.() ?? 0}`;
  if (!existsSync(join(kept, 'PG_VERSION'))) {
    const own = `${kept}.${process.pid}`;
    await makeCluster({ ...place, clusterFolder: own }, password);
    await rename(own, kept).catch(() => rm(own, { recursive: true, force: true }));
  }
  await cp(kept, place.clusterFolder, { recursive: true, preserveTimestamps: true });
  await giveAll(place);
}

async function giveAll(place: ClusterPlace): Promise<void> {
  await give(place.clusterFolder, place.runAs);
  if (place.runAs === null) return;
  for (const name of readdirSync(place.clusterFolder, { recursive: true, encoding: 'utf8' })) {
    await give(join(place.clusterFolder, name), place.runAs);
  }
}

async function makeTemplate(place: ClusterPlace): Promise<void> {
  const as = configOf(place, superuser, 'postgres');
  await withClient(as, async (client) => {
    for (const role of ['aegle_owner', 'aegle_app', 'aegle_sign_in', 'aegle_erasure']) {
      await client.query(`create role ${role} login password '${password}'`);
    }
    await client.query(`create database ${template} owner aegle_owner template template0`);
  });
  const owner = configOf(place, 'aegle_owner', template);
  await migrate(owner);
  await prepareInstallation(owner, makeKeyring(testMasterKey));
}

function configOf(place: ClusterPlace, user: string, database: string): ConnectionConfig {
  return { host: place.socketFolder, port: clusterPort, user, password, database };
}

async function withClient(
  config: ConnectionConfig,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ ...config });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function startCopy(engine: Engine): Promise<Cluster> {
  await sweepDeadRuns();
  const runAs = chooseRunAs(isRoot);
  const folder = `/tmp/aegle-test-${process.pid}-${engine}`;
  const socketFolder = join(folder, 'socket');
  await rm(folder, { recursive: true, force: true });
  await mkdir(socketFolder, { recursive: true, mode: 0o755 });
  await give(socketFolder, runAs);
  const own = engine === 'embedded' ? await runnableBinaries('/var/tmp/aegle', isRoot) : null;
  const place: ClusterPlace = {
    binFolder: own?.binFolder ?? debianBinFolder,
    clusterFolder: join(folder, 'data'),
    socketFolder,
    logFile: join(folder, 'log'),
    runAs,
  };
  await copyFreshCluster(place, own?.version ?? '15');
  const running = await startCluster(place, ['fsync=off', 'max_connections=100']);
  process.once('exit', () => {
    try {
      // Shared memory and folder go at once; the guard would wait for a checkpoint.
      process.kill(running.pid, 'SIGQUIT');
    } catch {
      // Already stopped.
    }
    rmSync(folder, { recursive: true, force: true });
  });
  await makeTemplate(place);
  return { running, place, folder };
}

const CLOSING_MS = 1_000;

/** Waits for connections that were ended to be gone: one that is cut off reports an error to nobody. */
async function endedByItself(client: pg.Client, database: string): Promise<void> {
  const text = 'select count(*)::int as open from pg_stat_activity where datname = $1';
  for (let waited = 0; waited < CLOSING_MS; waited += 20) {
    const { rows } = await client.query<{ open: number }>(text, [database]);
    if (rows[0]?.open === 0) return;
    await pause(20);
  }
}

async function release(cluster: Cluster, database: string): Promise<void> {
  const as = configOf(cluster.place, superuser, 'postgres');
  await withClient(as, async (client) => {
    await endedByItself(client, database);
    await client.query(`drop database ${database} with (force)`);
  }).catch(() => undefined);
}

/** A template is copied while nobody is connected to it. */
async function keepIn({ place }: Cluster, database: string): Promise<KeptDatabase> {
  const as = configOf(place, superuser, 'postgres');
  await withClient(as, async (client) => {
    await endedByItself(client, database);
    await client.query(`alter database ${database} with allow_connections false`);
  });
  return database as KeptDatabase;
}

interface StartOptions {
  /** Without any schema, for tests of the migrations themselves. */
  readonly isEmpty?: boolean;
  /** As that one was when it was kept; the same engine's. */
  readonly as?: KeptDatabase;
}

/**
 * A fresh, migrated database with the installation's test key and no tenant. The suite stops it in
 * `afterAll`.
 */
export async function startTestDatabase(
  engine: Engine,
  options: StartOptions = {},
): Promise<TestDatabase> {
  const starting = clusters.get(engine) ?? startCopy(engine);
  clusters.set(engine, starting);
  const cluster = await starting;
  const { place } = cluster;
  const database = `test_${randomBytes(6).toString('hex')}`;
  const from = options.isEmpty === true ? 'template0' : (options.as ?? template);
  await withClient(configOf(place, superuser, 'postgres'), (client) =>
    client.query(`create database ${database} owner aegle_owner template ${from}`),
  );
  let stopped: Promise<void> | null = null;
  return {
    owner: configOf(place, 'aegle_owner', database),
    application: configOf(place, 'aegle_app', database),
    signIn: configOf(place, 'aegle_sign_in', database),
    erasure: configOf(place, 'aegle_erasure', database),
    superuser: configOf(place, superuser, database),
    masterKey: testMasterKey,
    postmasterPid: cluster.running.pid,
    stop: () => {
      stopped ??= release(cluster, database);
      return stopped;
    },
    keep: () => keepIn(cluster, database),
  };
}
