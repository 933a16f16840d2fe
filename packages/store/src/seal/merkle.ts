// The Merkle root over the heads of a tenant's streams, in buckets by the first byte of the subject.
// Leaves and nodes are hashed with different first bytes, so that neither can stand for the other.

import { createHash } from 'node:crypto';

export interface HeadLeaf {
  readonly subjectId: string;
  readonly kind: string;
  readonly version: number;
  /** Hex of the last link. */
  readonly chain: string;
}

const leafByte = Buffer.from([0]);
const nodeByte = Buffer.from([1]);
const emptyByte = Buffer.from([2]);

export function leafHash(leaf: HeadLeaf): Buffer {
  const text = `${leaf.subjectId}/${leaf.kind}/${leaf.version}/${leaf.chain}`;
  return createHash('sha256').update(leafByte).update(text, 'utf8').digest();
}

/** Root of the hashes in their order; an odd last one rises unchanged. No hashes: a root of its own. */
export function merkleRoot(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return createHash('sha256').update(emptyByte).digest();
  let level = hashes;
  while (level.length > 1) {
    const above: Buffer[] = [];
    for (let at = 0; at < level.length; at += 2) {
      const left = level[at] as Buffer;
      const right = level[at + 1];
      if (right === undefined) above.push(left);
      else above.push(createHash('sha256').update(nodeByte).update(left).update(right).digest());
    }
    level = above;
  }
  return level[0] as Buffer;
}

export interface SealedTree {
  readonly root: string;
  /** Root of each bucket that has a stream, by the first two hex digits of the subject. */
  readonly buckets: { readonly [firstByte: string]: string };
}

/** Leaves come in order of subject and kind. */
export function treeOf(leaves: readonly HeadLeaf[]): SealedTree {
  const byBucket = new Map<string, Buffer[]>();
  for (const leaf of leaves) {
    const bucket = leaf.subjectId.slice(0, 2);
    const hashes = byBucket.get(bucket) ?? [];
    hashes.push(leafHash(leaf));
    byBucket.set(bucket, hashes);
  }
  const names = [...byBucket.keys()].sort();
  const roots = names.map((name) => merkleRoot(byBucket.get(name) ?? []));
  const buckets: Record<string, string> = {};
  for (const [at, name] of names.entries()) buckets[name] = (roots[at] as Buffer).toString('hex');
  return { root: merkleRoot(roots).toString('hex'), buckets };
}
