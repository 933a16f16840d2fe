// A backup read into an empty database is a whole installation again, on each engine: people sign in,
// the gate decides as before, queued work is done, and who read what is still known.

import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, parseInstant } from '@aegle/core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerOfUser } from '../../../server/src/auth/accounts.ts';
import { migrateAuth } from '../../../server/src/auth/migrate-auth.ts';
import { signInWith } from '../../../server/src/auth/sessions.ts';
import { makeSignIn } from '../../../server/src/auth/sign-in.ts';
import { authDatabaseOn } from '../../../server/src/auth/tables.ts';
import { demonstrationId } from '../../../server/src/demonstration/load-network.ts';
import { forecastsForTests } from '../../../server/src/forecast-work/testing.ts';
import {
  startTestServer,
  TEST_NOW,
  TEST_PASSWORD,
  type TestServer,
} from '../../../server/src/http/testing.ts';
import { queueExpiry } from '../../../server/src/jobs/daily.ts';
import { jobHandlers } from '../../../server/src/jobs/handlers.ts';
import { migrateJobs, openQueue } from '../../../server/src/jobs/queue.ts';
import { queueingStore } from '../../../server/src/jobs/queueing-store.ts';
import { ask, authorizeDispense, timeline } from '../../../server/src/services/services.ts';
import { newTask } from '../../../server/src/services/task-kinds.ts';
import { contextOver } from '../../../server/src/services/testing.ts';
import { backup } from '../../../store/src/backup/backup.ts';
import { restore } from '../../../store/src/backup/restore.ts';
import { makeKeyring } from '../../../store/src/keys/keyring.ts';
import { openTestStore } from '../../../store/src/testing/made-up.ts';
import {
  startTestDatabase,
  type TestDatabase,
  testEngines,
} from '../../../store/src/testing/test-database.ts';
import { TABLES_BESIDE } from './backup-commands.ts';

const ready = demonstrationId('patient-ready');
const request = {
  patient: ready,
  prescription: demonstrationId('patient-ready/rx-1'),
  pharmacy: demonstrationId('pharmacy-lighthouse'),
  daysSupply: 30,
};

describe.each(testEngines())('an installation restored on PostgreSQL %s', (engine) => {
  let server: TestServer;
  let target: TestDatabase;
  let folder: string;
  let before: Awaited<ReturnType<typeof ask>>;

  const scope = (role: string, now = TEST_NOW) => ({
    tenantId: server.services.tenant.id,
    actor: { id: randomUUID(), role },
    now,
  });
  const question = { kind: 'dispense' as const, ...request };

  beforeAll(async () => {
    server = await startTestServer(engine);
    const { context, database } = server.services;
    await migrateJobs(database.owner);
    const queue = await openQueue(database.application, () => undefined);
    const granted = await authorizeDispense(context, scope('pharmacist'), request, 'pharmacist');
    expect(granted.outcome).toBe('granted');
    const queueing = queueingStore(context.store, queue);
    const task = newTask(randomUUID(), 'review_hold', ready, parseInstant(TEST_NOW) as Instant, {});
    await queueing.inTransaction(scope('delegate'), (tx) => tx.openTask(task));
    await queue.stop();
    const read = `/api/v1/patients/${ready}/timeline`;
    await server.app.inject({ method: 'GET', url: read, headers: server.as.safety_officer });
    before = await ask(context, scope('prescriber'), question, 'prescriber');
    folder = await mkdtemp(join(tmpdir(), 'aegle-restored-'));
    const file = join(folder, 'all.backup');
    const backupKey = Buffer.alloc(32, 3);
    const saving = { owner: database.owner, file, backupKey, now: TEST_NOW };
    await backup({ ...saving, alsoTables: TABLES_BESIDE });
    target = await startTestDatabase(engine, { isEmpty: true });
    await migrateAuth(target.owner);
    await migrateJobs(target.owner);
    const keyring = makeKeyring(target.masterKey);
    await restore({ owner: target.owner, file, backupKey, keyring });
  }, 240_000);
  afterAll(async () => {
    await target?.stop();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('lets people sign in, as whom they were', async () => {
    const db = authDatabaseOn(new pg.Pool({ ...target.signIn, max: 2 }));
    const signIn = makeSignIn({ db, secret: 'x'.repeat(40), publicAddress: 'http://localhost:1' });
    const email = `pharmacist.${server.services.tenant.id}@example.org`;
    const { userId } = await signInWith(signIn, { email, password: TEST_PASSWORD });
    expect(await callerOfUser(db, userId ?? '', TEST_NOW)).toMatchObject({
      role: 'pharmacist',
      tenantId: server.services.tenant.id,
      organisationId: demonstrationId('pharmacy-lighthouse'),
    });
    await db.destroy();
  });

  it('decides as before, knows who read, and does the work that was queued', async () => {
    const store = await openTestStore(target);
    const context = contextOver(store, [server.services.tenant.id]);
    const { decision: _new, ...after } = await ask(
      context,
      scope('prescriber'),
      question,
      'prescriber',
    );
    const { decision: _old, ...then } = before;
    expect(after).toEqual(then);
    const { entries } = await store.inTransaction(scope('programme_officer'), (tx) =>
      tx.accessLog({}),
    );
    expect(entries).toMatchObject([{ subjectId: ready, route: 'readTimeline' }]);
    const queue = await openQueue(target.application, () => undefined);
    const now = () => '2025-06-24T00:00:00.000Z';
    const done: string[] = [];
    const forecasts = forecastsForTests();
    const work = { services: context, now, sealDay: async () => undefined, forecasts };
    await queue.work(jobHandlers(work), (job, outcome) => void done.push(`${job} ${outcome}`));
    await queueExpiry(store, queue, now());
    const both = ['escalate-task done', 'expire-authorizations done'];
    await expect.poll(() => done, { timeout: 20_000 }).toEqual(expect.arrayContaining(both));
    await queue.stop();
    const { events } = await timeline(context, scope('prescriber', now()), ready);
    expect(events.map(({ type }) => type)).toContain('AuthorizationReversed');
    await store.close();
  }, 60_000);
});
