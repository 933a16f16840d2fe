// The daily seal, on each engine: whole when nothing changed, and what a cut tail looks like.
// A cut tail must verify link by link (that is why seals exist) and fail against its seal.

import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store, Tenant } from '../contract/store.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf, streamOf } from '../testing/made-up.ts';
import { startTestDatabase, type TestDatabase, testEngines } from '../testing/test-database.ts';
import { sealDay, verifySeals } from './daily-seal.ts';

const keys = generateKeyPairSync('ed25519');

describe.each(testEngines())('daily seal on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let tenant: Tenant;
  let folder: string;

  beforeAll(async () => {
    database = await startTestDatabase(engine);
    store = await openTestStore(database);
  });
  afterAll(async () => {
    await store?.close();
    await database?.stop();
  });
  beforeEach(async () => {
    tenant = await madeUpTenant(database);
    folder = await mkdtemp(join(tmpdir(), 'aegle-seal-'));
    for (let patient = 0; patient < 5; patient += 1) {
      const events = [madeUpEvent(), madeUpEvent()];
      await store.append(scopeOf(tenant), { stream: streamOf(), how: 'note', events });
    }
    return () => rm(folder, { recursive: true, force: true });
  });

  const seal = (day: string, now = '2026-12-31T00:00:00.000Z') =>
    sealDay({
      owner: database.owner,
      tenantId: tenant.id,
      day,
      now,
      folder,
      privateKey: keys.privateKey,
    });
  const check = () => verifySeals(database.owner, tenant.id, folder, keys.publicKey);

  async function tamper(text: string): Promise<void> {
    const client = new pg.Client({ ...database.superuser });
    await client.connect();
    await client.query(text, [tenant.id]);
    await client.end();
  }

  it('is whole while the log only grows', async () => {
    expect(await seal('2026-11-22')).toMatchObject({ streams: 5, events: 10, previous: '' });
    const now = '2026-11-23T08:00:00.000Z';
    const request = { stream: streamOf(), how: 'note' as const, events: [madeUpEvent()] };
    await store.append(scopeOf(tenant, { now }), request);
    expect(await seal('2026-11-23')).toMatchObject({ streams: 6, events: 11 });
    expect(await check()).toEqual({ seals: 2, findings: [], isWhole: true });
  });

  it('shows a cut tail that every link hides', async () => {
    await seal('2026-11-22');
    await tamper('delete from aegle.event where tenant_id = $1 and version = 2');
    await tamper('delete from aegle.payload where tenant_id = $1 and version = 2');
    await tamper(
      `update aegle.stream_head h set version = 1, chain = e.chain from aegle.event e
       where e.tenant_id = h.tenant_id and e.subject_id = h.subject_id and e.kind = h.kind
       and e.version = 1 and h.tenant_id = $1`,
    );
    expect((await store.verify(tenant.id)).isWhole).toBe(true);
    const report = await check();
    expect(report.findings).toMatchObject([{ day: '2026-11-22', rule: 'tail_cut' }]);
    expect(report.findings[0]?.buckets.length).toBeGreaterThan(0);
  });

  it('shows a changed link, a forged seal and a removed one', async () => {
    await seal('2026-11-22');
    await seal('2026-11-23');
    await seal('2026-11-24');
    await tamper(`update aegle.event set chain = sha256('x') where tenant_id = $1 and version = 2`);
    expect((await check()).findings.map((finding) => finding.rule)).toContain('log_differs');
    const names = (await readdir(folder)).sort();
    const middle = join(folder, names[1] ?? '');
    const forged = (await readFile(middle, 'utf8')).replace('"events": 10', '"events": 9');
    await writeFile(middle, forged);
    const rules = (await check()).findings.map((finding) => `${finding.day} ${finding.rule}`);
    expect(rules).toContain('2026-11-23 signature_wrong');
    expect(rules).toContain('2026-11-24 previous_differs');
    await rm(middle);
    const left = (await check()).findings.map((finding) => `${finding.day} ${finding.rule}`);
    expect(left).toContain('2026-11-24 previous_differs');
  });

  it('refuses a day that has not ended, and a day twice', async () => {
    const early = seal('2026-11-22', '2026-11-23T00:01:59.999Z');
    await expect(early).rejects.toMatchObject({ fault: { kind: 'invalid' } });
    await seal('2026-11-22', '2026-11-23T00:02:00.000Z');
    await expect(seal('2026-11-22')).rejects.toMatchObject({ fault: { kind: 'conflict' } });
    await expect(seal('2026-11-21')).rejects.toMatchObject({ fault: { kind: 'conflict' } });
  });
});
