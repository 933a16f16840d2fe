// The chain of a stream, version 1 of its bytes: H(1 ‖ previous ‖ header ‖ H(salt ‖ body)), SHA-256.
// These bytes must never change: the fixed vectors in chain.vectors.json hold for ever.

import { hash } from 'node:crypto';
import type { StreamRef } from './types.ts';

export const chainVersion = 1;
export const saltBytes = 32;
/** What stands before the first link of every stream. */
export const noLink: Buffer = Buffer.alloc(32);

/**
 * What stays readable after an erasure: where the event stands, its id, when it was recorded.
 * Its type, day, actor and class are in the body, because "a pregnancy was reported" is a finding.
 */
export interface Header {
  readonly event: string;
  readonly kind: string;
  readonly recorded: string;
  readonly subject: string;
  readonly tenant: string;
  readonly version: number;
}

export function headerText(
  tenantId: string,
  stream: StreamRef,
  version: number,
  eventId: string,
  recorded: string,
): string {
  const header: Header = {
    event: eventId,
    kind: stream.kind,
    recorded,
    subject: stream.subjectId,
    tenant: tenantId,
    version,
  };
  // Members in order, plain ASCII and a whole number: JSON.stringify gives the RFC 8785 form.
  return JSON.stringify(header);
}

/** H(salt ‖ body). The salt keeps a short body from being guessed once it is erased. */
export function payloadDigest(salt: Uint8Array, body: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([salt, body]), 'buffer');
}

const versionByte = Buffer.from([chainVersion]);

/** The next link. `previous` and `digest` have 32 bytes, so the parts cannot run into each other. */
export function linkOf(previous: Uint8Array, header: string, digest: Uint8Array): Buffer {
  const parts = [versionByte, previous, Buffer.from(header, 'utf8'), digest];
  return hash('sha256', Buffer.concat(parts), 'buffer');
}
