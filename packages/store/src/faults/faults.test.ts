// A lost, slow or full database: a clear fault with a next step, and never anything stored or granted.
// The mapping is checked by code, and the real thing by killing and slowing a real server.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store, Tenant } from '../contract/store.ts';
import { openStore } from '../open-store.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf, streamOf } from '../testing/made-up.ts';
import { startTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { faultFrom, faultKinds, httpStatusOfFault, StoreFault } from './faults.ts';

function withCode(code: string): Error {
  return Object.assign(new Error('secret words of the driver'), { code });
}

describe('faults', () => {
  it.each([
    '53100',
    '53200',
    '53300',
    '57014',
    '55P03',
    '25P03',
    '25006',
    '58030',
    '08006',
    '57P01',
    '57P03',
    'ECONNREFUSED',
    'ECONNRESET',
    'ENOENT',
    'EPIPE',
  ])('maps %s to unavailable with a next step and without the words of the driver', (code) => {
    const fault = faultFrom(withCode(code)) as StoreFault;
    expect(fault).toBeInstanceOf(StoreFault);
    expect(fault.fault.kind).toBe('unavailable');
    expect(fault.fault.nextStep).toContain('Nothing was granted');
    expect(fault.message).not.toContain('secret');
  });

  it('leaves a bug a bug', () => {
    const bug = withCode('42703');
    expect(faultFrom(bug)).toBe(bug);
    expect(faultFrom(new Error('x'))).not.toBeInstanceOf(StoreFault);
  });

  it('has a status for every kind', () => {
    expect(Object.keys(httpStatusOfFault).sort()).toEqual([...faultKinds].sort());
  });
});

describe('a failing database', () => {
  let database: TestDatabase;
  let tenant: Tenant;
  let store: Store;

  beforeAll(async () => {
    database = await startTestDatabase('embedded');
    tenant = await madeUpTenant(database);
    store = await openTestStore(database);
  });
  afterAll(async () => {
    await store?.close();
    await database?.stop();
  });

  it('that is slow stops the statement, stores nothing and stays usable', async () => {
    const { application, masterKey } = database;
    const slow = await openStore({ application, masterKey, statementTimeoutMs: 100 });
    const stream = streamOf();
    const refused = slow.inTransaction(scopeOf(tenant), async (tx) => {
      await tx.append({ stream, how: 'note', events: [madeUpEvent()] });
      await tx.executeSql('select pg_sleep(5)', []);
    });
    await expect(refused).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    const [read] = await slow.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
    expect(read?.head.version).toBe(0);
    await slow.close();
  });

  it('whose head is locked by another transaction answers unavailable in time', async () => {
    const { application, masterKey } = database;
    const slow = await openStore({ application, masterKey, statementTimeoutMs: 200 });
    const stream = streamOf();
    const request = { stream, how: 'note' as const, events: [madeUpEvent()] };
    await store.append(scopeOf(tenant), request);
    await store.inTransaction(scopeOf(tenant), async (tx) => {
      await tx.executeSql('select 1 from aegle.stream_head where subject_id = $1 for update', [
        stream.subjectId,
      ]);
      const waiting = slow.append(scopeOf(tenant), { ...request, events: [madeUpEvent()] });
      await expect(waiting).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    });
    await slow.close();
  });

  it('that ends every connection answers unavailable once and serves the next request', async () => {
    const stream = streamOf();
    const request = () => ({ stream, how: 'note' as const, events: [madeUpEvent()] });
    await store.append(scopeOf(tenant), request());
    const lost = store.inTransaction(scopeOf(tenant), async (tx) => {
      await tx.append(request());
      await tx.executeSql('select pg_terminate_backend(pg_backend_pid())', []);
    });
    await expect(lost).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    const [receipt] = await store.append(scopeOf(tenant), request());
    expect(receipt?.version).toBe(2);
  });

  it('that is not there refuses to open with a clear fault', async () => {
    const application = { ...database.application, host: '/tmp/aegle-nowhere' };
    const opening = openStore({ application, masterKey: database.masterKey });
    await expect(opening).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });

  it('opened as its owner, or with another master key, is refused', async () => {
    const { owner, application, masterKey } = database;
    for (const options of [
      { application: owner, masterKey },
      { application: database.superuser, masterKey },
      { application, masterKey: Buffer.alloc(32, 3) },
    ]) {
      await expect(openStore(options)).rejects.toMatchObject({ fault: { kind: 'forbidden' } });
    }
  });
});
