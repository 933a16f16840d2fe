// How often an endpoint that could be used to guess may be called: by caller, organisation, account.
// Never counted by address alone: a pharmacy chain calls from one, and whoever guesses from many.

import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from '../access/caller.ts';
import { refusal } from './calls/refusals.ts';
import type { CallLimit } from './door.ts';

/** Calls a minute. An organisation has many counters, and each of them one queue. */
export interface CallsPerMinute {
  readonly caller: number;
  readonly organisation: number;
}

/** The limit on pharmacy checks unless the server is built with another. */
export const CHECKS_PER_MINUTE: CallsPerMinute = { caller: 20, organisation: 120 };

/** Counts in this process: behind a balancer, each server allows as many. */
export function callLimit(app: FastifyInstance, perMinute: CallsPerMinute): CallLimit {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const of = (request: FastifyRequest) => callers.get(request);
  const timeWindow = '1 minute';
  const ofCaller = app.createRateLimit({
    max: perMinute.caller,
    timeWindow,
    keyGenerator: (request) => `caller ${of(request)?.tenantId} ${of(request)?.actorId}`,
  });
  const ofOrganisation = app.createRateLimit({
    max: perMinute.organisation,
    timeWindow,
    keyGenerator: (request) => `office ${of(request)?.tenantId} ${of(request)?.organisationId}`,
  });
  return async (caller, request, reply) => {
    callers.set(request, caller);
    for (const count of [ofCaller, ofOrganisation]) {
      const counted = await count(request);
      if (counted.isAllowed || !counted.isExceeded) continue;
      reply.header('retry-after', String(counted.ttlInSeconds));
      throw refusal(
        'too_many_requests',
        'code',
        'Few checks a minute are allowed.',
        `Wait ${counted.ttlInSeconds} seconds.`,
      );
    }
  };
}

/** Sign-ins a minute of one account, from however many addresses, unless the server is built with another. */
export const SIGN_INS_OF_ACCOUNT = 10;

/** Counts sign-ins by the address that is signed in with, known here or not: both are answered alike. */
export function accountLimit(app: FastifyInstance, perMinute: number): CallLimit {
  const ofAccount = app.createRateLimit({
    max: perMinute,
    timeWindow: '1 minute',
    keyGenerator: ({ body }) => {
      const email =
        typeof body === 'object' && body !== null && 'email' in body ? String(body.email) : '';
      return `account ${createHash('sha256').update(email.toLowerCase()).digest('base64')}`;
    },
  });
  return async (_caller, request, reply) => {
    const counted = await ofAccount(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    reply.header('retry-after', String(counted.ttlInSeconds));
    throw refusal(
      'too_many_requests',
      'email',
      'Few attempts a minute are allowed for one account.',
      `Wait ${counted.ttlInSeconds} seconds.`,
    );
  };
}
