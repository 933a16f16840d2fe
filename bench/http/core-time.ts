// Processor seconds of a process and of its children, from the kernel: neighbours do not change them.
// Never of another process than the two that are being compared. Linux only; elsewhere zero.

import { readdirSync, readFileSync } from 'node:fs';

/** Ticks a second of the kernel's counters; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

interface Counters {
  readonly parent: number;
  readonly ownS: number;
  readonly endedChildrenS: number;
}

function countersOf(pid: number | string): Counters | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold spaces.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (index: number) => Number(fields[index] ?? 0);
    return {
      parent: at(1),
      ownS: (at(11) + at(12)) / TICKS_PER_SECOND,
      endedChildrenS: (at(13) + at(14)) / TICKS_PER_SECOND,
    };
  } catch {
    return null;
  }
}

/** Of the process alone, all its threads. */
export function coreSecondsOf(pid: number): number {
  return countersOf(pid)?.ownS ?? 0;
}

/** Of the process and its children, those that ended included. */
export function coreSecondsOfFamily(pid: number): number {
  const own = countersOf(pid);
  if (own === null) return 0;
  let sum = own.ownS + own.endedChildrenS;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const other = countersOf(name);
    if (other?.parent === pid) sum += other.ownS;
  }
  return sum;
}
