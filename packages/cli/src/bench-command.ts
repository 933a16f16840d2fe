// `aegle bench`: runs the bench of the repository, with what follows as its arguments.
// Never measures in this process: the bench builds and runs its own.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { refused } from './world/input-refused.ts';
import type { World } from './world/world.ts';

/** Adds `bench`. */
export function addBenchCommand(program: Command, world: World, end: (code: number) => void): void {
  program
    .command('bench')
    .description('Measure this machine against what a user would pick instead (npm run bench)')
    .argument('[arguments...]', 'as for npm run bench')
    .allowUnknownOption()
    .action(async (given: readonly string[]) => end(await bench(world, given)));
}

function bench(world: World, given: readonly string[]): Promise<number> {
  const script = join(world.homeFolder, 'tools/bench.mjs');
  if (!existsSync(script))
    throw refused('bench', 'not_installed', 'Run it in a clone of the repository: npm run bench.');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...given], { stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
