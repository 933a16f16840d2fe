// The worklist from kept agendas: what each patient's own agenda says, at any instant, part by part.

import { type AgendaStep, type Instant, parseInstant } from '@aegle/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicPatients } from '../demonstration/clinic-histories.ts';
import { loadClinic } from '../demonstration/load-clinic.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { readAgenda } from './agenda.ts';
import type { AgendaViewer } from './agenda-case.ts';
import { rebuildAgendas } from './agenda-keeping.ts';
import type { ServiceContext } from './context.ts';
import { NETWORK, startTestServices, type TestServices } from './testing.ts';
import { readWorklist, type WorklistAsked } from './worklist.ts';

const NOW = '2026-03-18T15:00:00.000Z';
const SIZE = 105;
const DAYS = 31;
const HOUR_MS = 3_600_000;
const nurse: AgendaViewer = { role: 'delegate', audience: 'prescriber' };
const VIEWERS: readonly AgendaViewer[] = [
  nurse,
  { role: 'prescriber', audience: 'prescriber', prescriber: demonstrationId('dr-lindqvist') },
  { role: 'pharmacist', audience: 'pharmacist', pharmacy: demonstrationId('pharmacy-lighthouse') },
  { role: 'programme_officer', audience: 'programme' },
];
const ids = clinicPatients(7, SIZE).map(({ id }) => demonstrationId(id));

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
  const { context, tenant } = services;
  const at = parseInstant(NOW) as Instant;
  await loadNetwork(context, tenant.id, NETWORK, at, () => undefined);
  await loadClinic(context, tenant.id, { seed: 7, size: SIZE, now: at }, () => undefined);
}, 240_000);
afterAll(() => services?.stop());

const scopeAt = (now = NOW, actor = demonstrationId('dr-lindqvist'), role = 'prescriber') => ({
  tenantId: services.tenant.id,
  actor: { id: actor, role },
  now,
});
const later = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString();

async function listed(
  patients: readonly string[],
  { now = NOW, viewer = nurse, ...more }: Partial<WorklistAsked> & Asking = {},
) {
  const asked = { days: DAYS, limit: 100_000, ...more };
  return readWorklist(services.context, scopeAt(now), patients, viewer, asked, []);
}
interface Asking {
  readonly now?: string;
  readonly viewer?: AgendaViewer;
}

/** What the patients' own agendas say of the same days, in the order of the list. */
async function computed(patients: readonly string[], { now = NOW, viewer = nurse }: Asking = {}) {
  const all = [];
  for (const patient of patients)
    all.push(
      ...(await readAgenda(services.context, scopeAt(now), patient, viewer, DAYS, [])).items,
    );
  return all.filter((one) => one.isUrgent || one.state !== 'waiting');
}

const said = (items: readonly object[]) => items.map((one) => JSON.stringify(one)).sort();

/** A process that has nothing at hand: what it says, it reads from the database. */
function anotherProcess(): ServiceContext {
  const { store } = services.context;
  return { ...services.context, store: { ...store, inTransaction: store.inTransaction } as never };
}

describe('a worklist', () => {
  it('H-01 says at any instant of the coming days what each agenda says then, without a write between', async () => {
    await rebuildAgendas(services.context, scopeAt());
    let items = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...VIEWERS),
        fc.oneof(
          fc.integer({ min: 0, max: 47 * HOUR_MS }),
          // One second before and after midnight in New York, London, Berlin and UTC.
          fc.constantFrom(...[9, 8, 33, 32].flatMap((h) => [h, h + 4]).map((h) => h * HOUR_MS + 1)),
          fc.constantFrom(...[9, 13, 33].map((h) => h * HOUR_MS - 1000)),
        ),
        fc.shuffledSubarray(ids, { minLength: 8, maxLength: 8 }),
        async (viewer, ms, some) => {
          const asking = { now: later(ms), viewer };
          const own = await computed(some, asking);
          items += own.length;
          expect(said((await listed(some, asking)).items)).toEqual(said(own));
        },
      ),
      { seed: 10, numRuns: 25 },
    );
    expect(items).toBeGreaterThan(300);
  });

  it('reads no patient’s log while nothing is recorded, neither at hand nor in another process', async () => {
    const { context } = services;
    await rebuildAgendas(context, scopeAt());
    for (const store of [context.store, anotherProcess().store]) {
      const read: string[] = [];
      const watched = {
        ...context,
        store: {
          ...store,
          inTransaction: (scope: never, work: (tx: never) => never) =>
            context.store.inTransaction(scope, (tx) => {
              const readStreams: typeof tx.readStreams = (refs) => {
                read.push(...refs.map(({ subjectId }) => subjectId));
                return tx.readStreams(refs);
              };
              return work({ ...tx, readStreams } as never);
            }),
        } as never,
      };
      const asked = { days: DAYS, limit: 100_000 };
      const { items } = await readWorklist(watched, scopeAt(), ids, nurse, asked, []);
      expect(said(items)).toEqual(said((await listed(ids)).items));
      expect(read).toEqual([]);
    }
  });

  it('puts what cannot wait first, then what closes first; pages are parts of it', async () => {
    const { items, total } = await listed(ids);
    expect(total).toBe(items.length);
    const end = (one: (typeof items)[number]) =>
      one.isUrgent ? -1 : one.until === null ? Number.POSITIVE_INFINITY : Date.parse(one.until.at);
    expect(items.map(end)).toEqual(items.map(end).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    const pages = [];
    for (let skip = 0; skip < total; skip += 17)
      pages.push(...(await listed(ids, { skip, limit: 17 })).items);
    expect(pages).toEqual(items);
  });

  it('keeps what was asked for by programme, state, kind, end, and whose patients they are', async () => {
    const whole = await listed(ids);
    const kind: AgendaStep = 'pregnancy_test';
    const tests = await listed(ids, { kind });
    expect(tests.items).toEqual(whole.items.filter(({ what }) => what === kind));
    expect(whole.kinds.find(({ name }) => name === kind)?.count).toBe(tests.total);
    const overdue = await listed(ids, { state: 'overdue' });
    expect(overdue.items).toEqual(
      whole.items.filter(({ state, isUrgent }) => state === 'overdue' && !isUrgent),
    );
    const closing = await listed(ids, { closesWithin: 2 });
    const latest = Date.parse(NOW) + 2 * 24 * HOUR_MS;
    expect(closing.items).toEqual(
      whole.items.filter(
        ({ until, isUrgent }) => isUrgent || (until !== null && Date.parse(until.at) <= latest),
      ),
    );
    const german = await listed(ids, { programme: 'de-amvv' });
    expect(german.total).toBe(whole.programmes.find(({ name }) => name === 'de-amvv')?.count);
    expect(german.total).toBeGreaterThan(0);
    expect(german.total).toBeLessThan(whole.total);
    // Loading them is what was recorded last: an hour later all are recent, in two weeks nobody is.
    expect((await listed(ids, { whose: 'recent', now: later(HOUR_MS) })).total).toBeGreaterThan(0);
    const rare = await listed(ids, { whose: 'recent', now: later(14 * 24 * HOUR_MS) });
    expect(rare.total).toBe(0);
    const own = await listed(ids, { whose: 'mine' });
    expect(own.total).toBeLessThanOrEqual(whole.total);
  });
});
