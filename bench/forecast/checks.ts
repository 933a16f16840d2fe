// The checks of the frozen release as a command: predictive checks, coverage, tornados, structures.
// Never a check of another release than the one beside the calibration, and never a reserved study.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Targets } from '../../packages/forecast/src/calibration/blocks.ts';
import {
  type ModelRelease,
  readRelease,
} from '../../packages/forecast/src/parameters/parameters.ts';
import { figureOf, short, tornadoOf } from './checks/figure.ts';
import { predictivePanels } from './checks/predictive.ts';
import { ENDPOINTS, structures, tornados } from './checks/sensitivity.ts';

const input = fileURLToPath(new URL('../../packages/forecast/release/', import.meta.url));
const docs = fileURLToPath(new URL('../../docs/researchers/', import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(`${input}${name}`, 'utf8'));

const reading = readRelease(read('aegle.json'));
if (!reading.accepted) throw new Error('release: refused; run the calibration');
const { release } = reading;
const targets = read('targets.json') as Targets;

function coverageOf({ coverage }: ModelRelease): string[] {
  return Object.entries(coverage ?? {}).map(([block, one]) => {
    const share = (inside: number): string => `${Math.round((100 * inside) / one.rows)} %`;
    const cells = [one.studies, one.rows, share(one.inside50), share(one.inside90), one.widened];
    return `| ${block} | ${cells.join(' | ')} |`;
  });
}

mkdirSync(`${docs}model-checks`, { recursive: true });
const save = (name: string, svg: string): void => writeFileSync(`${docs}model-checks/${name}`, svg);
save('predictive.svg', figureOf(predictivePanels(release, targets)));
const moved = tornados(release);
moved.forEach(({ endpoint, middle, bars }, i) => {
  save(`tornado-${i + 1}.svg`, tornadoOf(endpoint, middle, bars));
});

const page = [
  `# Checks of ${release.name}`,
  '',
  'Audience: pharmacometricians. Reviewer: none yet. Written by `npx tsx bench/forecast/checks.ts` from the',
  `frozen release, digest \`${release.digest}\`; run it again to get the same bytes.`,
  '',
  '## Visual predictive checks',
  '',
  'Red: published figures with 95 % intervals. Dark band: 90 % of the release’s draws for the mean or median of',
  'a study, differences between studies included. Light band: 90 % of people. Relapse is drawn at the',
  'population’s covariates; the cohorts differ in dose besides.',
  '',
  '![Predictive checks](model-checks/predictive.svg)',
  '',
  'No study read here gives individual data, so no NPDE can be drawn.',
  '',
  '## Coverage, one study left out at a time',
  '',
  'Every figure is listed in [the calibration report](calibration.md).',
  '',
  '| block | studies | figures | in 50 % | in 90 % | widened |',
  '|---|---|---|---|---|---|',
  ...coverageOf(release),
  '',
  '## What moves an answer',
  '',
  '0.7 mg/kg a day for twenty weeks. Each row at the ends of its 95 % interval, each block’s studies two',
  'standard deviations either way, the others at their medians; the ten longest bars of each endpoint.',
  '',
  ...moved.flatMap(({ endpoint }, i) => [`![${endpoint}](model-checks/tornado-${i + 1}.svg)`, '']),
  '## Structural choices',
  '',
  'One choice at a time, at the medians.',
  '',
  `| choice | ${ENDPOINTS.join(' | ')} |`,
  `|---|${ENDPOINTS.map(() => '---').join('|')}|`,
  ...structures(release).map(
    ({ choice, values }) => `| ${choice} | ${values.map(short).join(' | ')} |`,
  ),
  '',
].join('\n');
writeFileSync(`${docs}model-checks.md`, page);
process.stdout.write(`checks of ${release.name} written to docs/researchers/model-checks.md\n`);
