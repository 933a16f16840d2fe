// The store's main promises, on each engine: append, read back, chain, races, tenants, repeats.
// It must run on real PostgreSQL only.

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoreFault } from '../faults/faults.ts';
import type { StreamRef } from '../log/types.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf, streamOf } from '../testing/made-up.ts';
import { startTestDatabase, type TestDatabase, testEngines } from '../testing/test-database.ts';
import type { Store, Tenant } from './store.ts';

async function kindOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no fault',
    (error: StoreFault) => error.fault?.kind ?? String(error),
  );
}

describe.each(testEngines())('store on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let tenant: Tenant;

  beforeAll(async () => {
    database = await startTestDatabase(engine);
    tenant = await madeUpTenant(database);
    store = await openTestStore(database);
  });
  afterAll(async () => {
    await store?.close();
    await database?.stop();
  });

  it('reads back what was appended, in order, and the chain verifies', async () => {
    const stream = streamOf();
    const events = [madeUpEvent(), madeUpEvent({ type: 'PeriodMissed', class: 'reproductive' })];
    const receipts = await store.inTransaction(scopeOf(tenant), (tx) =>
      tx.append({ stream, how: 'decide', events }),
    );
    expect(receipts.map((receipt) => receipt.version)).toEqual([1, 2]);
    const [read] = await store.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
    expect(read?.head.version).toBe(2);
    expect(read?.events).toMatchObject(events.map((event) => ({ erased: false, ...event })));
    const report = await store.verify(tenant.id);
    expect(report).toMatchObject({ isWhole: true, findings: [], erased: 0 });
    expect(report.events).toBeGreaterThanOrEqual(2);
  });

  it('answers the same event sent twice with its first receipt and refuses other content', async () => {
    const stream = streamOf();
    const event = madeUpEvent();
    const request = { stream, how: 'note' as const, events: [event] };
    const [first] = await store.append(scopeOf(tenant), request);
    const [again] = await store.append(scopeOf(tenant), request);
    expect(again).toEqual({ ...first, wasAlreadyThere: true });
    const other = { ...event, payload: { weight: '99.0', unit: 'kg' } };
    const refused = store.append(scopeOf(tenant), { ...request, events: [other] });
    expect(await kindOf(refused)).toBe('conflict');
  });

  it('lets one of two deciders through and runs the other one again', async () => {
    const stream = streamOf();
    let runs = 0;
    let begin = () => {};
    const allHaveRead = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const decide = () =>
      store.inTransaction(scopeOf(tenant), async (tx) => {
        const [read] = await tx.readStreams([stream]);
        runs += 1;
        if (runs === 4) begin();
        await allHaveRead;
        const payload = { seen: read?.head.version ?? -1 };
        return tx.append({ stream, how: 'decide', events: [madeUpEvent({ payload })] });
      });
    await Promise.all([decide(), decide(), decide(), decide()]);
    const [read] = await store.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
    const seen = read?.events.map((event) => (event.erased ? null : event.payload.seen));
    expect(seen).toEqual([0, 1, 2, 3]);
    expect(runs).toBeGreaterThan(4);
  });

  it('refuses a decision whose other head moved, then decides from the new one', async () => {
    const patient = streamOf();
    const prescriber = streamOf('prescriber');
    await store.append(scopeOf(tenant), {
      stream: prescriber,
      how: 'note',
      events: [madeUpEvent()],
    });
    let runs = 0;
    await store.inTransaction(scopeOf(tenant), async (tx) => {
      runs += 1;
      const versionsRead = await tx.readStreamVersions([prescriber]);
      if (runs === 1) {
        const suspension = madeUpEvent({ type: 'PrescriberSuspended' });
        const request = { stream: prescriber, how: 'note' as const, events: [suspension] };
        await store.append(scopeOf(tenant), request);
      }
      return tx.append({ stream: patient, how: 'decide', events: [madeUpEvent()], versionsRead });
    });
    expect(runs).toBe(2);
  });

  it('refuses a decision that read another stream as absent once that stream began', async () => {
    const patient = streamOf();
    const programme = streamOf('programme');
    let runs = 0;
    await store.inTransaction(scopeOf(tenant), async (tx) => {
      runs += 1;
      const versionsRead = await tx.readStreamVersions([programme]);
      if (runs === 1) {
        const outage = madeUpEvent({ type: 'OutageDeclared' });
        await store.append(scopeOf(tenant), { stream: programme, how: 'note', events: [outage] });
      }
      return tx.append({ stream: patient, how: 'decide', events: [madeUpEvent()], versionsRead });
    });
    expect(runs).toBe(2);
  });

  it('names of many streams those that no longer stand where they were read, and no other', async () => {
    const [still, moved, absent, begun] = [streamOf(), streamOf(), streamOf(), streamOf()];
    const one = { how: 'note' as const };
    for (const stream of [still, moved])
      await store.append(scopeOf(tenant), { stream, ...one, events: [madeUpEvent()] });
    const places = [
      { ...still, version: 1 },
      { ...moved, version: 1 },
      { ...absent, version: 0 },
      { ...begun, version: 0 },
    ];
    const changed = () => store.inTransaction(scopeOf(tenant), (tx) => tx.changedStreams(places));
    expect(await changed()).toEqual([]);
    for (const stream of [moved, begun])
      await store.append(scopeOf(tenant), { stream, ...one, events: [madeUpEvent()] });
    expect((await changed()).map(({ subjectId }) => subjectId).sort()).toEqual(
      [moved.subjectId, begun.subjectId].sort(),
    );
    // Of another tenant nothing stands here.
    const other = await madeUpTenant(database);
    const there = await store.inTransaction(scopeOf(other), (tx) => tx.changedStreams(places));
    expect(there).toHaveLength(2);
  });

  it('dates by the later of clock and head, and stops when the clock is over 2 s behind', async () => {
    const stream = streamOf();
    const append = (now: string) =>
      store.append(scopeOf(tenant, { now }), { stream, how: 'note', events: [madeUpEvent()] });
    await append('2026-11-22T10:00:05.000Z');
    const [receipt] = await append('2026-11-22T10:00:03.000Z');
    expect(receipt?.recorded).toBe('2026-11-22T10:00:05.000Z');
    expect(await kindOf(append('2026-11-22T10:00:02.999Z'))).toBe('clock_regressed');
  });

  it('answers a repeated request with the stored response and refuses another one', async () => {
    const stream = streamOf();
    let runs = 0;
    const request = (requestDigest: string) =>
      store.inTransaction(
        scopeOf(tenant, { idempotency: { key: 'a-key', requestDigest } }),
        async (tx) => {
          runs += 1;
          await tx.append({ stream, how: 'note', events: [madeUpEvent()] });
          return { runs };
        },
      );
    const first = await request('a'.repeat(64));
    expect(await request('a'.repeat(64))).toEqual(first);
    expect(runs).toBe(1);
    expect(await kindOf(request('b'.repeat(64)))).toBe('idempotency_mismatch');
  });

  it('gives each of many appends at once its own outcome, though they share a commit', async () => {
    const streams = Array.from({ length: 24 }, () => streamOf());
    const first = madeUpEvent();
    const taken = streams[5] ?? streamOf();
    await store.append(scopeOf(tenant), { stream: taken, how: 'note', events: [first] });
    const append = (stream: StreamRef, at: number) => {
      const events = [madeUpEvent(at === 5 ? { id: first.id, payload: { other: at } } : {})];
      return store.append(scopeOf(tenant), { stream, how: 'note', events });
    };
    const outcomes = await Promise.allSettled(streams.map(append));
    const refused = outcomes.flatMap((each, at) => (each.status === 'rejected' ? [at] : []));
    expect(refused).toEqual([5]);
    const reads = await store.inTransaction(scopeOf(tenant), (tx) => tx.readStreams(streams));
    expect(reads.map((read) => read.head.version)).toEqual(streams.map(() => 1));
  });

  it('stores nothing of a transaction whose work fails', async () => {
    const stream = streamOf();
    const failing = store.inTransaction(scopeOf(tenant), async (tx) => {
      await tx.append({ stream, how: 'note', events: [madeUpEvent()] });
      throw new Error('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    const [read] = await store.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
    expect(read?.head.version).toBe(0);
  });

  it('shows another tenant nothing, and a pooled connection without tenant nothing either', async () => {
    const stream = streamOf();
    await store.append(scopeOf(tenant), { stream, how: 'note', events: [madeUpEvent()] });
    const other = await madeUpTenant(database);
    const [read] = await store.inTransaction(scopeOf(other), (tx) => tx.readStreams([stream]));
    expect(read?.head.version).toBe(0);
    const pool = new pg.Pool({ ...database.application, max: 1 });
    try {
      const set = `begin; set local aegle.tenant = '${tenant.id}'; select 1; commit`;
      await pool.query(set);
      for (const table of ['event', 'stream_head', 'payload', 'subject_key', 'task', 'person']) {
        const { rows } = await pool.query(`select count(*)::int as n from aegle.${table}`);
        expect(rows).toEqual([{ n: 0 }]);
      }
    } finally {
      await pool.end();
    }
  });

  it('cannot change or remove an event with the application role', async () => {
    const pool = new pg.Pool({ ...database.application, max: 1 });
    try {
      await expect(pool.query('update aegle.event set version = 9')).rejects.toThrow(/permission/);
      await expect(pool.query('delete from aegle.event')).rejects.toThrow(/permission/);
    } finally {
      await pool.end();
    }
  });

  it.each([
    ['a day that does not exist', { occurredOn: '2026-02-30' }],
    ['a decimal as a number', { payload: { weight: 61.5 } }],
    ['an instant without zone', { occurredAt: '2026-11-22T10:00:00' }],
    ['an id that is no UUID', { id: randomUUID().toUpperCase() }],
  ])('refuses %s and stores nothing', async (_, change) => {
    const stream = streamOf();
    const events = [madeUpEvent(), madeUpEvent(change)];
    const refused = store.append(scopeOf(tenant), { stream, how: 'note', events });
    expect(await kindOf(refused)).toBe('invalid');
    const [read] = await store.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
    expect(read?.head.version).toBe(0);
  });
});
