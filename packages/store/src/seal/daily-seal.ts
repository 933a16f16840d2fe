// The daily seal: a signed file outside the database that says where every chain of a tenant stood.
// A log whose tail was cut off still verifies link by link; against its seals it does not.

import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { refuse } from '../faults/faults.ts';
import { makeFolder } from '../faults/make-folder.ts';
import { canonicalText, isCalendarDay, isUuid } from '../log/canonical.ts';
import type { Json } from '../log/types.ts';
import { withOwner } from '../wire/with-owner.ts';
import { type HeadLeaf, treeOf } from './merkle.ts';

export interface Seal {
  readonly format: 1;
  readonly tenant: string;
  /** The calendar day (UTC) at whose end every chain is sealed. */
  readonly day: string;
  readonly streams: number;
  readonly events: number;
  readonly root: string;
  readonly buckets: { readonly [firstByte: string]: string };
  /** SHA-256 of the file of the seal before, empty for the first: a removed seal shows as well. */
  readonly previous: string;
}

interface SealFile {
  readonly seal: Seal;
  /** Ed25519 over the RFC 8785 text of `seal`, base64. */
  readonly signature: string;
}

/** A transaction lives at most this long, so nothing dated before the day's end commits later. */
const settledAfterMs = 120_000;

function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + 24 * 3_600_000).toISOString();
}

async function headsAt(client: pg.Client, tenantId: string, before: string) {
  const { rows } = await client.query<HeadLeaf & { events: number }>(
    `select distinct on (subject_id, kind) subject_id as "subjectId", kind, version,
            encode(chain, 'hex') as chain, count(*) over (partition by subject_id, kind)::int as events
     from aegle.event where tenant_id = $1 and recorded < $2::timestamptz
     order by subject_id, kind, version desc`,
    [tenantId, before],
  );
  // Sorted here, not by the database: its collation may be another one after a restore.
  const key = (head: HeadLeaf): string => `${head.subjectId}/${head.kind}`;
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

async function contentOf(client: pg.Client, tenantId: string, day: string) {
  await client.query(`begin isolation level repeatable read, read only`);
  await client.query(`select set_config('aegle.tenant', $1, true)`, [tenantId]);
  const heads = await headsAt(client, tenantId, endOfDay(day));
  await client.query('commit');
  const events = heads.reduce((sum, head) => sum + head.events, 0);
  return { streams: heads.length, events, ...treeOf(heads) };
}

function bytesOf(seal: Seal): Buffer {
  // An interface has no index signature, though all of a seal is JSON.
  return Buffer.from(canonicalText(seal as unknown as Json), 'utf8');
}

function fileName(tenantId: string, day: string): string {
  return `seal-${tenantId}-${day}.json`;
}

async function sealFilesOf(folder: string, tenantId: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  return names.filter((name) => name.startsWith(`seal-${tenantId}-`)).sort();
}

function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Written whole, synced, then named: a half-written seal never carries the name of one. */
async function writeWhole(file: string, content: string): Promise<void> {
  const handle = await open(`${file}.part`, 'w', 0o644);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.part`, file);
}

export interface SealRequest {
  readonly owner: pg.PoolConfig;
  readonly tenantId: string;
  readonly day: string;
  /** ISO instant; the day must have ended at least two minutes before. */
  readonly now: string;
  readonly folder: string;
  /** Ed25519. */
  readonly privateKey: KeyObject;
}

/** Seals a day that has ended. Fault `conflict` when it is sealed, `invalid` when it is too early. */
export async function sealDay(request: SealRequest): Promise<Seal> {
  const { tenantId, day, folder } = request;
  if (!isUuid(tenantId) || !isCalendarDay(day)) {
    throw refuse('invalid', 'day', 'It is a calendar day of a tenant.', 'Write it as YYYY-MM-DD.');
  }
  if (Date.parse(request.now) - Date.parse(endOfDay(day)) < settledAfterMs) {
    throw refuse('invalid', 'day', 'It has not ended for two minutes (UTC).', 'Seal it later.');
  }
  makeFolder(folder);
  const names = await sealFilesOf(folder, tenantId);
  const last = names.at(-1);
  if (last !== undefined && last >= fileName(tenantId, day)) {
    throw refuse('conflict', 'day', 'It, or a later day, is sealed.', 'A seal is never replaced.');
  }
  const previous = last === undefined ? '' : digestOf(await readFile(join(folder, last)));
  const content = await withOwner(request.owner, (client) => contentOf(client, tenantId, day));
  const seal: Seal = { format: 1, tenant: tenantId, day, ...content, previous };
  const signature = sign(null, bytesOf(seal), request.privateKey).toString('base64');
  await writeWhole(
    join(folder, fileName(tenantId, day)),
    `${JSON.stringify({ seal, signature }, null, 2)}\n`,
  );
  return seal;
}

export interface SealFinding {
  readonly day: string;
  readonly rule:
    | 'file_damaged'
    | 'signature_wrong'
    | 'previous_differs'
    | 'tail_cut'
    | 'log_differs';
  /** Buckets (first two hex digits of the subject) in which the log differs. */
  readonly buckets: readonly string[];
}

export interface SealReport {
  readonly seals: number;
  readonly findings: readonly SealFinding[];
  readonly isWhole: boolean;
}

function compare(seal: Seal, now: Omit<Seal, 'format' | 'tenant' | 'day' | 'previous'>) {
  if (seal.root === now.root) return null;
  const names = new Set([...Object.keys(seal.buckets), ...Object.keys(now.buckets)]);
  const buckets = [...names].filter((name) => seal.buckets[name] !== now.buckets[name]).sort();
  const isCut = now.events < seal.events || now.streams < seal.streams;
  return { day: seal.day, rule: isCut ? ('tail_cut' as const) : ('log_differs' as const), buckets };
}

function readSeal(content: Buffer): SealFile | null {
  try {
    const file = JSON.parse(content.toString('utf8')) as SealFile;
    return typeof file.signature === 'string' && typeof file.seal?.root === 'string' ? file : null;
  } catch {
    return null;
  }
}

/**
 * Compares the log with every seal of the tenant in the folder, oldest first. Finds a cut tail, a
 * changed link, a forged or a missing seal. The newest seals can be missing unnoticed: keep copies.
 */
export async function verifySeals(
  owner: pg.PoolConfig,
  tenantId: string,
  folder: string,
  publicKey: KeyObject,
): Promise<SealReport> {
  const key = publicKey.type === 'public' ? publicKey : createPublicKey(publicKey);
  const findings: SealFinding[] = [];
  const names = await sealFilesOf(folder, tenantId);
  let previous = '';
  for (const name of names) {
    const day = name.slice(-15, -5);
    const content = await readFile(join(folder, name));
    const file = readSeal(content);
    const found = (rule: SealFinding['rule']) => findings.push({ day, rule, buckets: [] });
    if (file === null) found('file_damaged');
    else if (!verify(null, bytesOf(file.seal), key, Buffer.from(file.signature, 'base64'))) {
      found('signature_wrong');
    } else {
      if (file.seal.previous !== previous) found('previous_differs');
      const now = await withOwner(owner, (client) => contentOf(client, tenantId, file.seal.day));
      const finding = compare(file.seal, now);
      if (finding !== null) findings.push(finding);
    }
    previous = digestOf(content);
  }
  return { seals: names.length, findings, isWhole: findings.length === 0 };
}
