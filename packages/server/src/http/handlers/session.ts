// Signing in and out. Never a token in a body: the cookie carries the session.

import type { Account } from '@aegle/api';
import { callerOfUser } from '../../auth/accounts.ts';
import {
  beginSecondFactor,
  type SessionStep,
  sessionUser,
  signInWith,
  signOutOf,
  verifyCode,
} from '../../auth/sessions.ts';
import type { Doors, SomeRoutes } from '../call.ts';
import { refusal } from '../refusals.ts';

const SIGNED_OUT = { state: 'signed_out', account: null } as const;

function cookiePairs(cookies: readonly string[]): string {
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

/** Cookies of the request that the step did not replace. */
function untouched(cookie: string | undefined, replaced: readonly string[]): readonly string[] {
  const nameOf = (pair: string) => pair.trim().split('=')[0];
  const names = new Set(replaced.map(nameOf));
  return (cookie ?? '').split(';').filter((pair) => !names.has(nameOf(pair)));
}

async function accountOf(
  doors: Doors,
  cookie: string | undefined,
  now: string,
): Promise<Account | null> {
  const user = await sessionUser(doors.signIn, cookie);
  if (user === null) return null;
  const caller = await callerOfUser(doors.authDb, user.id, now);
  if (caller === null) return null;
  const tenants = await doors.services.store.tenants();
  const tenant = tenants.find((one) => one.id === caller.tenantId);
  if (tenant === undefined) return null;
  return {
    name: user.name,
    role: caller.role,
    tenant: tenant.name,
    actor: caller.actorId,
    organisation: caller.organisationId,
    patient: caller.patientId,
    isDemonstration: tenant.isDemonstration,
    hasSecondFactor: user.hasSecondFactor,
  };
}

async function signedIn(doors: Doors, step: SessionStep, now: string) {
  if (step.state === 'second_factor_needed') return { state: step.state, account: null };
  const account = await accountOf(doors, cookiePairs(step.cookies), now);
  if (account !== null) return { state: 'signed_in' as const, account };
  throw refusal(
    'forbidden',
    'account',
    'The account acts for a tenant, and its access is not over.',
    'Ask your office.',
  );
}

type Names = 'signIn' | 'verifySecondFactor' | 'setUpSecondFactor' | 'readSession' | 'signOut';

export const sessionRoutes: SomeRoutes<Names> = {
  async signIn(doors, call) {
    const step = await signInWith(doors.signIn, call.body);
    const answer = await signedIn(doors, step, call.scope.now);
    call.setCookies(step.cookies);
    return answer;
  },
  async verifySecondFactor(doors, call) {
    const step = await verifyCode(doors.signIn, call.body.code, call.cookie);
    const cookies = [...step.cookies, ...untouched(call.cookie, step.cookies)];
    const answer = await signedIn(doors, { ...step, cookies }, call.scope.now);
    call.setCookies(step.cookies);
    return answer;
  },
  async setUpSecondFactor(doors, call) {
    const begun = await beginSecondFactor(doors.signIn, call.body.password, call.cookie);
    return { otpauthUri: begun.otpauthUri, backupCodes: [...begun.backupCodes] };
  },
  async readSession(doors, call) {
    const account = await accountOf(doors, call.cookie, call.scope.now);
    return account === null ? SIGNED_OUT : { state: 'signed_in', account };
  },
  async signOut(doors, call) {
    const user = await sessionUser(doors.signIn, call.cookie);
    const step = await signOutOf(doors.signIn, call.cookie);
    if (user !== null) doors.knownSessions.forget(user.id);
    call.setCookies(step.cookies);
    return SIGNED_OUT;
  },
};
