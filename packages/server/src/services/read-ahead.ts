// Many streams read in one query, then handed out one by one to whoever asks for them.
// Never for a decision: it is for lists, which read and store nothing.

import type { StoreTransaction, StreamRead, StreamRef } from '@aegle/store';

/** As much of a transaction as reading a case needs. */
export type StreamReader = Pick<StoreTransaction, 'scope' | 'readStreams'>;

const nameOf = ({ kind, subjectId }: StreamRef) => `${kind}/${subjectId}`;

/** A reader that has read `refs` at once, and keeps whatever else it is asked for. */
export async function readingAhead(
  tx: StreamReader,
  refs: readonly StreamRef[],
): Promise<StreamReader> {
  const known = new Map<string, StreamRead>();
  const take = async (asked: readonly StreamRef[]) => {
    const missing = asked.filter((ref) => !known.has(nameOf(ref)));
    if (missing.length === 0) return;
    for (const read of await tx.readStreams(missing)) known.set(nameOf(read.head), read);
  };
  await take(refs);
  return {
    scope: tx.scope,
    async readStreams(asked) {
      await take(asked);
      return asked.map((ref) => known.get(nameOf(ref))!);
    },
  };
}
