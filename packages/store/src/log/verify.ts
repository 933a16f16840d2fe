// Walks every chain of a tenant link by link, in one snapshot, and says where it does not hold.
// It must never mend anything, and must tell an erased payload from a missing one.

import { StoreFault } from '../faults/faults.ts';
import { unseal } from '../keys/box.ts';
import type { Keyring } from '../keys/keyring.ts';
import {
  bytesFrom,
  type Statement,
  type Step,
  type StepRows,
  type WireRow,
} from '../wire/pipeline.ts';
import { Session, type Wire } from '../wire/session.ts';
import { bodyFrom } from './canonical.ts';
import { headerText, linkOf, noLink, payloadDigest, saltBytes } from './chain.ts';
import { type Naming, namesErased } from './erased-versions.ts';
import { openPayload, payloadPlace } from './read.ts';
import { SubjectKeys } from './subject-keys.ts';
import type { StreamKind, StreamRef } from './types.ts';
import type { ChainFinding, VerifyReport } from './verify-report.ts';

const findingsMax = 100;
const pageLength = 200;
const lowestId = '00000000-0000-0000-0000-000000000000';

/**
 * The next subjects: of heads and of events, so that neither can hide without the other. Each half
 * stops at its own limit; a union of all that is left would cost the square of the log.
 */
const nextSubjects: Statement = {
  name: 'aegle_verify_subjects',
  text: `
select subject_id from (
  (select distinct subject_id from aegle.stream_head
   where tenant_id = $1 and subject_id > $2::uuid order by subject_id limit $3::integer)
  union
  (select distinct subject_id from aegle.event
   where tenant_id = $1 and subject_id > $2::uuid order by subject_id limit $3::integer)
) s order by subject_id limit $3::integer`,
};

const headsOf: Statement = {
  name: 'aegle_verify_heads',
  text: `
select subject_id, kind, version, chain from aegle.stream_head
where tenant_id = $1 and subject_id > $2::uuid and subject_id <= $3::uuid`,
};

const keysOf: Statement = {
  name: 'aegle_verify_keys',
  text: `
select subject_id, class, generation, wrapped from aegle.subject_key
where tenant_id = $1 and subject_id > $2::uuid and subject_id <= $3::uuid`,
};

const eventsOf: Statement = {
  name: 'aegle_verify_events',
  text: `
select e.subject_id, e.kind, e.version, e.event_id,
       to_char(e.recorded at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
       e.digest, e.chain, e.header, p.class, p.generation, p.box
from aegle.event e
left join aegle.payload p on p.tenant_id = e.tenant_id and p.subject_id = e.subject_id
     and p.kind = e.kind and p.version = e.version
where e.tenant_id = $1 and e.subject_id > $2::uuid and e.subject_id <= $3::uuid
order by e.subject_id, e.kind, e.version`,
};

interface Walk {
  streams: number;
  events: number;
  erased: number;
  readonly findings: ChainFinding[];
}

interface Place {
  readonly stream: StreamRef;
  /** What each `Erased` event of the stream says that it took. */
  readonly namings: Naming[];
  version: number;
  chain: Buffer;
  recorded: string;
}

function note(walk: Walk, stream: StreamRef, version: number, rule: ChainFinding['rule']): void {
  if (walk.findings.length < findingsMax) walk.findings.push({ stream, version, rule });
}

function payloadRule(row: WireRow, tenantId: string, at: Place, keys: SubjectKeys): PayloadState {
  const [subjectId, , versionText, , , digest, , , keyClass, generation, box] = row;
  if (box === null || box === undefined)
    return at.namings.some((names) => names(Number(versionText))) ? 'erased' : 'payload_missing';
  const key = keys.toOpen(subjectId as string, keyClass as string, Number(generation));
  const place = payloadPlace(tenantId, at.stream, at.version);
  try {
    const opened = openPayload(key, bytesFrom(box), place);
    if (opened === null) return 'payload_missing';
    const isSame = payloadDigest(opened.salt, opened.body).equals(bytesFrom(digest));
    return isSame ? 'whole' : 'payload_differs';
  } catch (error) {
    if (error instanceof StoreFault) return 'payload_differs';
    throw error;
  }
}

/** One that does not open names nothing; the walk finds it by itself. */
function namingOf(row: WireRow, tenantId: string, keys: SubjectKeys): Naming {
  const [subjectId, kind, versionText, , , , , , , generation, box] = row;
  const stream = { subjectId: subjectId as string, kind: kind as StreamKind };
  const version = Number(versionText);
  const key = keys.toOpen(stream.subjectId, 'erasure', Number(generation));
  const content =
    key === null ? null : unseal(key, bytesFrom(box), payloadPlace(tenantId, stream, version));
  if (content === null) return () => false;
  return namesErased(bodyFrom(content.subarray(saltBytes).toString('utf8')).payload, version);
}

type PayloadState = 'whole' | 'erased' | 'payload_missing' | 'payload_differs';

function walkEvent(walk: Walk, tenantId: string, row: WireRow, at: Place, keys: SubjectKeys): void {
  const [, , versionText, eventId, recorded, digest, chain, header] = row;
  const version = Number(versionText);
  walk.events += 1;
  if (version !== at.version + 1) note(walk, at.stream, at.version + 1, 'version_missing');
  at.version = version;
  const expected = headerText(tenantId, at.stream, version, eventId as string, recorded as string);
  if (header !== expected) note(walk, at.stream, version, 'header_differs');
  if ((recorded as string) < at.recorded) note(walk, at.stream, version, 'recorded_goes_back');
  at.recorded = recorded as string;
  const link = linkOf(at.chain, header as string, bytesFrom(digest));
  if (!link.equals(bytesFrom(chain))) note(walk, at.stream, version, 'link_differs');
  at.chain = bytesFrom(chain);
  const state = payloadRule(row, tenantId, at, keys);
  if (state === 'erased') walk.erased += 1;
  else if (state !== 'whole') note(walk, at.stream, version, state);
}

function walkPage(
  walk: Walk,
  tenantId: string,
  keyring: Keyring,
  [headRows = [], keyRows = [], eventRows = []]: readonly (readonly WireRow[])[],
): void {
  const keys = new SubjectKeys(tenantId, keyring);
  for (const [subjectId, keyClass, generation, wrapped] of keyRows) {
    const bytes = wrapped === null ? null : bytesFrom(wrapped);
    keys.add(subjectId as string, keyClass as string, Number(generation), bytes);
  }
  const places = new Map<string, Place>();
  const placeOf = (row: WireRow): Place => {
    const key = `${row[0]}/${row[1]}`;
    const stream = { subjectId: row[0] as string, kind: row[1] as StreamKind };
    const fresh = { stream, version: 0, chain: noLink, recorded: '', namings: [] };
    const place = places.get(key) ?? fresh;
    places.set(key, place);
    return place;
  };
  for (const row of eventRows) {
    if (row[8] === 'erasure') placeOf(row).namings.push(namingOf(row, tenantId, keys));
  }
  for (const row of eventRows) walkEvent(walk, tenantId, row, placeOf(row), keys);
  for (const row of headRows) {
    const [subjectId, kind, version, chain] = row;
    const place = placeOf(row);
    const isSame = place.version === Number(version) && place.chain.equals(bytesFrom(chain));
    if (!isSame) note(walk, place.stream, Number(version), 'head_differs');
    places.delete(`${subjectId}/${kind}`);
    walk.streams += 1;
  }
  for (const { stream, version } of places.values()) note(walk, stream, version, 'head_differs');
}

/** Runs reading steps inside the tenant, all in one snapshot. */
export type SnapshotReader = (steps: readonly Step[]) => Promise<StepRows>;

/** Plans for the range at hand: a plan for any range would read the whole log for each page. */
const planEachTime: Step = {
  statement: {
    name: 'aegle_verify_plans',
    text: `select set_config('plan_cache_mode', 'force_custom_plan', true)`,
  },
  values: [],
};

function subjectsAfter(tenantId: string, after: string): Step {
  return { statement: nextSubjects, values: [tenantId, after, String(pageLength)] };
}

/**
 * The walk itself, on whatever connection reads the snapshot. While one page is checked here, the
 * database reads the next. `report` hears how many events were walked so far.
 */
export async function walkChains(
  read: SnapshotReader,
  keyring: Keyring,
  tenantId: string,
  report: (events: number) => void = () => undefined,
): Promise<VerifyReport> {
  const walk: Walk = { streams: 0, events: 0, erased: 0, findings: [] };
  const pageBetween = (after: string, last: string): Promise<StepRows> => {
    const range = [tenantId, after, last];
    const steps = [headsOf, keysOf, eventsOf].map((statement) => ({ statement, values: range }));
    const reading = read([...steps, subjectsAfter(tenantId, last)]);
    // Awaited after the page before it was checked; if that fails, nobody awaits it.
    reading.catch(() => undefined);
    return reading;
  };
  const [, first = []] = await read([planEachTime, subjectsAfter(tenantId, lowestId)]);
  let last = first.at(-1)?.[0] ?? null;
  let reading = last === null ? null : pageBetween(lowestId, last);
  while (reading !== null && last !== null) {
    const page: StepRows = await reading;
    const next: string | null = page[3]?.at(-1)?.[0] ?? null;
    reading = next === null ? null : pageBetween(last, next);
    last = next;
    walkPage(walk, tenantId, keyring, page);
    report(walk.events);
  }
  return { ...walk, isWhole: walk.findings.length === 0 };
}

/** See `Store.verify`. */
export async function verifyChains(
  wire: Wire,
  keyring: Keyring,
  tenantId: string,
): Promise<VerifyReport> {
  const session = new Session(wire, tenantId, 'snapshot');
  try {
    await session.open();
    return await walkChains((steps) => session.run(steps), keyring, tenantId);
  } finally {
    await session.rollback();
  }
}
