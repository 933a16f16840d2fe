// Who is signed in, as the server says, or as it last said where there is no connection.
// Never keeps a password, a code or a token.

import { type Account, CallRefused, type SignedIn } from '@aegle/api';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { client } from '../client/client.ts';
import { forgetAnswers, keepAnswer, keptAnswer } from '../device/answers.ts';
import type { Device } from '../device/database.ts';

export type Session =
  | { readonly state: 'opening' }
  | { readonly state: 'out' | 'code' | 'unreached' }
  | { readonly state: 'in'; readonly account: Account };

const ACCOUNT = 'account';

function sessionOf({ state, account }: SignedIn): Session {
  if (state === 'signed_in' && account !== null) return { state: 'in', account };
  return { state: state === 'second_factor_needed' ? 'code' : 'out' };
}

/** The session, and the ways in and out of it. */
export function useSession(device: Device | null, now: () => number) {
  const [session, setSession] = useState<Session>({ state: 'opening' });
  const settle = useCallback(
    async (signed: SignedIn) => {
      const next = sessionOf(signed);
      // Nothing that was read for one person is left for the next.
      if (next.state === 'out') await forgetAnswers(device);
      if (next.state === 'in')
        await keepAnswer(device, ACCOUNT, { readAt: now(), value: next.account });
      setSession(next);
    },
    [device, now],
  );
  const open = useCallback(async () => {
    try {
      await settle(await client('readSession', {}));
    } catch (error) {
      if (error instanceof CallRefused && error.problem.status === 401)
        return settle({ state: 'signed_out', account: null });
      const kept = await keptAnswer<Account>(device, ACCOUNT);
      setSession(kept === null ? { state: 'unreached' } : { state: 'in', account: kept.value });
    }
  }, [device, settle]);
  useEffect(() => void open(), [open]);
  return {
    session,
    open,
    signIn: async (email: string, password: string) =>
      settle(await client('signIn', { body: { email, password } })),
    verify: async (code: string) => settle(await client('verifySecondFactor', { body: { code } })),
    signOut: async () => {
      await client('signOut', {});
      await settle({ state: 'signed_out', account: null });
    },
  };
}

export type Signing = ReturnType<typeof useSession>;
