// What keeping checked programmes saves: commands with the kept files there, and taken away before each run.
// Never compares two numbers of different minutes: the two sides alternate, and each answer is the same.

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { coreSecondsOfFamily } from '../http/core-time.ts';
import { keepTables } from '../http/keep-tables.ts';
import { loadNow, machineName, spread } from '../http/report.ts';

const root = join(import.meta.dirname, '../..');
const program = join(root, 'packages/cli/bin/aegle.mjs');
const kept = join(root, 'packages/cli/dist/checked');
const ROUNDS = Number(process.argv[2] ?? 7);

const PATIENT = join(root, 'examples/patients/us-can-get-pregnant.yaml');
const ASKED = ['--programme', 'us-ipledge', '--question', 'dispense'];
const AT = ['--at', '2024-03-10T23:00:00-04:00'];
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ['--help', ['--help']],
  ['decide, one file', ['decide', ...ASKED, ...AT, PATIENT]],
  ['programmes', ['programmes']],
];

interface Run {
  readonly ms: number;
  readonly coreMs: number;
  readonly out: string;
}

function runOnce(args: readonly string[]): Run {
  const before = { ms: performance.now(), core: coreSecondsOfFamily(process.pid) };
  // A denial is answered with exit code 2; the answers are compared all the same.
  const script = `"$@"; code=$?; [ $code -le 2 ]`;
  const command = ['-c', script, 'sh', process.execPath, program, ...args];
  const out = execFileSync('sh', command, { cwd: root, encoding: 'utf8' });
  const coreMs = (coreSecondsOfFamily(process.pid) - before.core) * 1000;
  return { ms: performance.now() - before.ms, coreMs, out };
}

function measured(args: readonly string[]) {
  const checked: Run[] = [];
  const loaded: Run[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rmSync(kept, { recursive: true, force: true });
    checked.push(runOnce(args));
    // The run before left them there.
    loaded.push(runOnce(args));
  }
  const answers = new Set([...checked, ...loaded].map(({ out }) => out));
  if (answers.size !== 1) throw new Error(`The answers of ${args[0]} differ.`);
  return { checked, loaded };
}

const rows: string[] = [];
const loadBefore = loadNow();
// Builds the bundle where it is stale, so that no run below does.
runOnce(['--help']);
for (const [name, args] of COMMANDS) {
  const { checked, loaded } = measured(args);
  for (const [what, runs] of [
    ['checked anew', checked],
    ['kept', loaded],
  ] as const) {
    const ms = spread(
      runs.map((one) => one.ms),
      0,
    );
    const core = spread(
      runs.map((one) => one.coreMs),
      0,
    );
    rows.push(`| ${name} | ${what} | ${ms} | ${core} |`);
  }
}
const day = new Date().toISOString().slice(0, 10);
const table = [
  `Machine: ${machineName()}; ${day}.`,
  `${ROUNDS} rounds, alternating. Load average ${loadBefore.toFixed(1)} before, ${loadNow().toFixed(1)} after.`,
  '',
  '| command | programmes | ms | core ms |',
  '|---|---|---|---|',
  ...rows,
].join('\n');
console.log(table);
await keepTables(join(import.meta.dirname, 'RESULTS.md'), table);
