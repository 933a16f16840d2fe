// The forecast's bench: identical work beside NumPy and C, then the whole model; writes RESULTS.md.
// Never hides a missed goal or an absent peer: both have a line in the table.

import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  benchKinetics,
  benchSolver,
  EXPONENTIALS_PER_PATIENT,
  exponentialRoofline,
  type KineticsRow,
} from './kinetics.ts';
import { machine, thousands } from './measure.ts';
import { pageMilliseconds, rateOf, rateOnWorkers } from './whole-model.ts';

const isQuick = process.argv.includes('--quick');
const patients = isQuick ? 4_000 : 20_000;
const rounds = isQuick ? 3 : 5;
const before = machine();

const scaling = { one: 0, two: 0 };
for (let round = 0; round < 3; round++) {
  scaling.one = Math.max(scaling.one, await rateOnWorkers(1, isQuick ? 40_000 : 100_000));
  scaling.two = Math.max(scaling.two, await rateOnWorkers(2, isQuick ? 40_000 : 100_000));
}
const { one, two } = scaling;
const lattice = benchKinetics('lattice', patients, rounds);
const times = benchKinetics('times', patients, rounds);
const solver = benchSolver(isQuick ? 4 : 12);
const roofline = exponentialRoofline();
const page = pageMilliseconds();
const monthly = rateOf(isQuick ? 20_000 : 100_000, 28);
const weekly = rateOf(isQuick ? 10_000 : 30_000, 7);
const daily = rateOf(isQuick ? 2_000 : 5_000, 1);
const sizes = isQuick ? [10_000, 40_000] : [10_000, 100_000, 1_000_000];
const memory = sizes.map((size) => ({ size, ...rateOf(size, 28) }));

const rate = (rows: readonly KineticsRow[], engine: string): number =>
  rows.find((row) => row.engine === engine)!.perSecond.median;
const millions = (x: number): string => (x / 1e6).toFixed(0);
const ratio = (x: number): string => `${x.toFixed(2)}x`;
const verdict = (isMet: boolean): string => (isMet ? 'met' : '**missed**');

function kineticsTable(rows: readonly KineticsRow[]): string[] {
  const [first] = rows;
  return [
    '| engine | patients/s min / median / max | mean parent mg/L | mean 4-oxo mg/L | largest relative difference |',
    '|---|---|---|---|---|',
    ...rows.map((row) => {
      const { min, median: middle, max } = row.perSecond;
      const parent = Math.abs(row.meanParent / first!.meanParent - 1);
      const metabolite = Math.abs(row.meanMetabolite / first!.meanMetabolite - 1);
      const difference = Math.max(parent, metabolite);
      const rates = `${thousands(min)} / ${thousands(middle)} / ${thousands(max)}`;
      const means = `${row.meanParent.toFixed(9)} | ${row.meanMetabolite.toFixed(9)}`;
      return `| ${row.engine} | ${rates} | ${means} | ${difference.toExponential(1)} |`;
    }),
  ];
}

function solverLine({ perSecond, difference }: { perSecond: number; difference: number }): string {
  const shown = `${perSecond.toFixed(1)} patients/s, means within ${difference.toExponential(1)} of ours`;
  return `For context, a general solver, SciPy LSODA at 1e-8, restarted at each dose: ${shown}.`;
}

function tools(): string[] {
  const python = (name: string): string =>
    execFileSync(
      'python3',
      [
        '-c',
        `try:\n import ${name}; print(${name}.__version__)\nexcept ImportError: print('absent')`,
      ],
      { encoding: 'utf8' },
    ).trim();
  const gcc = execFileSync('gcc', ['--version'], { encoding: 'utf8' }).split('\n')[0]!;
  const cvode = existsSync('/usr/include/cvode/cvode.h') ? 'present, not run here' : 'absent';
  const r = existsSync('/usr/bin/Rscript') ? 'present, not run here' : 'absent';
  return [
    `NumPy ${python('numpy')}; ${gcc}; SciPy ${python('scipy')};`,
    `SUNDIALS CVODE ${cvode}; R deSolve ${r}. No claim is made against what was not run.`,
  ];
}

const [own, numpy, c] = [rate(lattice, 'Aegle'), rate(lattice, 'NumPy'), rate(lattice, 'C')];
const [ownTimes, numpyTimes, cTimes] = [
  rate(times, 'Aegle'),
  rate(times, 'NumPy'),
  rate(times, 'C'),
];
const ceiling = roofline.platform / EXPONENTIALS_PER_PATIENT;
const ownCeiling = roofline.own / EXPONENTIALS_PER_PATIENT;
const goal = (text: string, shown: string, isMet: boolean): string =>
  `| ${text} | ${shown} | ${verdict(isMet)} |`;
const flat = memory.at(-1)!.residentMb / memory[0]!.residentMb;
const lines = [
  '# Forecast bench',
  '',
  `Written by \`npx tsx bench/forecast/run.ts${isQuick ? ' --quick' : ''}\`. Machine: ${before} at the start,`,
  `${machine().split('; ')[1]} at the end. Rates are per processor second of one core; workers and the page are by the
clock, best of three. Other work shared the cores: compare within a table.`,
  ...tools(),
  '',
  '## Kinetics: 150 daily doses, two compartments and metabolite, 200 times, 6 h lattice',
  '',
  ...kineticsTable(lattice),
  '',
  '## The same at arbitrary times (1,400 exponentials a patient)',
  '',
  ...kineticsTable(times),
  '',
  solver === null ? 'For context, a general solver (SciPy): absent here.' : solverLine(solver),
  '',
  `exp: platform ${millions(roofline.platform)} million/s, ours ${millions(roofline.own)} million/s.`,
  '',
  '## The whole model, two years by day',
  '',
  '| work | virtual patients/s |',
  '|---|---|',
  `| quantiles every 28 days | ${thousands(monthly.perSecond)} |`,
  `| quantiles every 7 days | ${thousands(weekly.perSecond)} |`,
  `| quantiles every day | ${thousands(daily.perSecond)} |`,
  `| every 28 days, one worker / two workers | ${thousands(one)} / ${thousands(two)} |`,
  ...memory.map(
    (m) => `| ${thousands(m.size)} patients: resident memory | ${m.residentMb.toFixed(0)} MB |`,
  ),
  `| one patient's page, 2,000 virtual patients, two courses, weekly | ${page.toFixed(0)} ms |`,
  '',
  '## Goals',
  '',
  '| goal | measured | |',
  '|---|---|---|',
  `| lattice >= 250,000 patients/s | ${thousands(own)} | ${verdict(own >= 250_000)} |`,
  `| lattice >= NumPy | ${ratio(own / numpy)} | ${verdict(own >= numpy)} |`,
  `| lattice beside C (shown, no goal) | ${ratio(own / c)} | |`,
  `| arbitrary times >= 0.4 of C | ${ratio(ownTimes / cTimes)} | ${verdict(ownTimes >= 0.4 * cTimes)} |`,
  `| arbitrary times beside NumPy (shown, no goal) | ${ratio(ownTimes / numpyTimes)} | |`,
  goal(
    "arbitrary times >= 0.85 of the platform's exp",
    ratio(ownTimes / ceiling),
    ownTimes >= 0.85 * ceiling,
  ),
  `| the same against our own exp (shown, no goal) | ${ratio(ownTimes / ownCeiling)} | |`,
  goal(
    'whole model >= 50,000/s, quantiles every 28 days',
    thousands(monthly.perSecond),
    monthly.perSecond >= 50_000,
  ),
  goal(
    'whole model >= 50,000/s, quantiles every 7 days',
    thousands(weekly.perSecond),
    weekly.perSecond >= 50_000,
  ),
  goal(
    'whole model >= 50,000/s, quantiles every day',
    thousands(daily.perSecond),
    daily.perSecond >= 50_000,
  ),
  `| two cores >= 1.8x | ${ratio(two / one)} | ${verdict(two >= 1.8 * one)} |`,
  `| memory flat over these sizes | ${ratio(flat)} | ${verdict(flat < 1.3)} |`,
  `| one patient's page < 300 ms | ${page.toFixed(0)} ms | ${verdict(page < 300)} |`,
  '',
].join('\n');
writeFileSync(fileURLToPath(new URL('RESULTS.md', import.meta.url)), lines);
process.stdout.write(lines);
