// Finds the agendas of many patients: at hand, kept in the database, or made now and kept from then on.
// Never one of which a stream moved since: that is asked of the log in the transaction that answers.

import { type Instant, parseInstant } from '@aegle/core';
import type { Scope, StoreTransaction, StreamPlace } from '@aegle/store';
import { type AgendaViewer, onlyPharmaciesOf } from './agenda-case.ts';
import {
  AGENDA_PROJECTION,
  agendaOfProjection,
  answers,
  emptyAgenda,
  type KeptAgenda,
  makeAgenda,
  projectionOfAgenda,
  rulesDigest,
} from './agenda-kept.ts';
import { agendaMemoryOf } from './agenda-memory.ts';
import type { ServiceContext } from './context.ts';
import { readingAhead } from './read-ahead.ts';

/** Patients of one transaction: it stays short beside those who record. */
const READ_AT_ONCE = 200;
const MADE_AT_ONCE = 25;

type Found = Map<string, KeptAgenda>;

/** Whose agendas, for whom. */
interface Asked {
  readonly context: ServiceContext;
  readonly scope: Scope;
  readonly viewer: AgendaViewer;
}

/** The agenda of each patient that has a record, as the viewer's question reads it now. */
export async function agendasOf(
  asked: Asked,
  patients: readonly string[],
): Promise<ReadonlyMap<string, KeptAgenda>> {
  const { context, scope } = asked;
  const { store } = context;
  const pharmacies = await store.inTransaction(scope, (tx) => pharmaciesOf(tx, asked, patients));
  const fits = fitting(asked, pharmacies);
  const found = await store.inTransaction(scope, (tx) => atHand(tx, asked, patients, fits));
  for (const some of pages(missing(patients, found), READ_AT_ONCE))
    await store.inTransaction(scope, (tx) => keptIn(tx, asked, some, fits, found));
  for (const some of pages(missing(patients, found), MADE_AT_ONCE))
    await make(asked, some, pharmacies, found);
  return found;
}

/** Makes and keeps the agendas of these patients, whatever is kept: before their day, or anew. */
export async function keepAgendas(
  context: ServiceContext,
  scope: Scope,
  patients: readonly string[],
): Promise<number> {
  const asked = { context, scope, viewer: NOBODY };
  const found: Found = new Map();
  for (const some of pages(patients, MADE_AT_ONCE)) {
    const pharmacies = await context.store.inTransaction(scope, (tx) =>
      pharmaciesOf(tx, asked, some),
    );
    await make(asked, some, pharmacies, found);
  }
  return found.size;
}

/** Makes anew every kept agenda of which less than a day is left. */
export async function refreshAgendas(context: ServiceContext, scope: Scope): Promise<number> {
  const tomorrow = new Date(Date.parse(scope.now) + DAY_MS).toISOString().slice(0, 10);
  let count = 0;
  for (let after: { subjectId: string; dueDay: string } | undefined; ; ) {
    const due = await context.store.inTransaction(scope, (tx) =>
      tx.dueProjections(AGENDA_PROJECTION, tomorrow, READ_AT_ONCE, after),
    );
    const patients = due.map(({ subjectId }) => subjectId);
    count += await keepAgendas(context, scope, patients);
    if (due.length < READ_AT_ONCE) return count;
    after = due.at(-1)!;
  }
}

/** Makes the agendas of every patient of a tenant, after its other projections. */
export async function rebuildAgendas(
  context: ServiceContext,
  scope: Scope,
  report: (patients: number) => void = () => undefined,
): Promise<number> {
  let count = 0;
  let after: string | undefined;
  for (;;) {
    const some = await context.store.subjects(scope.tenantId, 'patient-gate', READ_AT_ONCE, after);
    count += await keepAgendas(context, scope, some);
    report(count);
    if (some.length < READ_AT_ONCE) return count;
    after = some.at(-1)!;
  }
}

const DAY_MS = 86_400_000;
/** The question of whoever has no certificate of their own. */
const NOBODY: AgendaViewer = { role: 'delegate', audience: 'prescriber' };

const missing = (patients: readonly string[], found: Found) =>
  patients.filter((patient) => !found.has(patient));

function pages<Value>(all: readonly Value[], length: number): readonly (readonly Value[])[] {
  return Array.from({ length: Math.ceil(all.length / length) }, (_, at) =>
    all.slice(at * length, (at + 1) * length),
  );
}

type Pharmacies = ReadonlyMap<string, string>;

async function pharmaciesOf(
  tx: StoreTransaction,
  { viewer: { pharmacy } }: Asked,
  patients: readonly string[],
): Promise<Pharmacies> {
  if (pharmacy === undefined) return onlyPharmaciesOf(tx, patients);
  return new Map(patients.map((patient) => [patient, pharmacy]));
}

type Fits = (patient: string, kept: KeptAgenda) => boolean;

function fitting({ context, scope, viewer }: Asked, pharmacies: Pharmacies): Fits {
  const rules = rulesDigest(context);
  const now = parseInstant(scope.now) as Instant;
  return (patient, kept) =>
    answers(kept, { rules, viewer, now, pharmacy: pharmacies.get(patient) });
}

/** Those that this process has at hand. */
async function atHand(
  tx: StoreTransaction,
  { context, scope: { tenantId } }: Asked,
  patients: readonly string[],
  fits: Fits,
): Promise<Found> {
  const memory = agendaMemoryOf(context.store);
  const found: Found = new Map();
  for (const patient of patients) {
    const kept = memory.of(tenantId, patient).find((one) => fits(patient, one));
    if (kept !== undefined) found.set(patient, kept);
  }
  for (const patient of await movedOf(tx, found)) {
    found.delete(patient);
    memory.drop(tenantId, patient);
  }
  return found;
}

/** Those that the database keeps, into `found` and into memory. */
async function keptIn(
  tx: StoreTransaction,
  { context, scope: { tenantId } }: Asked,
  patients: readonly string[],
  fits: Fits,
  found: Found,
): Promise<void> {
  const read: Found = new Map();
  for (const projection of await tx.projectionsOf(AGENDA_PROJECTION, patients)) {
    const kept = agendaOfProjection(projection);
    if (kept !== undefined && fits(projection.subjectId, kept))
      read.set(projection.subjectId, kept);
  }
  for (const patient of await movedOf(tx, read)) read.delete(patient);
  const memory = agendaMemoryOf(context.store);
  for (const [patient, kept] of read) found.set(patient, memory.keep(tenantId, patient, kept));
}

/** Whose agendas were made from a stream that no longer stands there. */
async function movedOf(tx: StoreTransaction, kept: Found): Promise<readonly string[]> {
  const places = new Set<StreamPlace>();
  for (const one of kept.values()) for (const place of one.places) places.add(place);
  const changed = await tx.changedStreams([...places]);
  if (changed.length === 0) return [];
  const names = new Set(changed.map(({ kind, subjectId }) => `${kind}/${subjectId}`));
  return [...kept]
    .filter(([, one]) => one.places.some((place) => names.has(`${place.kind}/${place.subjectId}`)))
    .map(([patient]) => patient);
}

/** Makes them, keeps what may be kept, and puts them into `found`; whoever has no record is left out. */
async function make(
  { context, scope, viewer }: Asked,
  patients: readonly string[],
  pharmacies: Pharmacies,
  found: Found,
): Promise<void> {
  const memory = agendaMemoryOf(context.store);
  // In one order, whoever lists: two lists that keep the same rows never wait for each other in a ring.
  const inOrder = [...patients].sort();
  const made = await context.store.inTransaction(scope, async (tx) => {
    const ahead = await readingAhead(
      tx,
      inOrder.flatMap((subjectId) => [
        { subjectId, kind: 'patient-gate' as const },
        { subjectId, kind: 'patient-record' as const },
      ]),
    );
    const all = [];
    for (const patient of inOrder) {
      const pharmacy = pharmacies.get(patient);
      const one = await makeAgenda(context, ahead, patient, viewer, pharmacy);
      const kept = one.mayBeKept ? projectionOfAgenda(patient, one.kept) : emptyAgenda(patient);
      await tx.project(kept);
      all.push({ patient, ...one });
    }
    return all;
  });
  for (const { patient, kept, mayBeKept } of made)
    found.set(patient, mayBeKept ? memory.keep(scope.tenantId, patient, kept) : kept);
}
