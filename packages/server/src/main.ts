// The server's door: reads the environment and the clock, starts everything, stops on a signal.
// Nothing else reads either, and nothing is started from a setting that cannot be used.

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreFault } from '@aegle/store';
import { destination, pino } from 'pino';
import { DEMONSTRATION_ACCOUNTS } from './auth/demonstration-accounts.ts';
import { type Config, type ConfigError, readConfig } from './config.ts';
import { inDataFolder, requireDataFolder, requireSealFolder } from './data-folder.ts';
import { endWhenAsked } from './ending.ts';
import { beginServer, type Started, type Starter } from './start.ts';

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
  const file = join(config.dataFolder, 'aegle.log');
  // Written at once: a start that is refused ends before a file opened in the background is there.
  return inDataFolder(() =>
    pino({ level: config.logLevel }, destination({ dest: file, sync: true })),
  );
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
  if (error instanceof StoreFault) {
    const { field, rule, nextStep } = error.fault;
    return `Aegle did not start. ${field}: ${rule} ${nextStep}`;
  }
  if (error instanceof Error) return error.stack ?? error.message;
  return 'Aegle could not start.';
}

let starter: Starter | null = null;
// Before anything is started: from here on, what was started ends with this process.
const { isEnding } = endWhenAsked(
  process,
  () => starter?.stop() ?? Promise.resolve(),
  process.env.npm_lifecycle_event !== undefined,
);

async function run(): Promise<void> {
  const home = homeFolder();
  const outcome = readConfig(process.env, home);
  if (!outcome.ok) {
    printErrors(outcome.errors);
    process.exit(1);
  }
  const { config } = outcome;
  requireDataFolder(config.dataFolder);
  requireSealFolder(config.sealFolder);
  starter = beginServer({
    config,
    homeFolder: home,
    now: () => new Date().toISOString(),
    logger: loggerFor(config),
    report: (line) => console.log(line),
  });
  printWelcome(await starter.started);
}

await run().catch((error: unknown) => {
  // Stopped while it started: that was asked for, and the process ends by itself.
  if (isEnding()) return;
  console.error(explain(error));
  // Nothing that was opened may keep a server alive that does not serve.
  process.exit(1);
});
