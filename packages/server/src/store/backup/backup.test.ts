// Backup and restore, on each engine: everything comes back, and half a file restores nothing.
// A restored store must verify and go on from where it stood.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeyring } from '../keys/keyring.ts';
import type { StreamRef } from '../log/types.ts';
import type { Store, Tenant } from '../store.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf, streamOf } from '../testing/made-up.ts';
import {
  startTestDatabase,
  type TestDatabase,
  testEngines,
  testMasterKey,
} from '../testing/test-database.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

const backupKey = Buffer.alloc(32, 9);

describe.each(testEngines())('backup on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let folder: string;
  let file: string;
  let tenants: readonly Tenant[];
  let stream: StreamRef;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aegle-backup-'));
    file = join(folder, 'store.backup');
    database = await startTestDatabase(engine);
    store = await openTestStore(database);
    tenants = [await madeUpTenant(database), await madeUpTenant(database)];
    stream = streamOf();
    for (const tenant of tenants) {
      for (let patient = 0; patient < 20; patient += 1) {
        const to = patient === 0 ? stream : streamOf();
        const payload = { text: `line\n tab\t back\\slash ${'é'.repeat(3000)}` };
        const events = [madeUpEvent({ payload }), madeUpEvent(), madeUpEvent()];
        await store.append(scopeOf(tenant), { stream: to, how: 'note', events });
      }
    }
    await backup({ owner: database.owner, file, backupKey, now: '2026-11-22T12:00:00.000Z' });
  });
  afterAll(async () => {
    await store?.close();
    await database?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function into(given: string, key = backupKey, master = testMasterKey) {
    const target = await startTestDatabase(engine, { isEmpty: true });
    const request = { owner: target.owner, file: given, backupKey: key };
    const outcome = await restore({ ...request, keyring: makeKeyring(master) }).catch(
      (error: unknown) => error,
    );
    return { target, outcome };
  }

  async function countIn(target: TestDatabase): Promise<number> {
    const client = new pg.Client({ ...target.superuser });
    await client.connect();
    const there = await client.query(`select to_regclass('aegle.event') is not null as found`);
    const events = there.rows[0].found
      ? await client.query('select count(*)::int as n from aegle.event')
      : { rows: [{ n: 0 }] };
    await client.end();
    return events.rows[0].n;
  }

  it('comes back whole, verified, isolated, and goes on from where it stood', async () => {
    const { target, outcome } = await into(file);
    expect(outcome).toMatchObject({ madeAt: '2026-11-22T12:00:00.000Z' });
    const again = await openTestStore(target);
    for (const tenant of tenants) {
      expect(await again.verify(tenant.id)).toMatchObject({ isWhole: true, events: 60 });
      const read = (from: Store) =>
        from.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
      expect(await read(again)).toEqual(await read(store));
      const events = [madeUpEvent()];
      const [receipt] = await again.append(scopeOf(tenant), { stream, how: 'note', events });
      expect(receipt?.version).toBe(4);
    }
    const client = new pg.Client({ ...target.owner });
    await client.connect();
    const { rows } = await client.query('select count(*)::int as n from aegle.event');
    expect(rows).toEqual([{ n: 0 }]);
    await client.end();
    await again.close();
    await target.stop();
  });

  it.each([0.1, 0.5, 0.99])(
    'refuses a file cut at %d of its length, and restores nothing',
    async (share) => {
      const content = await readFile(file);
      const cut = join(folder, `cut-${share}`);
      await writeFile(cut, content.subarray(0, Math.floor(content.length * share)));
      const { target, outcome } = await into(cut);
      expect(outcome).toMatchObject({ fault: { kind: 'damaged', field: 'backup file' } });
      expect(await countIn(target)).toBe(0);
      await target.stop();
    },
  );

  it('refuses a file cut at the end of a chunk, a changed byte and another key', async () => {
    const content = await readFile(file);
    const cut = join(folder, 'cut-chunk');
    await writeFile(cut, content.subarray(0, 15 + 2 * (65_536 + 16)));
    const flipped = join(folder, 'flipped');
    const copy = Buffer.from(content);
    copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
    await writeFile(flipped, copy);
    for (const [given, key] of [
      [cut, backupKey],
      [flipped, backupKey],
      [file, Buffer.alloc(32, 8)],
    ] as const) {
      const { target, outcome } = await into(given, key);
      expect(outcome).toMatchObject({ fault: { kind: 'damaged' } });
      expect(await countIn(target)).toBe(0);
      await target.stop();
    }
  });

  it('refuses another master key and a database that is not empty', async () => {
    const { target, outcome } = await into(file, backupKey, Buffer.alloc(32, 1));
    expect(outcome).toMatchObject({ fault: { kind: 'forbidden', field: 'master key' } });
    expect(await countIn(target)).toBe(0);
    await target.stop();
    const keyring = makeKeyring(testMasterKey);
    const onto = restore({ owner: database.owner, file, backupKey, keyring });
    await expect(onto).rejects.toMatchObject({ fault: { kind: 'conflict', field: 'database' } });
  });
});
