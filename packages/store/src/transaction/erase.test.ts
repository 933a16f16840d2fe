// Erasure, verification and tampering, on each engine.
// What was erased must not be readable in any table; what is left must still verify.

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store, StoreTransaction, Tenant } from '../contract/store.ts';
import type { PayloadClass } from '../log/types.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf } from '../testing/made-up.ts';
import { startTestDatabase, type TestDatabase, testEngines } from '../testing/test-database.ts';

const secret = 'a-finding-that-nobody-may-read';

describe.each(testEngines())('erasure on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let tenant: Tenant;

  beforeAll(async () => {
    database = await startTestDatabase(engine);
    store = await openTestStore(database);
  });
  afterAll(async () => {
    await store?.close();
    await database?.stop();
  });

  async function patientWith(classes: readonly PayloadClass[]): Promise<string> {
    tenant = await madeUpTenant(database);
    const subjectId = randomUUID();
    const events = classes.map((each) => madeUpEvent({ class: each, payload: { secret } }));
    const stream = { subjectId, kind: 'patient-gate' as const };
    await store.inTransaction(scopeOf(tenant), async (tx) => {
      await tx.append({ stream, how: 'note', events });
      await tx.putPerson({ subjectId, details: { name: 'Invented Person' } }, [
        { system: 'hospital', value: '12345' },
      ]);
    });
    return subjectId;
  }

  function erase(subjectId: string, classes: readonly PayloadClass[] | 'all', basis: string) {
    return store.erase(scopeOf(tenant), {
      subjectId,
      classes,
      basis,
      eventIds: [randomUUID(), randomUUID()],
      occurredOn: '2026-11-22',
    });
  }

  function read(subjectId: string) {
    const stream = { subjectId, kind: 'patient-gate' as const };
    return store.inTransaction(scopeOf(tenant), async (tx) => ({
      events: (await tx.readStreams([stream]))[0]?.events ?? [],
      person: await tx.person(subjectId),
      found: await tx.findByIdentifier({ system: 'hospital', value: '12345' }),
    }));
  }

  it('takes one class away, leaves the others, and every chain still verifies', async () => {
    const subjectId = await patientWith(['plain', 'reproductive']);
    await erase(subjectId, ['reproductive'], 'gdpr-17-1-b');
    const after = await read(subjectId);
    expect(after.events.map((event) => event.erased)).toEqual([false, true, false]);
    expect(after.events[2]).toMatchObject({
      type: 'Erased',
      payload: { basis: 'gdpr-17-1-b', classes: ['reproductive'] },
    });
    expect(after.person?.details).toEqual({ name: 'Invented Person' });
    expect(await store.verify(tenant.id)).toMatchObject({ isWhole: true, erased: 1, streams: 2 });
  });

  it('takes a patient’s forecasts with their counts, and leaves everybody else’s', async () => {
    const subjectId = await patientWith(['plain']);
    const asked = (ofSubject: string | null) => ({
      id: randomUUID(),
      subjectId: ofSubject,
      digest: 'd',
      releaseName: 'r',
      releaseVersion: '1',
      releaseDigest: 'e',
      modelVersion: '1',
      chunkPatients: 64,
      chunks: 2,
      question: '{"weightKg":61.5}',
      startAfter: '2026-11-22T10:00:00.000Z',
    });
    const [own, other] = [asked(subjectId), asked(null)];
    const actor = { id: 'researcher-1', role: 'researcher' };
    const run = <Result>(work: (tx: StoreTransaction) => Promise<Result>) =>
      store.inTransaction(scopeOf(tenant, { actor }), work);
    for (const one of [own, other]) {
      expect(await run((tx) => tx.openForecast(one))).toBe(true);
      expect(await run((tx) => tx.openForecast(one))).toBe(false);
      expect(await run((tx) => tx.keepForecastChunk(one.id, 1, Buffer.from(secret)))).toBe(1);
      expect(await run((tx) => tx.keepForecastChunk(one.id, 1, Buffer.from('twice')))).toBe(1);
    }
    const kept = await run((tx) => tx.forecastChunk(own.id, 1));
    expect(Buffer.from(kept ?? []).toString()).toBe(secret);
    expect(await run((tx) => tx.forecast(own.id))).toMatchObject({ question: own.question });
    await erase(subjectId, 'all', 'gdpr-17-1-a');
    expect(await run((tx) => tx.forecast(own.id))).toBeNull();
    expect(await run((tx) => tx.forecastChunk(own.id, 1))).toBeNull();
    await run((tx) => tx.finishForecast(other.id, '{"answer":0.5}'));
    await run((tx) => tx.finishForecast(other.id, { field: 'x', rule: 'late', nextStep: 'none' }));
    const ended = await run((tx) => tx.forecast(other.id));
    expect(ended).toMatchObject({ state: 'done', answer: '{"answer":0.5}', chunksDone: 2 });
    expect(await run((tx) => tx.keepForecastChunk(other.id, 0, Buffer.from('late')))).toBeNull();
  });

  it('takes all away twice and keeps the basis of both', async () => {
    const subjectId = await patientWith(['plain', 'mental_health', 'identity', 'images']);
    await erase(subjectId, 'all', 'first-ground');
    await erase(subjectId, 'all', 'second-ground');
    const after = await read(subjectId);
    expect(after.events.filter((event) => event.erased)).toHaveLength(4);
    const bases = after.events.flatMap((event) => (event.erased ? [] : [event.payload.basis]));
    expect(bases).toEqual(['first-ground', 'second-ground']);
    expect(after).toMatchObject({ person: null, found: null });
    expect(await store.verify(tenant.id)).toMatchObject({ isWhole: true, erased: 4 });
  });

  it('appends to an erased patient under a new key', async () => {
    const subjectId = await patientWith(['plain']);
    const stream = { subjectId, kind: 'patient-gate' as const };
    await erase(subjectId, 'all', 'ground');
    await store.append(scopeOf(tenant), { stream, how: 'note', events: [madeUpEvent()] });
    const after = await read(subjectId);
    expect(after.events.map((event) => event.erased)).toEqual([true, false, false]);
    expect(await store.verify(tenant.id)).toMatchObject({ isWhole: true, erased: 1 });
  });

  it('never stores a payload or a name readable', async () => {
    await patientWith(['plain', 'identity']);
    const client = new pg.Client({ ...database.superuser });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'aegle'`,
    );
    let text = '';
    for (const { name } of rows) {
      const found = await client.query(`select * from aegle.${name}`);
      text += JSON.stringify(found.rows, (_, value) =>
        value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
      );
    }
    await client.end();
    for (const word of [secret, 'Invented Person', '12345', 'WeightMeasured', 'clinician-1']) {
      expect(text.includes(word)).toBe(false);
    }
  });

  it.each([
    [
      'a changed header',
      `update aegle.event set header = replace(header, '"version":1', '"version":01') where version = 1`,
      'header_differs',
    ],
    [
      'a changed digest',
      `update aegle.event set digest = sha256('x') where version = 1`,
      'link_differs',
    ],
    ['a removed event', 'delete from aegle.event where version = 1', 'version_missing'],
    ['a removed payload', 'delete from aegle.payload where version = 2', 'payload_missing'],
    ['a cut tail', 'delete from aegle.event where version = 2', 'head_differs'],
    [
      'a changed box',
      `update aegle.payload set box = box || '\\x00' where version = 1`,
      'payload_differs',
    ],
    [
      'a destroyed key without erasure',
      'update aegle.subject_key set wrapped = null',
      'payload_missing',
    ],
  ])('finds %s', async (_, change, rule) => {
    await patientWith(['plain', 'plain']);
    const client = new pg.Client({ ...database.superuser });
    await client.connect();
    await client.query(`${change}${change.includes('where') ? ' and' : ' where'} tenant_id = $1`, [
      tenant.id,
    ]);
    await client.end();
    const report = await store.verify(tenant.id);
    expect(report.isWhole).toBe(false);
    expect(report.findings.map((finding) => finding.rule)).toContain(rule);
  });
});
