// Jobs on a real database: queued with their event, run once, at the right instant.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Instant, parseInstant } from '@aegle/core';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { testEngines } from '../../../store/src/testing/test-database.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { forecastsForTests } from '../forecast-work/testing.ts';
import type { ServiceContext } from '../services/context.ts';
import { authorizeDispense, recordEvents, timeline } from '../services/services.ts';
import { contextOver, startTestServices, type TestServices } from '../services/testing.ts';
import { lastEndedDay, queueExpiry } from './daily.ts';
import { jobHandlers, NOT_PATIENT_CAUSED } from './handlers.ts';
import { type JobQueue, migrateJobs, openQueue } from './queue.ts';
import { queueingStore } from './queueing-store.ts';

const NOW = '2025-06-18T15:00:00.000Z';
const ready = demonstrationId('patient-ready');
let services: TestServices;
let queue: JobQueue;
let context: ServiceContext;
let owner: pg.Pool;

describe.each(testEngines())('jobs on PostgreSQL %s', (engine) => {
  beforeAll(async () => {
    services = await startTestServices(engine);
    const { database, tenant } = services;
    await migrateJobs(database.owner);
    await migrateJobs(database.owner);
    owner = new pg.Pool({ ...database.owner, max: 1 });
    queue = await openQueue(database.application, () => undefined);
    const plain = services.context;
    const at = parseInstant(NOW) as Instant;
    const network = join(import.meta.dirname, '../demonstration/network.yaml');
    await loadNetwork(plain, tenant.id, network, at, () => undefined);
    context = contextOver(queueingStore(plain.store, queue), [tenant.id]);
  }, 180_000);

  afterAll(async () => {
    await queue?.stop();
    await owner?.end();
    await services?.stop();
  });

  const scope = (role: string, now = NOW): Scope => ({
    tenantId: services.tenant.id,
    actor: { id: randomUUID(), role },
    now,
  });

  async function jobsNamed(name: string) {
    const { rows } = await owner.query<{ data: object; start_after: Date }>(
      'select data, start_after from jobs.job where name = $1 order by created_on',
      [name],
    );
    return rows.map(({ data, start_after }) => ({ data, startAfter: start_after.toISOString() }));
  }

  function handlersAt(now: string) {
    const forecasts = forecastsForTests();
    return jobHandlers({
      services: context,
      now: () => now,
      sealDay: async () => undefined,
      forecasts,
    });
  }

  async function typesOf(now = NOW) {
    const { events } = await timeline(context, scope('prescriber', now), ready);
    return events.map((event) => event.type);
  }

  describe('jobs in the event’s transaction', () => {
    it('queues nothing when the transaction fails', async () => {
      const before = await jobsNamed('escalate-task');
      const failing = context.store.inTransaction(scope('prescriber'), async (tx) => {
        await tx.openTask({
          id: randomUUID(),
          kind: 'review_hold',
          subjectId: ready,
          organisationId: null,
          ownerRole: 'prescriber',
          assigneeId: null,
          deputyRole: 'delegate',
          escalationRole: 'safety_officer',
          deadline: NOW,
          escalateAt: NOW,
          detail: {},
          class: 'plain',
        });
        throw new Error('stopped on purpose');
      });
      await expect(failing).rejects.toThrow('stopped on purpose');
      expect(await jobsNamed('escalate-task')).toEqual(before);
    });

    it('takes an authorisation back after its last day and not before, and never a patient twice', async () => {
      const request = {
        patient: ready,
        prescription: demonstrationId('patient-ready/rx-1'),
        pharmacy: demonstrationId('pharmacy-lighthouse'),
        daysSupply: 30,
      };
      const answer = await authorizeDispense(context, scope('pharmacist'), request, 'pharmacist');
      expect(answer.until).toMatchObject({ day: '2025-06-22', at: '2025-06-23T03:59:59.999Z' });
      const payload = { tenantId: services.tenant.id };
      await handlersAt('2025-06-23T03:59:59.999Z')['expire-authorizations'](payload);
      expect(await typesOf()).not.toContain('AuthorizationReversed');
      await handlersAt('2025-06-23T04:00:00.000Z')['expire-authorizations'](payload);
      await handlersAt('2025-06-23T04:00:01.000Z')['expire-authorizations'](payload);
      const after = '2025-06-23T05:00:00.000Z';
      expect(
        (await typesOf(after)).filter((type) => type === 'AuthorizationReversed'),
      ).toHaveLength(1);
    });

    it('looks for what has expired once in 5 minutes, with ids only', async () => {
      for (const now of ['2025-06-23T05:00:00.000Z', '2025-06-23T05:04:59.000Z'])
        await queueExpiry(context.store, queue, now);
      const tenantId = services.tenant.id;
      const ofTenant = async () =>
        (await jobsNamed('expire-authorizations')).filter(
          ({ data }) => (data as { tenantId: string }).tenantId === tenantId,
        );
      expect((await ofTenant()).map(({ data }) => data)).toEqual([{ tenantId }]);
      await queueExpiry(context.store, queue, '2025-06-23T05:05:00.000Z');
      expect(await ofTenant()).toHaveLength(2);
    });

    it('hands on an open task once, and records that the delay is not the patient’s', async () => {
      const at = '2025-06-23T06:00:00.000Z';
      const hold = {
        id: randomUUID(),
        type: 'SafetyHoldPlaced',
        v: 1,
        occurredOn: '2025-06-23',
        data: { hold: 'h1', cause: 'clinician' },
      };
      await recordEvents(context, scope('prescriber', at), ready, [hold]);
      const [job] = (await jobsNamed('escalate-task')).slice(-1);
      const payload = job?.data as { tenantId: string; taskId: string };
      const later = new Date(Date.parse(job?.startAfter ?? '') + 1000).toISOString();
      await handlersAt(later)['escalate-task'](payload);
      await handlersAt(later)['escalate-task'](payload);
      const { events } = await timeline(context, scope('prescriber', later), ready);
      const incidents = events.filter((event) => event.type === 'IncidentOpened');
      expect(incidents.map((event) => event.data)).toEqual([
        { incident: payload.taskId, kind: NOT_PATIENT_CAUSED },
      ]);
    });

    it('hands on a task that over 500 others are due before', async () => {
      const due = '2025-06-30T00:00:00.000Z';
      const task = (id: string, deadline: string) => ({
        id,
        kind: 'review_hold',
        subjectId: ready,
        organisationId: null,
        ownerRole: 'prescriber',
        assigneeId: null,
        deputyRole: 'delegate',
        escalationRole: 'safety_officer',
        deadline,
        escalateAt: due,
        detail: {},
        class: 'plain' as const,
      });
      const last = randomUUID();
      await services.context.store.inTransaction(scope('prescriber', due), async (tx) => {
        for (let count = 0; count < 501; count += 1)
          await tx.openTask(task(randomUUID(), '2025-06-29T00:00:00.000Z'));
        await tx.openTask(task(last, '2025-06-29T23:00:00.000Z'));
      });
      const later = '2025-06-30T00:00:01.000Z';
      const payload = { tenantId: services.tenant.id, taskId: last };
      await handlersAt(later)['escalate-task'](payload);
      const { events } = await timeline(context, scope('prescriber', later), ready);
      expect(events.map((event) => event.data)).toContainEqual({
        incident: last,
        kind: NOT_PATIENT_CAUSED,
      });
    });

    it('works queued jobs as the application role', async () => {
      const done: string[] = [];
      const handlers = handlersAt('2025-07-24T00:00:00.000Z');
      await queue.sendNow('purge-idempotency', { tenantId: services.tenant.id }, 'once');
      await queue.sendNow('purge-idempotency', { tenantId: services.tenant.id }, 'once');
      await queue.work(handlers, (name, outcome) => void done.push(`${name} ${outcome}`));
      await expect
        .poll(() => done.filter((one) => one.startsWith('purge')), { timeout: 15_000 })
        .toEqual(['purge-idempotency done']);
    }, 20_000);
  });
});

describe('lastEndedDay', () => {
  it.each([
    ['2026-03-01T00:04:59.999Z', '2026-02-27'],
    ['2026-03-01T00:05:00.000Z', '2026-02-28'],
    ['2026-03-01T23:59:59.999Z', '2026-02-28'],
  ])('%s: %s', (now, day) => {
    expect(lastEndedDay(now)).toBe(day);
  });
});
