// How often an endpoint that could be used to guess may be called: by one caller, by one organisation.
// Never counted by address: a pharmacy chain calls from one, and whoever guesses from many.

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
