// How long a lost machine takes: backup, restore into an empty database with every chain walked, then
// the first supply dispensed by a server on it. Never counts a restore that did not verify.

import { randomBytes } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TABLES_BESIDE } from '../../packages/cli/src/log/backup-commands.ts';
import { migrateAuth } from '../../packages/server/src/auth/migrate-auth.ts';
import { migrateJobs } from '../../packages/server/src/jobs/queue.ts';
import { backup } from '../../packages/store/src/backup/backup.ts';
import { restore } from '../../packages/store/src/backup/restore.ts';
import { openEmbedded } from '../../packages/store/src/embedded/open-embedded.ts';
import { discard, type Installation, startChildServer } from './installation.ts';
import type { ReadyPatient } from './load-courses.ts';
import { serve } from './pharmacists.ts';

/** Seconds of each step. */
export interface Recovery {
  readonly backupS: number;
  readonly fileBytes: number;
  /** Copying in, indexes, and walking every chain, in one transaction. */
  readonly restoreS: number;
  readonly events: number;
  readonly streams: number;
  /** From starting the server to the first supply authorised and dispensed. */
  readonly firstSupplyS: number;
}

async function seconds<Result>(work: () => Promise<Result>): Promise<[number, Result]> {
  const began = performance.now();
  const result = await work();
  return [(performance.now() - began) / 1000, result];
}

/** Backs up, restores beside it, serves one patient there, and stops what it started. */
export async function measureRecovery(
  folder: string,
  installation: Installation,
  email: string,
  waiting: ReadyPatient,
): Promise<Recovery> {
  const { database, keyring, masterKey, sessionSecret, password } = installation;
  const file = join(folder, 'bench.backup');
  const backupKey = randomBytes(32);
  const now = new Date().toISOString();
  const { owner } = database;
  const saving = { owner, file, backupKey, now, alsoTables: TABLES_BESIDE };
  const [backupS] = await seconds(() => backup(saving));
  const { size: fileBytes } = await stat(file);
  const fresh = await openEmbedded({ dataFolder: join(folder, 'restored') });
  try {
    const [restoreS, report] = await seconds(async () => {
      await migrateAuth(fresh.owner);
      await migrateJobs(fresh.owner);
      return restore({ owner: fresh.owner, file, backupKey, keyring });
    });
    const chains = report.tenants.map((tenant) => tenant.chains);
    const [firstSupplyS] = await seconds(async () => {
      const place = { database: fresh, masterKey, sessionSecret, keyring };
      const server = await startChildServer(join(folder, 'restored'), place);
      try {
        const shift = { port: server.port, email, password, connections: 1, seconds: 1 };
        await serve(shift, [waiting]);
      } finally {
        await server.stop();
      }
    });
    return {
      backupS,
      fileBytes,
      restoreS,
      events: chains.reduce((sum, one) => sum + one.events, 0),
      streams: chains.reduce((sum, one) => sum + one.streams, 0),
      firstSupplyS,
    };
  } finally {
    await discard(fresh);
    await rm(file, { force: true });
  }
}
