// Backup and restore, on each engine: everything comes back, and half a file restores nothing.
// A restored store must verify and go on from where it stood.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store, Tenant } from '../contract/store.ts';
import { makeKeyring } from '../keys/keyring.ts';
import type { StreamRef } from '../log/types.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf, streamOf } from '../testing/made-up.ts';
import {
  startTestDatabase,
  type TestDatabase,
  testEngines,
  testMasterKey,
} from '../testing/test-database.ts';
import { backup } from './backup.ts';
import { type RestoreProgress, restore } from './restore.ts';

const backupKey = Buffer.alloc(32, 9);

describe.each(testEngines())('backup on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let folder: string;
  let file: string;
  let tenants: readonly Tenant[];
  let stream: StreamRef;
  let heard: RestoreProgress[] = [];

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
    heard = [];
    const report = (progress: RestoreProgress) => void heard.push(progress);
    const request = { owner: target.owner, file: given, backupKey: key, report };
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

  /** Indexes, keys and policies: what loading takes away for a while. */
  async function schemaOf(of: TestDatabase): Promise<unknown> {
    const client = new pg.Client({ ...of.superuser });
    await client.connect();
    const { rows } = await client.query(`
      select indexdef as what from pg_indexes where schemaname = 'aegle'
      union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
        where connamespace = 'aegle'::regnamespace
      union all select relname || relrowsecurity || relforcerowsecurity from pg_class
        where relnamespace = 'aegle'::regnamespace and relkind = 'r'
      order by 1`);
    await client.end();
    return rows;
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
    expect(await schemaOf(target)).toEqual(await schemaOf(database));
    await target.stop();
  });

  it('tells how far it is, stage by stage, to the end of each', async () => {
    const { target } = await into(file);
    await target.stop();
    const stages = [...new Set(heard.map(({ stage }) => stage))];
    expect(stages).toEqual(['check', 'load', 'index', 'verify']);
    for (const stage of stages) {
      const own = heard.filter((one) => one.stage === stage).map(({ done }) => done);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
    expect(heard.at(-1)).toMatchObject({ stage: 'verify', done: 120, total: 120 });
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
