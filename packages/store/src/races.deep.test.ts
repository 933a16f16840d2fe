// 1,000 races each on every engine: two compare-and-swaps, and two decisions that read each other.
// Exactly one may win; neither may be lost, and no two may both have been first.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store, Tenant } from './contract/store.ts';
import type { StoreFault } from './faults/faults.ts';
import type { StreamRef } from './log/types.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf, streamOf } from './testing/made-up.ts';
import { startTestDatabase, type TestDatabase, testEngines } from './testing/test-database.ts';

const races = 1000;

describe.each(testEngines())('races on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let stores: readonly [Store, Store];
  let tenant: Tenant;

  beforeAll(async () => {
    database = await startTestDatabase(engine);
    tenant = await madeUpTenant(database);
    stores = [await openTestStore(database, 4), await openTestStore(database, 4)];
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await database.stop();
  });

  it(`lets one of two compare-and-swaps at one version through, ${races} times`, async () => {
    const stream = streamOf();
    for (let race = 0; race < races; race += 1) {
      const tries = stores.map((store) =>
        store.append(scopeOf(tenant), {
          stream,
          how: 'decide',
          events: [madeUpEvent({ payload: { race } })],
          expectedVersion: race,
        }),
      );
      const outcomes = await Promise.allSettled(tries);
      const lost = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
      expect(lost).toHaveLength(1);
      expect((lost[0] as StoreFault).fault).toMatchObject({ kind: 'conflict' });
    }
    const [read] = await stores[0].inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
    expect(read?.head.version).toBe(races);
    const order = read?.events.map((event) => (event.erased ? -1 : event.payload.race));
    expect(order).toEqual(Array.from({ length: races }, (_, race) => race));
  }, 300_000);

  /** Reads the other stream, appends to its own what it saw there, and holds the other still. */
  function decideOn(store: Store, own: StreamRef, other: StreamRef): Promise<number> {
    return store.inTransaction(scopeOf(tenant), async (tx) => {
      const versionsRead = await tx.readStreamVersions([other]);
      const seen = versionsRead[0]?.version ?? -1;
      const events = [madeUpEvent({ payload: { seen } })];
      await tx.append({ stream: own, how: 'decide', events, versionsRead });
      return seen;
    });
  }

  it.each([
    ['streams that exist', true],
    ['streams that begin in the race', false],
  ])(
    `lets no two decisions both miss the other, on %s, ${races} times`,
    async (_, doExist) => {
      for (let race = 0; race < races; race += 1) {
        const authorisation = streamOf('patient-gate');
        const suspension = streamOf('prescriber');
        const start = doExist ? 1 : 0;
        if (doExist) {
          for (const stream of [authorisation, suspension]) {
            const request = { stream, how: 'note' as const, events: [madeUpEvent()] };
            await stores[0].append(scopeOf(tenant), request);
          }
        }
        const seen = await Promise.all([
          decideOn(stores[0], authorisation, suspension),
          decideOn(stores[1], suspension, authorisation),
        ]);
        expect([...seen].sort()).toEqual([start, start + 1]);
      }
      expect((await stores[0].verify(tenant.id)).isWhole).toBe(true);
    },
    300_000,
  );

  it('loses none of 1,000 notes that 16 writers make on one stream', async () => {
    const stream = streamOf('patient-record');
    const note = (store: Store) =>
      store.append(scopeOf(tenant), { stream, how: 'note', events: [madeUpEvent()] });
    const faults: unknown[] = [];
    const writer = async (store: Store): Promise<void> => {
      for (let at = 0; at < 62; at += 1) await note(store).catch((fault) => faults.push(fault));
    };
    await Promise.all(Array.from({ length: 16 }, (_, at) => writer(stores[at % 2] as Store)));
    const [read] = await stores[0].inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
    expect(faults).toEqual([]);
    expect(read?.head.version).toBe(16 * 62);
  }, 300_000);
});
