// `aegle course`: one course of a patient file as of an instant, derived anew.
// Never stores anything, never changes a dose, and never answers on a part of a file.

import { formatCalendarDay, formatInstant, parseInstant } from '@aegle/core';
import { readPatientFile } from '@aegle/data';
import type { Command } from 'commander';
import { EXIT, InputRefused, refused } from '../world/input-refused.ts';
import { loadRules, programmesOf } from '../world/rules.ts';
import { textOf } from '../world/text-input.ts';
import type { World } from '../world/world.ts';
import { courseOfFile } from './course-of-file.ts';
import { SECTIONS } from './sections.ts';

interface Options {
  readonly at?: string;
  readonly course?: string;
  readonly json?: true;
}

/** Adds `course`. */
export function addCourseCommand(program: Command, world: World, end: (code: number) => void) {
  program
    .command('course')
    .description('One course: plan, dose, capsules, supply, eligibility, dated advice')
    .argument('<patient>', 'patient file (YAML or JSON), or - for standard input')
    .option('--at <instant>', 'ISO 8601 with its offset; left out: now')
    .option('--course <id>', 'id of a course; left out: the latest')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExit: 0 printed, 1 refused input. It advises; it changes no dose.')
    .action(async (path: string, options: Options) => end(await course(world, path, options)));
}

async function course(world: World, path: string, options: Options): Promise<number> {
  const at = options.at === undefined ? world.now : parseInstant(options.at);
  if (at === undefined)
    throw refused('--at', 'not_an_instant', 'Write it with its offset: 2024-03-10T23:00:00-04:00.');
  const rules = loadRules(world.homeFolder);
  const reading = readPatientFile(await textOf(world, path), programmesOf(rules));
  if (!reading.ok) throw new InputRefused(reading.problems);
  const input = courseOfFile(world.homeFolder, rules, reading.history, at, options.course);
  if (input === undefined)
    throw refused('--course', 'no_such_course', 'Name a course of the file, or record one first.');
  const sections = SECTIONS.map((sectionOf) => sectionOf(input));
  const asOf = { at: formatInstant(at), today: formatCalendarDay(input.today) };
  world.writeOut(
    options.json
      ? `${JSON.stringify({ version: 1, ...asOf, rules: input.courseRules.id, sections: dataOf(sections) }, null, 2)}\n`
      : `${textOfSections(sections, asOf.today, input.courseRules.title)}\n`,
  );
  return EXIT.granted;
}

type Sections = readonly ReturnType<(typeof SECTIONS)[number]>[];

const dataOf = (sections: Sections) =>
  Object.fromEntries(sections.map(({ id, data }) => [id, data]));

function textOfSections(sections: Sections, today: string, title: string): string {
  const parts = sections.map(({ title: head, lines }) => [
    head,
    ...lines.map((line) => `  ${line}`),
  ]);
  return [[`As of ${today}. Numbers: ${title}. It advises; a prescriber decides.`], ...parts]
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
