// How many presses a task takes, as the prescribers' page tells its readers: the tests count the same ones.
// A key, a click and a field typed are one press each. Never a bound alone: what is told is what was counted.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const PAGE = join(import.meta.dirname, '../../docs/prescribers/working-with-patients.md');

/** What the page's table says of the task that begins so. */
export function pressesTold(task: string): number {
  const rows = readFileSync(PAGE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`| ${task}`));
  const told = /^\| [^|]+ \| (\d+)\b/.exec(rows.join('\n'))?.[1];
  if (rows.length !== 1 || told === undefined)
    throw new Error(`the page tells the presses of "${task}" ${rows.length} times`);
  return Number(told);
}
