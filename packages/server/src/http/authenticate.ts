// Who sends this request: a system client's key, or the session cookie. Nobody is an answer too.
// Never accepts a cookie on a change that another site's page sent.

import type { FastifyRequest } from 'fastify';
import type { Caller } from '../access/caller.ts';
import type { Dependencies } from './calls/call.ts';
import { refusal } from './calls/refusals.ts';
import { plainHost } from './host-name.ts';

/** The caller, or null when nobody is signed in. A wrong key is refused, not ignored. */
export async function authenticate(
  dependencies: Dependencies,
  request: FastifyRequest,
  now: string,
): Promise<Caller | null> {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const key = /^Bearer ([\w-]{1,200})$/.exec(authorization)?.[1];
    const caller =
      key === undefined
        ? null
        : await dependencies.knownKeys.callerOf(dependencies.authDb, key, now);
    if (caller !== null) return caller;
    throw refusal(
      'not_signed_in',
      'authorization',
      'It is the key of a system client that is in use.',
      'Check the key, or have your office make a new one.',
    );
  }
  return dependencies.knownSessions.callerOf(dependencies.signIn, dependencies.authDb, cookie, now);
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** True for an address whose host is this one; the usual port is that of the address's own scheme. */
function isOfHost(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: named } = new URL(origin);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  const ours = plainHost(host, protocol);
  return ours !== undefined && plainHost(named, protocol) === ours;
}

/** Refuses a change that a browser sends on behalf of another site. */
export function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (READING.has(request.method) || origin === undefined) return;
  if (host !== undefined && isOfHost(origin, host)) return;
  throw refusal(
    'forbidden',
    'origin',
    'Changes come from Aegle’s own pages.',
    'Open Aegle itself and try again there.',
  );
}
