// H-01: a stream with a missing, changed or cut piece is damaged for whoever reads it, on each engine.
// What was erased as it should be is whole; the server's role can take nothing away by itself.

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store, Tenant } from '../contract/store.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf } from '../testing/made-up.ts';
import { startTestDatabase, type TestDatabase, testEngines } from '../testing/test-database.ts';
import { namesErased, versionsText } from './erased-versions.ts';
import type { PayloadClass } from './types.ts';

describe.each(testEngines())('a damaged stream on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let tenant: Tenant;
  let administrator: pg.Client;

  beforeAll(async () => {
    database = await startTestDatabase(engine);
    store = await openTestStore(database);
    tenant = await madeUpTenant(database);
    administrator = new pg.Client({ ...database.superuser });
    await administrator.connect();
  });
  afterAll(async () => {
    await administrator?.end();
    await store?.close();
    await database?.stop();
  });

  async function patientWith(classes: readonly PayloadClass[]): Promise<string> {
    const subjectId = randomUUID();
    const events = classes.map((each) => madeUpEvent({ class: each }));
    await store.append(scopeOf(tenant), {
      stream: { subjectId, kind: 'patient-gate' },
      how: 'note',
      events,
    });
    return subjectId;
  }

  async function damageOf(subjectId: string) {
    const stream = { subjectId, kind: 'patient-gate' as const };
    const [read] = await store.inTransaction(scopeOf(tenant), (tx) => tx.readStreams([stream]));
    return read?.damage;
  }

  const eraseReproductive = (subjectId: string) =>
    store.erase(scopeOf(tenant), {
      subjectId,
      classes: ['reproductive'],
      basis: 'invented ground',
      eventIds: [randomUUID(), randomUUID()],
      occurredOn: '2026-11-22',
    });

  const mine = 'tenant_id = $1 and subject_id = $2';
  it.each([
    ['a payload that is gone', 'delete from aegle.payload where version = 2', 'payload_missing'],
    ['the last event gone', 'delete from aegle.event where version = 3', 'head_differs'],
    ['an event in the middle gone', 'delete from aegle.event where version = 2', 'version_missing'],
    [
      'a tail cut with its head',
      `with cut as (delete from aegle.event where ${mine} and version = 3)
       update aegle.stream_head set version = 2 where true`,
      'link_differs',
    ],
    [
      'a changed header',
      `update aegle.event set header = replace(header, '"version":1', '"version":01') where version = 1`,
      'header_differs',
    ],
    [
      'a digest that is another’s',
      `update aegle.event set digest = sha256('x') where version = 2`,
      'payload_differs',
    ],
    [
      'a changed box',
      `update aegle.payload set box = set_byte(box, 40, 7) where version = 2`,
      'payload_differs',
    ],
    [
      'a box of another event',
      `update aegle.payload set box = (select box from aegle.payload where ${mine} and version = 1)
       where version = 2`,
      'payload_differs',
    ],
    [
      'a key destroyed without an erasure',
      'update aegle.subject_key set wrapped = null where true',
      'payload_missing',
    ],
    [
      'a key that was changed',
      'update aegle.subject_key set wrapped = set_byte(wrapped, 30, 7) where true',
      'payload_missing',
    ],
    ['a head that is gone', 'delete from aegle.stream_head where true', 'head_differs'],
  ])('is seen by every read: %s', async (_, change, rule) => {
    const subjectId = await patientWith(['plain', 'plain', 'plain']);
    expect(await damageOf(subjectId)).toBeNull();
    await administrator.query(`${change} and ${mine}`, [tenant.id, subjectId]);
    expect(await damageOf(subjectId)).toMatchObject({ rule });
    const report = await store.verify(tenant.id);
    expect(report.findings.some(({ stream }) => stream.subjectId === subjectId)).toBe(true);
  });

  it('is not one that was erased as it should be; a payload taken besides is seen', async () => {
    const subjectId = await patientWith(['plain', 'reproductive', 'plain', 'reproductive']);
    await eraseReproductive(subjectId);
    expect(await damageOf(subjectId)).toBeNull();
    await administrator.query(`delete from aegle.payload where version = 3 and ${mine}`, [
      tenant.id,
      subjectId,
    ]);
    expect(await damageOf(subjectId)).toEqual({ version: 3, rule: 'payload_missing' });
    const report = await store.verify(tenant.id);
    const own = report.findings.filter(({ stream }) => stream.subjectId === subjectId);
    expect(own).toMatchObject([{ version: 3, rule: 'payload_missing' }]);
  });

  it('takes evidence that closes a gate all the same', async () => {
    const subjectId = await patientWith(['plain', 'plain']);
    await administrator.query(`delete from aegle.payload where version = 1 and ${mine}`, [
      tenant.id,
      subjectId,
    ]);
    const stream = { subjectId, kind: 'patient-gate' as const };
    const events = [madeUpEvent({ type: 'PregnancyReported' })];
    await store.inTransaction(scopeOf(tenant), (tx) => tx.append({ stream, how: 'note', events }));
    expect(await damageOf(subjectId)).toEqual({ version: 1, rule: 'payload_missing' });
  });

  it.each([
    'delete from aegle.payload',
    'update aegle.payload set box = box',
    'delete from aegle.event',
    'update aegle.event set header = header',
    'update aegle.subject_key set wrapped = null',
    'delete from aegle.subject_key',
    'delete from aegle.stream_head',
  ])('is nothing that the server’s own role could make: %s', async (statement) => {
    const client = new pg.Client({ ...database.application });
    await client.connect();
    await client.query(`select set_config('aegle.tenant', $1, false)`, [tenant.id]);
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });
});

describe('the events that an erasure names', () => {
  it('are those it took, whatever their places', () => {
    const places = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 });
    fc.assert(
      fc.property(places, (given) => {
        const versions = [...given].sort((a, b) => a - b);
        const names = namesErased({ versions: versionsText(versions) }, 100);
        for (let version = 1; version <= 61; version += 1)
          expect(names(version)).toBe(versions.includes(version));
      }),
      { seed: 5 },
    );
  });

  it('are all before it in one of the days when they were not named', () => {
    const names = namesErased({ basis: 'ground' }, 4);
    expect([names(1), names(3), names(4), names(5)]).toEqual([true, true, false, false]);
  });
});
