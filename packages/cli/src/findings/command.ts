// `aegle findings`: what tests, symptoms and scores of a patient file say, and the report after it.
// Never stores anything, never a dose, and never over a file that exists.

import { existsSync, writeFileSync } from 'node:fs';
import { readPatientFile } from '@aegle/data';
import { afterCoursePdf } from '@aegle/server';
import type { Command } from 'commander';
import { EXIT, InputRefused, refused } from '../world/input-refused.ts';
import { instantAsked } from '../world/instant.ts';
import { loadRules, programmesOf } from '../world/rules.ts';
import { textOf } from '../world/text-input.ts';
import type { World } from '../world/world.ts';
import { findingsJson, findingsOfFile } from './findings-of-file.ts';
import { findingsText } from './findings-text.ts';

interface Options {
  readonly policy: string;
  readonly risk: readonly string[];
  readonly at?: string;
  readonly json?: true;
  readonly pdf?: string;
}

const many = (value: string, earlier: readonly string[]) => [...earlier, ...value.split(',')];

/** Adds `findings`. */
export function addFindingsCommand(program: Command, world: World, end: (code: number) => void) {
  program
    .command('findings')
    .description('What tests, symptoms and scores say, which test is next, and the report')
    .argument('<patient>', 'patient file (YAML or JSON), or - for standard input')
    .option('--policy <policy>', 'monitoring policy of the evidence', 'delphi-2022')
    .option('--risk <risks>', 'risks that a policy names, e.g. diabetes', many, [])
    .option('--at <instant>', 'ISO 8601 with its offset; left out: now')
    .option('--json', 'one JSON document')
    .option('--pdf <file>', 'write the after-course report; the file must not exist yet')
    .addHelpText('after', '\nExit: 0 answered, 1 refused input.')
    .action(async (path: string, options: Options) => end(await findings(world, path, options)));
}

async function findings(world: World, path: string, options: Options): Promise<number> {
  const rules = loadRules(world.homeFolder);
  const at = instantAsked(world, options.at);
  const reading = readPatientFile(await textOf(world, path), programmesOf(rules));
  if (!reading.ok) throw new InputRefused(reading.problems);
  const found = findingsOfFile(rules, reading.history, {
    policy: options.policy,
    risks: options.risk,
    at,
  });
  if (options.pdf !== undefined) {
    const { report } = found.findings;
    if (report === undefined)
      throw refused('--pdf', 'no_report_yet', 'Ask again once the last capsule is recorded.');
    if (existsSync(options.pdf))
      throw refused('--pdf', 'file_exists', 'Name a file that does not exist yet.');
    writeFileSync(options.pdf, await afterCoursePdf(report, at), { flag: 'wx' });
  }
  world.writeOut(options.json ? findingsJson(found) : findingsText(found));
  return EXIT.granted;
}
