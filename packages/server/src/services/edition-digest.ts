// The digest of an edition together with the overlays on it: what an approval names and a decision stores.
// Never of part of it: an overlay that changes a rule changes the digest.

import { createHash } from 'node:crypto';
import type { EditionRef, Programme, ProgrammeFacts } from '@aegle/core';
import { editionName } from '@aegle/core';

/** The digest of everything that decides under `ref`; undefined where it is not loaded. */
export function editionDigest(
  programme: Programme,
  { edition, overlays }: Omit<EditionRef, 'programme'>,
): string | undefined {
  const digest = programme.editions.find((one) => one.id === edition)?.digest;
  const changes = overlays.map((id) => programme.overlays.find((one) => one.id === id));
  if (digest === undefined) return undefined;
  const parts = [digest];
  for (const [index, change] of changes.entries()) {
    if (change === undefined || !change.appliesTo.includes(edition)) return undefined;
    parts.push(`${overlays[index]}:${change.digest}`);
  }
  if (parts.length === 1) return digest;
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

type Approval = ProgrammeFacts['approvals'][number];

/**
 * True when an approval names these very rules. One recorded when an overlay was named by a joined id
 * is read, and counts for nothing: its digest covered the edition and not the overlay.
 */
export function isApprovalOf(programme: Programme, ref: EditionRef, approval: Approval): boolean {
  const { edition, overlays, digest } = approval;
  if (editionName({ edition, overlays }) !== editionName(ref)) return false;
  return digest === editionDigest(programme, ref);
}
