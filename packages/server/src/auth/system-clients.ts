// System clients: a hospital's or a pharmacy's software, with a key that is shown once.
// Never stores a key: only the SHA-256 of its secret part.

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { refuse } from '@aegle/store';
import type { Caller } from '../access/caller.ts';
import { SYSTEM_KINDS, type SystemKind } from '../access/system-kinds.ts';
import type { AuthDatabase } from './tables.ts';

export interface NewSystemClient {
  readonly clientId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly actorId: string;
  readonly organisationId?: string;
  /** What the key is for: its list of calls and events. */
  readonly kind: SystemKind;
  /** ISO instant of its making. */
  readonly now: string;
}

const KEY_PATTERN = /^aegle_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

const hashOf = (secret: string) => createHash('sha256').update(secret, 'utf8').digest();

/** Adds a system client and answers its key, which cannot be read again. */
export async function addSystemClient(
  db: AuthDatabase,
  client: NewSystemClient,
): Promise<{ readonly key: string }> {
  const secret = randomBytes(32).toString('base64url');
  await db
    .insertInto('auth.system_client')
    .values({
      client_id: client.clientId,
      tenant_id: client.tenantId,
      name: client.name,
      actor_id: client.actorId,
      organisation_id: client.organisationId ?? null,
      kind: client.kind,
      secret_hash: hashOf(secret),
      created_at: new Date(client.now),
      revoked_at: null,
    })
    .execute();
  return { key: `aegle_${client.clientId.replaceAll('-', '')}_${secret}` };
}

/** Ends a key's use at `now`. Fault `not_found` when there is none in that tenant. */
export async function revokeSystemClient(
  db: AuthDatabase,
  tenantId: string,
  clientId: string,
  now: string,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('auth.system_client')
    .set({ revoked_at: new Date(now) })
    .where('tenant_id', '=', tenantId)
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  throw refuse('not_found', 'clientId', 'There is no such system client.', 'List the clients.');
}

/** Who a key belongs to; null for a malformed, unknown, wrong or revoked one. */
export async function callerOfKey(db: AuthDatabase, key: string): Promise<Caller | null> {
  const match = KEY_PATTERN.exec(key);
  if (match === null) return null;
  const [, hex = '', secret = ''] = match;
  const clientId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const row = await db
    .selectFrom('auth.system_client')
    .selectAll()
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  if (row === undefined || row.revoked_at !== null) return null;
  if (!timingSafeEqual(row.secret_hash, hashOf(secret))) return null;
  return {
    tenantId: row.tenant_id,
    role: 'system_client',
    actorId: row.actor_id,
    organisationId: row.organisation_id,
    patientId: null,
    systemKind: SYSTEM_KINDS.find((kind) => kind === row.kind) ?? 'pharmacy_system',
  };
}

const KEPT_MS = 5_000;
const MOST_KEPT = 10_000;

/** Keys that were good a moment ago, by their digest: a revoked one works for 5 seconds more. */
export class KnownKeys {
  readonly #callers = new Map<string, { readonly caller: Caller; readonly until: number }>();

  /** As `callerOfKey`, asking the database at most every 5 seconds for one key. `now` is ISO. */
  async callerOf(db: AuthDatabase, key: string, now: string): Promise<Caller | null> {
    const digest = hashOf(key).toString('base64');
    const kept = this.#callers.get(digest);
    if (kept !== undefined && Date.parse(now) < kept.until) return kept.caller;
    const caller = await callerOfKey(db, key);
    if (this.#callers.size >= MOST_KEPT) this.#callers.clear();
    if (caller === null) this.#callers.delete(digest);
    else this.#callers.set(digest, { caller, until: Date.parse(now) + KEPT_MS });
    return caller;
  }
}
