// Writes what was measured as Markdown: the machine, the load, every round, min, median and max.
// Never leaves out a missed goal or what was not run.

import { readFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { type Counted, quantile } from './pharmacists.ts';
import type { Recovery } from './recovery.ts';

/** One alternating round: pgbench, Aegle, pgbench. */
export interface Round {
  readonly counted: Counted;
  readonly updatesBefore: number;
  readonly updatesAfter: number;
  readonly load: number;
  /** Core milliseconds: of server, PostgreSQL and client a request, of PostgreSQL an update. */
  readonly cores: {
    readonly serverMs: number;
    readonly databaseMs: number;
    readonly clientMs: number;
    readonly updateMs: number;
  };
}

/** Every round at one number of courses. */
export interface SizeRow {
  readonly courses: number;
  readonly loadedInS: number;
  readonly rounds: readonly Round[];
}

/** Rounds with fewer connections, without pgbench in between. */
export interface LightRow {
  readonly connections: number;
  readonly counted: readonly Counted[];
}

/** Everything that one bench run measured. */
export interface Measured {
  readonly machine: string;
  readonly events: string;
  readonly connections: number;
  readonly seconds: number;
  readonly sizes: readonly SizeRow[];
  readonly light: readonly LightRow[];
  readonly lightCourses: number;
  /** Pages that the disk makes durable in a second, one after another. */
  readonly syncsPerSecond: number;
  readonly recovery: Recovery;
  readonly recoveryCourses: number;
  readonly loadAtRecovery: number;
  readonly loadBefore: number;
  readonly loadAfter: number;
}

/** Load average of the last minute. */
export function loadNow(): number {
  return loadavg()[0] ?? 0;
}

/** Processor, cores, memory, system and Node. */
export function machineName(): string {
  const [first] = cpus();
  const release = readFileSync('/etc/os-release', 'utf8').match(/PRETTY_NAME="([^"]+)"/)?.[1];
  const memory = Math.round(totalmem() / 2 ** 30);
  const processor = `${cpus().length} cores (${first?.model.trim()})`;
  return `${processor}, ${memory} GB, ${release}, Node ${process.version}`;
}

const ascending = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

/** Minimum, median and maximum, as text. */
export function spread(numbers: readonly number[], digits: number): string {
  const sorted = ascending(numbers);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return [sorted[0] ?? Number.NaN, middle, sorted.at(-1) ?? Number.NaN]
    .map((number) => number.toFixed(digits))
    .join(' / ');
}

function middleOf(numbers: readonly number[]): number {
  const sorted = ascending(numbers);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** Of one round: requests a second by the mean of the pgbench runs on both sides. */
export function ratioOf({ counted, updatesBefore, updatesAfter }: Round): number {
  return counted.perSecond / ((updatesBefore + updatesAfter) / 2);
}

const both = ({ authorizeMs, handOutMs }: Counted) => ascending([...authorizeMs, ...handOutMs]);
const p99Of = (counted: Counted) => quantile(both(counted), 0.99);
const verdict = (isMet: boolean) => (isMet ? 'met' : '**missed**');

/** The first two lines of a table. */
function headed(...names: readonly string[]): string {
  return `| ${names.join(' | ')} |\n|${'---|'.repeat(names.length)}`;
}

const count = (whole: number) => whole.toLocaleString('en-GB');

function curve(sizes: readonly SizeRow[]): readonly string[] {
  return [
    headed(
      'courses',
      'requests/s',
      'pgbench tps',
      'ratio',
      'authorise p50 ms',
      'dispense p50 ms',
      'both p99 ms',
      'load',
      'loaded in s',
    ),
    ...sizes.map(({ courses, rounds, loadedInS }) => {
      const of = (value: (round: Round) => number, digits: number) =>
        spread(rounds.map(value), digits);
      const cells = [
        count(courses),
        of(({ counted }) => counted.perSecond, 0),
        of(({ updatesBefore, updatesAfter }) => (updatesBefore + updatesAfter) / 2, 0),
        of(ratioOf, 3),
        of(({ counted }) => quantile(counted.authorizeMs, 0.5), 1),
        of(({ counted }) => quantile(counted.handOutMs, 0.5), 1),
        of(({ counted }) => p99Of(counted), 1),
        of(({ load }) => load, 1),
        loadedInS.toFixed(0),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function coreTimes(sizes: readonly SizeRow[]): readonly string[] {
  return [
    headed(
      'courses',
      'server, a request',
      'PostgreSQL, a request',
      'client, a request',
      'PostgreSQL, a simple-update',
    ),
    ...sizes.map(({ courses, rounds }) => {
      const of = (value: (cores: Round['cores']) => number) =>
        spread(
          rounds.map(({ cores }) => value(cores)),
          2,
        );
      const cells = [
        count(courses),
        of(({ serverMs }) => serverMs),
        of(({ databaseMs }) => databaseMs),
        of(({ clientMs }) => clientMs),
        of(({ updateMs }) => updateMs),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

/** What the cores, and the one thread of Node, allow at these core milliseconds. */
function ceilings(sizes: readonly SizeRow[], syncs: number): readonly string[] {
  return [
    headed(
      'courses',
      'requests/s that all cores allow',
      'requests/s that one Node process allows',
      'reached, of the lower',
      'requests a durable page',
    ),
    ...sizes.map(({ courses, rounds }) => {
      const of = (value: (round: Round) => number) => middleOf(rounds.map(value));
      const serverMs = of(({ cores }) => cores.serverMs);
      const allMs = serverMs + of(({ cores }) => cores.databaseMs + cores.clientMs);
      const allowed = [(1000 * cpus().length) / allMs, 1000 / serverMs];
      const reached = of(({ counted }) => counted.perSecond);
      const cells = [
        count(courses),
        ...allowed.map((one) => one.toFixed(0)),
        `${((100 * reached) / Math.min(...allowed)).toFixed(0)} %`,
        (reached / syncs).toFixed(2),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function lighter(rows: readonly LightRow[]): readonly string[] {
  return [
    '| connections | requests/s | authorise p50 ms | dispense p50 ms | both p99 ms |',
    '|---|---|---|---|---|',
    ...rows.map(({ connections, counted }) => {
      const of = (value: (one: Counted) => number, digits: number) =>
        spread(counted.map(value), digits);
      const cells = [
        String(connections),
        of((one) => one.perSecond, 0),
        of((one) => quantile(one.authorizeMs, 0.5), 1),
        of((one) => quantile(one.handOutMs, 0.5), 1),
        of(p99Of, 1),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function goals({ sizes }: Measured): readonly string[] {
  const worst = Math.min(...sizes.map(({ rounds }) => middleOf(rounds.map(ratioOf))));
  const last = sizes.at(-1)!;
  const p99 = middleOf(last.rounds.map(({ counted }) => p99Of(counted)));
  const rates = sizes.map(({ rounds }) => middleOf(rounds.map(({ counted }) => counted.perSecond)));
  const flat = Math.min(...rates) / Math.max(...rates);
  const [first] = sizes;
  return [
    headed('goal', 'measured', ''),
    `| ratio to pgbench simple-update at least 0.2 | ${worst.toFixed(3)} | ${verdict(worst >= 0.2)} |`,
    `| p99 at most 50 ms, every connection busy | ${p99.toFixed(1)} ms | ${verdict(p99 <= 50)} |`,
    `| flat | slowest size at ${(100 * flat).toFixed(0)} % of the fastest | |`,
    '',
    `The ratio is the lowest median of the sizes, p99 the median at ${count(last.courses)} courses; the`,
    `sizes run from ${count(first!.courses)} to ${count(last.courses)} courses.`,
  ];
}

function recovered(recovery: Recovery, courses: number): readonly string[] {
  const { backupS, fileBytes, restoreS, events, streams, firstSupplyS } = recovery;
  const cells = [
    count(courses),
    count(streams),
    count(events),
    (fileBytes / 1e6).toFixed(0),
    backupS.toFixed(1),
    restoreS.toFixed(1),
    firstSupplyS.toFixed(1),
  ];
  return [
    headed(
      'courses',
      'streams verified',
      'events verified',
      'file MB',
      'backup s',
      'restore, every chain verified s',
      'server start to first supply s',
    ),
    `| ${cells.join(' | ')} |`,
  ];
}

/** The tables, without the words around them. */
export function tables(measured: Measured): string {
  const { machine, events, connections, seconds, sizes, light, lightCourses } = measured;
  const { recovery, recoveryCourses, syncsPerSecond, loadBefore, loadAfter } = measured;
  return [
    `Machine: ${machine}; ${new Date().toISOString().slice(0, 10)}.`,
    `${connections} connections, runs of ${seconds} s, ${sizes[0]!.rounds.length} rounds a size; ${events}`,
    `Load average ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after.`,
    'Cells: min / median / max of the rounds.',
    '',
    ...goals(measured),
    '',
    '## The curve',
    '',
    ...curve(sizes),
    '',
    '## Core milliseconds',
    '',
    ...coreTimes(sizes),
    '',
    '## Ceilings',
    '',
    `The disk makes ${syncsPerSecond.toFixed(0)} pages a second durable, one after another.`,
    '',
    ...ceilings(sizes, syncsPerSecond),
    '',
    `## Fewer connections, ${count(lightCourses)} courses`,
    '',
    ...lighter(light),
    '',
    '## Recovery',
    '',
    `Load average ${measured.loadAtRecovery.toFixed(1)} as it began.`,
    '',
    ...recovered(recovery, recoveryCourses),
  ].join('\n');
}
