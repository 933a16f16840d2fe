// Streams remembered between transactions: another process's change is seen, whatever the work does.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store, StoreTransaction, Tenant } from './contract/store.ts';
import { refuse } from './faults/faults.ts';
import type { StreamRef } from './log/types.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf, streamOf } from './testing/made-up.ts';
import { startTestDatabase, type TestDatabase, testEngines } from './testing/test-database.ts';

describe.each(testEngines())('remembered streams on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let here: Store;
  let elsewhere: Store;
  let tenant: Tenant;

  beforeAll(async () => {
    database = await startTestDatabase(engine);
    tenant = await madeUpTenant(database);
    here = await openTestStore(database, 4);
    elsewhere = await openTestStore(database, 4);
  });
  afterAll(async () => {
    for (const store of [here, elsewhere]) await store.close();
    await database.stop();
  });

  const note = (store: Store, stream: StreamRef) =>
    store.append(scopeOf(tenant), { stream, how: 'note', events: [madeUpEvent()] });

  async function versionIn(tx: StoreTransaction, stream: StreamRef): Promise<number> {
    const [read] = await tx.readStreams([stream]);
    expect(read?.events).toHaveLength(read?.head.version ?? -1);
    return read?.head.version ?? -1;
  }

  /** Runs `work` with the version read, and answers every version that it was given. */
  async function versionsGiven(
    stream: StreamRef,
    work: (tx: StoreTransaction, version: number) => Promise<unknown> = async () => null,
    reads: readonly StreamRef[] = [],
  ): Promise<readonly number[]> {
    const versions: number[] = [];
    await here.inTransaction({ ...scopeOf(tenant), reads }, async (tx) => {
      const version = await versionIn(tx, stream);
      versions.push(version);
      return work(tx, version);
    });
    return versions;
  }

  async function remembered(kind: 'prescriber' | 'pharmacy' | 'programme') {
    const stream = streamOf(kind);
    await note(elsewhere, stream);
    expect(await versionsGiven(stream)).toEqual([1]);
    await note(elsewhere, stream);
    return stream;
  }

  it('answers one who only asks from the stream as it stands', async () => {
    const stream = await remembered('prescriber');
    expect(await versionsGiven(stream)).toEqual([1, 2]);
    expect(await versionsGiven(stream)).toEqual([2]);
    const first = await remembered('pharmacy');
    expect(await versionsGiven(first, undefined, [first])).toEqual([1, 2]);
  });

  it('sees a stream begin that was remembered as absent', async () => {
    const stream = streamOf('programme');
    expect(await versionsGiven(stream)).toEqual([0]);
    await note(elsewhere, stream);
    expect(await versionsGiven(stream)).toEqual([0, 1]);
  });

  it('lets no decision commit on what has moved', async () => {
    const stream = await remembered('programme');
    const own = streamOf();
    const given = await versionsGiven(stream, async (tx, seen) => {
      const versionsRead = await tx.readStreamVersions([stream]);
      return tx.append({
        stream: own,
        how: 'decide',
        events: [madeUpEvent({ payload: { seen } })],
        versionsRead,
      });
    });
    expect(given).toEqual([1, 2]);
    const [read] = await elsewhere.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([own]));
    expect(read?.events.map((event) => !event.erased && event.payload)).toEqual([{ seen: 2 }]);
  });

  it('refuses nothing because of what has moved', async () => {
    const stream = await remembered('pharmacy');
    const given = await versionsGiven(stream, async (_tx, version) => {
      if (version === 1) throw refuse('not_found', 'pharmacy', 'It is certified.', 'Certify it.');
      return null;
    });
    expect(given).toEqual([1, 2]);
    const refused = versionsGiven(stream, async () => {
      throw refuse('not_found', 'pharmacy', 'It is certified.', 'Certify it.');
    });
    await expect(refused).rejects.toMatchObject({ fault: { kind: 'not_found' } });
  });

  it('writes to a remembered stream under the keys that it has', async () => {
    const stream = streamOf('prescriber');
    await note(here, stream);
    expect(await versionsGiven(stream)).toEqual([1]);
    const writing = await versionsGiven(stream, (tx) =>
      tx.append({ stream, how: 'decide', events: [madeUpEvent()] }),
    );
    expect(writing).toEqual([1]);
    expect(await versionsGiven(stream)).toEqual([2]);
    expect((await here.verify(tenant.id)).isWhole).toBe(true);
  });

  it('keeps tenants apart', async () => {
    const stream = await remembered('prescriber');
    const other = await madeUpTenant(database);
    const seen = await here.inTransaction(scopeOf(other), (tx) => versionIn(tx, stream));
    expect(seen).toBe(0);
  });
});
