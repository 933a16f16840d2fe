// `aegle forecast`: what a plan will probably do, and how sure that is.
// Never opens a gate, and never runs a release whose digest does not fit its numbers.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  answerForecast,
  CHUNK_PATIENTS,
  type ModelRelease,
  prepareForecast,
  readRelease,
  releaseText,
  runAll,
} from '@aegle/forecast';
import type { Command } from 'commander';
import { EXIT, InputRefused, refused } from '../input-refused.ts';
import { Progress } from '../progress.ts';
import { textOf } from '../text-input.ts';
import type { World } from '../world.ts';
import { forecastText } from './forecast-text.ts';
import { requestFrom } from './plan-file.ts';
import { reportHtml } from './report-html.ts';
import { readYamlSources } from './sources.ts';

interface Options {
  readonly population?: string;
  readonly seed?: string;
  readonly json?: true;
  readonly html?: string;
}

/** Adds `forecast`. */
export function addForecastCommand(program: Command, world: World, end: (code: number) => void) {
  program
    .command('forecast')
    .description('What a plan will probably do, and how sure that is')
    .argument('[plan]', 'plan file (YAML or JSON), or - for standard input')
    .option('--population <count>', 'a virtual population in place of one person')
    .option('--seed <number>', 'whole number; the same seed gives the same people')
    .option('--json', 'every endpoint at every time, as one JSON document')
    .option('--html <file>', 'write a self-contained report; the file must not exist yet')
    .action(async (plan: string | undefined, options: Options) =>
      end(await forecast(world, plan, options)),
    );
}

function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw refused(option, 'not_a_whole_number', 'Write digits only.');
}

async function forecast(world: World, plan: string | undefined, options: Options) {
  const population = wholeNumber(options.population, '--population');
  if (plan === undefined && population === undefined)
    throw refused('plan', 'missing', 'Name a plan file, or a size with --population.');
  const { html } = options;
  if (html !== undefined && existsSync(html))
    throw refused('--html', 'file_exists', 'Name a file that does not exist yet.');
  const text = plan === undefined ? undefined : await textOf(world, plan);
  const request = requestFrom(text, population, wholeNumber(options.seed, '--seed'));
  const prepared = prepareForecast(request, releaseIn(world.homeFolder));
  const progress = new Progress(world, 'Virtual patients');
  const total = prepared.chunks * CHUNK_PATIENTS;
  const tallies = runAll(prepared, (share) => progress.at(Math.round(share * total), total));
  progress.end();
  const answer = answerForecast(prepared, tallies);
  if (html !== undefined)
    writeFileSync(html, reportHtml(answer, readYamlSources(world.homeFolder)), { flag: 'wx' });
  world.writeOut(
    options.json ? `${JSON.stringify({ schema: 1, request, ...answer })}\n` : forecastText(answer),
  );
  return EXIT.granted;
}

/** The release this version forecasts with: frozen among the evidence, never edited. */
const RELEASE_FILE = 'evidence/releases/aegle-2026.11.json';

/** The frozen release, its digest checked. */
function releaseIn(homeFolder: string): ModelRelease {
  const file = join(homeFolder, RELEASE_FILE);
  if (!existsSync(file)) throw refused('release', 'file_missing', `Put the release in ${file}.`);
  const reading = readRelease(JSON.parse(readFileSync(file, 'utf8')));
  if (!reading.accepted) throw new InputRefused(reading.refusals);
  const digest = createHash('sha256').update(releaseText(reading.release)).digest('hex');
  if (digest === reading.release.digest) return reading.release;
  throw refused('release', 'digest_differs', 'The release was changed: restore the committed one.');
}
