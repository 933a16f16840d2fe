// H-06 Every open task is seen by at least one active person, at every moment until it is closed.

import { randomUUID } from 'node:crypto';
import { formatInstant, type Instant, type Role } from '@aegle/core';
import { HANDED_OVER, type Scope } from '@aegle/store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newTask, TASK_KINDS, type TaskKindName } from '../services/task-kinds.ts';
import { startTestServices, type TestServices } from '../services/testing.ts';
import type { Caller } from './caller.ts';
import { scopeOn } from './policy.ts';
import { type Colleague, seenTasks, TASK_ROLES } from './task-scope.ts';

let services: TestServices;
const NOW = '2025-06-18T15:00:00.000Z';
const CLINICS = [randomUUID(), randomUUID()];
const TIED = randomUUID();
const UNTIED = randomUUID();
const OPENED = 1100;
const KINDS = Object.keys(TASK_KINDS) as TaskKindName[];

const scopeAt = (now: string): Scope => ({
  tenantId: services.tenant.id,
  actor: { id: randomUUID(), role: 'safety_officer' },
  now,
});

beforeAll(async () => {
  services = await startTestServices();
  const { store } = services.context;
  await store.inTransaction(scopeAt(NOW), async (tx) => {
    await tx.putOrganisation({ id: CLINICS[0]!, kind: 'clinic', name: 'Invented', detail: {} });
    await tx.putOrganisation({ id: CLINICS[1]!, kind: 'clinic', name: 'Invented too', detail: {} });
    await tx.putCareRelationship({
      patientId: TIED,
      organisationId: CLINICS[0]!,
      relation: 'care',
      fromDay: '2025-01-01',
      untilDay: null,
      eventId: randomUUID(),
    });
  });
  for (let from = 0; from < OPENED; from += 100)
    await store.inTransaction(scopeAt(NOW), async (tx) => {
      for (let index = from; index < from + 100; index += 1) {
        const patient = index % 3 === 0 ? UNTIED : TIED;
        const kind = KINDS[index % KINDS.length]!;
        const now = (Date.parse(NOW) + (index % 50)) as Instant;
        await tx.openTask(newTask(randomUUID(), kind, patient, now, {}));
      }
    });
}, 180_000);
afterAll(() => services?.stop());

const callerOf = (person: Colleague): Caller => ({
  ...person,
  tenantId: services.tenant.id,
  patientId: null,
});

/** Every task that one of these people can list at an instant, page by page. */
async function seenBy(people: readonly Colleague[], now: string): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (const person of people) {
    let after: string | null = null;
    do {
      const page: { tasks: readonly { id: string }[]; next: string | null } = await seenTasks(
        services.context.store,
        scopeAt(now),
        callerOf(person),
        scopeOn('listTasks', person.role),
        people,
        { limit: 500, ...(after === null ? {} : { after }) },
      );
      for (const task of page.tasks) seen.add(task.id);
      after = page.next;
    } while (after !== null);
  }
  return seen;
}

const person = (role: Role, clinic: number): Colleague => ({
  actorId: randomUUID(),
  role,
  organisationId: role === 'prescriber' || role === 'delegate' ? CLINICS[clinic]! : null,
});
const later = (hours: number) => formatInstant((Date.parse(NOW) + hours * 3_600_000) as Instant);

describe('H-06 every open task is seen by an active person', () => {
  it('whoever is left, now, once due and once escalated', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...TASK_ROLES), fc.nat(1)), {
          minLength: 1,
          maxLength: 4,
          selector: (one) => one.join(),
        }),
        fc.constantFrom(0, 9, 60, 200),
        async (staff, hours) => {
          const people = staff.map(([role, clinic]) => person(role, clinic));
          expect((await seenBy(people, later(hours))).size).toBe(OPENED);
        },
      ),
      { numRuns: 12, seed: 8 },
    );
  }, 300_000);

  it('shows an escalated task to whoever catches it at once, though they deputise later', async () => {
    const { store } = services.context;
    const officer = person('safety_officer', 0);
    const people = [officer, person('prescriber', 0)];
    const id = randomUUID();
    const now = later(1);
    await store.inTransaction(scopeAt(now), (tx) =>
      tx.openTask(newTask(id, 'speak_with_patient', TIED, Date.parse(now) as Instant, {})),
    );
    expect(await seenBy([officer], now)).toContain(id);
    const list = () =>
      seenTasks(store, scopeAt(now), callerOf(officer), 'tenant', people, { taskId: id });
    expect((await list()).tasks).toEqual([]);
    await store.inTransaction(scopeAt(now), (tx) => tx.escalateTask(id));
    expect((await list()).tasks).toHaveLength(1);
    await store.inTransaction(scopeAt(now), (tx) => tx.closeTask(id, 'done', 'x'));
  });

  it('shows the office what the only prescriber handed over', async () => {
    const { store } = services.context;
    const prescriber = person('prescriber', 0);
    const people = [prescriber, person('programme_officer', 0)];
    await store.inTransaction(scopeAt(NOW), (tx) =>
      tx.putCareRelationship({
        patientId: TIED,
        organisationId: prescriber.actorId,
        relation: HANDED_OVER,
        fromDay: '2025-06-01',
        untilDay: null,
        eventId: randomUUID(),
      }),
    );
    expect((await seenBy(people, NOW)).size).toBe(OPENED);
    expect((await seenBy([people[1]!], NOW)).size).toBe(OPENED);
  });
});
