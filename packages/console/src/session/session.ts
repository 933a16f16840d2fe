// Who is signed in, and the ways in and out. The session is a cookie that scripts cannot read.
// Never keeps a password, a code or a token.

import { type Account, CallRefused, type SignedIn } from '@aegle/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { wasSignedOutAtFirst } from '../client/first-question.ts';
import { client, SESSION_KEY as SESSION } from '../client/query-client.ts';
import { forgetEverywhere, keepOnlyOf } from './forgetting.ts';

const SIGNED_OUT: SignedIn = { state: 'signed_out', account: null };

/** Whoever is signed in finds nothing that another account typed here. */
function told(signed: SignedIn): SignedIn {
  if (signed.account !== null) keepOnlyOf(signed.account.actor);
  return signed;
}

async function readSession(): Promise<SignedIn> {
  if (await wasSignedOutAtFirst()) return SIGNED_OUT;
  try {
    return told(await client('readSession', {}));
  } catch (error) {
    if (error instanceof CallRefused && error.problem.status === 401) return SIGNED_OUT;
    throw error;
  }
}

/** The session as the server sees it. */
export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: readSession,
    staleTime: 60_000,
    // Between password and six digits the server knows nobody yet; fetching a code elsewhere must not
    // start the sign-in again.
    refetchOnWindowFocus: ({ state }) => state.data?.state !== 'second_factor_needed',
    refetchOnReconnect: ({ state }) => state.data?.state !== 'second_factor_needed',
  });
}

/**
 * The account for which the frame shows its page. The live session may have ended while that page still
 * stands: it stays as it was shown until the frame has put the sign-in page in its place.
 */
export const AccountContext = createContext<Account | null>(null);

/** The signed-in account; pages behind the shell always have one. */
export function useAccount(): Account {
  const account = useContext(AccountContext);
  if (account === null) throw new Error('a page stands outside the frame');
  return account;
}

/** Signing in, the second factor, signing out; each leaves the cache as the new session needs it. */
export function useSigning() {
  const cache = useQueryClient();
  const settle = async (signed: SignedIn) => {
    // Nothing that was read for one person is left for the next.
    if (signed.state !== 'second_factor_needed') cache.removeQueries({ predicate: isNotSession });
    // Signing in answers before the cookie is read back; who it is comes from the server again.
    cache.setQueryData(SESSION, told(signed));
  };
  return {
    signIn: useMutation({
      mutationFn: (body: { email: string; password: string }) => client('signIn', { body }),
      onSuccess: settle,
    }),
    verify: useMutation({
      mutationFn: (code: string) => client('verifySecondFactor', { body: { code } }),
      onSuccess: settle,
    }),
    signOut: useMutation({
      mutationFn: () => client('signOut', {}),
      onSuccess: () => {
        forgetEverywhere();
        return settle(SIGNED_OUT);
      },
    }),
  };
}

function isNotSession({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean {
  return queryKey[0] !== SESSION[0];
}
