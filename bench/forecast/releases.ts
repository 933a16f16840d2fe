// The release in use beside the first one, on the same questions in the same run, turn by turn.
// Never each by itself: a machine that other work shares is slow for both or for neither.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CURVES, GRADED } from '../../packages/forecast/src/catalogue/catalogue.ts';
import { ENDPOINT_NAMES } from '../../packages/forecast/src/endpoints/names.ts';
import {
  type ModelRelease,
  readRelease,
} from '../../packages/forecast/src/parameters/parameters.ts';
import type { DrawPlan } from '../../packages/forecast/src/population/draw-set.ts';
import { prepareForecast, runAll } from '../../packages/forecast/src/run/run.ts';
import { coreSeconds, machine, median } from './measure.ts';
import { pageTimes, requestOf } from './whole-model.ts';

const TURNS = 9;
/** A run of two thousand people takes a twentieth of a second: its middle needs more turns. */
const SHORT_TURNS = 61;
const file = (name: string): string => {
  return fileURLToPath(new URL(`../../evidence/releases/${name}.json`, import.meta.url));
};

function releaseCalled(name: string): ModelRelease {
  const reading = readRelease(JSON.parse(readFileSync(file(name), 'utf8')));
  if (!reading.accepted) throw new Error(`${name}: refused; restore the frozen file`);
  return reading.release;
}

const first = releaseCalled('aegle-2026.11');
const second = releaseCalled('aegle-2026.11.2');
const isOld = (name: string): boolean => {
  const known = [...CURVES, ...GRADED].find((one) => one.name === name);
  return known === undefined || known.isInFirst !== false;
};
/** What both releases answer. */
const SHARED = ENDPOINT_NAMES.filter(isOld);

interface Work {
  readonly name: string;
  readonly patients: number;
  readonly everyDays: number;
  readonly endpoints: readonly string[] | undefined;
  /** The same draws for both releases, where it is not each one's own plan. */
  readonly draws?: DrawPlan;
}

const WORK: readonly Work[] = [
  { name: 'every 28 days, the same endpoints', patients: 32_768, everyDays: 28, endpoints: SHARED },
  { name: 'every 28 days, all of each', patients: 32_768, everyDays: 28, endpoints: undefined },
  { name: 'every 7 days, the same endpoints', patients: 16_384, everyDays: 7, endpoints: SHARED },
  {
    name: '2,000 people, every 7 days, the same endpoints',
    patients: 2000,
    everyDays: 7,
    endpoints: SHARED,
  },
  {
    name: '2,000 people, every 7 days, all of each',
    patients: 2000,
    everyDays: 7,
    endpoints: undefined,
  },
  {
    name: '2,000 people, the same endpoints, 250 draws for both',
    patients: 2000,
    everyDays: 7,
    endpoints: SHARED,
    draws: { draws: 256, patientsInARow: 8 },
  },
  {
    name: '2,000 people, the same endpoints, 32 draws for both',
    patients: 2000,
    everyDays: 7,
    endpoints: SHARED,
    draws: { draws: 64, patientsInARow: 64 },
  },
];

/** Virtual patients a processor second, the treated course alone. */
function rateOf(release: ModelRelease, { patients, everyDays, endpoints, draws }: Work): number {
  const request = { ...requestOf(patients, everyDays), endpoints };
  const forecast = prepareForecast(request, release, draws);
  const start = coreSeconds();
  runAll({ ...forecast, arms: forecast.arms.slice(1) });
  return patients / (coreSeconds() - start);
}

const rows = WORK.map((work) => {
  for (const release of [first, second]) rateOf(release, work);
  const rates = { first: [] as number[], second: [] as number[] };
  const turns = work.patients === 2000 ? SHORT_TURNS : TURNS;
  for (let turn = 0; turn < turns; turn++) {
    rates.first.push(rateOf(first, work));
    rates.second.push(rateOf(second, work));
  }
  const ascending = (a: number, b: number): number => a - b;
  const [one, two] = [median(rates.first.sort(ascending)), median(rates.second.sort(ascending))];
  const best = Math.max(...rates.second) / Math.max(...rates.first);
  const cells = [one, two].map((rate) => Math.round(rate).toLocaleString('en-US')).join(' | ');
  return `| ${work.name} | ${cells} | ${(two / one).toFixed(2)}x | ${best.toFixed(2)}x |`;
});

const started = machine();
const pages = await pageTimes(7, [file('aegle-2026.11'), file('aegle-2026.11.2')]);
const pageRow = (
  what: string,
  goal: string,
  of: (times: (typeof pages)[number]) => readonly [middle: number, least: number],
): string => {
  const [one, two] = pages.map(of);
  const cell = ([middle, least]: readonly [number, number]) =>
    `${middle.toFixed(0)} (${least.toFixed(0)})`;
  return `| ${what} | ${cell(one!)} | ${cell(two!)} | ${goal} |`;
};

const lines = [
  '# The release in use beside the first',
  '',
  `Written by \`npx tsx bench/forecast/releases.ts\`. Machine: ${started};`,
  `${machine().split('; ')[1]} at the end.`,
  `Virtual patients per processor second of one core, ${TURNS} turns of each in one run, turn by turn;`,
  `${SHORT_TURNS} turns for two thousand people.`,
  'The second model meets 256 parameter draws where the first met 64, and its people differ more widely,',
  'so that its counts touch more bins; the ratio of the best turns is the one least disturbed by other work.',
  'It answers more endpoints too: the like is compared where the endpoints are the same. Two thousand people meet',
  '250 draws where the first model had them meet 32, each with its own tables and counters; the last two rows',
  'give both models the same draws.',
  '',
  '| work | aegle-2026.11 | aegle-2026.11.2 | ratio of medians | ratio of best turns |',
  '|---|---|---|---|---|',
  ...rows,
  '',
  '## One patient’s page',
  '',
  '2,000 people, two courses, weekly for two years, the answer built; a worker of each release in turn.',
  'Milliseconds, median (least). By the clock other work on the cores counts: above a load of 2 they say little.',
  '',
  '| from | aegle-2026.11 | aegle-2026.11.2 | goal |',
  '|---|---|---|---|',
  pageRow('starting a worker', '600', ({ fresh, leastFresh }) => [fresh, leastFresh]),
  pageRow('asking a worker that runs', '300', ({ kept, leastKept }) => [kept, leastKept]),
  pageRow('the first, processor ms of all threads', '', ({ freshCore, leastFreshCore }) => [
    freshCore,
    leastFreshCore,
  ]),
  pageRow('the second, processor ms of all threads', '', ({ keptCore, leastKeptCore }) => [
    keptCore,
    leastKeptCore,
  ]),
  '',
].join('\n');
writeFileSync(fileURLToPath(new URL('RELEASES.md', import.meta.url)), lines);
process.stdout.write(lines);
