// `aegle migrate`, `backup` and `restore`: the schema, and the whole store in one encrypted file.
// Never a backup key in the data folder or on the command line: it stands in a file of its own.

import { existsSync, readFileSync } from 'node:fs';
import { formatInstant } from '@aegle/core';
import { ACCOUNT_TABLES, migrateAuth, migrateJobs, noteBackup, PENDING_JOBS } from '@aegle/server';
import {
  backup,
  makeKeyring,
  migrate,
  prepareInstallation,
  type RestoreProgress,
  restore,
} from '@aegle/store';
import type { Command } from 'commander';
import { EXIT, refused } from '../world/input-refused.ts';
import { type InstallationOptions, openInstallation } from '../world/installation.ts';
import { Progress } from '../world/progress.ts';
import type { World } from '../world/world.ts';
import { databaseOptions } from './history-commands.ts';

/** Beside the log: accounts, roles and keys, and what is queued. */
export const TABLES_BESIDE = [...ACCOUNT_TABLES, PENDING_JOBS];

const KEEP_KEY = 'Keep the master key too, elsewhere: without it no payload can be read.';

interface BackupOptions extends InstallationOptions {
  readonly keyFile: string;
}

/** Adds `migrate`, `backup` and `restore`. */
export function addBackupCommands(
  program: Command,
  world: World,
  end: (code: number) => void,
): void {
  databaseOptions(program.command('migrate'))
    .description('Bring the database to the newest schema; makes an embedded one if there is none')
    .action(async (options: InstallationOptions) => end(await migrateAll(world, options)));
  const withKey = (command: Command) =>
    databaseOptions(command).requiredOption('--key-file <file>', '32 bytes in base64');
  withKey(program.command('backup'))
    .description('Write everything to one encrypted file, from one snapshot')
    .argument('<file>', 'a file that does not exist yet')
    .action(async (file: string, options: BackupOptions) =>
      end(await writeBackup(world, file, options)),
    );
  withKey(program.command('restore'))
    .description('Read a backup into an empty database and verify every chain')
    .argument('<file>')
    .action(async (file: string, options: BackupOptions) =>
      end(await readBackup(world, file, options)),
    );
}

async function migrateAll(world: World, options: InstallationOptions): Promise<number> {
  const installation = await openInstallation(world, options, true);
  const { applicationRole, signInRole, secrets } = installation;
  try {
    const owner = installation.owner();
    const { applied } = await migrate(owner, applicationRole);
    await prepareInstallation(owner, makeKeyring(secrets.masterKey));
    await migrateAuth(owner, applicationRole, signInRole);
    await migrateJobs(owner, applicationRole);
    world.writeOut(
      options.json
        ? `${JSON.stringify({ version: 1, applied }, null, 2)}\n`
        : `Migrated: ${applied.join(', ') || 'nothing was missing'}.\n`,
    );
    return EXIT.granted;
  } finally {
    await installation.stop();
  }
}

function backupKeyIn(file: string): Uint8Array {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const key = Buffer.from(text, 'base64');
  if (key.length === 32) return key;
  throw refused(
    '--key-file',
    'not_a_key',
    'Name a file with 32 bytes in base64; make one with: openssl rand -base64 32 > backup.key',
  );
}

async function writeBackup(world: World, file: string, options: BackupOptions): Promise<number> {
  const backupKey = backupKeyIn(options.keyFile);
  if (existsSync(file)) throw refused('file', 'file_exists', 'A backup is never overwritten.');
  const installation = await openInstallation(world, options);
  try {
    const report = await backup({
      owner: installation.owner(),
      file,
      backupKey,
      now: formatInstant(world.now),
      alsoTables: TABLES_BESIDE,
    });
    await noteBackup(installation.owner(), formatInstant(world.now));
    world.writeOut(
      options.json
        ? `${JSON.stringify({ version: 1, ...report }, null, 2)}\n`
        : `Backed up ${report.tenants} tenants, ${report.tables} tables, ${report.bytes} bytes. ${KEEP_KEY}\n`,
    );
    return EXIT.granted;
  } finally {
    await installation.stop();
  }
}

const STAGES: Readonly<Record<RestoreProgress['stage'], { title: string; unit: number }>> = {
  check: { title: 'Checking the file, MB', unit: 1_000_000 },
  load: { title: 'Copying in, MB', unit: 1_000_000 },
  index: { title: 'Indexes', unit: 1 },
  verify: { title: 'Verifying, events', unit: 1 },
};

/** One line of progress for each stage of a restore, each with its own rate. */
class Stages {
  readonly #world: World;
  #stage: RestoreProgress['stage'] | null = null;
  #progress: Progress | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  at({ stage, done, total }: RestoreProgress): void {
    const { title, unit } = STAGES[stage];
    if (stage !== this.#stage || this.#progress === null) {
      this.end();
      this.#progress = new Progress(this.#world, title);
    }
    this.#stage = stage;
    this.#progress.at(Math.floor(done / unit), Math.max(1, Math.ceil(total / unit)));
  }

  end(): void {
    this.#progress?.end();
  }
}

async function readBackup(world: World, file: string, options: BackupOptions): Promise<number> {
  const backupKey = backupKeyIn(options.keyFile);
  if (!existsSync(file)) throw refused('file', 'file_not_readable', 'Name a backup that exists.');
  const started = world.elapsedMs();
  const installation = await openInstallation(world, options, true);
  const { applicationRole, signInRole, secrets } = installation;
  try {
    const owner = installation.owner();
    await migrateAuth(owner, applicationRole, signInRole);
    await migrateJobs(owner, applicationRole);
    const keyring = makeKeyring(secrets.masterKey);
    const stages = new Stages(world);
    const report = await restore({
      owner,
      applicationRole,
      file,
      backupKey,
      keyring,
      report: (progress) => stages.at(progress),
    });
    stages.end();
    const seconds = (world.elapsedMs() - started) / 1000;
    const told = `Restored the backup of ${report.madeAt} in ${seconds.toFixed(1)} s; every chain verifies.`;
    const chains = report.tenants.map((one) => `${one.tenantId}: ${one.chains.events} events`);
    world.writeOut(
      options.json
        ? `${JSON.stringify({ version: 1, seconds, ...report }, null, 2)}\n`
        : `${told}\n${chains.join('\n')}\n`,
    );
    return EXIT.granted;
  } finally {
    await installation.stop();
  }
}
