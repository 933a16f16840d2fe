// Ends the process when it is asked to: a signal, five of them, a closed terminal, a parent that is gone.
// Never later than 5 s, whatever still runs, and never twice.

import { setTimeout as pause } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What is stopped in order has this long; then the process ends, and its database with it. */
const ORDERLY_MS = 4_000;
const PARENT_ASKED_EVERY_MS = 250;

/** The process as this file needs it. */
export type EndingProcess = Pick<NodeJS.Process, 'on' | 'exit' | 'ppid' | 'stdout' | 'stderr'>;

/**
 * From now on, `stop` runs at the first asking and the process ends with 0 when it is through. With
 * `followsParent` a parent that goes without a word (npm, killed) is an asking too. Answers whether it is ending.
 */
export function endWhenAsked(
  own: EndingProcess,
  stop: () => Promise<void>,
  followsParent: boolean,
): { readonly isEnding: () => boolean } {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    const orderly = stop().catch(() => undefined);
    void Promise.race([orderly, pause(ORDERLY_MS)]).then(() => own.exit(0));
  };
  for (const signal of SIGNALS) own.on(signal, end);
  // What started us in this process (tools/start.mjs) leaves signals to us from now on. It keeps its
  // listeners: with them a signal that came while nobody could hear it would be dropped.
  Reflect.set(globalThis, Symbol.for('aegle.endsByItself'), true);
  own.on('disconnect', end);
  // A terminal that closed takes no more lines; that is no reason to fail half-way through stopping.
  for (const stream of [own.stdout, own.stderr]) stream.on('error', () => undefined);
  const parent = own.ppid;
  const look = () => {
    if (own.ppid !== parent) end();
  };
  if (followsParent) setInterval(look, PARENT_ASKED_EVERY_MS).unref();
  return { isEnding: () => isEnding };
}
