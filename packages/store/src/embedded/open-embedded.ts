// Opens the embedded PostgreSQL of one data folder: lock, binaries, cluster, roles, database.
// It must never open a folder that another living process owns, and never lose a written password.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { refuse } from '../faults/faults.ts';
import { makeFolder } from '../faults/make-folder.ts';
import { runnableBinaries } from './binaries.ts';
import { type ClusterPlace, clusterPort, give, makeCluster, superuser } from './cluster.ts';
import { takeOwnerLock } from './owner-lock.ts';
import { canReach, chooseRunAs, type RunAs } from './run-as.ts';
import { type ServerState, SupervisedCluster } from './supervise.ts';

/** What `pg` needs to connect; the socket folder is `host`. */
export interface ConnectionConfig {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface EmbeddedPostgres {
  /** Owns the schema, runs migrations, backup and restore. */
  readonly owner: ConnectionConfig;
  /** Owns nothing; what the running server uses. */
  readonly application: ConnectionConfig;
  /** Owns nothing and sees schema `auth` alone; what looks accounts and sessions up. */
  readonly signIn: ConnectionConfig;
  /** Owns nothing; what destroys keys and payloads of a patient to be erased, and nothing else. */
  readonly erasure: ConnectionConfig;
  /** Of the server that runs now: one that died is started again. */
  readonly postmasterPid: number;
  readonly clusterFolder: string;
  /** How it stands now. */
  readonly state: () => ServerState;
  /** Stops the server and gives the folder back. Safe to call twice. */
  stop(): Promise<void>;
}

export interface OpenEmbeddedOptions {
  readonly dataFolder: string;
  /** Where copies of the binaries and, if need be, the cluster live when started as root. */
  readonly machineFolder?: string;
  /** More `name=value` settings of PostgreSQL, for tests. */
  readonly settings?: readonly string[];
}

export const ownerRole = 'aegle_owner';
export const applicationRole = 'aegle_app';
export const signInRole = 'aegle_sign_in';
export const erasureRole = 'aegle_erasure';
export const databaseName = 'aegle';

interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly application: string;
  readonly signIn: string;
  readonly erasure: string;
}

/** A folder made before sign-in or erasure had a role of its own gets that password now. */
async function passwordsIn(dataFolder: string): Promise<Passwords> {
  const file = join(dataFolder, 'database-passwords.json');
  const fresh = (): string => randomBytes(24).toString('base64url');
  const kept: Partial<Passwords> = existsSync(file)
    ? (JSON.parse(await readFile(file, 'utf8')) as Partial<Passwords>)
    : { superuser: fresh(), owner: fresh(), application: fresh() };
  if (kept.signIn !== undefined && kept.erasure !== undefined) return kept as Passwords;
  const passwords = { signIn: fresh(), erasure: fresh(), ...kept } as Passwords;
  await writeFile(`${file}.part`, JSON.stringify(passwords), { mode: 0o600 });
  await rename(`${file}.part`, file);
  return passwords;
}

/**
 * Where PGDATA stands: in the data folder, unless the server's user cannot pass the folders above
 * it (a clone under /root). Then below the machine folder, under a random name that
 * `database-place.txt` keeps: a data folder made anew never meets the cluster of a deleted one.
 */
async function clusterFolderOf(
  dataFolder: string,
  machineFolder: string,
  runAs: RunAs | null,
): Promise<string> {
  const inside = join(dataFolder, 'postgresql');
  const note = join(dataFolder, 'database-place.txt');
  const noted = (await readFile(note, 'utf8').catch(() => '')).trim();
  if (noted !== '') return noted;
  if (runAs === null || existsSync(inside) || canReach(runAs, inside)) return inside;
  const elsewhere = join(machineFolder, 'clusters', randomBytes(8).toString('hex'));
  makeFolder(dirname(elsewhere), 0o755);
  await writeFile(`${note}.part`, `${elsewhere}\n`);
  await rename(`${note}.part`, note);
  return elsewhere;
}

async function makeSocketFolder(runAs: RunAs | null): Promise<string> {
  const folder = await mkdtemp('/tmp/aegle-');
  await chmod(folder, 0o700);
  await give(folder, runAs);
  return folder;
}

async function makeRolesAndDatabase(as: ConnectionConfig, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ ...as });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ found: number }>(
      'select count(*)::int as found from pg_database where datname = $1',
      [databaseName],
    );
    for (const [role, password] of [
      [ownerRole, passwords.owner],
      [applicationRole, passwords.application],
      [signInRole, passwords.signIn],
      [erasureRole, passwords.erasure],
    ] as const) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await client.query(`create role ${role} login`);
      await client.query(`alter role ${role} password ${pg.escapeLiteral(password)}`);
    }
    if (rows[0]?.found === 1) return;
    await client.query(`create database ${databaseName} owner ${ownerRole} template template0`);
  } finally {
    await client.end();
  }
}

/** The npm binaries have no pg_upgrade: a major version is crossed by backup and restore. */
async function requireSameMajor(clusterFolder: string, version: string): Promise<void> {
  const made = (await readFile(join(clusterFolder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  const major = version.split('.')[0] ?? '';
  if (made === '' || made === major) return;
  throw refuse(
    'unavailable',
    'embedded PostgreSQL',
    `The data folder was made by PostgreSQL ${made}; this installation brings ${major}.`,
    'Back up with the version that made it, then restore into a new data folder.',
  );
}

const logBytesMax = 10_000_000;

async function keepLogSmall(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logBytesMax) await rename(logFile, `${logFile}.before`);
}

async function startAndPrepare(
  place: ClusterPlace,
  passwords: Passwords,
  settings: readonly string[],
): Promise<SupervisedCluster> {
  const cluster = await makeAndStart(place, passwords, settings);
  try {
    const base = { host: place.socketFolder, port: clusterPort, database: 'postgres' };
    const as = { ...base, user: superuser, password: passwords.superuser };
    await makeRolesAndDatabase(as, passwords);
  } catch (error) {
    await cluster.stop();
    await rm(place.socketFolder, { recursive: true, force: true });
    throw error;
  }
  return cluster;
}

async function makeAndStart(
  place: ClusterPlace,
  passwords: Passwords,
  settings: readonly string[],
): Promise<SupervisedCluster> {
  try {
    await makeCluster(place, passwords.superuser);
    return await SupervisedCluster.start(place, settings);
  } catch (error) {
    await rm(place.socketFolder, { recursive: true, force: true });
    throw error;
  }
}

async function stopAll(cluster: SupervisedCluster, socketFolder: string): Promise<void> {
  await cluster.stop();
  await rm(socketFolder, { recursive: true, force: true });
}

async function prepareDataFolder(given: string, runAs: RunAs | null): Promise<string> {
  makeFolder(given, runAs === null ? 0o700 : 0o711);
  const dataFolder = await realpath(given);
  if (runAs !== null) await chmod(dataFolder, 0o711);
  return dataFolder;
}

/**
 * Starts the embedded PostgreSQL of `dataFolder`, making it on first use. Faults: `already_open`
 * when a living process owns it, `unavailable` when the server cannot be made or started.
 */
export async function openEmbedded(options: OpenEmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw refuse(
      'unavailable',
      'embedded PostgreSQL',
      'It runs on Linux and macOS only.',
      'Set DATABASE_URL, DATABASE_SIGN_IN_URL and DATABASE_OWNER_URL to a PostgreSQL 15 to 18.',
    );
  }
  const isRoot = process.getuid?.() === 0;
  const runAs = chooseRunAs(isRoot);
  const dataFolder = await prepareDataFolder(options.dataFolder, runAs);
  const lock = await takeOwnerLock(dataFolder);
  try {
    const machineFolder = options.machineFolder ?? (isRoot ? '/var/lib/aegle' : dataFolder);
    const { binFolder, version } = await runnableBinaries(machineFolder, isRoot);
    const clusterFolder = await clusterFolderOf(dataFolder, machineFolder, runAs);
    await requireSameMajor(clusterFolder, version);
    const socketFolder = await makeSocketFolder(runAs);
    const logFile = join(dataFolder, 'postgresql.log');
    await keepLogSmall(logFile);
    const place = { binFolder, clusterFolder, socketFolder, logFile, runAs };
    const passwords = await passwordsIn(dataFolder);
    const cluster = await startAndPrepare(place, passwords, options.settings ?? []);
    const base = { host: socketFolder, port: clusterPort, database: databaseName };
    let stopped: Promise<void> | null = null;
    return {
      owner: { ...base, user: ownerRole, password: passwords.owner },
      application: { ...base, user: applicationRole, password: passwords.application },
      signIn: { ...base, user: signInRole, password: passwords.signIn },
      erasure: { ...base, user: erasureRole, password: passwords.erasure },
      get postmasterPid() {
        return cluster.pid;
      },
      clusterFolder,
      state: () => cluster.state,
      stop: () => {
        stopped ??= stopAll(cluster, socketFolder).then(() => lock.release());
        return stopped;
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
