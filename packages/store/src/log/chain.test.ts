// The chain's bytes against fixed vectors that were computed elsewhere.
// A failure here means that every stored chain would stop verifying: the code is wrong, not the file.

import { describe, expect, it } from 'vitest';
import { bodyText } from './canonical.ts';
import { headerText, linkOf, payloadDigest } from './chain.ts';
import vectors from './chain.vectors.json' with { type: 'json' };
import type { NewEvent, StreamRef } from './types.ts';

describe('chain version 1', () => {
  const stream = vectors.stream as StreamRef;

  it.each(vectors.links)('makes link $version as computed elsewhere', (vector) => {
    const event = vector.event as unknown as NewEvent;
    const body = bodyText(event);
    expect(body).toBe(vector.body);
    const header = headerText(vectors.tenant, stream, vector.version, event.id, vector.recorded);
    expect(header).toBe(vector.header);
    const digest = payloadDigest(Buffer.from(vector.salt, 'hex'), Buffer.from(body, 'utf8'));
    expect(digest.toString('hex')).toBe(vector.digest);
    const link = linkOf(Buffer.from(vector.previous, 'hex'), header, digest);
    expect(link.toString('hex')).toBe(vector.link);
  });

  it('gives another link for any other byte of previous, header or digest', () => {
    const [vector] = vectors.links;
    if (vector === undefined) throw new Error('no vector');
    const previous = Buffer.from(vector.previous, 'hex');
    const digest = Buffer.from(vector.digest, 'hex');
    const flipped = (bytes: Buffer): Buffer => {
      const copy = Buffer.from(bytes);
      copy[0] = (copy[0] ?? 0) ^ 1;
      return copy;
    };
    const links = [
      linkOf(flipped(previous), vector.header, digest),
      linkOf(previous, vector.header.replace('"version":1', '"version":2'), digest),
      linkOf(previous, vector.header, flipped(digest)),
    ];
    expect(links.map((link) => link.toString('hex'))).not.toContain(vector.link);
    expect(new Set(links.map((link) => link.toString('hex'))).size).toBe(3);
  });
});
