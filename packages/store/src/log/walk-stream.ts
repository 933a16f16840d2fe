// Walks the chain of one stream as it was read, from its first link to its head, and says where it
// does not hold. The same walk for a read and for `verify`. It must never mend, and never guess.

import { bodyFrom } from './canonical.ts';
import { type Header, headerText, linkOf, noLink, payloadDigest } from './chain.ts';
import { type Naming, namesErased } from './erased-versions.ts';
import type { Damage, StreamVersion } from './types.ts';

/** One stored event with what opened of its payload. */
export interface StoredLink {
  readonly version: number;
  readonly header: string;
  /** As stored: H(salt ‖ body). */
  readonly digest: Buffer;
  /** `missing`: no row, or its key was destroyed. `closed`: it is there and does not open. */
  readonly payload: OpenedPayload | 'missing' | 'closed';
}

export interface OpenedPayload {
  readonly salt: Buffer;
  readonly body: Buffer;
  readonly isErasure: boolean;
}

/** What each readable `Erased` event says that it took. */
function namingsIn(links: readonly StoredLink[]): readonly Naming[] {
  return links.flatMap(({ version, payload }) => {
    if (typeof payload === 'string' || !payload.isErasure) return [];
    return [namesErased(bodyFrom(payload.body.toString('utf8')).payload, version)];
  });
}

function payloadRule(link: StoredLink, namings: readonly Naming[]): Damage['rule'] | null {
  const { payload, version, digest } = link;
  if (payload === 'closed') return 'payload_differs';
  if (payload !== 'missing')
    return payloadDigest(payload.salt, payload.body).equals(digest) ? null : 'payload_differs';
  return namings.some((names) => names(version)) ? null : 'payload_missing';
}

function isOwnHeader(
  tenantId: string,
  head: StreamVersion,
  { header, version }: StoredLink,
): boolean {
  try {
    const { event, recorded } = JSON.parse(header) as Header;
    return headerText(tenantId, head, version, event, recorded) === header;
  } catch {
    return false;
  }
}

/** The first place that does not hold; null for a whole stream. `links` stand in order of version. */
export function damageIn(
  tenantId: string,
  head: StreamVersion,
  links: readonly StoredLink[],
): Damage | null {
  const namings = links.some(({ payload }) => payload === 'missing') ? namingsIn(links) : [];
  let chain: Buffer = noLink;
  let at = 0;
  for (const link of links) {
    at += 1;
    if (link.version !== at) return { version: at, rule: 'version_missing' };
    if (!isOwnHeader(tenantId, head, link)) return { version: at, rule: 'header_differs' };
    const rule = payloadRule(link, namings);
    if (rule !== null) return { version: at, rule };
    chain = linkOf(chain, link.header, link.digest);
  }
  if (at !== head.version || chain.toString('hex') !== head.chain)
    return { version: head.version, rule: at === head.version ? 'link_differs' : 'head_differs' };
  return null;
}
