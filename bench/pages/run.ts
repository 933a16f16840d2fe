// How long a page takes to its first paint on a slow line and a slow processor, and how much script it
// waits for: signing in, and every role's first page. Needs Chromium; says so where there is none.

import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { hasChromium, startChromium } from '../../tests/browser/chromium.ts';
import type { RunningAegle } from '../../tests/browser/start-aegle.ts';
import { startInstallation } from './installation.ts';
import { SLOW, sessionOf, type Visit, visit } from './visit.ts';

const RUNS = 3;
const GOAL_MS = 2_500;
const GOAL_BYTES = 150_000;
const MARK = '<!-- table -->';

/** Who opens what; nobody signs in. The names are the demonstration's. */
const VISITS: readonly (readonly [person: string | null, app: 'console' | 'diary'])[] = [
  [null, 'console'],
  ['prescriber', 'console'],
  ['delegate', 'console'],
  ['pharmacist', 'console'],
  ['officer', 'console'],
  ['safety', 'console'],
  ['researcher', 'console'],
  ['patient', 'console'],
  ['guardian', 'console'],
  [null, 'diary'],
  ['patient', 'diary'],
  ['guardian', 'diary'],
];

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? 0;
const spread = (values: readonly number[]) =>
  sorted([Math.min(...values), median(values), Math.max(...values)])
    .map((ms) => (ms / 1000).toFixed(2))
    .join(' / ');
const kB = (bytes: number) => (bytes / 1000).toFixed(0);

function rowOf(name: string, app: string, visits: readonly Visit[]) {
  const paints = visits.map(({ firstPaintMs }) => firstPaintMs);
  const bytes = Math.max(...visits.map(({ scriptBytes }) => scriptBytes));
  const isMet = median(paints) <= GOAL_MS && bytes <= GOAL_BYTES;
  return [
    `${app}, ${name}`,
    spread(paints),
    kB(bytes),
    spread(visits.map(({ readyMs }) => readyMs)),
    kB(Math.max(...visits.map(({ readyScriptBytes }) => readyScriptBytes))),
    isMet ? 'met' : '**missed**',
  ];
}

async function measure(browser: Browser, aegle: RunningAegle): Promise<readonly string[][]> {
  const rows: string[][] = [];
  for (const [person, app] of VISITS) {
    const address = aegle.address + (app === 'diary' ? '/diary/' : '/');
    const session =
      person === null ? undefined : await sessionOf(browser, address, person, aegle.password);
    const visits: Visit[] = [];
    for (let run = 0; run < RUNS; run += 1) visits.push(await visit(browser, address, session));
    rows.push(rowOf(person ?? 'signing in', app, visits));
    console.log(rows.at(-1)?.join(' | '));
  }
  return rows;
}

function keep(rows: readonly string[][]): void {
  const day = new Date().toISOString().slice(0, 10);
  const [processor] = cpus();
  const load = loadavg()[0]?.toFixed(1);
  const cores = `${cpus().length} cores of ${processor?.model ?? 'an unknown processor'}`;
  const loaded = `load ${load} at the end, with other work beside it`;
  const machine = `${cores}, Node ${process.version}, ${day} (UTC), ${loaded}.`;
  const head = [
    'page',
    'first paint, s',
    'script before it, kB',
    'page ready, s',
    'script before that, kB',
    `goal ${GOAL_MS / 1000} s, ${kB(GOAL_BYTES)} kB`,
  ];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const file = join(import.meta.dirname, 'RESULTS.md');
  const text = readFileSync(file, 'utf8');
  const kept = text.slice(0, text.indexOf(MARK) + MARK.length);
  writeFileSync(file, `${kept}\n\n${machine}\n\n${lines.join('\n')}\n`);
}

if (hasChromium()) {
  const aegle = await startInstallation();
  const browser = await startChromium();
  try {
    console.log(
      `${SLOW.bitsPerSecond / 1e6} Mb/s, ${SLOW.roundTripMs} ms, processor slowed ${SLOW.cpuSlowdown} times`,
    );
    keep(await measure(browser, aegle));
  } finally {
    await browser.close();
    await aegle.stop();
  }
}
