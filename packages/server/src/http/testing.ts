// The whole server over the demonstration network on a throwaway database, one account a role.
// Never used outside tests.

import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Instant, parseInstant, ROLES, type Role } from '@aegle/core';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { readYamlSources } from '../../../data/src/evidence/citations.ts';
import type { Tenant } from '../../../store/src/contract/store.ts';
import { madeUpTenant } from '../../../store/src/testing/made-up.ts';
import {
  type Engine,
  type KeptDatabase,
  startTestDatabase,
} from '../../../store/src/testing/test-database.ts';
import { KnownPatients } from '../access/access-scope.ts';
import { addAccount } from '../auth/accounts.ts';
import { KnownSessions } from '../auth/known-sessions.ts';
import { migrateAuth } from '../auth/migrate-auth.ts';
import { makeSignIn, type SignIn } from '../auth/sign-in.ts';
import { addSystemClient, KnownKeys } from '../auth/system-clients.ts';
import { type AuthDatabase, authDatabaseOn } from '../auth/tables.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { forecastsForTests, HOME_FOLDER } from '../forecast-work/testing.ts';
import { servicesOver, type TestServices } from '../services/testing.ts';
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

interface Clock {
  now: string;
}

/** A server over a database that has the tenants; `close` leaves the database. */
async function serverOver(services: TestServices, clock: Clock) {
  const pool = new pg.Pool({ ...services.database.signIn, max: 4 });
  // The database is dropped while a connection that was ended still closes.
  pool.on('error', () => undefined);
  const db = authDatabaseOn(pool);
  const publicAddress = 'http://localhost:80';
  const signIn = makeSignIn({ db, secret: 'only-for-tests'.repeat(3), publicAddress });
  const lines: string[] = [];
  const dependencies: Dependencies = {
    services: services.context,
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
  const close = async () => {
    await app.close();
    await dependencies.forecasts.threads.stop();
    await db.destroy();
  };
  return { app, dependencies, logged: () => lines.join(''), close };
}

/** The network and everybody signed in, in a database that others begin as. */
interface Peopled {
  readonly kept: KeptDatabase;
  readonly tenant: Tenant;
  readonly other: Tenant;
  readonly as: TestServer['as'];
  readonly elsewhere: TestServer['elsewhere'];
}

async function peopled(engine: Engine, clock: Clock): Promise<Peopled> {
  const database = await startTestDatabase(engine);
  const tenant = await madeUpTenant(database);
  await migrateAuth(database.owner);
  const other = await madeUpTenant(database);
  const services = await servicesOver(database, tenant, [other.id]);
  const { context } = services;
  const at = parseInstant(TEST_NOW) as Instant;
  await loadNetwork(context, tenant.id, NETWORK, at, () => undefined);
  const { app, dependencies, close } = await serverOver(services, clock);
  const authority = { db: dependencies.authDb, signIn: dependencies.signIn };
  const as = await everyRole(authority, app, tenant.id);
  const elsewhere = await everyRole(authority, app, other.id);
  await close();
  await context.store.close();
  return { kept: await database.keep(), tenant, other, as, elsewhere };
}

const peopledAt = new Map<string, Promise<Peopled>>();

/** Made once in a process for an engine and an instant: adding and signing in 18 people takes seconds. */
function peopledOnce(engine: Engine, clock: Clock): Promise<Peopled> {
  const name = `${engine} ${clock.now}`;
  const making = peopledAt.get(name) ?? peopled(engine, { now: clock.now });
  peopledAt.set(name, making);
  return making;
}

/** Starts it; `now` may be moved by the test. */
export async function startTestServer(
  engine: Engine = 'embedded',
  clock: Clock = { now: TEST_NOW },
): Promise<TestServer> {
  const { kept, tenant, other, as, elsewhere } = await peopledOnce(engine, clock);
  const database = await startTestDatabase(engine, { as: kept });
  const services = await servicesOver(database, tenant, [other.id]);
  const { app, dependencies, logged, close } = await serverOver(services, clock);
  return {
    app,
    services,
    dependencies,
    as,
    elsewhere,
    logged,
    stop: async () => {
      await close();
      await services.stop();
    },
  };
}
