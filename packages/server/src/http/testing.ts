// The whole server over the demonstration network on a throwaway database, one account a role.
// Never used outside tests.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Instant, parseInstant, ROLES, type Role } from '@aegle/core';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { readYamlSources } from '../../../data/src/evidence/citations.ts';
import { madeUpTenant } from '../../../store/src/testing/made-up.ts';
import type { Engine } from '../../../store/src/testing/test-database.ts';
import { KnownPatients } from '../access/access-scope.ts';
import { addAccount } from '../auth/accounts.ts';
import { KnownSessions } from '../auth/known-sessions.ts';
import { migrateAuth } from '../auth/migrate-auth.ts';
import { makeSignIn, type SignIn } from '../auth/sign-in.ts';
import { addSystemClient, KnownKeys } from '../auth/system-clients.ts';
import { type AuthDatabase, authDatabaseOn } from '../auth/tables.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { forecastsForTests, HOME_FOLDER } from '../forecast-work/testing.ts';
import { contextOver, startTestServices, type TestServices } from '../services/testing.ts';
import type { Dependencies } from './calls/call.ts';
import { makeMetrics } from './metrics.ts';
import { buildServer } from './server.ts';

export const TEST_NOW = '2025-06-18T15:00:00.000Z';
export const TEST_PASSWORD = 'an invented password';
const NETWORK = join(import.meta.dirname, '../demonstration/network.yaml');

/** Headers with which a request is signed in. */
export type SignedIn = Readonly<Record<string, string>>;

export interface TestServer {
  readonly app: FastifyInstance;
  readonly services: TestServices;
  readonly dependencies: Dependencies;
  /** One caller for each role, related to the demonstration's clinic, pharmacy and ready patient. */
  readonly as: Readonly<Record<Role, SignedIn>>;
  /** The same roles in another tenant, with the very same ids. */
  readonly elsewhere: Readonly<Record<Role, SignedIn>>;
  /** Everything that was logged, as text. */
  readonly logged: () => string;
  readonly stop: () => Promise<void>;
}

const ORGANISATIONS: Partial<Record<Role, string>> = {
  prescriber: 'clinic-harbour',
  delegate: 'clinic-harbour',
  pharmacist: 'pharmacy-lighthouse',
  system_client: 'pharmacy-lighthouse',
};

function actorOf(role: Role): string {
  if (role === 'patient') return demonstrationId('patient-ready');
  return role === 'prescriber' ? demonstrationId('dr-okafor') : randomUUID();
}

interface Authority {
  readonly db: AuthDatabase;
  readonly signIn: SignIn;
}

async function callerIn(
  { db, signIn }: Authority,
  app: FastifyInstance,
  tenantId: string,
  role: Role,
): Promise<SignedIn> {
  const named = ORGANISATIONS[role];
  const organisation = named === undefined ? {} : { organisationId: demonstrationId(named) };
  const actorId = actorOf(role);
  if (role === 'system_client') {
    const client = { clientId: randomUUID(), tenantId, name: 'Pharmacy system', actorId };
    const { key } = await addSystemClient(db, {
      ...client,
      ...organisation,
      kind: 'pharmacy_system',
      now: TEST_NOW,
    });
    return { authorization: `Bearer ${key}` };
  }
  const email = `${role}.${tenantId}@example.org`;
  const ofPatient = role === 'patient' || role === 'guardian';
  const ward = role === 'guardian' ? 'patient-minor' : 'patient-ready';
  const patient = ofPatient ? { patientId: demonstrationId(ward) } : {};
  const account = { email, name: `Invented ${role}`, password: TEST_PASSWORD, tenantId, role };
  await addAccount(signIn, db, { ...account, actorId, ...organisation, ...patient });
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { email, password: TEST_PASSWORD },
  });
  const cookies = answer.cookies.map((cookie) => `${cookie.name}=${cookie.value}`);
  return { cookie: cookies.join('; ') };
}

async function everyRole(authority: Authority, app: FastifyInstance, tenantId: string) {
  const callers = new Map<Role, SignedIn>();
  for (const role of ROLES) callers.set(role, await callerIn(authority, app, tenantId, role));
  return Object.fromEntries(callers) as Record<Role, SignedIn>;
}

/** Starts it; `now` may be moved by the test. */
export async function startTestServer(
  engine: Engine = 'embedded',
  clock: { now: string } = { now: TEST_NOW },
): Promise<TestServer> {
  const services = await startTestServices(engine);
  const { database, tenant } = services;
  await migrateAuth(database.owner);
  const other = await madeUpTenant(database);
  const context = contextOver(services.context.store, [tenant.id, other.id]);
  const at = parseInstant(TEST_NOW) as Instant;
  await loadNetwork(context, tenant.id, NETWORK, at, () => undefined);
  const pool = new pg.Pool({ ...database.signIn, max: 4 });
  // The database is dropped while a connection that was ended still closes.
  pool.on('error', () => undefined);
  const db = authDatabaseOn(pool);
  const publicAddress = 'http://localhost:80';
  const signIn = makeSignIn({ db, secret: 'only-for-tests'.repeat(3), publicAddress });
  const lines: string[] = [];
  const dependencies: Dependencies = {
    services: context,
    signIn,
    authDb: db,
    now: () => clock.now,
    knownPatients: new KnownPatients(),
    knownKeys: new KnownKeys(),
    knownSessions: new KnownSessions(),
    forecasts: { ...forecastsForTests(), citations: readYamlSources(HOME_FOLDER) },
  };
  const app = await buildServer({
    dependencies,
    metrics: makeMetrics(),
    logger: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    version: 'test',
    isHttps: false,
    signInsPerMinute: 1000,
    signInsOfAccountPerMinute: 8,
    checksPerMinute: { caller: 1000, organisation: 1000 },
    health: { engine: 'embedded' },
  });
  const authority = { db, signIn };
  return {
    app,
    services: { ...services, context },
    dependencies,
    as: await everyRole(authority, app, tenant.id),
    elsewhere: await everyRole(authority, app, other.id),
    logged: () => lines.join(''),
    stop: async () => {
      await app.close();
      await dependencies.forecasts.threads.stop();
      await db.destroy();
      await services.stop();
    },
  };
}
