// Signing in and out. Never a token in a body: the cookie carries the session.

import type { Account } from '@aegle/api';
import { refuse } from '@aegle/store';
import { confirmRead, SECOND_PERSON_ROLES, unreadChanges } from '../../auth/access-changes.ts';
import { callerOfUser, noteOwnPassword, noteSignIn } from '../../auth/accounts.ts';
import {
  beginSecondFactor,
  chooseOwnPassword,
  type SessionStep,
  sessionUser,
  signInWith,
  signOutOf,
  verifyCode,
} from '../../auth/sessions.ts';
import { useCodeOnce } from '../../auth/used-codes.ts';
import type { Dependencies, SomeRoutes } from '../calls/call.ts';
import { refusal } from '../calls/refusals.ts';

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
  dependencies: Dependencies,
  cookie: string | undefined,
  now: string,
): Promise<Account | null> {
  const user = await sessionUser(dependencies.signIn, cookie);
  if (user === null) return null;
  const caller = await callerOfUser(dependencies.authDb, user.id, now);
  if (caller === null) return null;
  const tenants = await dependencies.services.store.tenants();
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
    administers: caller.role === 'administrator' || caller.alsoAdministers === true,
    waitsForSecondPerson:
      caller.awaitsSecondPersonSince !== undefined && SECOND_PERSON_ROLES.includes(caller.role),
    notices: [...(await unreadChanges(dependencies.authDb, user.id))],
  };
}

async function signedIn(dependencies: Dependencies, step: SessionStep, now: string) {
  if (step.state === 'second_factor_needed') return { state: step.state, account: null };
  const account = await accountOf(dependencies, cookiePairs(step.cookies), now);
  if (account !== null) {
    if (step.userId !== null) await noteSignIn(dependencies.authDb, step.userId, now);
    return { state: 'signed_in' as const, account };
  }
  throw refusal(
    'forbidden',
    'account',
    'The access of this account has ended.',
    'Ask an administrator to open it again.',
  );
}

/** The library would take the same digits again for a while; the session it made of them ends. */
async function requireUnusedCode(
  { signIn, authDb }: Dependencies,
  step: SessionStep,
  code: string,
  now: string,
): Promise<void> {
  const { secret } = await signIn.$context;
  if (step.userId !== null && (await useCodeOnce(authDb, secret, step.userId, code, now))) return;
  await signOutOf(signIn, cookiePairs(step.cookies));
  throw refuse(
    'forbidden',
    'code',
    'These six digits were used already: each counts once.',
    'Wait for the next six digits.',
  );
}

type Names =
  | 'signIn'
  | 'verifySecondFactor'
  | 'setUpSecondFactor'
  | 'changeOwnPassword'
  | 'confirmAccessNotices'
  | 'readSession'
  | 'signOut';

/** The signed-in user; a key has none. */
async function ownerOf({ signIn }: Dependencies, cookie: string | undefined) {
  const user = await sessionUser(signIn, cookie);
  if (user !== null) return user;
  throw refusal('not_signed_in', 'session', 'Someone is signed in.', 'Sign in and try again.');
}

export const sessionRoutes: SomeRoutes<Names> = {
  async signIn(dependencies, call) {
    const step = await signInWith(dependencies.signIn, call.body);
    const answer = await signedIn(dependencies, step, call.scope.now);
    call.setCookies(step.cookies);
    return answer;
  },
  async verifySecondFactor(dependencies, call) {
    const step = await verifyCode(dependencies.signIn, call.body.code, call.cookie);
    await requireUnusedCode(dependencies, step, call.body.code, call.scope.now);
    const cookies = [...step.cookies, ...untouched(call.cookie, step.cookies)];
    const answer = await signedIn(dependencies, { ...step, cookies }, call.scope.now);
    call.setCookies(step.cookies);
    return answer;
  },
  async setUpSecondFactor(dependencies, call) {
    const begun = await beginSecondFactor(dependencies.signIn, call.body.password, call.cookie);
    return { otpauthUri: begun.otpauthUri, backupCodes: [...begun.backupCodes] };
  },
  async changeOwnPassword(dependencies, call) {
    const { signIn, authDb, knownSessions } = dependencies;
    const { id } = await ownerOf(dependencies, call.cookie);
    const cookies = await chooseOwnPassword(signIn, call.body, call.cookie);
    await noteOwnPassword(authDb, id, call.scope.now);
    knownSessions.forget(id);
    const kept = cookiePairs([...cookies, ...untouched(call.cookie, cookies)]);
    const account = await accountOf(dependencies, kept, call.scope.now);
    call.setCookies(cookies);
    return account === null ? SIGNED_OUT : { state: 'signed_in', account };
  },
  async confirmAccessNotices(dependencies, call) {
    const { id } = await ownerOf(dependencies, call.cookie);
    await confirmRead(dependencies.authDb, id, call.scope.now);
    return { read: true };
  },
  async readSession(dependencies, call) {
    const account = await accountOf(dependencies, call.cookie, call.scope.now);
    return account === null ? SIGNED_OUT : { state: 'signed_in', account };
  },
  async signOut(dependencies, call) {
    const user = await sessionUser(dependencies.signIn, call.cookie);
    const step = await signOutOf(dependencies.signIn, call.cookie);
    if (user !== null) dependencies.knownSessions.forget(user.id);
    call.setCookies(step.cookies);
    return SIGNED_OUT;
  },
};
