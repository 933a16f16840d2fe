// H-ledger: a full disk gives a clear fault, loses nothing acknowledged and is over once there is space.
// It fills a real small disk (a tmpfs), so it needs to be root.

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbedded } from './embedded/open-embedded.ts';
import { StoreFault } from './faults/faults.ts';
import { prepareInstallation } from './installation/installation.ts';
import { makeKeyring } from './keys/keyring.ts';
import { migrate } from './migrations/migrate.ts';
import { openStore } from './open-store.ts';
import { madeUpEvent, scopeOf, streamOf } from './testing/made-up.ts';
import { testMasterKey } from './testing/test-database.ts';

const machineFolder = '/var/tmp/aegle';
const tenant = {
  id: '6f1c2f4e-0000-4000-8000-000000000001',
  slug: 'full',
  name: 'Invented',
  isDemonstration: true,
};

const waiting = { timeout: 30_000, interval: 50 };

function mountSmallDisk(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=300m,mode=0755', 'tmpfs', folder], {
      stdio: 'ignore',
    });
    return true;
  } catch {
    console.log('NOT RUN: store on a full disk, needs root that may mount a tmpfs');
    if (process.env.CI === 'true') throw new Error('A small disk is needed under CI=true.');
    return false;
  }
}

async function openAll(dataFolder: string) {
  const server = await openEmbedded({ dataFolder, machineFolder });
  await migrate(server.owner);
  await prepareInstallation(server.owner, makeKeyring(testMasterKey));
  const store = await openStore({ application: server.application, masterKey: testMasterKey });
  return { server, store };
}

describe('a full disk', () => {
  it('is a fault with a next step; every acknowledged event is there afterwards', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aegle-full-'));
    if (!mountSmallDisk(folder)) return;
    try {
      const dataFolder = join(folder, 'data');
      const first = await openAll(dataFolder);
      const stream = streamOf();
      const acknowledged: string[] = [];
      const append = async (store: typeof first.store): Promise<void> => {
        const event = madeUpEvent({ payload: { text: 'x'.repeat(200_000) } });
        await store.append(scopeOf(tenant), { stream, how: 'note', events: [event] });
        acknowledged.push(event.id);
      };
      await append(first.store);
      const ballast = join(folder, 'ballast');
      await writeFile(ballast, Buffer.alloc(120_000_000));
      const fault = await (async () => {
        for (let at = 0; at < 2000; at += 1) await append(first.store);
      })().catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(StoreFault);
      expect((fault as StoreFault).fault.kind).toBe('unavailable');
      expect((fault as StoreFault).fault.nextStep).toContain('Nothing was granted');
      await first.store.close();
      await first.server.stop();
      await rm(ballast);
      const second = await openAll(dataFolder);
      const [read] = await second.store.inTransaction(scopeOf(tenant), (tx) =>
        tx.readStreams([stream]),
      );
      const stored = new Set(read?.events.map((event) => event.id));
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      expect((await second.store.verify(tenant.id)).isWhole).toBe(true);
      await append(second.store);
      await second.store.close();
      await second.server.stop();
    } finally {
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);

  it('that ends the database lets it start again by itself once there is space', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aegle-full-'));
    if (!mountSmallDisk(folder)) return;
    try {
      const { server, store } = await openAll(join(folder, 'data'));
      const stream = streamOf();
      const append = async (): Promise<string> => {
        const event = madeUpEvent({ payload: { text: 'x'.repeat(2_000) } });
        await store.append(scopeOf(tenant), { stream, how: 'note', events: [event] });
        return event.id;
      };
      const acknowledged = [await append()];
      const ballast = join(folder, 'ballast');
      // As much as there is: the last page too.
      await writeFile(ballast, Buffer.alloc(400_000_000)).catch(() => undefined);
      process.kill(server.postmasterPid, 'SIGKILL');
      const state = () => server.state();
      // A start over a full disk may succeed (it finds its old file) and then cannot write.
      await expect.poll(() => state().restarts > 0 || state().fault?.rule, waiting).toBeTruthy();
      await expect(append()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
      await rm(ballast);
      await expect.poll(() => state().state, waiting).toBe('running');
      acknowledged.push(await append());
      const [read] = await store.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
      const stored = new Set(read?.events.map((event) => event.id));
      expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      await store.close();
      await server.stop();
    } finally {
      execFileSync('umount', ['-l', folder]);
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
