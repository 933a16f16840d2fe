// Makes, starts and stops one PostgreSQL cluster from given binaries, over a private unix socket.
// It must never listen on a network address, switch fsync off, or write a statement to its log.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { refuse } from '../faults/faults.ts';
import { guardServer } from './guard.ts';
import { removePostmasterPidOf, stopOrphan } from './orphan.ts';
import type { RunAs } from './run-as.ts';

export interface ClusterPlace {
  readonly binFolder: string;
  /** PGDATA. */
  readonly clusterFolder: string;
  readonly socketFolder: string;
  readonly logFile: string;
  readonly runAs: RunAs | null;
}

export const clusterPort = 5432;
export const superuser = 'aegle_superuser';

const startDeadlineMs = 30_000;
/** A path of 108 bytes does not fit a socket address; 100 leaves room and is checked before use. */
const socketPathBytesMax = 100;

function asUser(runAs: RunAs | null): { uid?: number; gid?: number } {
  return runAs === null ? {} : { uid: runAs.uid, gid: runAs.gid };
}

const quietEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin', HOME: '/' };

function failed(what: string, detail: string, logFile: string): Error {
  return refuse(
    'unavailable',
    'embedded PostgreSQL',
    `${what}: ${detail}.`,
    `Read ${logFile}, mend the cause, and start again.`,
  );
}

/** Gives a folder or file to the user the server runs as. */
export async function give(path: string, runAs: RunAs | null): Promise<void> {
  if (runAs !== null) await chown(path, runAs.uid, runAs.gid);
}

/** Runs when this process ends, unless forgotten before. */
function endingAtExit(work: () => void): { readonly forget: () => void } {
  process.once('exit', work);
  return { forget: () => void process.removeListener('exit', work) };
}

/** initdb starts servers of its own for a moment: they go with it. What it made is begun anew. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || hasEnded(child)) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

async function runInitdb(place: ClusterPlace, target: string, passwordFile: string): Promise<void> {
  const args = [
    `--pgdata=${target}`,
    `--username=${superuser}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--no-locale',
    '--data-checksums',
  ];
  let said = '';
  const code = await new Promise<number | string>((settle) => {
    const child = spawn(join(place.binFolder, 'initdb'), args, {
      ...asUser(place.runAs),
      env: quietEnvironment,
      cwd: place.socketFolder,
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    const endAtExit = endingAtExit(() => killGroup(child));
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(-2000);
    });
    child.once('error', (error) => settle(error.message));
    child.once('close', (exit, signal) => settle(exit ?? signal ?? 'ended'));
    child.once('close', endAtExit.forget);
  });
  if (code === 0) return;
  throw failed('initdb failed', `${code} ${said.trim().replaceAll('\n', ' ')}`, place.logFile);
}

/** Makes the cluster when it is not there: under another name first, then renamed whole. */
export async function makeCluster(place: ClusterPlace, password: string): Promise<void> {
  if (existsSync(join(place.clusterFolder, 'PG_VERSION'))) return;
  const part = `${place.clusterFolder}.part`;
  const passwordFile = join(place.socketFolder, 'initial-password');
  await rm(part, { recursive: true, force: true });
  await mkdir(part, { recursive: true, mode: 0o700 });
  await give(part, place.runAs);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await give(passwordFile, place.runAs);
  try {
    await runInitdb(place, part, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(part, place.clusterFolder);
}

const settings: readonly string[] = [
  'listen_addresses=',
  `port=${clusterPort}`,
  'unix_socket_permissions=0700',
  'fsync=on',
  'full_page_writes=on',
  'synchronous_commit=on',
  'max_connections=64',
  'shared_buffers=256MB',
  'max_wal_size=2GB',
  'password_encryption=scram-sha-256',
  'log_statement=none',
  'log_min_error_statement=panic',
  'log_parameter_max_length=0',
  'log_parameter_max_length_on_error=0',
  'log_error_verbosity=terse',
  'log_min_messages=warning',
  'timezone=UTC',
];

async function launch(place: ClusterPlace, extra: readonly string[]): Promise<ChildProcess> {
  const log = await open(place.logFile, 'a', 0o600);
  const args = ['-D', place.clusterFolder, '-k', place.socketFolder];
  for (const setting of [...settings, ...extra]) args.push('-c', setting);
  const child = spawn(join(place.binFolder, 'postgres'), args, {
    ...asUser(place.runAs),
    env: quietEnvironment,
    cwd: place.socketFolder,
    stdio: ['ignore', log.fd, log.fd],
    detached: true,
  });
  child.on('error', () => undefined);
  await log.close();
  return child;
}

async function isReady(clusterFolder: string, pid: number | undefined): Promise<boolean> {
  const text = await readFile(join(clusterFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  return Number(lines[0]) === pid && (lines[7] ?? '').trim() === 'ready';
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0;
}

/** What the server said since the log had `from` bytes: of a few lines, the cause stands first. */
async function wordsSince(logFile: string, from: number): Promise<string> {
  const bytes = await readFile(logFile).catch(() => Buffer.alloc(0));
  return bytes.subarray(from).toString('utf8').trim().split('\n').slice(-12).join(' ');
}

/** What another server's remains look like in the log; worth another try for a while. */
const passing = /lock file "postmaster\.pid"|pre-existing shared memory|still in use|shutting down/;

/** A full disk fails to write the very files that other remains leave: no use to wait for those. */
export const diskFull = /No space left on device/;

export interface RunningCluster {
  readonly pid: number;
  /** Resolves when the server is gone, whoever ended it (a full disk can). */
  readonly exited: Promise<void>;
  /** Fast shutdown, then an immediate one after 2 s; resolves when the process is gone. */
  stop(): Promise<void>;
}

/** The immediate one loses nothing that was acknowledged: it is replayed at the next start. */
const fastShutdownMs = 2_000;

async function launchGuarded(
  place: ClusterPlace,
  extra: readonly string[],
): Promise<{ readonly child: ChildProcess; readonly running: RunningCluster }> {
  const child = await launch(place, extra);
  const signal = (name: NodeJS.Signals): void => {
    if (!hasEnded(child)) child.kill(name);
  };
  // Whatever ends this process: its 'exit' handlers, and after those (or without them) the guard.
  const guard = child.pid === undefined ? null : guardServer(child.pid, place.socketFolder);
  const endAtExit = endingAtExit(() => signal('SIGINT'));
  const exited = new Promise<void>((settle) => {
    const gone = () => {
      endAtExit.forget();
      guard?.dismiss();
      settle();
    };
    if (hasEnded(child)) gone();
    else child.once('exit', gone);
  });
  const stop = async (): Promise<void> => {
    signal('SIGINT');
    const patience = setTimeout(() => signal('SIGQUIT'), fastShutdownMs);
    await exited;
    clearTimeout(patience);
  };
  return { child, running: { pid: child.pid ?? 0, exited, stop } };
}

/**
 * Starts the cluster. An orphaned postmaster of the same folder (its Node was killed) is stopped
 * first; a stale postmaster.pid is retried. The caller holds the owner lock. Fault `unavailable`,
 * also when `given.up` is aborted before it is ready.
 */
export async function startCluster(
  place: ClusterPlace,
  extra: readonly string[] = [],
  given: { readonly up?: AbortSignal } = {},
): Promise<RunningCluster> {
  if (
    Buffer.byteLength(join(place.socketFolder, `.s.PGSQL.${clusterPort}.lock`)) > socketPathBytesMax
  ) {
    throw failed('The socket path is too long', place.socketFolder, place.logFile);
  }
  await stopOrphan(place.clusterFolder, place.socketFolder);
  const deadline = performance.now() + startDeadlineMs;
  const isOver = () => performance.now() >= deadline || given.up?.aborted === true;
  for (;;) {
    const logged = await sizeOf(place.logFile);
    const { child, running } = await launchGuarded(place, extra);
    while (!hasEnded(child) && !isOver()) {
      if (await isReady(place.clusterFolder, child.pid)) return running;
      await pause(10);
    }
    const words = await wordsSince(place.logFile, logged);
    if (!hasEnded(child)) child.kill('SIGQUIT');
    if (isOver() || diskFull.test(words) || !passing.test(words)) {
      await running.exited;
      throw failed('The server did not start', words, place.logFile);
    }
    await removePostmasterPidOf(place.clusterFolder);
    await pause(200);
  }
}
