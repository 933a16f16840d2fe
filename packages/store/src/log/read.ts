// Turns the rows of the read statements into heads and events, opening each payload.
// It must never guess: a payload that is there and does not open is damage, not erasure.

import { refuse } from '../faults/faults.ts';
import { unseal } from '../keys/box.ts';
import { bytesFrom, type WireRow } from '../wire/pipeline.ts';
import { bodyFrom } from './canonical.ts';
import { type Header, noLink, saltBytes } from './chain.ts';
import type { SubjectKeys } from './subject-keys.ts';
import type { LogEvent, StreamKind, StreamRead, StreamRef, StreamVersion } from './types.ts';
import { damageIn, type StoredLink } from './walk-stream.ts';

export function streamKey(stream: StreamRef): string {
  return `${stream.subjectId}/${stream.kind}`;
}

export function emptyHead(stream: StreamRef): StreamVersion {
  const { subjectId, kind } = stream;
  return { subjectId, kind, version: 0, chain: noLink.toString('hex'), recordedMs: 0 };
}

/** Where a payload stands; its box opens nowhere else. */
export function payloadPlace(tenantId: string, stream: StreamRef, version: number): string {
  return `payload|${tenantId}|${stream.subjectId}|${stream.kind}|${version}`;
}

const damagedStep = 'Run aegle verify to find the place, then restore from the last good backup.';

/** Salt and body of a box, or null when the key was destroyed. Fault `damaged` when it does not open. */
export function openPayload(
  key: Buffer | null,
  box: Uint8Array,
  place: string,
): { readonly salt: Buffer; readonly body: Buffer } | null {
  if (key === null) return null;
  const content = unseal(key, box, place);
  if (content !== null) {
    return { salt: content.subarray(0, saltBytes), body: content.subarray(saltBytes) };
  }
  throw refuse(
    'damaged',
    'event payload',
    'A stored payload does not open under its key.',
    damagedStep,
  );
}

type Payloads = ReadonlyMap<string, WireRow>;

function payloadsIn(rows: readonly WireRow[]): Payloads {
  const payloads = new Map<string, WireRow>();
  for (const row of rows) if (row[0] === 'p') payloads.set(`${row[1]}/${row[2]}/${row[3]}`, row);
  return payloads;
}

function placedAt(row: WireRow) {
  const [, subjectId, kind, versionText, , , headerText] = row;
  const header = JSON.parse(headerText as string) as Header;
  const stream = { subjectId: subjectId as string, kind: kind as StreamKind };
  return { stream, version: Number(versionText), id: header.event, recorded: header.recorded };
}

function openedAt(
  row: WireRow,
  tenantId: string,
  payloads: Payloads,
  keys: SubjectKeys,
): StoredLink['payload'] {
  const [, subjectId, kind, version] = row;
  const payload = payloads.get(`${subjectId}/${kind}/${version}`);
  if (payload === undefined) return 'missing';
  const [, , , , , box, keyClass, generation] = payload;
  const stream = { subjectId: subjectId as string, kind: kind as StreamKind };
  const key = keys.toOpen(stream.subjectId, keyClass as string, Number(generation));
  if (key === null) return 'missing';
  const content = unseal(key, bytesFrom(box), payloadPlace(tenantId, stream, Number(version)));
  if (content === null) return 'closed';
  const salt = content.subarray(0, saltBytes);
  return { salt, body: content.subarray(saltBytes), isErasure: keyClass === 'erasure' };
}

function eventFrom(row: WireRow, payload: StoredLink['payload']): LogEvent {
  const left = placedAt(row);
  if (typeof payload === 'string') return { erased: true, ...left };
  return { erased: false, ...left, ...bodyFrom(payload.body.toString('utf8')) };
}

/** Reads rows of events for somebody who needs each of them whole. Fault `damaged` for one that is not. */
function wholeEventFrom(
  row: WireRow,
  tenantId: string,
  payloads: Payloads,
  keys: SubjectKeys,
): LogEvent {
  const payload = openedAt(row, tenantId, payloads, keys);
  if (payload !== 'closed') return eventFrom(row, payload);
  throw refuse('damaged', 'event payload', 'A stored payload does not open.', damagedStep);
}

interface Gathered {
  head: StreamVersion;
  readonly rows: { readonly row: WireRow; readonly link: StoredLink }[];
}

function addKeys(rows: readonly WireRow[], keys: SubjectKeys): void {
  for (const [tag, subjectId, keyClass, generation, , wrapped] of rows) {
    if (tag !== 'k') continue;
    const bytes = wrapped === null ? null : bytesFrom(wrapped);
    keys.add(subjectId as string, keyClass as string, Number(generation), bytes);
  }
}

/**
 * Reads the rows for the wanted streams, in the order wanted, and walks the chain of each to its
 * head. Keys are added to `keys` first. `headsOnly`: the rows hold no events, so nothing is walked.
 */
export function streamsFrom(
  rows: readonly WireRow[],
  wanted: readonly StreamRef[],
  tenantId: string,
  keys: SubjectKeys,
  headsOnly = false,
): readonly StreamRead[] {
  const found = new Map<string, Gathered>();
  for (const stream of wanted) {
    keys.expect(stream.subjectId);
    found.set(streamKey(stream), { head: emptyHead(stream), rows: [] });
  }
  addKeys(rows, keys);
  const payloads = payloadsIn(rows);
  for (const row of rows) {
    if (row[0] !== 'h' && row[0] !== 'e') continue;
    const stream = { subjectId: row[1] as string, kind: row[2] as StreamKind };
    const gathered = found.get(streamKey(stream));
    if (gathered === undefined) continue;
    if (row[0] === 'h') gathered.head = headFrom(stream, row);
    else gathered.rows.push({ row, link: linkFrom(row, openedAt(row, tenantId, payloads, keys)) });
  }
  return wanted.map((stream) => {
    const { head, rows: own } = found.get(streamKey(stream)) as Gathered;
    own.sort((a, b) => a.link.version - b.link.version);
    const links = own.map(({ link }) => link);
    const damage = headsOnly ? null : damageIn(tenantId, head, links);
    const readable = own.filter(({ link }) => damage === null || isReadable(link));
    return { head, events: readable.map(({ row, link }) => eventFrom(row, link.payload)), damage };
  });
}

function linkFrom(row: WireRow, payload: StoredLink['payload']): StoredLink {
  const [, , , version, , digest, header] = row;
  return { version: Number(version), header: header ?? '', digest: bytesFrom(digest), payload };
}

/** Of a damaged stream: what at least says where it stands. */
function isReadable({ header }: StoredLink): boolean {
  try {
    const { event, recorded } = JSON.parse(header) as Header;
    return typeof event === 'string' && typeof recorded === 'string';
  } catch {
    return false;
  }
}

function headFrom(stream: StreamRef, row: WireRow): StreamVersion {
  const chain = (row[5] ?? '\\x').slice(2);
  return { ...stream, version: Number(row[3]), chain, recordedMs: Number(row[4]) };
}

/** Events found by id, with the hex of their link. */
export function eventsFrom(
  rows: readonly WireRow[],
  tenantId: string,
  keys: SubjectKeys,
): readonly { readonly event: LogEvent; readonly chain: string }[] {
  const payloads = payloadsIn(rows);
  return rows
    .filter((row) => row[0] === 'e')
    .map((row) => ({
      event: wholeEventFrom(row, tenantId, payloads, keys),
      chain: (row[5] ?? '\\x').slice(2),
    }));
}
