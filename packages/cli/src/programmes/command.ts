// `aegle programmes`, `diff` and `schema`: the rules themselves, their differences, their shapes.
// Never changes a file.

import { join } from 'node:path';
import { type Edition, type Instant, type Programme, STAGES } from '@aegle/core';
import { checkProgrammes, readPatientFile } from '@aegle/data';
import type { Command } from 'commander';
import { EXIT, InputRefused, refused } from '../world/input-refused.ts';
import { instantAsked } from '../world/instant.ts';
import { loadRules, programmesOf, type Rules } from '../world/rules.ts';
import { textOf } from '../world/text-input.ts';
import type { World } from '../world/world.ts';
import { differencesText, editionDifferences } from './edition-differences.ts';
import { type Effect, effectOn, onlyEdition } from './edition-effects.ts';
import { programmeJson, programmeLine, programmeText } from './programme-text.ts';
import { jsonSchemaText, SCHEMA_NAMES } from './schemas.ts';

interface DiffOptions {
  readonly data?: string;
  readonly at?: string;
  readonly json?: true;
}

/** Adds `programmes`, `diff` and `schema`. */
export function addProgrammeCommands(program: Command, world: World, end: (code: number) => void) {
  program
    .command('programmes')
    .description('The programmes, or one in full with its numbers and sources')
    .argument('[id]')
    .option('--check', 'check as loading does and run the cases; exit 2 when a fault is found')
    .option('--json')
    .action((id: string | undefined, options: { check?: true; json?: true }) =>
      end(options.check ? check(world, id) : show(world, id, options.json === true)),
    );
  program
    .command('diff')
    .description('What differs between two editions, in sentences, and whom it changes')
    .argument('<from>', 'an edition, e.g. us-2021')
    .argument('<to>', 'an edition of the same programme')
    .option('--data <file>', 'patients, one JSON patient file a line: whom does it change?')
    .option('--at <instant>', 'the instant to decide them at; left out: now')
    .option('--json')
    .action(async (from: string, to: string, options: DiffOptions) =>
      end(await difference(world, from, to, options)),
    );
  program
    .command('schema')
    .description(`JSON Schema of: ${SCHEMA_NAMES.join(', ')}`)
    .argument('<name>')
    .action((name: string) => {
      const text = jsonSchemaText(name);
      if (text === undefined)
        throw refused('name', 'unknown_schema', `Name one of: ${SCHEMA_NAMES.join(', ')}.`);
      world.writeOut(text);
    });
}

function show(world: World, id: string | undefined, isJson: boolean): number {
  const rules = loadRules(world.homeFolder);
  const all = [...rules.loaded.values()];
  if (id === undefined) {
    const list = all.map(({ programme }) => ({
      id: programme.id,
      name: programme.name,
      jurisdiction: programme.jurisdiction,
      completeness: programme.completeness,
      editions: programme.editions.map((edition) => edition.id),
    }));
    world.writeOut(
      isJson
        ? `${JSON.stringify({ version: 1, programmes: list }, null, 2)}\n`
        : `${all.map(programmeLine).join('\n')}\n`,
    );
    return EXIT.granted;
  }
  const found = rules.loaded.get(id);
  if (found === undefined)
    throw refused(
      'id',
      'unknown_programme',
      `Name one of: ${[...rules.loaded.keys()].join(', ')}.`,
    );
  world.writeOut(
    isJson ? `${JSON.stringify(programmeJson(found), null, 2)}\n` : programmeText(found),
  );
  return EXIT.granted;
}

function check(world: World, id: string | undefined): number {
  const checks = checkProgrammes(
    join(world.homeFolder, 'programmes'),
    id === undefined ? [] : [id],
  );
  if (checks.length === 0)
    throw refused('id', 'unknown_programme', 'Name a folder of programmes/.');
  for (const one of checks) {
    world.writeOut(`${one.id}: ${one.cases} runs, ${one.faults.length} faults\n`);
    for (const fault of one.faults) world.writeOut(`${fault}\n`);
  }
  return checks.some((one) => one.faults.length > 0) ? EXIT.denied : EXIT.granted;
}

function editionNamed(
  rules: Rules,
  name: string,
  argument: string,
): { readonly programme: Programme; readonly edition: Edition } {
  for (const programme of programmesOf(rules))
    for (const edition of programme.editions)
      if (edition.id === name) return { programme, edition };
  const known = programmesOf(rules).flatMap((one) => one.editions.map((edition) => edition.id));
  throw refused(argument, 'unknown_edition', `Name one of: ${known.join(', ')}.`);
}

async function difference(
  world: World,
  fromName: string,
  toName: string,
  options: DiffOptions,
): Promise<number> {
  const rules = loadRules(world.homeFolder);
  const from = editionNamed(rules, fromName, 'from');
  const to = editionNamed(rules, toName, 'to');
  if (from.programme !== to.programme)
    throw refused('to', 'edition_of_another_programme', 'Compare editions of one programme.');
  const at = instantAsked(world, options.at);
  const found =
    options.data === undefined
      ? undefined
      : effectsOn(rules, await textOf(world, options.data), from, to, at);
  const differences = editionDifferences(from.edition, to.edition);
  if (options.json)
    world.writeOut(
      `${JSON.stringify({ version: 1, from: fromName, to: toName, differences, ...found }, null, 2)}\n`,
    );
  else {
    world.writeOut(differencesText(from.edition, to.edition));
    if (found !== undefined) world.writeOut(effectsText(found));
  }
  return EXIT.granted;
}

interface Effects {
  readonly patients: number;
  readonly effects: readonly Effect[];
}

function effectsOn(
  rules: Rules,
  text: string,
  from: { readonly programme: Programme; readonly edition: Edition },
  to: { readonly programme: Programme; readonly edition: Edition },
  at: Instant,
): Effects {
  const both = [
    onlyEdition(from.programme, from.edition),
    onlyEdition(to.programme, to.edition),
  ] as const;
  const effects: Effect[] = [];
  let patients = 0;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const reading = readPatientFile(line, programmesOf(rules));
    if (!reading.ok)
      throw new InputRefused(reading.problems.map((one) => ({ ...one, line: index + 1 })));
    patients += 1;
    for (const stage of STAGES) {
      const effect = effectOn(rules, reading.history, index + 1, stage, at, both);
      if (effect !== undefined) effects.push(effect);
    }
  }
  return { patients, effects };
}

function effectsText({ patients, effects }: Effects): string {
  const changed = new Set(effects.map((one) => one.line)).size;
  const lines = ['', `Of ${patients} patients, ${changed} get another answer:`];
  for (const one of effects)
    lines.push(
      `  line ${one.line}, ${one.patient ?? 'unnamed'}, ${one.question}: ${one.before} becomes ${one.after}`,
    );
  return `${lines.join('\n')}\n`;
}
