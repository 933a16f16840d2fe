// The one typed client and the cache in front of it, in memory only.
// Never keeps an answer in the browser's storage, and never repeats a refused call.

import { CallRefused, type Client } from '@aegle/api';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { sendOnceAsked } from './first-question.ts';

/** Under which the session is kept. */
export const SESSION_KEY = ['session'] as const;

let loading: Promise<Client> | null = null;

/** Loads the schemas of the wire; asked again where the connection was lost. */
export function loadWire(): Promise<Client> {
  loading ??= import('./wire.ts').then(
    ({ wireClient }) => wireClient(sendOnceAsked),
    (lost) => {
      loading = null;
      throw lost;
    },
  );
  return loading;
}

export const client: Client = async (name, parts) => (await loadWire())(name, parts);

/** A session that ended shows the sign-in page again, at the same address. */
function noticeEnd(error: unknown): void {
  if (error instanceof CallRefused && error.problem.status === 401)
    void queryClient.invalidateQueries({ queryKey: SESSION_KEY });
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      // A gate's answer is true at the moment it was asked.
      staleTime: 0,
      retry: (count, error) => !(error instanceof CallRefused) && count < 1,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
