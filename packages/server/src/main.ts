// The server's door: reads the environment and the clock, starts everything, stops on a signal.
// Nothing else reads either, and nothing is started from a setting that cannot be used.

import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreFault } from '@aegle/store';
import { destination, pino } from 'pino';
import { DEMONSTRATION_ACCOUNTS } from './auth/demonstration-accounts.ts';
import { type Config, type ConfigError, readConfig } from './config.ts';
import { type Started, startServer } from './start.ts';

/** The nearest folder above this file that holds both `programmes/` and `packages/`. */
function homeFolder(): string {
  const isHome = (folder: string) =>
    existsSync(join(folder, 'programmes')) && existsSync(join(folder, 'packages'));
  let folder = import.meta.dirname;
  while (!isHome(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function loggerFor(config: Config) {
  // A demonstration speaks to a person on the terminal; its log goes to a file.
  if (!config.isDemonstration) return pino({ level: config.logLevel });
  mkdirSync(config.dataFolder, { recursive: true });
  const file = join(config.dataFolder, 'aegle.log');
  return pino({ level: config.logLevel }, destination({ dest: file, sync: false }));
}

function printErrors(errors: readonly ConfigError[]): void {
  for (const { setting, rule, nextStep } of errors)
    console.error(`${setting}: ${rule} ${nextStep}`);
}

function printWelcome({ address, password }: Started): void {
  console.log(`\nAegle is running: ${address}`);
  console.log(`API page: ${address}/docs`);
  if (password === null) return;
  console.log('\nDemonstration with invented people, not for clinical use. Sign in as:');
  const width = Math.max(...DEMONSTRATION_ACCOUNTS.map((account) => account.email.length));
  for (const { email, name } of DEMONSTRATION_ACCOUNTS)
    console.log(`  ${email.padEnd(width)}  ${name}`);
  console.log(`Password of all: ${password}`);
  console.log('Pharmacy check: DEMO-READY, DEMO-CLOSED, DEMO-HELD, DEMO-WAITING\n');
}

function explain(error: unknown): string {
  if (error instanceof StoreFault) return error.message;
  if (error instanceof Error) return error.stack ?? error.message;
  return 'Aegle could not start.';
}

async function run(): Promise<void> {
  const home = homeFolder();
  const outcome = readConfig(process.env, home);
  if (!outcome.ok) {
    printErrors(outcome.errors);
    process.exitCode = 1;
    return;
  }
  const { config } = outcome;
  const started = await startServer({
    config,
    homeFolder: home,
    now: () => new Date().toISOString(),
    logger: loggerFor(config),
    report: (line) => console.log(line),
  });
  printWelcome(started);
  const stop = () =>
    void started.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

await run().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
