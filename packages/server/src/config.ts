// The configuration of one server, read from a record of settings: all of it, or every error by name.
// Never reads the environment itself, never guesses, and never repeats a secret in an error.

import { isIP } from 'node:net';
import { join } from 'node:path';
import { plainHost } from './http/host-name.ts';

/** Where PostgreSQL is. */
export type DatabaseConfig =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'external';
      /** The application role: it owns nothing. */
      readonly applicationUrl: string;
      /** The sign-in role: it sees schema `auth` alone. */
      readonly signInUrl: string;
      /** The erasure role; absent: nobody can be erased here. */
      readonly erasureUrl: string | undefined;
      /** The owner, for migrations and seals; absent where `aegle migrate` is run by hand. */
      readonly ownerUrl: string | undefined;
    };

export interface Config {
  readonly host: string;
  readonly port: number;
  /** As browsers reach it, without a slash at the end. */
  readonly publicAddress: string;
  readonly dataFolder: string;
  readonly programmesFolder: string;
  readonly consoleFolder: string;
  readonly diaryFolder: string;
  readonly sealFolder: string;
  readonly database: DatabaseConfig;
  readonly isDemonstration: boolean;
  /** Invented courses of the demonstration's clinic beside its network; 0: none. */
  readonly clinic: { readonly size: number; readonly seed: number };
  /** 32 bytes; absent: made and kept in the data folder (embedded database only). */
  readonly masterKey: Uint8Array | undefined;
  readonly sessionSecret: string | undefined;
  /** Host headers that are answered besides those of this machine. */
  readonly hosts: readonly string[];
  readonly trustedProxies: readonly string[] | undefined;
  readonly hasOperatorPages: boolean;
  /** Forecasts of one account that may wait or run at once. */
  readonly forecastsOpen: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** One setting that cannot be used. */
export interface ConfigError {
  readonly setting: string;
  readonly rule: string;
  readonly nextStep: string;
}

export type ConfigOutcome =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly errors: readonly ConfigError[] };

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const DEFAULT_PORT = 4180;

/** Every setting, with what it means; what starts with AEGLE_ and is not here is an error. */
export const SETTINGS = {
  HOST: 'Address to listen on; 127.0.0.1 unless set.',
  PORT: `Port to listen on; ${DEFAULT_PORT} unless set.`,
  DATABASE_URL: 'PostgreSQL 15 to 18 as the application role; without it, the embedded one.',
  DATABASE_SIGN_IN_URL: 'The same database as the sign-in role, which alone sees accounts.',
  DATABASE_ERASURE_URL: 'The same database as the erasure role, which alone takes payloads away.',
  DATABASE_OWNER_URL: 'The same database as its owner: migrations and seals.',
  AEGLE_PUBLIC_ADDRESS: 'The address that browsers use, such as https://aegle.example.',
  AEGLE_DATA_FOLDER: 'Folder of this installation; .aegle/… in the repository unless set.',
  AEGLE_SEAL_FOLDER: 'Folder of the daily seals; seals/ in the data folder unless set.',
  AEGLE_DEMONSTRATION: 'yes or no; yes unless a database or a host is set.',
  AEGLE_DEMONSTRATION_PATIENTS:
    'Invented courses at every stage in five countries, 0 to 3000; in a demonstration 300 unless set.',
  AEGLE_DEMONSTRATION_SEED: 'From which these are drawn, a whole number; 1 unless set.',
  AEGLE_MASTER_KEY: '32 bytes in base64: without it no payload can be read.',
  AEGLE_SESSION_SECRET: 'At least 32 characters that sign cookies.',
  AEGLE_ALLOWED_HOSTS: 'Other names of this server in Host headers, joined by commas.',
  AEGLE_TRUSTED_PROXY: 'Addresses of proxies whose X-Forwarded-For is believed, by commas.',
  AEGLE_OPERATOR_PAGES: 'yes or no: /metrics, /docs, /openapi.json; yes in a demonstration only.',
  AEGLE_FORECASTS_OPEN: 'Forecasts of one account that may wait or run, 1 to 1000; 20 unless set.',
  AEGLE_LOG_LEVEL: `One of ${LOG_LEVELS.join(', ')}; info unless set.`,
} as const;

type Setting = keyof typeof SETTINGS;
type Environment = Readonly<Record<string, string | undefined>>;

class Reading {
  readonly errors: ConfigError[] = [];
  readonly #environment: Environment;

  constructor(environment: Environment) {
    this.#environment = environment;
    for (const name of Object.keys(environment))
      if (name.startsWith('AEGLE_') && !Object.hasOwn(SETTINGS, name))
        this.refuse(name, 'There is no such setting.', 'Check its name or remove it.');
  }

  /** An empty setting counts as not set. */
  text(name: Setting): string | undefined {
    const value = this.#environment[name];
    return value === undefined || value === '' ? undefined : value;
  }

  refuse(setting: string, rule: string, nextStep: string): undefined {
    this.errors.push({ setting, rule, nextStep });
    return undefined;
  }
}

function readPort(reading: Reading): number {
  const text = reading.text('PORT') ?? String(DEFAULT_PORT);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535)
    reading.refuse('PORT', 'It is a whole number from 0 to 65535.', 'Choose a free port.');
  return port;
}

function readDatabase(reading: Reading): DatabaseConfig {
  const applicationUrl = reading.text('DATABASE_URL');
  const signInUrl = reading.text('DATABASE_SIGN_IN_URL');
  const ownerUrl = reading.text('DATABASE_OWNER_URL');
  const isWellFormed = (url: string) =>
    URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol);
  const erasureUrl = reading.text('DATABASE_ERASURE_URL');
  const beside = {
    DATABASE_SIGN_IN_URL: signInUrl,
    DATABASE_ERASURE_URL: erasureUrl,
    DATABASE_OWNER_URL: ownerUrl,
  };
  for (const [name, url] of Object.entries({ DATABASE_URL: applicationUrl, ...beside }))
    if (url !== undefined && !isWellFormed(url))
      reading.refuse(name, 'It is a postgres:// address.', 'Write user, host and database.');
  if (applicationUrl !== undefined) {
    if (signInUrl === undefined)
      reading.refuse(
        'DATABASE_SIGN_IN_URL',
        'Accounts are read by a role of their own.',
        'Make a role aegle_sign_in in the same database and write its address.',
      );
    return { kind: 'external', applicationUrl, signInUrl: signInUrl ?? '', erasureUrl, ownerUrl };
  }
  for (const [name, url] of Object.entries(beside))
    if (url !== undefined)
      reading.refuse(
        name,
        'It stands beside DATABASE_URL.',
        'Set DATABASE_URL to the application role, or remove them all.',
      );
  return { kind: 'embedded' };
}

function readMasterKey(reading: Reading, database: DatabaseConfig): Uint8Array | undefined {
  const text = reading.text('AEGLE_MASTER_KEY');
  if (text === undefined) {
    if (database.kind === 'external')
      reading.refuse(
        'AEGLE_MASTER_KEY',
        'A database of your own needs a key that you keep.',
        'Make one with: openssl rand -base64 32',
      );
    return undefined;
  }
  const key = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
  if (key?.length === 32) return key;
  return reading.refuse(
    'AEGLE_MASTER_KEY',
    'It is 32 bytes in base64.',
    'Make one with: openssl rand -base64 32',
  );
}

function readSessionSecret(reading: Reading, database: DatabaseConfig): string | undefined {
  const secret = reading.text('AEGLE_SESSION_SECRET');
  if (secret === undefined && database.kind === 'embedded') return undefined;
  if (secret !== undefined && secret.length >= 32) return secret;
  return reading.refuse(
    'AEGLE_SESSION_SECRET',
    'It has at least 32 characters.',
    'Make one with: openssl rand -base64 48',
  );
}

function readPublicAddress(reading: Reading, host: string, port: number): string {
  const text = reading.text('AEGLE_PUBLIC_ADDRESS');
  if (text === undefined) return `http://localhost:${port}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHttp = url !== undefined && /^https?:$/.test(url.protocol) && url.pathname === '/';
  if (!isHttp) {
    reading.refuse(
      'AEGLE_PUBLIC_ADDRESS',
      'It is http:// or https:// and a host, with nothing after it.',
      'Write it as https://aegle.example.',
    );
    return text;
  }
  if (url.protocol === 'http:' && !LOOPBACK.has(host) && !LOOPBACK.has(url.hostname))
    reading.refuse(
      'AEGLE_PUBLIC_ADDRESS',
      'Beyond this machine it is https.',
      'Put a TLS proxy in front and write its https address.',
    );
  return url.origin;
}

function readDemonstration(reading: Reading, host: string, database: DatabaseConfig): boolean {
  const isAlone = LOOPBACK.has(host) && database.kind === 'embedded';
  const text = reading.text('AEGLE_DEMONSTRATION') ?? (isAlone ? 'yes' : 'no');
  if (text !== 'yes' && text !== 'no')
    reading.refuse('AEGLE_DEMONSTRATION', 'It is yes or no.', 'Write one of the two.');
  if (text === 'yes' && !isAlone)
    reading.refuse(
      'AEGLE_DEMONSTRATION',
      'A demonstration stays on this machine and on its own embedded database.',
      'Remove HOST and DATABASE_URL, or set AEGLE_DEMONSTRATION=no.',
    );
  return text === 'yes';
}

const USUAL_PATIENTS = 300;
const MOST_PATIENTS = 3000;

function readClinic(reading: Reading, isDemonstration: boolean): Config['clinic'] {
  const usual = isDemonstration ? USUAL_PATIENTS : 0;
  const size = readCount(reading, 'AEGLE_DEMONSTRATION_PATIENTS', usual, MOST_PATIENTS);
  if (size > 0 && !isDemonstration)
    reading.refuse(
      'AEGLE_DEMONSTRATION_PATIENTS',
      'Invented people never stand beside real ones.',
      'Remove it, or start a demonstration.',
    );
  return { size, seed: readCount(reading, 'AEGLE_DEMONSTRATION_SEED', 1, 1_000_000_000) };
}

function readCount(reading: Reading, name: Setting, otherwise: number, most: number): number {
  const text = reading.text(name) ?? String(otherwise);
  const count = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (count >= 0 && count <= most) return count;
  reading.refuse(name, `It is a whole number from 0 to ${most}.`, SETTINGS[name]);
  return otherwise;
}

const FORECASTS_OPEN = 20;

function readForecastsOpen(reading: Reading): number {
  const most = readCount(reading, 'AEGLE_FORECASTS_OPEN', FORECASTS_OPEN, 1000);
  if (most === 0)
    reading.refuse('AEGLE_FORECASTS_OPEN', 'At least one may wait.', SETTINGS.AEGLE_FORECASTS_OPEN);
  return most;
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

function readHosts(reading: Reading): readonly string[] {
  const hosts = listOf(reading.text('AEGLE_ALLOWED_HOSTS'));
  if (hosts.some((host) => plainHost(host, 'https:') === undefined))
    reading.refuse(
      'AEGLE_ALLOWED_HOSTS',
      'They are names of hosts, each with its port where it is not the usual one.',
      'Write aegle.example,aegle.example:8443, without https://.',
    );
  return hosts;
}

function readTrustedProxies(reading: Reading): readonly string[] | undefined {
  const proxies = listOf(reading.text('AEGLE_TRUSTED_PROXY'));
  for (const one of proxies)
    if (isIP(one.split('/')[0] ?? '') === 0)
      reading.refuse('AEGLE_TRUSTED_PROXY', 'It is an IP address or a range.', 'Write 10.0.0.7.');
  return proxies.length === 0 ? undefined : proxies;
}

function readOperatorPages(reading: Reading, isDemonstration: boolean): boolean {
  const text = reading.text('AEGLE_OPERATOR_PAGES') ?? (isDemonstration ? 'yes' : 'no');
  if (text !== 'yes' && text !== 'no')
    reading.refuse('AEGLE_OPERATOR_PAGES', 'It is yes or no.', 'Write one of the two.');
  return text === 'yes';
}

function readLogLevel(reading: Reading): Config['logLevel'] {
  const text = reading.text('AEGLE_LOG_LEVEL') ?? 'info';
  const level = LOG_LEVELS.find((one) => one === text);
  if (level === undefined)
    reading.refuse('AEGLE_LOG_LEVEL', 'It is a known level.', SETTINGS.AEGLE_LOG_LEVEL);
  return level ?? 'info';
}

/** The role that a database address names. */
export function roleIn(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

/** Reads the settings. `homeFolder` is the repository's, or where it was installed to. */
export function readConfig(environment: Environment, homeFolder: string): ConfigOutcome {
  const reading = new Reading(environment);
  const host = reading.text('HOST')?.toLowerCase() ?? '127.0.0.1';
  const port = readPort(reading);
  const database = readDatabase(reading);
  const isDemonstration = readDemonstration(reading, host, database);
  const folder = join(homeFolder, '.aegle', isDemonstration ? 'demonstration' : 'data');
  const dataFolder = reading.text('AEGLE_DATA_FOLDER') ?? folder;
  if (!LOOPBACK.has(host) && reading.text('AEGLE_PUBLIC_ADDRESS') === undefined)
    reading.refuse(
      'AEGLE_PUBLIC_ADDRESS',
      'Beyond this machine, the address that browsers use is stated.',
      'Write it as https://aegle.example.',
    );
  const publicAddress = readPublicAddress(reading, host, port);
  const named = URL.canParse(publicAddress) ? [new URL(publicAddress).host] : [];
  const config: Config = {
    host,
    port,
    publicAddress,
    hosts: [...named, ...readHosts(reading)],
    trustedProxies: readTrustedProxies(reading),
    hasOperatorPages: readOperatorPages(reading, isDemonstration),
    forecastsOpen: readForecastsOpen(reading),
    dataFolder,
    programmesFolder: join(homeFolder, 'programmes'),
    consoleFolder: join(homeFolder, 'packages/console/dist'),
    diaryFolder: join(homeFolder, 'packages/diary/dist'),
    sealFolder: reading.text('AEGLE_SEAL_FOLDER') ?? join(dataFolder, 'seals'),
    database,
    isDemonstration,
    clinic: readClinic(reading, isDemonstration),
    masterKey: readMasterKey(reading, database),
    sessionSecret: readSessionSecret(reading, database),
    logLevel: readLogLevel(reading),
  };
  return reading.errors.length > 0 ? { ok: false, errors: reading.errors } : { ok: true, config };
}
