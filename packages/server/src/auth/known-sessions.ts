// Sessions that were good a moment ago, so that a request need not ask the database who sends it.
// Never keeps a cookie, only its digest, and never a session longer than its person's access.

import { createHash } from 'node:crypto';
import type { Caller } from '../access/caller.ts';
import { accessOfUser } from './accounts.ts';
import { sessionUser } from './sessions.ts';
import type { SignIn } from './sign-in.ts';
import type { AuthDatabase } from './tables.ts';

/** A session ended in another process, and access taken away, act within this time. */
export const SESSION_KEPT_MS = 5_000;
const MOST_KEPT = 10_000;

interface Kept {
  readonly userId: string;
  readonly caller: Caller;
  readonly fromMs: number;
  readonly untilMs: number;
}

const digestOf = (cookie: string) => createHash('sha256').update(cookie).digest('base64');

export class KnownSessions {
  readonly #kept = new Map<string, Kept>();
  #timesForgotten = 0;

  /** Who the cookies' session belongs to, asking the database at most every 5 s. `now` is ISO. */
  async callerOf(
    signIn: SignIn,
    db: AuthDatabase,
    cookie: string | undefined,
    now: string,
  ): Promise<Caller | null> {
    if (cookie === undefined) return null;
    const digest = digestOf(cookie);
    const nowMs = Date.parse(now);
    const kept = this.#kept.get(digest);
    if (kept !== undefined && kept.fromMs <= nowMs && nowMs < kept.untilMs) return kept.caller;
    this.#kept.delete(digest);
    const before = this.#timesForgotten;
    const user = await sessionUser(signIn, cookie);
    const access = user === null ? null : await accessOfUser(db, user.id, now);
    if (user === null || access === null) return null;
    // Someone signed out while this was read: what was read may be over.
    if (before !== this.#timesForgotten) return access.caller;
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    const untilMs = Math.min(nowMs + SESSION_KEPT_MS, access.endsMs ?? Number.POSITIVE_INFINITY);
    this.#kept.set(digest, { userId: user.id, caller: access.caller, fromMs: nowMs, untilMs });
    return access.caller;
  }

  /** Signing out, once it stands in the database: every session of the user is asked for again. */
  forget(userId: string): void {
    this.#timesForgotten += 1;
    for (const [digest, kept] of this.#kept) if (kept.userId === userId) this.#kept.delete(digest);
  }
}
