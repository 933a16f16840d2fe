// Opens the installation that the settings name: its database, its secrets, its services.
// Never makes one except where a command says so, and never migrates by itself.

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant } from '@aegle/core';
import type { ServiceContext } from '@aegle/server';
import {
  type Config,
  type InstallationSecrets,
  openQueue,
  queueingStore,
  readConfig,
  roleIn,
  secretsIn,
} from '@aegle/server';
import type { Scope, Store, Tenant } from '@aegle/store';
import { openEmbedded, openStore } from '@aegle/store';
import type pg from 'pg';
import { InputRefused, refused } from './input-refused.ts';
import { loadRules, type Rules } from './rules.ts';
import type { World } from './world.ts';

/** Options of every command that opens the database. */
export interface InstallationOptions {
  readonly dataFolder?: string;
  readonly tenant?: string;
  readonly json?: true;
}

/** An open database with the secrets of its installation. */
export interface Installation {
  readonly config: Config;
  readonly secrets: InstallationSecrets;
  readonly application: pg.PoolConfig;
  readonly applicationRole: string;
  readonly signIn: pg.PoolConfig;
  readonly signInRole: string;
  /** The erasure role's connection; undefined where DATABASE_ERASURE_URL is not set. */
  readonly erasure: pg.PoolConfig | undefined;
  /** The owner's connection; refused where DATABASE_OWNER_URL is not set. */
  readonly owner: () => pg.PoolConfig;
  readonly stop: () => Promise<void>;
}

/** Opens it. `mayCreate`: an embedded data folder that is not there yet is made. */
export async function openInstallation(
  world: World,
  options: InstallationOptions,
  mayCreate = false,
): Promise<Installation> {
  const config = configOf(world, options);
  const { database, dataFolder } = config;
  if (database.kind === 'embedded' && !mayCreate && !existsSync(join(dataFolder, 'postgresql.log')))
    throw refused(
      '--data-folder',
      'no_installation',
      'No Aegle stands in this folder: name its data folder, or run `aegle migrate` to make one.',
    );
  const secrets = await secretsIn(dataFolder, {
    ...(config.masterKey === undefined ? {} : { masterKey: config.masterKey }),
    ...(config.sessionSecret === undefined ? {} : { sessionSecret: config.sessionSecret }),
  });
  if (database.kind === 'external') {
    const { applicationUrl, signInUrl, erasureUrl, ownerUrl } = database;
    return {
      config,
      secrets,
      application: { connectionString: applicationUrl },
      applicationRole: roleIn(applicationUrl),
      signIn: { connectionString: signInUrl },
      signInRole: roleIn(signInUrl),
      erasure: erasureUrl === undefined ? undefined : { connectionString: erasureUrl },
      owner: () => {
        if (ownerUrl !== undefined) return { connectionString: ownerUrl };
        throw refused('DATABASE_OWNER_URL', 'not_set', 'This command works as the owner: set it.');
      },
      stop: async () => undefined,
    };
  }
  const embedded = await openEmbedded({ dataFolder });
  return {
    config,
    secrets,
    application: { ...embedded.application },
    applicationRole: embedded.application.user,
    signIn: { ...embedded.signIn },
    signInRole: embedded.signIn.user,
    erasure: { ...embedded.erasure },
    owner: () => ({ ...embedded.owner }),
    stop: () => embedded.stop(),
  };
}

function configOf(world: World, options: InstallationOptions): Config {
  const { dataFolder } = options;
  const named = dataFolder === undefined ? {} : { AEGLE_DATA_FOLDER: dataFolder };
  const outcome = readConfig({ ...world.environment, ...named }, world.homeFolder);
  if (outcome.ok) return outcome.config;
  throw new InputRefused(
    outcome.errors.map(({ setting, rule, nextStep }) => ({ field: setting, rule, nextStep })),
  );
}

/** Everything a command on one tenant works with. */
export interface OpenTenant {
  readonly installation: Installation;
  readonly rules: Rules;
  readonly store: Store;
  readonly services: ServiceContext;
  readonly tenant: Tenant;
  /** A scope of this tenant at the command's instant. */
  readonly scopeOf: (actor: Scope['actor']) => Scope;
}

/** Opens the installation, its store and services, works on the named tenant, closes all again. */
export async function withTenant<Result>(
  world: World,
  options: InstallationOptions,
  work: (open: OpenTenant) => Promise<Result>,
): Promise<Result> {
  const rules = loadRules(world.homeFolder);
  const installation = await openInstallation(world, options);
  const closers: (() => Promise<unknown>)[] = [() => installation.stop()];
  try {
    const { application, erasure, secrets } = installation;
    const { masterKey } = secrets;
    const store = await openStore({ application, masterKey, ...(erasure ? { erasure } : {}) });
    closers.push(() => store.close());
    const tenants = await store.tenants();
    const tenant = tenantNamed(tenants, options.tenant);
    const queue = await openQueue(application, () => undefined);
    closers.push(() => queue.stop());
    const demonstrations = new Set(
      tenants.filter((one) => one.isDemonstration).map(({ id }) => id),
    );
    const services: ServiceContext = {
      store: queueingStore(store, queue),
      programmes: rules.compiled,
      loaded: rules.loaded,
      clockOf: rules.clockOf,
      findings: rules.findings,
      courseData: rules.courseData,
      newId: randomUUID,
      isDemonstration: (id) => demonstrations.has(id),
    };
    const scopeOf = (actor: Scope['actor']): Scope => ({
      tenantId: tenant.id,
      actor,
      now: formatInstant(world.now),
    });
    return await work({ installation, rules, store, services, tenant, scopeOf });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** The tenant of that slug; left out, the only one. */
export function tenantNamed(tenants: readonly Tenant[], slug: string | undefined): Tenant {
  const slugs = tenants.map((tenant) => tenant.slug).join(', ') || 'none yet; run aegle tenant add';
  const found = slug === undefined ? tenants[0] : tenants.find((tenant) => tenant.slug === slug);
  if (found === undefined || (slug === undefined && tenants.length > 1))
    throw refused('--tenant', 'unknown_tenant', `Name one of: ${slugs}.`);
  return found;
}
