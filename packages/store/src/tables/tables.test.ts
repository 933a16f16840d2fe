// The tables beside the log, on each engine: decisions, tasks, people, merges, care relationships, projections.
// Every one must keep to its tenant and come back as it was put.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store, StoreTransaction, Tenant } from '../contract/store.ts';
import { StoreFault } from '../faults/faults.ts';
import type { DueProjection, NewTask, StoredDecision } from '../schema/types.ts';
import { madeUpEvent, madeUpTenant, openTestStore, scopeOf, streamOf } from '../testing/made-up.ts';
import { startTestDatabase, type TestDatabase, testEngines } from '../testing/test-database.ts';

function madeUpTask(change: Partial<NewTask> = {}): NewTask {
  return {
    id: randomUUID(),
    kind: 'repeat_test',
    subjectId: randomUUID(),
    organisationId: null,
    ownerRole: 'prescriber',
    assigneeId: null,
    deputyRole: 'nurse',
    escalationRole: 'safety_officer',
    deadline: '2026-11-23T10:00:00.000Z',
    escalateAt: '2026-11-23T16:00:00.000Z',
    detail: { events: ['e-1'] },
    class: 'reproductive',
    ...change,
  };
}

async function faultOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => 'no fault',
    (thrown: unknown) => thrown,
  );
  return error instanceof StoreFault ? `${error.fault.kind} ${error.fault.field}` : String(error);
}

describe.each(testEngines())('tables beside the log on PostgreSQL %s', (engine) => {
  let database: TestDatabase;
  let store: Store;
  let tenant: Tenant;
  let other: Tenant;

  beforeAll(async () => {
    database = await startTestDatabase(engine);
    store = await openTestStore(database);
    tenant = await madeUpTenant(database);
    other = await madeUpTenant(database);
  });
  afterAll(async () => {
    await store?.close();
    await database?.stop();
  });

  function run<Result>(
    work: (tx: StoreTransaction) => Promise<Result>,
    as: Tenant = tenant,
  ): Promise<Result> {
    return store.inTransaction(scopeOf(as), work);
  }

  it('keeps a decision as it was answered, for its own tenant only', async () => {
    const subjectId = randomUUID();
    const head = {
      subjectId,
      kind: 'patient-gate' as const,
      version: 3,
      chain: 'ab',
      recordedMs: 5,
    };
    const decision: StoredDecision = {
      id: randomUUID(),
      subjectId,
      question: 'dispense',
      askedFor: '2026-11-22T10:00:00.000Z',
      knownAt: '2026-11-22T10:00:00.000Z',
      engineVersion: '1',
      editionDigests: ['sha256:1'],
      versionsRead: [head],
      class: 'reproductive',
      answer: { outcome: 'denied', reasons: ['test_missing'] },
    };
    await run((tx) => tx.storeDecision(decision));
    expect(await run((tx) => tx.decision(subjectId, decision.id))).toEqual(decision);
    expect(await run((tx) => tx.decisions(subjectId))).toEqual([decision]);
    expect(await run((tx) => tx.decision(subjectId, decision.id), other)).toBeNull();
    expect(await faultOf(run((tx) => tx.storeDecision(decision)))).toBe('conflict decision.id');
  });

  it('opens, assigns, lists and closes a task once', async () => {
    const task = madeUpTask();
    await run((tx) => tx.openTask(task));
    await run((tx) => tx.assignTask(task.id, 'clinician-2'));
    const due = { subjectId: task.subjectId ?? '', dueBefore: '2026-11-23T10:00:00.001Z' };
    const [read] = await run((tx) => tx.tasks({ ...due, state: 'open' }));
    expect(read).toMatchObject({ ...task, assigneeId: 'clinician-2', state: 'open' });
    const notDue = { ...due, dueBefore: task.deadline };
    expect(await run((tx) => tx.tasks(notDue))).toEqual([]);
    expect(await run((tx) => tx.tasks(due), other)).toEqual([]);
    await run((tx) => tx.closeTask(task.id, 'done', 'test_received'));
    const [closed] = await run((tx) => tx.tasks({ subjectId: task.subjectId ?? '' }));
    expect(closed).toMatchObject({
      state: 'done',
      outcome: 'test_received',
      closedBy: 'clinician-1',
    });
    const again = run((tx) => tx.closeTask(task.id, 'done', 'again'));
    expect(await faultOf(again)).toBe('conflict taskId');
    const unknown = run((tx) => tx.closeTask(randomUUID(), 'done', 'x'));
    expect(await faultOf(unknown)).toBe('not_found taskId');
  });

  it('finds a person by identifier and never gives one identifier to two', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    const identifier = { system: 'hospital', value: randomUUID() };
    const put = (subjectId: string, as = tenant) =>
      run((tx) => tx.putPerson({ subjectId, details: { name: 'Invented' } }, [identifier]), as);
    await put(first);
    await put(first);
    expect(await run((tx) => tx.findByIdentifier(identifier))).toBe(first);
    expect(await faultOf(put(second))).toBe('conflict identifier');
    expect(await run((tx) => tx.findByIdentifier(identifier), other)).toBeNull();
    await put(second, other);
  });

  it('reads many people and many projections at once, for its own tenant only', async () => {
    const [first, second, erased] = [randomUUID(), randomUUID(), randomUUID()];
    await run(async (tx) => {
      for (const subjectId of [first, second, erased]) {
        await tx.putPerson({ subjectId, details: { familyName: subjectId } }, []);
        await tx.project({ subjectId, name: 'gate', foldVersion: 1, heads: [], facts: {} });
      }
    });
    const stream = streamOf('patient-gate', erased);
    await store.append(scopeOf(tenant), { stream, how: 'note', events: [madeUpEvent()] });
    await store.erase(scopeOf(tenant), {
      subjectId: erased,
      classes: 'all',
      basis: 'request',
      eventIds: [randomUUID(), randomUUID()],
      occurredOn: '2026-11-22',
    });
    const asked = [second, first, erased, randomUUID()];
    const people = await run((tx) => tx.people(asked));
    expect(new Set(people.map((one) => one.details.familyName))).toEqual(new Set([first, second]));
    const projected = await run((tx) => tx.projectionsOf('gate', asked));
    expect(new Set(projected.map((one) => one.subjectId))).toEqual(new Set([first, second]));
    expect(await run((tx) => tx.projectionsOf('other', asked))).toEqual([]);
    expect(await run((tx) => tx.people([]))).toEqual([]);
    expect(await run((tx) => tx.people(asked), other)).toEqual([]);
    expect(await run((tx) => tx.projectionsOf('gate', asked), other)).toEqual([]);
  });

  it('links merged patients, follows the links and keeps both streams', async () => {
    const [wrong, right, third] = [randomUUID(), randomUUID(), randomUUID()];
    const identifier = { system: 'hospital', value: randomUUID() };
    for (const id of [wrong, right]) {
      const stream = streamOf('patient-gate', id);
      await store.append(scopeOf(tenant), { stream, how: 'note', events: [madeUpEvent()] });
    }
    await run(async (tx) => {
      await tx.putPerson({ subjectId: wrong, details: {} }, [identifier]);
      for (const id of [wrong, right]) {
        const events = [madeUpEvent({ type: 'PatientsMerged', payload: { wrong, right } })];
        await tx.append({ stream: streamOf('patient-gate', id), how: 'decide', events });
      }
      await tx.linkSubjects(wrong, right, randomUUID());
    });
    await run((tx) => tx.linkSubjects(right, third, randomUUID()));
    expect(await run((tx) => tx.findByIdentifier(identifier))).toBe(third);
    const linked = await run((tx) => tx.linkedSubjects(right));
    expect(linked[0]).toBe(third);
    expect(new Set(linked)).toEqual(new Set([wrong, right, third]));
    const back = run((tx) => tx.linkSubjects(third, wrong, randomUUID()));
    expect(await faultOf(back)).toBe('conflict absorbedId');
    const elsewhere = run((tx) => tx.linkSubjects(wrong, randomUUID(), randomUUID()));
    expect(await faultOf(elsewhere)).toBe('conflict absorbedId');
    const streams = await run((tx) => tx.readStreams([streamOf('patient-gate', wrong)]));
    expect(streams[0]?.head.version).toBe(2);
  });

  it('gives care relationships on a day, both ends included, as calendar days in any zone', async () => {
    const organisation = {
      id: randomUUID(),
      kind: 'clinic' as const,
      name: 'Invented',
      detail: {},
    };
    const patientId = randomUUID();
    const tie = {
      patientId,
      organisationId: organisation.id,
      relation: 'treats',
      fromDay: '2026-03-29',
      untilDay: '2026-10-25',
      eventId: randomUUID(),
    };
    await run(async (tx) => {
      await tx.putOrganisation(organisation);
      await tx.putCareRelationship(tie);
    });
    const days = ['2026-03-28', '2026-03-29', '2026-10-25', '2026-10-26'];
    const counts: number[] = [];
    for (const day of days)
      counts.push((await run((tx) => tx.careRelationshipsOn(day, { patientId }))).length);
    expect(counts).toEqual([0, 1, 1, 0]);
    const of = { organisationId: organisation.id };
    expect(await run((tx) => tx.careRelationshipsOn('2026-05-01', of))).toEqual([tie]);
    expect(await run((tx) => tx.organisations())).toContainEqual(organisation);
    const backwards = run((tx) => tx.putCareRelationship({ ...tie, untilDay: '2026-03-28' }));
    expect(await faultOf(backwards)).toBe('invalid tie.untilDay');
  });

  it('rebuilds projections from the log and drops those that no longer follow from it', async () => {
    const own = await madeUpTenant(database);
    const stream = streamOf();
    await store.append(scopeOf(own), {
      stream,
      how: 'note',
      events: [madeUpEvent(), madeUpEvent()],
    });
    const stale = randomUUID();
    await run(async (tx) => {
      for (const subjectId of [stream.subjectId, stale]) {
        await tx.project({ subjectId, name: 'gate', foldVersion: 1, heads: [], facts: { n: 9 } });
      }
    }, own);
    const count = await store.rebuildProjections(own.id, (subjectId, streams) => [
      {
        subjectId,
        name: 'gate',
        foldVersion: 2,
        heads: streams.map((read) => read.head),
        facts: { n: streams.reduce((sum, read) => sum + read.events.length, 0) },
      },
    ]);
    expect(count).toBe(1);
    const all = await run((tx) => tx.projections('gate', 100), own);
    expect(all).toMatchObject([{ subjectId: stream.subjectId, foldVersion: 2, facts: { n: 2 } }]);
    expect(await run((tx) => tx.projection(stale, 'gate'), own)).toBeNull();
  });

  it('finds projections whose day is over, by day and subject, page by page', async () => {
    const own = await madeUpTenant(database);
    const subjects = ['a', 'b', 'c', 'd', 'e'].map((letter) => `${letter}${randomUUID().slice(1)}`);
    const [first, second, third, fourth, fifth] = subjects as [string, ...string[]];
    const dueDays = [
      [first, '2026-11-22'],
      [second, '2026-11-20'],
      [third, '2026-11-20'],
      [fourth, null],
      [fifth, '2026-11-21'],
    ] as const;
    await run(async (tx) => {
      for (const [subjectId, dueDay] of dueDays)
        await tx.project({
          subjectId: subjectId!,
          name: 'gate',
          foldVersion: 1,
          heads: [],
          facts: {},
          dueDay,
        });
    }, own);
    const due = (limit: number, after?: DueProjection) =>
      run((tx) => tx.dueProjections('gate', '2026-11-22', limit, after), own);
    const page = await due(2);
    expect(page).toEqual([
      { subjectId: second, dueDay: '2026-11-20' },
      { subjectId: third, dueDay: '2026-11-20' },
    ]);
    expect(await due(1, page[0])).toEqual([page[1]]);
    expect(await due(2, page[1])).toEqual([{ subjectId: fifth, dueDay: '2026-11-21' }]);
    await expect(due(0)).rejects.toMatchObject({ fault: { kind: 'invalid' } });
    const elsewhere = await run((tx) => tx.dueProjections('gate', '2026-11-22', 10));
    expect(elsewhere.map((one) => one.subjectId)).not.toContain(second);
  });

  it('lets the queue write inside the transaction and takes it back with it', async () => {
    const count = () =>
      run(
        async (tx) => (await tx.executeSql('select count(*)::int as n from aegle.person', [])).rows,
      );
    const before = await count();
    const insert = (tx: StoreTransaction) =>
      tx.executeLater(
        `insert into aegle.person (tenant_id, subject_id, generation, box) values ($1, $2, 1, '')`,
        [tenant.id, randomUUID()],
      );
    const failing = run(async (tx) => {
      insert(tx);
      throw new Error('a bug');
    });
    await expect(failing).rejects.toThrow('a bug');
    const refused = run(async (tx) => {
      insert(tx);
      tx.executeLater('select 1 / $1::integer', ['0']);
    });
    await expect(refused).rejects.toThrow();
    expect(await count()).toEqual(before);
    await run(async (tx) => {
      insert(tx);
      insert(tx);
    });
    expect(await count()).toEqual([{ n: Number(before[0]?.n) + 2 }]);
  });

  it('forgets stored responses after 30 days, not before', async () => {
    const requestDigest = 'c'.repeat(64);
    const at = (now: string) =>
      store.inTransaction(
        scopeOf(tenant, { now, idempotency: { key: 'old', requestDigest } }),
        async () => now,
      );
    const first = await at('2026-01-01T00:00:00.000Z');
    expect(await at('2026-01-30T23:59:59.999Z')).toBe(first);
    expect(await store.purgeIdempotency(tenant.id, '2026-01-30T23:59:59.999Z')).toBe(0);
    expect(await at('2026-01-31T00:00:00.000Z')).toBe('2026-01-31T00:00:00.000Z');
    expect(await store.purgeIdempotency(tenant.id, '2026-03-02T00:00:00.000Z')).toBe(1);
  });
});
