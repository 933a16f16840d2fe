// The sign-in library, set up once: e-mail and password, a second factor, sessions in PostgreSQL.
// Never open to sign-up: accounts are made by an office, and no session token is ever in an answer.

import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type { AuthDatabase } from './tables.ts';

export interface SignInOptions {
  readonly db: AuthDatabase;
  /** At least 32 characters, from the environment or the data folder; signs cookies. */
  readonly secret: string;
  /** The address that browsers use, e.g. `https://aegle.example`. */
  readonly publicAddress: string;
}

const SESSION_HOURS = 12;

/** Settings shared by the running server and by the owner's migration. */
export function signInSettings({ db, secret, publicAddress }: SignInOptions) {
  return {
    appName: 'Aegle',
    baseURL: publicAddress,
    secret,
    database: { db, type: 'postgres', schemaName: 'auth' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 12,
      maxPasswordLength: 256,
    },
    // A working day: a session is not prolonged by use.
    session: { expiresIn: SESSION_HOURS * 3600, disableSessionRefresh: true },
    plugins: [twoFactor({ issuer: 'Aegle' })],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'aegle',
      useSecureCookies: publicAddress.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      database: { generateId: 'uuid' },
    },
  } satisfies BetterAuthOptions;
}

/** The running library. */
export function makeSignIn(options: SignInOptions) {
  return betterAuth(signInSettings(options));
}

export type SignIn = ReturnType<typeof makeSignIn>;
