// Signing in, the second factor and signing out, over the library; answers with cookies to set.
// Never says whether the address or the password was the wrong one.

import { faultFrom, refuse } from '@aegle/store';
import type { SignIn } from './sign-in.ts';

/** A step of signing in: where it stands, and the cookies that carry it. */
export interface SessionStep {
  readonly state: 'signed_in' | 'second_factor_needed' | 'signed_out';
  readonly userId: string | null;
  readonly cookies: readonly string[];
}

/** The cookies of a request, as the library reads them. */
export function cookieHeaders(cookie: string | undefined): Headers {
  return new Headers(cookie === undefined ? {} : { cookie });
}

function statusOf(error: unknown): number | null {
  if (!(error instanceof Error) || error.name !== 'APIError') return null;
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
}

/** The library hides a lost database behind an error of its own: that is no refusal of anybody. */
async function orUnavailable<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const status = statusOf(error);
    if (status === null) throw faultFrom(error);
    if (status < 500) throw error;
    throw refuse(
      'unavailable',
      'sign-in',
      'Accounts and sessions cannot be read now.',
      'Nobody was signed in or out and nothing was granted. Send the same request again.',
      error,
    );
  }
}

/** Calls the library; what it refuses becomes one and the same answer. */
async function orRefuse<Result>(
  work: Promise<Result>,
  field: string,
  rule: string,
  nextStep: string,
): Promise<Result> {
  try {
    return await orUnavailable(work);
  } catch (error) {
    if (statusOf(error) !== null) throw refuse('forbidden', field, rule, nextStep);
    throw error;
  }
}

/** E-mail and password. Fault `forbidden` when they do not match. */
export async function signInWith(
  signIn: SignIn,
  body: { readonly email: string; readonly password: string },
): Promise<SessionStep> {
  const { headers, response } = await orRefuse(
    signIn.api.signInEmail({ body, headers: new Headers(), returnHeaders: true }),
    'email',
    'E-mail and password do not match an account.',
    'Check both, or ask an administrator for a new password.',
  );
  const cookies = headers.getSetCookie();
  if (!('user' in response)) return { state: 'second_factor_needed', userId: null, cookies };
  return { state: 'signed_in', userId: response.user.id, cookies };
}

/** The six digits, after the password or to finish setting a second factor up. */
export async function verifyCode(
  signIn: SignIn,
  code: string,
  cookie: string | undefined,
): Promise<SessionStep> {
  const { headers, response } = await orRefuse(
    signIn.api.verifyTOTP({ body: { code }, headers: cookieHeaders(cookie), returnHeaders: true }),
    'code',
    'The six digits are wrong, too old, or asked for too often.',
    'Wait for the next six digits, or sign in again.',
  );
  return { state: 'signed_in', userId: response.user.id, cookies: headers.getSetCookie() };
}

/** Begins a second factor. Fault `forbidden` for a wrong password or where one is set up already. */
export async function beginSecondFactor(
  signIn: SignIn,
  password: string,
  cookie: string | undefined,
): Promise<{ readonly otpauthUri: string; readonly backupCodes: readonly string[] }> {
  const begun = await orRefuse(
    signIn.api.enableTwoFactor({
      body: { password, method: 'totp' },
      headers: cookieHeaders(cookie),
    }),
    'password',
    'The password is wrong, or a second factor is set up already.',
    'Check the password, or ask an administrator to take the old second factor away.',
  );
  if (begun.method !== 'totp') throw new Error('the sign-in library answered another method');
  return { otpauthUri: begun.totpURI, backupCodes: begun.backupCodes };
}

/**
 * The owner's own new password; every other session ends. Faults: `forbidden` for a wrong old one,
 * `invalid` where the new one is the old one.
 */
export async function chooseOwnPassword(
  signIn: SignIn,
  { current, chosen }: { readonly current: string; readonly chosen: string },
  cookie: string | undefined,
): Promise<readonly string[]> {
  if (current === chosen)
    throw refuse('invalid', 'chosen', 'It is another one than before.', 'Choose another password.');
  const { headers } = await orRefuse(
    signIn.api.changePassword({
      body: { currentPassword: current, newPassword: chosen, revokeOtherSessions: true },
      headers: cookieHeaders(cookie),
      returnHeaders: true,
    }),
    'current',
    'The password of now is wrong.',
    'Type the password with which you signed in.',
  );
  return headers.getSetCookie();
}

/** Ends the session of these cookies; without one there is nothing to end. */
export async function signOutOf(signIn: SignIn, cookie: string | undefined): Promise<SessionStep> {
  const { headers } = await orUnavailable(
    signIn.api.signOut({ headers: cookieHeaders(cookie), returnHeaders: true }),
  );
  return { state: 'signed_out', userId: null, cookies: headers.getSetCookie() };
}

/** The user of these cookies, or null. */
export async function sessionUser(
  signIn: SignIn,
  cookie: string | undefined,
): Promise<{
  readonly id: string;
  readonly name: string;
  readonly hasSecondFactor: boolean;
} | null> {
  if (cookie === undefined) return null;
  const session = await orUnavailable(signIn.api.getSession({ headers: cookieHeaders(cookie) }));
  if (session === null) return null;
  const { id, name, twoFactorEnabled } = session.user;
  return { id, name, hasSecondFactor: twoFactorEnabled === true };
}
