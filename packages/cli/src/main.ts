// The command line's door: reads arguments, environment and clock once, runs one command.
// Never read anywhere else; every other file is handed a `World`.

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { Instant } from '@aegle/core';
import { runCommand } from './run-command.ts';

/** The nearest folder above this file that holds `programmes/`. */
function homeFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'programmes')) && dirname(folder) !== folder)
    folder = dirname(folder);
  return folder;
}

async function readInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const started = performance.now();
// A reader that has seen enough (`aegle programmes | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommand({
  argv: process.argv.slice(2),
  environment: process.env,
  now: Date.now() as Instant,
  elapsedMs: () => performance.now() - started,
  writeOut: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  isInteractive: process.stderr.isTTY === true && process.stdin.isTTY === true,
  homeFolder: homeFolder(),
  processors: availableParallelism(),
  onInterrupt: (stop) => {
    process.once('SIGINT', stop);
    return () => void process.off('SIGINT', stop);
  },
  readInput,
});
