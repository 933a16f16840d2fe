// What a command may touch: arguments, environment, one instant, two output streams, folders.
// Never read elsewhere: `main.ts` alone reads the environment and the clock, once.

import type { Instant } from '@aegle/core';

/** The outside as one run of the command line sees it. */
export interface World {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The instant at which the command was started. */
  readonly now: Instant;
  /** Milliseconds since the command was started, for progress and measurements only. */
  readonly elapsedMs: () => number;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** True when a person watches: progress may redraw a line and a question may be asked. */
  readonly isInteractive: boolean;
  /** The repository's folder, or the folder it was installed to. */
  readonly homeFolder: string;
  /** Processors that may be used at once. */
  readonly processors: number;
  /** Calls `stop` once when a person asks to stop; answers how to take that back. */
  readonly onInterrupt: (stop: () => void) => () => void;
  readonly readInput: () => Promise<string>;
}
