// H-04: whatever is started ends within 5 s: every signal, one or five, to whom a terminal or a
// supervisor sends it, at moments from the first on. Only processes of this very run are looked at.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from './testing/free-port.ts';

const home = join(import.meta.dirname, '../..');
const LIMIT_MS = 5_000;
const seed = 20261129;

let folder: string;
let dataFolder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aegle-ending-'));
  dataFolder = join(folder, 'data');
});
afterEach(async () => {
  // Only after a failure is there anything: it is of this run, and would stay for ever.
  for (const line of leftOver()) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Processes of this run: the data folder stands in the environment or in the arguments of each. */
function leftOver(): readonly string[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,stat=,args=']).toString().split('\n');
  return listed.filter((line) => {
    const [pid = '', stat = ''] = line.trim().split(/\s+/);
    return pid !== '' && !stat.startsWith('Z') && (line.includes(folder) || isOfRun(pid));
  });
}

function isOfRun(pid: string): boolean {
  try {
    if (readFileSync(`/proc/${pid}/environ`).includes(folder)) return true;
    return place !== '' && readlinkSync(`/proc/${pid}/cwd`) === place;
  } catch {
    // Gone meanwhile.
    return false;
  }
}

/** Where the cluster stands when it is not in the data folder: its processes carry no other mark. */
let place = '';

async function notePlace(): Promise<void> {
  const note = await readFile(join(dataFolder, 'database-place.txt'), 'utf8').catch(() => '');
  place = note.trim();
}

interface Way {
  readonly name: string;
  /** Starts it in a session of its own, as a terminal or a supervisor does. */
  readonly command: readonly [string, ...string[]];
  /** To the whole group, as a terminal sends it, or to the first process alone. */
  readonly isToGroup: boolean;
}

const ways: readonly Way[] = [
  { name: 'npm start, from a terminal', command: ['npm', 'start'], isToGroup: true },
  { name: 'npm start, by a supervisor', command: ['npm', 'start'], isToGroup: false },
  { name: 'node, from a terminal', command: ['node', 'tools/start.mjs'], isToGroup: true },
  { name: 'node, by a supervisor', command: ['node', 'tools/start.mjs'], isToGroup: false },
];

async function start({ command: [program, ...args] }: Way): Promise<ChildProcess> {
  const env = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    PORT: String(await freePort()),
    AEGLE_DATA_FOLDER: dataFolder,
    AEGLE_DEMONSTRATION_PATIENTS: '0',
  };
  return spawn(program, args, {
    cwd: home,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function send(child: ChildProcess, isToGroup: boolean, signal: NodeJS.Signals): void {
  try {
    process.kill(isToGroup ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
  } catch {
    // Ended already.
  }
}

/** Waits until it says it is running, or for so long. */
async function runsFor(child: ChildProcess, ms: number | 'ready'): Promise<void> {
  if (ms !== 'ready') return void (await pause(ms));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (said.includes('Aegle is running')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () => reject(new Error(`It did not start:\n${said}`)));
  });
}

async function endsInTime(what: string): Promise<void> {
  const began = performance.now();
  let left = leftOver();
  while (left.length > 0 && performance.now() - began < LIMIT_MS) {
    await pause(100);
    left = leftOver();
  }
  expect(left, what).toEqual([]);
}

describe('whatever was started', () => {
  it.each(ways)(
    'is gone within 5 s when it runs: $name',
    async (way) => {
      for (const [signal, times] of [
        ['SIGINT', 1],
        ['SIGINT', 5],
        ['SIGTERM', 1],
        ['SIGHUP', 5],
        ['SIGKILL', 1],
      ] as const) {
        const child = await start(way);
        await runsFor(child, 'ready');
        await notePlace();
        for (let at = 0; at < times; at += 1) send(child, way.isToGroup, signal);
        await endsInTime(`${signal} ${times}`);
      }
    },
    600_000,
  );

  it('is gone within 5 s at any moment of its start', async () => {
    const moments = fc.record({
      way: fc.constantFrom(...ways),
      signal: fc.constantFrom('SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'),
      times: fc.constantFrom(1, 5),
      afterMs: fc.integer({ min: 0, max: 12_000 }),
      isFresh: fc.boolean(),
    });
    const tries = fc.sample(moments, { seed, numRuns: 40 });
    for (const { way, signal, times, afterMs, isFresh } of tries) {
      if (isFresh) await rm(dataFolder, { recursive: true, force: true });
      const child = await start(way);
      await runsFor(child, afterMs);
      await notePlace();
      for (let at = 0; at < times; at += 1) {
        send(child, way.isToGroup, signal as NodeJS.Signals);
        await pause(30);
      }
      await endsInTime(`${way.name}: ${signal} ${times} after ${afterMs} ms`);
    }
  }, 1_200_000);

  it('is gone within 5 s of its terminal', async () => {
    // `script` gives it a terminal; killed, the terminal closes and the kernel sends SIGHUP.
    const way: Way = {
      name: 'a terminal',
      command: ['script', '-qec', 'npm start', join(folder, 'typescript')],
      isToGroup: false,
    };
    for (const afterMs of [1_000, 'ready'] as const) {
      const child = await start(way);
      await runsFor(child, afterMs);
      await notePlace();
      child.kill('SIGKILL');
      await once(child, 'exit');
      await endsInTime(`terminal closed: ${afterMs}`);
    }
  }, 300_000);
});
