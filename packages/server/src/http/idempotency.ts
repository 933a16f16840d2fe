// Reads the Idempotency-Key and digests the request it stands for.
// Never stores or logs the request: only its digest.

import { createHash } from 'node:crypto';
import type { Scope } from '@aegle/store';
import type { FastifyRequest } from 'fastify';
import { refusal } from './calls/refusals.ts';

const KEY_PATTERN = /^[\x21-\x7e]{1,200}$/;

/** The key with its request's digest; undefined when the sender gave none and none is required. */
export function idempotencyOf(
  request: FastifyRequest,
  rawBody: string,
  patient: string | undefined,
  isRequired: boolean,
): Scope['idempotency'] {
  const key = request.headers['idempotency-key'];
  if (key === undefined && isRequired)
    throw refusal(
      'invalid',
      'idempotency-key',
      'This request is recorded once: it names itself.',
      'Send an Idempotency-Key header: a fresh UUID for each new request, the same for a repeat.',
    );
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY_PATTERN.test(key))
    throw refusal(
      'invalid',
      'idempotency-key',
      'It is 1 to 200 visible ASCII characters.',
      'Send a fresh UUID for each new request, and the same one for a repeat.',
    );
  const requestDigest = createHash('sha256')
    .update(`${request.method} ${request.url}\n${rawBody}`, 'utf8')
    .digest('hex');
  return { key, requestDigest, ...(patient === undefined ? {} : { subjectId: patient }) };
}
