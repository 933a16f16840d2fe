// Callers of any role and organisation over a test server, and payloads that read, by the catalogue.
// Never used outside tests.

import { randomUUID } from 'node:crypto';
import type { Role } from '@aegle/core';
import type { SystemKind } from '../access/system-kinds.ts';
import { addAccount } from '../auth/accounts.ts';
import { addSystemClient } from '../auth/system-clients.ts';
import { type SignedIn, TEST_NOW, TEST_PASSWORD, type TestServer } from './testing.ts';

/** One request that records. */
export async function postTo(
  { app }: TestServer,
  headers: SignedIn,
  path: string,
  payload: object,
) {
  const sent = { ...headers, 'idempotency-key': randomUUID() };
  const url = `/api/v1/${path}`;
  const answer = await app.inject({ method: 'POST', url, headers: sent, payload });
  return { status: answer.statusCode, body: answer.json(), text: answer.body };
}

/** A new person of an organisation, signed in. */
export async function signedInAs(
  { app, dependencies, services }: TestServer,
  role: Role,
  organisationId: string,
  actorId: string = randomUUID(),
): Promise<SignedIn> {
  const email = `${randomUUID()}@example.org`;
  const account = { email, name: 'Invented', password: TEST_PASSWORD, role, actorId };
  const of = { tenantId: services.tenant.id, organisationId };
  await addAccount(dependencies.signIn, dependencies.authDb, { ...account, ...of });
  const payload = { email, password: TEST_PASSWORD };
  const answer = await app.inject({ method: 'POST', url: '/api/v1/session', payload });
  return { cookie: answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
}

/** A new key of an organisation. */
export async function keyFor(
  { dependencies, services }: TestServer,
  kind: SystemKind,
  organisationId: string,
): Promise<SignedIn> {
  const client = { clientId: randomUUID(), tenantId: services.tenant.id, name: kind, kind };
  const who = { actorId: randomUUID(), organisationId, now: TEST_NOW };
  const { key } = await addSystemClient(dependencies.authDb, { ...client, ...who });
  return { authorization: `Bearer ${key}` };
}

/** A field of the catalogue, as far as a value of it is made up. */
export interface FieldLike {
  readonly kind: string;
  readonly of?: FieldLike;
  readonly values?: readonly string[];
  readonly min?: number;
}

/** A value that reads; every text is `own`, so that whoever may only name themself is named. */
export function sample(field: FieldLike, own: string): unknown {
  const { values = [] } = field;
  if (field.of !== undefined)
    return field.kind === 'list' ? [sample(field.of, own)] : sample(field.of, own);
  if (field.kind === 'day') return '2025-06-18';
  if (field.kind === 'boolean') return true;
  if (field.kind === 'integer') return field.min;
  if (field.kind === 'decimal') return String(field.min);
  // What a prescriber signs is the prescriber's; of other lists the first word will do.
  if (field.kind === 'oneOf') return values.find((one) => one === 'prescriber') ?? values[0];
  return own;
}
