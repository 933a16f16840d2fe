// The worklist from kept agendas: what each patient's own agenda says, at any instant, part by part.

import { type AgendaStep, type Instant, parseInstant } from '@aegle/core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicPatients } from '../demonstration/clinic-histories.ts';
import { loadClinic } from '../demonstration/load-clinic.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { readAgenda } from './agenda.ts';
import type { AgendaViewer } from './agenda-case.ts';
import type { ShownItem } from './agenda-for.ts';
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
  const within = all.filter((one) => one.isUrgent || one.state !== 'waiting');
  return certificatesOnce(within, viewer);
}

/** An item about a holder stands in a list once: the one that closes first, then is first. */
function certificatesOnce(
  all: readonly ShownItem[],
  { audience }: AgendaViewer,
): readonly ShownItem[] {
  const isOne = ({ what, subject }: ShownItem) =>
    subject !== null && (what.endsWith('_certificate') || audience === 'programme');
  const about = ({ id, subject }: ShownItem) => `${id} ${subject?.kind} ${subject?.id}`;
  const end = ({ until }: ShownItem) => (until === null ? Infinity : Date.parse(until.at));
  const start = ({ from }: ShownItem) => (from === null ? Infinity : Date.parse(from));
  const order = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
  return all.flatMap((one) => {
    if (!isOne(one)) return [one];
    const same = all.filter((other) => isOne(other) && about(other) === about(one));
    const [first] = same.sort((a, b) => order(end(a), end(b)) || order(start(a), start(b)));
    return first === one ? [{ ...one, patient: null, unlocks: [] }] : [];
  });
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

  it('names a certificate once, with whose it is, however many patients wait for it', async () => {
    const office: AgendaViewer = { role: 'programme_officer', audience: 'programme' };
    // The pharmacy's ends nine days later, for everybody who collects there.
    const now = '2026-08-20T15:00:00.000Z';
    const certificate = 'us-ipledge/pharmacy_certificate/pharmacy-standing';
    const asking = { now, viewer: office };
    let patients = 0;
    for (const patient of ids) {
      const { items } = await readAgenda(services.context, scopeAt(now), patient, office, DAYS, []);
      patients += items.filter(({ id }) => id === certificate).length;
    }
    expect(patients).toBeGreaterThan(1);
    const { items, kinds, programmes, total } = await listed(ids, asking);
    expect(
      items.filter((one) => one.subject !== null && one.what.endsWith('_certificate')),
    ).toMatchObject([
      {
        ...{ id: certificate, patient: null, unlocks: [], state: 'now' },
        subject: { kind: 'pharmacy', id: demonstrationId('pharmacy-lighthouse') },
      },
    ]);
    expect(kinds).toContainEqual({ name: 'pharmacy_certificate', count: 1 });
    expect(total).toBe(items.length);
    // What the office sees of a holder is one row, a judgement on a renewal too.
    const holders = items.flatMap(({ id, subject }) => (subject ? [`${id} ${subject.id}`] : []));
    expect(new Set(holders).size).toBe(holders.length);
    const american = await listed(ids, { ...asking, programme: 'us-ipledge' });
    expect(american.total).toBe(programmes.find(({ name }) => name === 'us-ipledge')?.count);
    const second = await listed(ids, { ...asking, kind: 'pharmacy_certificate', skip: 1 });
    expect([second.total, second.items]).toEqual([1, []]);
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
