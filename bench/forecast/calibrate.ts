// The calibration as a command: writes the release and its report, the same bytes every time.
// Never run by the quick tests: it takes a minute or two; a test compares its outputs with its inputs.

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Rows, Targets } from '../../packages/forecast/src/calibration/blocks.ts';
import { calibrate } from '../../packages/forecast/src/calibration/calibrate.ts';
import { reportOf } from '../../packages/forecast/src/calibration/report.ts';
import {
  type ModelRelease,
  releaseText,
} from '../../packages/forecast/src/parameters/parameters.ts';

const folder = fileURLToPath(new URL('../../packages/forecast/release/', import.meta.url));
const reportPath = fileURLToPath(new URL('../../docs/researchers/calibration.md', import.meta.url));
const read = (name: string): unknown => JSON.parse(readFileSync(`${folder}${name}`, 'utf8'));

const priors = read('priors.json') as { readonly rows: Rows; readonly version: string };
const targets = read('targets.json') as Targets;
const calibration = calibrate(priors, targets, `aegle-${priors.version}`, priors.version, (block) =>
  process.stdout.write(`fitting ${block}\n`),
);
const digest = createHash('sha256').update(releaseText(calibration.release)).digest('hex');
const release: ModelRelease = { ...calibration.release, digest };
writeFileSync(`${folder}aegle.json`, `${JSON.stringify(release, null, 2)}\n`);
writeFileSync(reportPath, reportOf(calibration, targets, digest));
process.stdout.write(`release ${release.name} ${release.version} ${digest}\n`);
