// Runs a command in the test's own process, with every stream and the clock in hand.
// Never a shortcut: it is the same function that the built command line calls.

import type { Instant } from '@aegle/core';
import { runCommand } from '../run-command.ts';
import type { World } from '../world/world.ts';
import { type Ran, repositoryFolder } from './run-aegle.ts';

export interface RunHere {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** ISO instant at which the command starts. */
  readonly now?: string;
  readonly onInterrupt?: World['onInterrupt'];
}

/** Runs `aegle` with arguments and answers its exit code and both outputs. */
export async function runHere(args: readonly string[], options: RunHere = {}): Promise<Ran> {
  let out = '';
  let error = '';
  const code = await runCommand({
    argv: args,
    environment: options.env ?? {},
    now: Date.parse(options.now ?? '2026-11-22T10:00:00Z') as Instant,
    elapsedMs: () => performance.now(),
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    isInteractive: false,
    homeFolder: repositoryFolder,
    processors: 2,
    onInterrupt: options.onInterrupt ?? (() => () => undefined),
    readInput: async () => options.input ?? '',
  });
  return { code, out, error };
}
