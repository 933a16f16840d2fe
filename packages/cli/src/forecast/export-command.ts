// `aegle forecast-model`: the model of a release under a plan, for R, mrgsolve, NONMEM or as JSON.
// Never a forecast: it is the middle person's course, with nobody drawn.

import {
  courseJson,
  mrgsolveText,
  nonmemText,
  recordsText,
  rText,
  typicalCourse,
} from '@aegle/forecast';
import { releaseIn } from '@aegle/server';
import type { Command } from 'commander';
import { EXIT, InputRefused, refused } from '../world/input-refused.ts';
import { textOf } from '../world/text-input.ts';
import type { World } from '../world/world.ts';
import { questionFrom } from './plan-file.ts';

const FORMATS = ['json', 'r', 'mrgsolve', 'nonmem', 'records'] as const;
type Format = (typeof FORMATS)[number];

const HELP = `
Of the plan file it takes the person and the first plan, with every capsule taken. Each format holds
the whole course: kinetics, gland, lesions, scars, quality of life, blood, side effects, relapse.
\`r\` is a script for deSolve or rxode2; run it with Rscript. \`mrgsolve\` and \`nonmem\` also draw how
people differ in kinetics, and read the doses and days of \`records\` (CSV). \`json\` has the equations,
parameters, reference numbers and every row of the release.

Exit: 0 written, 1 refused input.`;

/** Adds `forecast-model`. */
export function addExportCommand(program: Command, world: World, end: (code: number) => void) {
  program
    .command('forecast-model')
    .description('The model behind a forecast, to run in another program')
    .argument('<plan>', 'plan file (YAML or JSON), or - for standard input')
    .option('--as <format>', `one of ${FORMATS.join(', ')}`, 'json')
    .addHelpText('after', HELP)
    .action(async (plan: string, options: { readonly as: string }) =>
      end(await exportModel(world, plan, options.as)),
    );
}

async function exportModel(world: World, plan: string, as: string): Promise<number> {
  const format = FORMATS.find((one) => one === as);
  if (format === undefined)
    throw refused('--as', 'unknown_format', `Name one of ${FORMATS.join(', ')}.`);
  const unchanged = { population: undefined, seed: undefined };
  const { subject, plans } = questionFrom(await textOf(world, plan), unchanged);
  if (subject.kind !== 'patient')
    throw refused('subject', 'not_a_person', 'State one person: kind: patient, with a profile.');
  const [first] = plans;
  for (const field of ['forWeightKg', 'untilClearWeeks', 'areCapsulesOpened'] as const)
    if (first![field] !== undefined)
      throw refused(
        `plans[0].${field}`,
        'not_of_a_model',
        'Leave it out, and write the mg of this person.',
      );
  const file = releaseIn(world.homeFolder);
  if (!file.ok) throw new InputRefused(file.problems);
  const course = typicalCourse(file.release, subject.profile, first!.regimen);
  const write: Readonly<Record<Format, () => string>> = {
    json: () => courseJson(course, file.release),
    r: () => rText(course),
    mrgsolve: () => mrgsolveText(course, file.release),
    nonmem: () => nonmemText(course, file.release),
    records: () => recordsText(course),
  };
  world.writeOut(write[format]());
  return EXIT.granted;
}
