// Accounts, sessions, the second factor and system clients on a real database.

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreFault } from '../../../store/src/faults/faults.ts';
import { madeUpTenant, testNow } from '../../../store/src/testing/made-up.ts';
import {
  startTestDatabase,
  type TestDatabase,
  testEngines,
} from '../../../store/src/testing/test-database.ts';
import { addAccount, callerOfUser } from './accounts.ts';
import { KnownSessions } from './known-sessions.ts';
import { migrateAuth } from './migrate-auth.ts';
import {
  beginSecondFactor,
  type SessionStep,
  sessionUser,
  signInWith,
  signOutOf,
  verifyCode,
} from './sessions.ts';
import { makeSignIn, type SignIn } from './sign-in.ts';
import { addSystemClient, callerOfKey, KnownKeys, revokeSystemClient } from './system-clients.ts';
import { type AuthDatabase, authDatabaseOn } from './tables.ts';
import { codeFor } from './testing.ts';

let database: TestDatabase;
let db: AuthDatabase;
let signIn: SignIn;
let tenantId: string;

const password = 'an invented password';

describe.each(testEngines())('sign-in on PostgreSQL %s', (engine) => {
  beforeAll(async () => {
    database = await startTestDatabase(engine);
    await migrateAuth(database.owner);
    await migrateAuth(database.owner);
    tenantId = (await madeUpTenant(database)).id;
    db = authDatabaseOn(new pg.Pool({ ...database.signIn, max: 4 }));
    signIn = makeSignIn({ db, secret: 'x'.repeat(40), publicAddress: 'http://localhost:1' });
  }, 180_000);

  afterAll(async () => {
    await db?.destroy();
    await database?.stop();
  });

  async function anAccount(change: { endsAt?: string } = {}) {
    const email = `${randomUUID()}@example.org`;
    const actorId = randomUUID();
    const role = change.endsAt === undefined ? ('prescriber' as const) : ('guardian' as const);
    const patient = role === 'guardian' ? { patientId: randomUUID() } : {};
    const account = { email, name: 'Invented', password, tenantId, role, actorId };
    const userId = await addAccount(signIn, db, { ...account, ...patient, ...change });
    return { email, actorId, userId };
  }

  const cookieOf = (step: SessionStep) =>
    step.cookies.map((cookie) => cookie.split(';')[0]).join('; ');

  describe('accounts and sessions', () => {
    it('signs in with a cookie that scripts cannot read and that other sites do not send', async () => {
      const { email, actorId, userId } = await anAccount();
      const step = await signInWith(signIn, { email, password });
      expect(step).toMatchObject({ state: 'signed_in', userId });
      expect(step.cookies.join()).toMatch(/HttpOnly/i);
      expect(step.cookies.join()).toMatch(/SameSite=Strict/i);
      expect((await sessionUser(signIn, cookieOf(step)))?.id).toBe(userId);
      expect(await callerOfUser(db, userId, testNow)).toMatchObject({
        role: 'prescriber',
        actorId,
      });
    });

    it('answers a wrong password and an unknown address alike', async () => {
      const { email } = await anAccount();
      const said = async (address: string) => {
        const wrong = { email: address, password: 'something else entirely' };
        const fault = await signInWith(signIn, wrong).catch((error: unknown) => error);
        expect(fault).toBeInstanceOf(StoreFault);
        return (fault as StoreFault).fault;
      };
      expect(await said(email)).toEqual(await said('nobody@example.org'));
    });

    it('ends a session when signing out', async () => {
      const { email } = await anAccount();
      const cookie = cookieOf(await signInWith(signIn, { email, password }));
      await signOutOf(signIn, cookie);
      expect(await sessionUser(signIn, cookie)).toBeNull();
    });

    it('asks for the second factor once one is set up, and signs in with its six digits', async () => {
      const { email, userId } = await anAccount();
      const first = cookieOf(await signInWith(signIn, { email, password }));
      const { otpauthUri } = await beginSecondFactor(signIn, password, first);
      await verifyCode(signIn, codeFor(otpauthUri), first);
      const step = await signInWith(signIn, { email, password });
      expect(step.state).toBe('second_factor_needed');
      expect(await sessionUser(signIn, cookieOf(step))).toBeNull();
      await expect(verifyCode(signIn, '000000', cookieOf(step))).rejects.toBeInstanceOf(StoreFault);
      const done = await verifyCode(signIn, codeFor(otpauthUri), cookieOf(step));
      expect(await sessionUser(signIn, cookieOf(done))).toMatchObject({
        id: userId,
        hasSecondFactor: true,
      });
    });

    it('ends a guardian’s access at its instant', async () => {
      const endsAt = '2026-11-22T10:00:00.000Z';
      const { userId } = await anAccount({ endsAt });
      expect(await callerOfUser(db, userId, '2026-11-22T09:59:59.999Z')).not.toBeNull();
      expect(await callerOfUser(db, userId, endsAt)).toBeNull();
    });

    it('remembers a session for 5 s: signing out acts at once here, within 5 s elsewhere', async () => {
      const { email, actorId, userId } = await anAccount();
      const step = await signInWith(signIn, { email, password });
      const here = new KnownSessions();
      const elsewhere = new KnownSessions();
      const inCookies = `other=1; ${cookieOf(step)}`;
      const ask = (known: KnownSessions, now: string, cookie = cookieOf(step)) =>
        known.callerOf(signIn, db, cookie, now);
      for (const known of [here, elsewhere])
        expect(await ask(known, '2026-11-22T10:00:00.000Z')).toMatchObject({ actorId });
      expect(await ask(here, '2026-11-22T10:00:00.000Z', inCookies)).toMatchObject({ actorId });
      await signOutOf(signIn, cookieOf(step));
      here.forget(userId);
      expect(await ask(here, '2026-11-22T10:00:00.001Z')).toBeNull();
      expect(await ask(here, '2026-11-22T10:00:00.001Z', inCookies)).toBeNull();
      expect(await ask(elsewhere, '2026-11-22T10:00:04.999Z')).not.toBeNull();
      expect(await ask(elsewhere, '2026-11-22T10:00:05.000Z')).toBeNull();
    });

    it('keeps nothing that was read while its person signed out', async () => {
      const { email, userId } = await anAccount();
      const step = await signInWith(signIn, { email, password });
      const known = new KnownSessions();
      const asking = known.callerOf(signIn, db, cookieOf(step), testNow);
      known.forget(userId);
      await asking;
      await signOutOf(signIn, cookieOf(step));
      expect(await known.callerOf(signIn, db, cookieOf(step), testNow)).toBeNull();
    });

    it('acts on taken access within 5 s, and on its known end at that very instant', async () => {
      const endsAt = '2026-11-22T10:00:03.000Z';
      const guardian = await anAccount({ endsAt });
      const clinician = await anAccount();
      const known = new KnownSessions();
      const cookies: string[] = [];
      for (const { email } of [guardian, clinician]) {
        cookies.push(cookieOf(await signInWith(signIn, { email, password })));
        const cookie = cookies.at(-1);
        expect(await known.callerOf(signIn, db, cookie, '2026-11-22T10:00:00.000Z')).not.toBeNull();
      }
      const [ofGuardian, ofClinician] = cookies;
      expect(
        await known.callerOf(signIn, db, ofGuardian, '2026-11-22T10:00:02.999Z'),
      ).not.toBeNull();
      expect(await known.callerOf(signIn, db, ofGuardian, endsAt)).toBeNull();
      await db
        .updateTable('auth.membership')
        .set({ ends_at: new Date('2026-11-22T10:00:01.000Z') })
        .where('user_id', '=', clinician.userId)
        .execute();
      expect(await known.callerOf(signIn, db, ofClinician, '2026-11-22T10:00:05.000Z')).toBeNull();
    });

    it('refuses an address in use', async () => {
      const { email } = await anAccount();
      const again = { email, name: 'x', password, tenantId, role: 'delegate' as const };
      await expect(
        addAccount(signIn, db, { ...again, actorId: randomUUID() }),
      ).rejects.toMatchObject({ fault: { kind: 'conflict' } });
    });
  });

  describe('system clients', () => {
    it('knows a key, refuses a changed or revoked one, and stores no key', async () => {
      const clientId = randomUUID();
      const kind = 'clinic_system' as const;
      const client = { clientId, tenantId, name: 'EHR', actorId: randomUUID(), kind, now: testNow };
      const { key } = await addSystemClient(db, client);
      expect(await callerOfKey(db, key)).toMatchObject({
        role: 'system_client',
        systemKind: 'clinic_system',
        tenantId,
      });
      expect(await callerOfKey(db, `${key.slice(0, -2)}__`)).toBeNull();
      expect(await callerOfKey(db, 'aegle_x_y')).toBeNull();
      const rows = await db.selectFrom('auth.system_client').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(key.slice(-43));
      const known = new KnownKeys();
      expect(await known.callerOf(db, key, testNow)).not.toBeNull();
      await revokeSystemClient(db, tenantId, clientId, testNow);
      expect(await callerOfKey(db, key)).toBeNull();
      expect(await known.callerOf(db, key, '2026-11-22T10:00:04.999Z')).not.toBeNull();
      expect(await known.callerOf(db, key, '2026-11-22T10:00:05.000Z')).toBeNull();
    });
  });
});
