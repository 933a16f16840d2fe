// Turns the rows of the read statements into heads and events, opening each payload.
// It must never guess: a payload that is there and does not open is damage, not erasure.

import { refuse } from '../faults.ts';
import { unseal } from '../keys/box.ts';
import type { SubjectKeys } from '../keys/subject-keys.ts';
import { bytesFrom, type WireRow } from '../wire/pipeline.ts';
import { bodyFrom } from './canonical.ts';
import { type Header, noLink, saltBytes } from './chain.ts';
import type { LogEvent, StreamKind, StreamRead, StreamRef, StreamVersion } from './types.ts';

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
    'Run aegle verify to find the place, then restore from the last good backup.',
  );
}

type Payloads = ReadonlyMap<string, WireRow>;

function payloadsIn(rows: readonly WireRow[]): Payloads {
  const payloads = new Map<string, WireRow>();
  for (const row of rows) if (row[0] === 'p') payloads.set(`${row[1]}/${row[2]}/${row[3]}`, row);
  return payloads;
}

function eventFrom(
  row: WireRow,
  tenantId: string,
  payloads: Payloads,
  keys: SubjectKeys,
): LogEvent {
  const [, subjectId, kind, versionText, , , headerText] = row;
  const header = JSON.parse(headerText as string) as Header;
  const stream = { subjectId: subjectId as string, kind: kind as StreamKind };
  const version = Number(versionText);
  const left = { stream, version, id: header.event, recorded: header.recorded };
  const payload = payloads.get(`${subjectId}/${kind}/${versionText}`);
  if (payload === undefined) return { erased: true, ...left };
  const [, , , , , box, keyClass, generation] = payload;
  const key = keys.toOpen(stream.subjectId, keyClass as string, Number(generation));
  const opened = openPayload(key, bytesFrom(box), payloadPlace(tenantId, stream, version));
  if (opened === null) return { erased: true, ...left };
  return { erased: false, ...left, ...bodyFrom(opened.body.toString('utf8')) };
}

interface Gathered {
  head: StreamVersion;
  readonly events: LogEvent[];
}

function addKeys(rows: readonly WireRow[], keys: SubjectKeys): void {
  for (const [tag, subjectId, keyClass, generation, , wrapped] of rows) {
    if (tag !== 'k') continue;
    const bytes = wrapped === null ? null : bytesFrom(wrapped);
    keys.add(subjectId as string, keyClass as string, Number(generation), bytes);
  }
}

/** Reads the rows for the wanted streams, in the order wanted. Keys are added to `keys` first. */
export function streamsFrom(
  rows: readonly WireRow[],
  wanted: readonly StreamRef[],
  tenantId: string,
  keys: SubjectKeys,
): readonly StreamRead[] {
  const found = new Map<string, Gathered>();
  for (const stream of wanted) {
    keys.expect(stream.subjectId);
    found.set(streamKey(stream), { head: emptyHead(stream), events: [] });
  }
  addKeys(rows, keys);
  const payloads = payloadsIn(rows);
  for (const row of rows) {
    if (row[0] !== 'h' && row[0] !== 'e') continue;
    const stream = { subjectId: row[1] as string, kind: row[2] as StreamKind };
    const gathered = found.get(streamKey(stream));
    if (gathered === undefined) continue;
    if (row[0] === 'h') gathered.head = headFrom(stream, row);
    else gathered.events.push(eventFrom(row, tenantId, payloads, keys));
  }
  for (const { events } of found.values()) events.sort((a, b) => a.version - b.version);
  return wanted.map((stream) => found.get(streamKey(stream)) as StreamRead);
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
      event: eventFrom(row, tenantId, payloads, keys),
      chain: (row[5] ?? '\\x').slice(2),
    }));
}
