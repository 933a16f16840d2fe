// Settings that work, and every setting that cannot be used by its name.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ConfigError, readConfig, SETTINGS } from './config.ts';

const home = '/srv/aegle';
const key = Buffer.alloc(32, 5).toString('base64');
const external = {
  DATABASE_URL: 'postgres://app:hunter2@db/aegle',
  DATABASE_SIGN_IN_URL: 'postgres://in:hunter4@db/aegle',
  AEGLE_MASTER_KEY: key,
  AEGLE_SESSION_SECRET: 's'.repeat(32),
};

function configOf(environment: Record<string, string>) {
  const outcome = readConfig(environment, home);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors));
  return outcome.config;
}

function errorsOf(environment: Record<string, string>): readonly ConfigError[] {
  const outcome = readConfig(environment, home);
  return outcome.ok ? [] : outcome.errors;
}

describe('readConfig', () => {
  it('needs nothing: a demonstration on this machine only', () => {
    expect(configOf({})).toMatchObject({
      host: '127.0.0.1',
      port: 4180,
      publicAddress: 'http://localhost:4180',
      isDemonstration: true,
      database: { kind: 'embedded' },
      dataFolder: '/srv/aegle/.aegle/demonstration',
      clinic: { size: 300, seed: 1 },
    });
    const small = { AEGLE_DEMONSTRATION_PATIENTS: '40', AEGLE_DEMONSTRATION_SEED: '7' };
    expect(configOf(small).clinic).toEqual({ size: 40, seed: 7 });
  });

  it('is no demonstration with a database of its own, and takes its key from outside', () => {
    const config = configOf(external);
    const clinic = { size: 0 };
    expect(config).toMatchObject({
      isDemonstration: false,
      database: { kind: 'external' },
      clinic,
    });
    expect(config.masterKey).toHaveLength(32);
  });

  it.each(['https://aegle.example', 'aegle.example/x', 'a,me@b'])(
    'refuses the host %s',
    (hosts) => {
      const [error, ...more] = errorsOf({ AEGLE_ALLOWED_HOSTS: hosts });
      expect([error?.setting, more.length]).toEqual(['AEGLE_ALLOWED_HOSTS', 0]);
    },
  );

  it('knows this machine in capital letters', () => {
    expect(configOf({ HOST: 'LOCALHOST' }).isDemonstration).toBe(true);
  });

  it.each([
    ['a demonstration beyond this machine', { HOST: '0.0.0.0', AEGLE_DEMONSTRATION: 'yes' }],
    ['a demonstration in a real database', { ...external, AEGLE_DEMONSTRATION: 'yes' }],
  ])('refuses %s', (_what, environment) => {
    expect(errorsOf(environment).map((one) => one.setting)).toContain('AEGLE_DEMONSTRATION');
  });

  it.each([
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '80a' }],
    ['AEGLE_SHOE_SIZE', { AEGLE_SHOE_SIZE: '43' }],
    ['AEGLE_FORECASTS_OPEN', { AEGLE_FORECASTS_OPEN: '0' }],
    ['AEGLE_DEMONSTRATION_PATIENTS', { AEGLE_DEMONSTRATION_PATIENTS: '3001' }],
    ['AEGLE_DEMONSTRATION_PATIENTS', { ...external, AEGLE_DEMONSTRATION_PATIENTS: '300' }],
    ['AEGLE_DEMONSTRATION_SEED', { AEGLE_DEMONSTRATION_SEED: 'luck' }],
    ['AEGLE_PUBLIC_ADDRESS', { HOST: '0.0.0.0' }],
    ['AEGLE_PUBLIC_ADDRESS', { HOST: '0.0.0.0', AEGLE_PUBLIC_ADDRESS: 'http://aegle.example' }],
    ['AEGLE_PUBLIC_ADDRESS', { AEGLE_PUBLIC_ADDRESS: 'https://aegle.example/app' }],
    ['AEGLE_MASTER_KEY', { ...external, AEGLE_MASTER_KEY: 'short' }],
    ['AEGLE_MASTER_KEY', { DATABASE_URL: external.DATABASE_URL }],
    ['AEGLE_SESSION_SECRET', { ...external, AEGLE_SESSION_SECRET: 'short' }],
    ['DATABASE_URL', { ...external, DATABASE_URL: 'mysql://x' }],
    ['DATABASE_SIGN_IN_URL', { ...external, DATABASE_SIGN_IN_URL: '' }],
    ['DATABASE_SIGN_IN_URL', { DATABASE_SIGN_IN_URL: 'postgres://in@db/aegle' }],
    ['DATABASE_OWNER_URL', { DATABASE_OWNER_URL: 'postgres://owner@db/aegle' }],
    ['AEGLE_LOG_LEVEL', { AEGLE_LOG_LEVEL: 'loud' }],
  ])('names %s when it cannot be used', (setting, environment) => {
    expect(errorsOf(environment).map((one) => one.setting)).toContain(setting);
  });

  it('names every error at once and repeats no secret', () => {
    const errors = errorsOf({ ...external, AEGLE_MASTER_KEY: 'hunter3', PORT: 'x' });
    expect(errors.map((one) => one.setting).sort()).toEqual(['AEGLE_MASTER_KEY', 'PORT']);
    expect(JSON.stringify(errors)).not.toMatch(/hunter/);
  });
});

describe('the settings as operators read them', () => {
  it('stand on their page, each with its meaning, and no other', () => {
    const page = readFileSync(
      join(import.meta.dirname, '../../../docs/operators/settings.md'),
      'utf8',
    );
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm)].map(([, name, text]) => [
      name,
      text,
    ]);
    expect(Object.fromEntries(rows)).toEqual(SETTINGS);
  });
});
