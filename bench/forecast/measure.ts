// Small helpers of the bench: medians and the machine's name.
// Never a claim: they only describe what was measured where.

import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';

/**
 * Processor seconds this process has used, so that a neighbour on the same cores costs less. It counts
 * the compiler and the collector too.
 */
export function coreSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

export function median(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : 0.5 * (sorted[half - 1]! + sorted[half]!);
}

/** Processor, cores, memory, system, Node and the load while measuring. */
export function machine(): string {
  const [first] = cpus();
  const release = readFileSync('/etc/os-release', 'utf8').match(/PRETTY_NAME="([^"]+)"/)?.[1];
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0]!.toFixed(1);
  const hardware = `${cpus().length} cores ${first?.model.trim()}, ${memory} GB`;
  return `${hardware}, ${release}, Node ${process.version}; load ${load}`;
}

export function thousands(x: number): string {
  return Math.round(x).toLocaleString('en-GB');
}
