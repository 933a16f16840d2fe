// The embedded server: first start, second start, closed folders, no install scripts, orphans, owners.
// It must run the binaries that npm installed, with fsync and checksums on.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../faults/faults.ts';
import { hasItsLinks, installedPackageFolder, runnableBinaries } from './binaries.ts';
import { type EmbeddedPostgres, openEmbedded } from './open-embedded.ts';
import { isAlive } from './owner-lock.ts';
import { chooseRunAs } from './run-as.ts';
import { faultOf } from './supervise.ts';

async function ask(server: EmbeddedPostgres, text: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ ...server.application });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows[0];
}

/** A process of its own that opens the folder, says so, and waits to be killed. */
async function openInChild(dataFolder: string, machineFolder: string) {
  const module = join(import.meta.dirname, 'open-embedded.ts');
  const options = JSON.stringify({ dataFolder, machineFolder });
  const script = `const { openEmbedded } = await import(${JSON.stringify(module)});
    const server = await openEmbedded(${options});
    console.log('open ' + server.postmasterPid); setInterval(() => {}, 1000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, postmasterPid: Number(said.toString().trim().split(' ')[1]) };
}

/** Kills the shell that would end the server when its Node is gone. */
function killGuardOf(postmasterPid: number): void {
  const lines = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n');
  const guards = lines.filter((line) => line.includes(` sh ${postmasterPid} /tmp/aegle-`));
  expect(guards).toHaveLength(1);
  process.kill(Number.parseInt(guards[0] ?? '', 10), 'SIGKILL');
}

async function within(limitMs: number, holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await pause(50);
  }
  return true;
}

let made: Promise<string> | null = null;

/** A data folder that was opened and closed once, for tests of what comes after the first start. */
function madeFolder(machineFolder: string): Promise<string> {
  made ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aegle-embedded-made-'));
    await chmod(folder, 0o755);
    const dataFolder = join(folder, 'data');
    await (await openEmbedded({ dataFolder, machineFolder })).stop();
    return dataFolder;
  })();
  return made;
}

afterAll(async () => {
  if (made !== null) await rm(dirname(await made), { recursive: true, force: true });
});

describe('embedded PostgreSQL', () => {
  let folder: string;
  let dataFolder: string;
  let machineFolder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aegle-embedded-'));
    await chmod(folder, 0o755);
    dataFolder = join(folder, 'data');
    machineFolder = process.getuid?.() === 0 ? '/var/tmp/aegle' : join(folder, 'machine');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = () => openEmbedded({ dataFolder, machineFolder });

  /** This test's folder was opened before: owners, modes and passwords come with the copy. */
  async function openedBefore(): Promise<void> {
    const from = await madeFolder(machineFolder);
    // Where nobody else may enter, the cluster stands elsewhere, and a copy would share it.
    if (existsSync(join(from, 'database-place.txt'))) return (await open()).stop();
    execFileSync('cp', ['-a', from, dataFolder]);
  }

  it('starts anew, keeps what was written, syncs, checks pages and listens on no network', async () => {
    const first = await open();
    const client = new pg.Client({ ...first.owner });
    await client.connect();
    await client.query('create table kept as select 42 as n');
    await client.query('grant select on kept to aegle_app');
    await client.end();
    await first.stop();
    await first.stop();
    const second = await open();
    const settings = await ask(
      second,
      `select n, current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
       current_setting('listen_addresses') as addresses, current_user as "user" from kept`,
    );
    expect(settings).toEqual({
      n: 42,
      fsync: 'on',
      checksums: 'on',
      addresses: '',
      user: 'aegle_app',
    });
    expect(Buffer.byteLength(`${second.owner.host}/.s.PGSQL.5432.lock`)).toBeLessThan(100);
    await second.stop();
    expect(existsSync(second.owner.host)).toBe(false);
    expect(existsSync(`${dataFolder}.lock`)).toBe(false);
  });

  it('opens a folder that was made before sign-in had a role of its own', async () => {
    await openedBefore();
    const file = join(dataFolder, 'database-passwords.json');
    const { signIn: _, ...before } = JSON.parse(await readFile(file, 'utf8'));
    await writeFile(file, JSON.stringify(before));
    const again = await open();
    const client = new pg.Client({ ...again.signIn });
    await client.connect();
    expect((await client.query('select current_user as name')).rows).toEqual([
      { name: 'aegle_sign_in' },
    ]);
    await client.end();
    await again.stop();
  });

  it('works below a folder that nobody else may enter, under a path longer than a socket name', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o700 });
    dataFolder = join(closed, 'n'.repeat(120), 'data');
    const server = await open();
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    if (process.getuid?.() === 0) {
      const place = await readFile(join(dataFolder, 'database-place.txt'), 'utf8');
      expect(place.trim()).toBe(server.clusterFolder);
    }
    await server.stop();
    await (await open()).stop();
    if (server.clusterFolder.startsWith(machineFolder)) {
      await rm(server.clusterFolder, { recursive: true, force: true });
    }
  });

  it('works where install scripts were off: links are made again in a copy', async () => {
    const bare = join(folder, 'package');
    await cp(installedPackageFolder(), bare, { recursive: true, verbatimSymlinks: true });
    for (const { target } of JSON.parse(
      await readFile(join(bare, 'native', 'pg-symlinks.json'), 'utf8'),
    ) as { target: string }[]) {
      await unlink(join(bare, target)).catch(() => undefined);
    }
    expect(await hasItsLinks(bare)).toBe(false);
    const { binFolder } = await runnableBinaries(join(folder, 'machine'), false, bare);
    const child = spawn(join(binFolder, 'postgres'), ['--version'], { stdio: 'pipe' });
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/^postgres \(PostgreSQL\) 18\./);
    expect(await hasItsLinks(bare)).toBe(false);
  });

  it('refuses a second owner in another process', async () => {
    await openedBefore();
    const { child } = await openInChild(dataFolder, machineFolder);
    await expect(open()).rejects.toMatchObject({ fault: { kind: 'already_open' } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await open()).stop();
  });

  it('stops the orphan that a killed process left, and opens', async () => {
    await openedBefore();
    const { child, postmasterPid } = await openInChild(dataFolder, machineFolder);
    killGuardOf(postmasterPid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(postmasterPid)).toBe(true);
    const server = await open();
    expect(isAlive(postmasterPid)).toBe(false);
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    await server.stop();
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'ends within 5 s of its process, whatever became of that: %s',
    async (signal) => {
      await openedBefore();
      const { child, postmasterPid } = await openInChild(dataFolder, machineFolder);
      child.kill(signal);
      await once(child, 'exit');
      expect(await within(5_000, () => !isAlive(postmasterPid))).toBe(true);
    },
  );

  it('starts again when it dies, at the same place, and says so meanwhile', async () => {
    await openedBefore();
    const server = await open();
    const first = server.postmasterPid;
    process.kill(first, 'SIGKILL');
    expect(await within(2_000, () => server.state().state === 'restarting')).toBe(true);
    expect(await within(20_000, () => server.state().state === 'running')).toBe(true);
    expect(server.state()).toMatchObject({ restarts: 1, fault: null });
    expect(server.postmasterPid).not.toBe(first);
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    await server.stop();
    expect(server.state().state).toBe('stopped');
    expect(existsSync(server.owner.host)).toBe(false);
  });

  it('is tried again until the cause is mended, and stops when asked meanwhile', async () => {
    await openedBefore();
    const server = await open();
    const version = join(server.clusterFolder, 'PG_VERSION');
    await rename(version, `${version}.away`);
    process.kill(server.postmasterPid, 'SIGKILL');
    expect(await within(20_000, () => server.state().fault !== null)).toBe(true);
    expect(server.state()).toMatchObject({ state: 'restarting', restarts: 0 });
    expect(server.state().fault?.nextStep).toMatch(/postgresql\.log/);
    await rename(`${version}.away`, version);
    expect(await within(30_000, () => server.state().state === 'running')).toBe(true);
    process.kill(server.postmasterPid, 'SIGKILL');
    await server.stop();
    expect(isAlive(server.postmasterPid)).toBe(false);
  });

  it('opens after both were killed, over a stale postmaster.pid', async () => {
    await openedBefore();
    const { child, postmasterPid } = await openInChild(dataFolder, machineFolder);
    child.kill('SIGKILL');
    process.kill(postmasterPid, 'SIGKILL');
    await once(child, 'exit');
    const server = await open();
    expect(await ask(server, 'select 1 as one')).toEqual({ one: 1 });
    await server.stop();
  });

  it('says which file to read when the server cannot start, and gives the folder back', async () => {
    const opening = openEmbedded({
      dataFolder,
      machineFolder,
      settings: ['shared_buffers=nonsense'],
    });
    await expect(opening).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    await expect(opening).rejects.toThrow(/postgresql\.log/);
    expect(existsSync(`${dataFolder}.lock`)).toBe(false);
    await (await open()).stop();
  });

  it('refuses a folder that another major version of PostgreSQL made', async () => {
    await openedBefore();
    const server = await open();
    await server.stop();
    await writeFile(join(server.clusterFolder, 'PG_VERSION'), '17\n');
    await expect(open()).rejects.toThrow(/made by PostgreSQL 17.*Back up/);
  });
});

describe('why it could not be started again', () => {
  it('names a full disk, and the file to read for anything else', () => {
    const failing = (words: string) =>
      refuse('unavailable', 'embedded PostgreSQL', words, 'Read postgresql.log.');
    expect(faultOf(failing('FATAL: could not write lock file: No space left on device.'))).toEqual({
      rule: 'The disk of the database is full.',
      nextStep: 'Free space on it: the database starts again by itself within 5 seconds.',
    });
    expect(faultOf(failing('FATAL: no pg_hba.conf.'))?.nextStep).toBe('Read postgresql.log.');
  });
});

describe('the user that the server runs as', () => {
  const passwd = 'root:x:0:0:::\nnobody:x:65534:65534:::\npostgres:x:101:104:::';

  it('is nobody else unless we are root, then the first unprivileged one there is', () => {
    expect(chooseRunAs(false, passwd)).toBeNull();
    expect(chooseRunAs(true, passwd)).toEqual({ name: 'postgres', uid: 101, gid: 104 });
    expect(chooseRunAs(true, `aegle:x:5:5:::\n${passwd}`)?.name).toBe('aegle');
    expect(() => chooseRunAs(true, 'root:x:0:0:::')).toThrow(/Create a user named aegle/);
  });
});
