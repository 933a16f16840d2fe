// The number at the counter while a document is recorded for it: coming back asks about it again.
// Never longer than a few minutes, never in the address, and gone with the session.

import { useQueryClient } from '@tanstack/react-query';

const KEY = ['counter-number'] as const;

/** Keeps, reads and forgets the number; what is read once is forgotten. */
export function useKeptNumber() {
  const cache = useQueryClient();
  return {
    keep: (typed: string) => cache.setQueryData(KEY, typed),
    isKept: () => cache.getQueryData<string>(KEY) !== undefined,
    take: (): string | undefined => {
      const kept = cache.getQueryData<string>(KEY);
      cache.removeQueries({ queryKey: KEY });
      return kept;
    },
  };
}
