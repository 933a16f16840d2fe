// `aegle forecast`: what a plan will probably do, and how sure that is.
// Never opens a gate, and never runs a release whose digest does not fit its numbers.

import { existsSync, writeFileSync } from 'node:fs';
import type { CompleteQuestion } from '@aegle/api';
import { readYamlSources } from '@aegle/data';
import { type ForecastAnswer, ForecastNumberError, refusalsOf } from '@aegle/forecast';
import { releaseIn, runOnThreads } from '@aegle/server';
import type { Command } from 'commander';
import { EXIT, InputRefused, refused } from '../world/input-refused.ts';
import { Progress } from '../world/progress.ts';
import { textOf } from '../world/text-input.ts';
import type { World } from '../world/world.ts';
import { planOfCourse } from './course-plan.ts';
import { forecastText } from './forecast-text.ts';
import { questionFrom } from './plan-file.ts';
import { reportHtml } from './report-html.tsx';

interface Options {
  readonly population?: string;
  readonly seed?: string;
  readonly workers?: string;
  readonly json?: true;
  readonly html?: string;
  readonly course?: string;
}

const HELP = `
The plan file states any regimen, baseline, endpoint and day; examples/forecasts has some.
\`aegle schema forecast-plan\` describes it, \`aegle schema forecast\` what --json writes.

Exit: 0 answered, 1 refused input, 130 stopped by Ctrl-C.`;

/** Adds `forecast`. */
export function addForecastCommand(program: Command, world: World, end: (code: number) => void) {
  program
    .command('forecast')
    .description('What a plan will probably do, and how sure that is')
    .argument('[plan]', 'plan file (YAML or JSON), or - for standard input')
    .option(
      '--population <count>',
      'a virtual population of this size in place of one person',
      once('--population'),
    )
    .option('--seed <number>', 'whole number; the same seed gives the same people', once('--seed'))
    .option(
      '--workers <count>',
      'threads, 1 to 256; the numbers are the same for any (all cores)',
      once('--workers'),
    )
    .option(
      '--course <patient>',
      'patient file whose latest course, taken and planned, stands first among the plans',
      once('--course'),
    )
    .option('--json', 'every endpoint at every time, as one JSON document')
    .option(
      '--html <file>',
      'write a self-contained report; the file must not exist yet',
      once('--html'),
    )
    .addHelpText('after', HELP)
    .action(async (plan: string | undefined, options: Options) =>
      end(await forecast(world, plan, options)),
    );
}

/** An option given twice is refused: which of the two was meant is not for us to say. */
const once = (option: string) => (value: string, earlier: string | undefined) => {
  if (earlier === undefined) return value;
  throw refused(option, 'given_twice', 'Write it once.');
};

function wholeNumber(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw refused(option, 'not_a_whole_number', 'Write at most 15 digits and nothing else.');
}

function threadsOf(world: World, options: Options): number {
  const threads = wholeNumber(options.workers, '--workers') ?? world.processors;
  if (threads >= 1 && threads <= 256) return threads;
  throw refused('--workers', 'not_in_range', 'Name 1 to 256 threads.');
}

async function forecast(world: World, plan: string | undefined, options: Options) {
  const population = wholeNumber(options.population, '--population');
  const threads = threadsOf(world, options);
  if (plan === undefined && population === undefined)
    throw refused('plan', 'missing', 'Name a plan file, or a size with --population.');
  const { html } = options;
  if (html === '') throw refused('--html', 'missing', 'Name the file to write.');
  if (html !== undefined && existsSync(html))
    throw refused('--html', 'file_exists', 'Name a file that does not exist yet.');
  const text = plan === undefined ? undefined : await textOf(world, plan);
  const seed = wholeNumber(options.seed, '--seed');
  const { course } = options;
  if (course === '-' && plan === '-')
    throw refused('--course', 'standard_input_twice', 'Name a file for one of the two.');
  const ofCourse = course === undefined ? undefined : await planOfCourse(world, course);
  const request = questionFrom(text, { population, seed, ofCourse });
  const answer = await run(world, request, threads);
  if (answer === null) return EXIT.interrupted;
  if (html !== undefined)
    writeFileSync(html, reportHtml(answer, request, readYamlSources(world.homeFolder)), {
      flag: 'wx',
    });
  const document = { schema: 1, request, ...answer };
  world.writeOut(options.json ? `${JSON.stringify(document)}\n` : forecastText(answer));
  return EXIT.granted;
}

/** The answer; null when a person stopped it: then nothing was written. */
async function run(
  world: World,
  request: CompleteQuestion,
  threads: number,
): Promise<ForecastAnswer | null> {
  const file = releaseIn(world.homeFolder, request.release);
  if (!file.ok) throw new InputRefused(file.problems);
  const unknown = refusalsOf(request, file.release);
  if (unknown.length > 0) throw new InputRefused(unknown);
  const progress = new Progress(world, 'Virtual patients');
  const interrupted = new AbortController();
  const forget = world.onInterrupt(() => interrupted.abort());
  const { signal } = interrupted;
  const onProgress = (patients: number) => progress.at(patients, request.patients);
  try {
    return await runOnThreads(request, file.release, { threads, onProgress, signal });
  } catch (error) {
    if (!signal.aborted) throw error instanceof ForecastNumberError ? brokenNumber(error) : error;
    progress.end();
    world.writeError('Stopped; nothing was written.\n');
    return null;
  } finally {
    forget();
    progress.end();
  }
}

/** A number that the model lost: said as plainly as a refusal, for whoever asked can only report it. */
export function brokenNumber({ parameter, patient }: ForecastNumberError): InputRefused {
  const rule = `not a finite number in virtual patient ${patient}, so that nothing was answered`;
  const nextStep =
    'This is a fault of the model and not of the plan: report the plan, the seed and the model’s ' +
    'name, and ask with another --seed meanwhile.';
  return refused(parameter, rule, nextStep);
}
