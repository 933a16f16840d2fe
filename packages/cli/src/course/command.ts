// `aegle course`: one course of a patient file as of an instant, derived anew.
// Never stores anything, never changes a dose, and never answers on a part of a file.

import { type CalendarDay, formatCalendarDay, formatInstant } from '@aegle/core';
import { readPatientFile } from '@aegle/data';
import type { Command } from 'commander';
import { NO_ASSUMPTIONS } from '../decide/decide-file.ts';
import { findingsOfFile } from '../findings/findings-of-file.ts';
import { agendaOfFile } from '../of-file/agenda-of-file.ts';
import { courseOfFile } from '../of-file/course-of-file.ts';
import { EXIT, InputRefused, refused } from '../world/input-refused.ts';
import { instantAsked } from '../world/instant.ts';
import { loadRules, programmesOf } from '../world/rules.ts';
import { textOf } from '../world/text-input.ts';
import type { World } from '../world/world.ts';
import { SECTIONS } from './sections.ts';

interface Options {
  readonly at?: string;
  readonly course?: string;
  readonly policy: string;
  readonly risk: readonly string[];
  readonly days: string;
  readonly json?: true;
}

/** Adds `course`. */
export function addCourseCommand(program: Command, world: World, end: (code: number) => void) {
  program
    .command('course')
    .description(
      'One course: plan, agenda, dose, supply, tests, findings, report, eligibility, advice',
    )
    .argument('<patient>', 'patient file (YAML or JSON), or - for standard input')
    .option('--at <instant>', 'ISO 8601 with its offset; left out: now')
    .option('--course <id>', 'id of a course; left out: the latest')
    .option('--policy <policy>', 'monitoring policy of the evidence', 'delphi-2022')
    .option('--risk <risks>', 'risks that a policy names, e.g. diabetes', many, [])
    .option('--days <count>', 'how many days ahead the agenda looks, 1 to 400', '60')
    .option('--json', 'one JSON document')
    .addHelpText('after', '\nExit: 0 printed, 1 refused input. It advises; it changes no dose.')
    .action(async (path: string, options: Options) => end(await course(world, path, options)));
}

const many = (value: string, earlier: readonly string[]) => [...earlier, ...value.split(',')];

async function course(world: World, path: string, options: Options): Promise<number> {
  const at = instantAsked(world, options.at);
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > 400)
    throw refused('--days', 'not_in_range', 'Write a whole number from 1 to 400.');
  const rules = loadRules(world.homeFolder);
  const reading = readPatientFile(await textOf(world, path), programmesOf(rules));
  if (!reading.ok) throw new InputRefused(reading.problems);
  const { policy, risk: risks } = options;
  const { history } = reading;
  const found = findingsOfFile(rules, history, { policy, risks, at });
  const derived = courseOfFile(rules, history, at, options.course);
  if (derived === undefined)
    throw refused('--course', 'no_such_course', 'Name a course of the file, or record one first.');
  const asked = {
    at,
    days,
    policy,
    risks,
    closed: new Set<CalendarDay>(),
    assumptions: NO_ASSUMPTIONS,
  };
  const agenda = agendaOfFile(rules, history, asked);
  const input = { ...derived, found, agenda };
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
