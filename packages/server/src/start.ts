// Puts the server together from its parts, in order, and takes it apart again in reverse.
// Never listens before the log, the programmes and the queue are ready.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CompiledProgramme } from '@aegle/core';
import {
  courseDataIn,
  findingTablesIn,
  keepingBeside,
  loadKept,
  loadProgrammes,
  readYamlSources,
  zoneClocks,
} from '@aegle/data';
import type { ServerState, Store } from '@aegle/store';
import {
  makeFolder,
  makeKeyring,
  migrate,
  openEmbedded,
  openStore,
  prepareInstallation,
  refuse,
  StoreFault,
  sealDay,
} from '@aegle/store';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import pg from 'pg';
import { KnownPatients } from './access/access-scope.ts';
import { demonstrationIn, fillDemonstration } from './auth/demonstration.ts';
import { type InstallationSecrets, secretsIn } from './auth/installation-secrets.ts';
import { KnownSessions } from './auth/known-sessions.ts';
import { migrateAuth } from './auth/migrate-auth.ts';
import { makeSignIn } from './auth/sign-in.ts';
import { KnownKeys } from './auth/system-clients.ts';
import { authDatabaseOn } from './auth/tables.ts';
import { Closers } from './closers.ts';
import { type Config, roleIn } from './config.ts';
import { releasesIn } from './forecast-work/release-file.ts';
import { ThreadPool } from './forecast-work/thread-pool.ts';
import { listenFault, requireFreePort } from './free-port.ts';
import type { HealthSource } from './http/health.ts';
import { type Metrics, makeMetrics } from './http/metrics.ts';
import { buildServer } from './http/server.ts';
import { lastEndedDay, queueAgendas, queueDailyWork, queueExpiry } from './jobs/daily.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { type JobQueue, migrateJobs, openQueue } from './jobs/queue.ts';
import { queueingStore } from './jobs/queueing-store.ts';
import type { DamageFound, ServiceContext } from './services/context.ts';
import { DamageWatch, openDamageIncident } from './services/log-damage.ts';

export interface Starting {
  readonly config: Config;
  readonly homeFolder: string;
  /** ISO instant (UTC); the one clock of the process. */
  readonly now: () => string;
  readonly logger: FastifyBaseLogger;
  /** Hears what is being done, for whoever waits. */
  readonly report: (line: string) => void;
}

export interface Started {
  readonly address: string;
  /** Of the demonstration, to be printed; null elsewhere. */
  readonly password: string | null;
  stop(): Promise<void>;
}

interface Database {
  readonly owner: pg.PoolConfig | undefined;
  readonly application: pg.PoolConfig;
  readonly applicationRole: string;
  readonly signIn: pg.PoolConfig;
  readonly signInRole: string;
  /** Undefined where DATABASE_ERASURE_URL is not set. */
  readonly erasure: pg.PoolConfig | undefined;
  /** How the embedded server stands; null for a database of one's own. */
  readonly state: (() => ServerState) | null;
  stop(): Promise<void>;
}

async function openDatabase({ config, report }: Starting): Promise<Database> {
  const { database } = config;
  if (database.kind === 'external')
    return {
      owner: database.ownerUrl === undefined ? undefined : { connectionString: database.ownerUrl },
      application: { connectionString: database.applicationUrl },
      applicationRole: roleIn(database.applicationUrl),
      signIn: { connectionString: database.signInUrl },
      signInRole: roleIn(database.signInUrl),
      erasure:
        database.erasureUrl === undefined ? undefined : { connectionString: database.erasureUrl },
      state: null,
      stop: async () => undefined,
    };
  report('Starting the embedded PostgreSQL …');
  const embedded = await openEmbedded({ dataFolder: config.dataFolder });
  return {
    owner: { ...embedded.owner },
    application: { ...embedded.application },
    applicationRole: embedded.application.user,
    signIn: { ...embedded.signIn },
    signInRole: embedded.signIn.user,
    erasure: { ...embedded.erasure },
    state: embedded.state,
    stop: () => embedded.stop(),
  };
}

async function prepare(database: Database, secrets: InstallationSecrets): Promise<void> {
  const { owner, applicationRole, signInRole } = database;
  if (owner === undefined) return;
  await migrate(owner, applicationRole);
  await prepareInstallation(owner, makeKeyring(secrets.masterKey));
  await migrateAuth(owner, applicationRole, signInRole);
  await migrateJobs(owner, applicationRole);
}

async function servicesOn(starting: Starting, store: Store): Promise<ServiceContext> {
  const { config, homeFolder, report } = starting;
  report('Reading the programmes …');
  const keeping = keepingBeside(import.meta.url);
  const loaded = loadProgrammes(config.programmesFolder, (one) => loadKept(one, keeping));
  report('Reading the evidence …');
  const findings = findingTablesIn(join(homeFolder, 'evidence'));
  // Read now: evidence that does not load stops the start, and no recording waits for it.
  findings();
  const tenants = await store.tenants();
  const demonstrations = new Set(tenants.filter((one) => one.isDemonstration).map((one) => one.id));
  return {
    store,
    programmes: new Map(
      loaded.map(({ programme }) => [programme.id, new CompiledProgramme(programme)]),
    ),
    loaded: new Map(loaded.map((one) => [one.programme.id, one])),
    clockOf: zoneClocks(),
    findings,
    courseData: courseDataIn(join(homeFolder, 'course-rules'), join(homeFolder, 'evidence')),
    newId: randomUUID,
    // A tenant added later is not known as one until the next start, and so is not one.
    isDemonstration: (tenantId) => demonstrations.has(tenantId),
  };
}

function sealer({ config, report }: Starting, database: Database, secrets: InstallationSecrets) {
  const { owner } = database;
  if (owner === undefined) report('No daily seal: DATABASE_OWNER_URL is not set.');
  return async (tenantId: string, now: string): Promise<void> => {
    if (owner === undefined) return;
    const folder = config.sealFolder;
    makeFolder(folder);
    await writeFile(join(folder, 'public-key.pem'), secrets.sealPublicKeyPem);
    const day = lastEndedDay(now);
    try {
      await sealDay({ owner, tenantId, day, now, folder, privateKey: secrets.sealKey });
    } catch (error) {
      // Sealed already: a seal is never replaced.
      if (!(error instanceof StoreFault) || error.fault.kind !== 'conflict') throw error;
    }
  };
}

const MINUTE_MS = 60_000;

function everyMinute(store: Store, queue: JobQueue, starting: Starting): NodeJS.Timeout {
  const failed = (error: unknown) =>
    starting.logger.error({ name: error instanceof Error ? error.name : 'unknown' }, 'daily work');
  let minutes = 0;
  const run = () => {
    void queueExpiry(store, queue, starting.now()).catch(failed);
    if (minutes % 60 === 0) void queueDailyWork(store, queue, starting.now()).catch(failed);
    if (minutes % 60 === 0) void queueAgendas(store, queue, starting.now()).catch(failed);
    minutes += 1;
  };
  run();
  return setInterval(run, MINUTE_MS);
}

async function openAuth(application: pg.PoolConfig, closers: Closers) {
  const pool = new pg.Pool({ ...application, max: 4 });
  const authDb = authDatabaseOn(pool);
  await closers.add(() => authDb.destroy());
  return authDb;
}

/** Small forecasts that may wait for a thread at one moment; the next is told to come back. */
const FORECASTS_WAITING = 32;

async function forecastsOn({ homeFolder, config }: Starting, closers: Closers) {
  const file = releasesIn(homeFolder);
  if (!file.ok) {
    const { field, rule, nextStep } = file.problems[0] ?? {};
    throw refuse(
      'damaged',
      field ?? 'release',
      rule ?? 'It does not read.',
      nextStep ?? 'Restore it.',
    );
  }
  const { release, releases } = file;
  // One core is left to the gates, whatever else is asked for.
  const chunksAtOnce = Math.max(1, availableParallelism() - 1);
  const waitedFor = new ThreadPool(Math.min(2, chunksAtOnce), FORECASTS_WAITING);
  const chunks = new ThreadPool(chunksAtOnce, Number.POSITIVE_INFINITY);
  await closers.add(() => Promise.all([waitedFor.stop(), chunks.stop()]));
  return {
    dependencies: {
      release,
      releases,
      citations: readYamlSources(homeFolder),
      threads: waitedFor,
      openMost: config.forecastsOpen,
    },
    chunkDependencies: { releases, threads: chunks },
    chunksAtOnce,
  };
}

function versionIn(homeFolder: string): string {
  const text = readFileSync(join(homeFolder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

function secretsOf({ dataFolder, masterKey, sessionSecret }: Config): Promise<InstallationSecrets> {
  return secretsIn(dataFolder, {
    ...(masterKey === undefined ? {} : { masterKey }),
    ...(sessionSecret === undefined ? {} : { sessionSecret }),
  });
}

async function openJobs(
  application: pg.PoolConfig,
  logger: FastifyBaseLogger,
  closers: Closers,
): Promise<JobQueue> {
  const queue = await openQueue(application, (error) =>
    logger.error({ name: error instanceof Error ? error.name : 'unknown' }, 'job queue'),
  );
  await closers.add(() => queue.stop());
  return queue;
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  await app.listen({ host, port }).catch((error: unknown) => {
    throw listenFault(error, host, port) ?? error;
  });
}

/** What the server shows, to whom it answers and whom it believes. */
function facing({ consoleFolder, diaryFolder, hosts, ...config }: Config) {
  const { trustedProxies, hasOperatorPages } = config;
  const proxies = trustedProxies === undefined ? {} : { trustedProxies };
  return { consoleFolder, diaryFolder, hosts, ...proxies, hasOperatorPages };
}

function healthOf(config: Config, { state }: Database, watch: DamageWatch): HealthSource {
  const damagedStreams = () => watch.count;
  const embedded = state === null ? {} : { embedded: state };
  return { engine: config.database.kind, ...embedded, damagedStreams };
}

async function storeOn(
  { application, erasure }: Database,
  { masterKey }: InstallationSecrets,
  closers: Closers,
): Promise<Store> {
  const role = erasure === undefined ? {} : { erasure };
  const store = await openStore({ application, ...role, masterKey });
  await closers.add(() => store.close());
  return store;
}

/** Damage met while a case is read raises the alarms and opens an incident, beside the answer. */
function listeningForDamage(
  services: ServiceContext,
  { logger, now }: Starting,
  watch: DamageWatch,
  metrics: Metrics,
): ServiceContext {
  const onDamage = (found: DamageFound): void => {
    const isNew = watch.note(found);
    metrics.damagedStreams.set(watch.count);
    if (!isNew) return;
    const { rule } = found.damage;
    logger.error({ tenant: found.tenantId, kind: found.stream.kind, rule }, 'log damaged');
    openDamageIncident(services, found, now()).catch((error: unknown) => {
      watch.forget(found);
      const name = error instanceof Error ? error.name : 'unknown';
      logger.error({ name }, 'incident of a damaged log not recorded');
    });
  };
  return { ...services, onDamage };
}

async function startParts(starting: Starting, closers: Closers): Promise<Omit<Started, 'stop'>> {
  const { config, homeFolder, now, logger, report } = starting;
  await requireFreePort(config.host, config.port);
  const secrets = await secretsOf(config);
  const database = await openDatabase(starting);
  await closers.add(() => database.stop());
  await prepare(database, secrets);
  const { owner, application } = database;
  const demonstration =
    config.isDemonstration && owner !== undefined
      ? await demonstrationIn(config.dataFolder, owner, now())
      : null;
  const store = await storeOn(database, secrets, closers);
  const metrics = makeMetrics();
  const watch = new DamageWatch();
  const plain = listeningForDamage(await servicesOn(starting, store), starting, watch, metrics);
  const authDb = await openAuth(database.signIn, closers);
  const { publicAddress } = config;
  const signIn = makeSignIn({ db: authDb, secret: secrets.sessionSecret, publicAddress });
  const queue = await openJobs(application, logger, closers);
  const services = { ...plain, store: queueingStore(store, queue) };
  if (demonstration !== null) {
    const network = join(homeFolder, 'packages/server/src/demonstration/network.yaml');
    const { dataFolder, clinic } = config;
    await fillDemonstration(dataFolder, services, signIn, authDb, network, clinic, report);
  }
  const { dependencies, chunkDependencies, chunksAtOnce } = await forecastsOn(starting, closers);
  const sealDay = sealer(starting, database, secrets);
  const handlers = jobHandlers({ services, now, sealDay, forecasts: chunkDependencies });
  await queue.work(handlers, (job, outcome) => metrics.jobs.inc({ job, outcome }), chunksAtOnce);
  const timer = everyMinute(store, queue, starting);
  await closers.add(async () => clearInterval(timer));
  const app = await buildServer({
    dependencies: {
      services,
      signIn,
      authDb,
      now,
      knownPatients: new KnownPatients(),
      knownKeys: new KnownKeys(),
      knownSessions: new KnownSessions(),
      forecasts: dependencies,
    },
    metrics,
    logger,
    version: versionIn(homeFolder),
    isHttps: publicAddress.startsWith('https:'),
    signInsPerMinute: 20,
    ...facing(config),
    health: healthOf(config, database, watch),
  });
  await closers.add(() => app.close());
  await listen(app, config);
  return { address: publicAddress, password: demonstration?.password ?? null };
}

/** A server that starts, or runs: it can be stopped at either time. */
export interface Starter {
  readonly started: Promise<Started>;
  stop(): Promise<void>;
}

/** Begins to start everything; when a part cannot start, those before it are stopped again. */
export function beginServer(starting: Starting): Starter {
  const closers = new Closers();
  const stop = () => closers.stop();
  const started = startParts(starting, closers).then(
    (parts) => ({ ...parts, stop }),
    async (error: unknown) => {
      await stop().catch(() => undefined);
      throw error;
    },
  );
  return { started, stop };
}

/** Starts everything. */
export function startServer(starting: Starting): Promise<Started> {
  return beginServer(starting).started;
}
