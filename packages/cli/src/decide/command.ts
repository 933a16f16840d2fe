// `aegle decide` and `aegle calendar`: the gate asked over a patient file.
// Never stores anything, and never answers on a part of a file.

import {
  AUDIENCES,
  type Audience,
  type CompiledProgramme,
  deadlineZone,
  type Instant,
  placeOfCare,
  STAGES,
  type Stage,
} from '@aegle/core';
import type { PatientHistory } from '@aegle/data';
import { placeOf, readPatientFile } from '@aegle/data';
import { calendarOf } from '@aegle/server';
import type { Command } from 'commander';
import { describeProblem, EXIT, InputRefused, refused } from '../world/input-refused.ts';
import { instantAsked } from '../world/instant.ts';
import { holdsLines, placedIn } from '../world/placed-histories.ts';
import { loadRules, namedProgrammes, ownersOf, programmesOf, type Rules } from '../world/rules.ts';
import { textOf } from '../world/text-input.ts';
import type { World } from '../world/world.ts';
import type { FileAnswer } from './answer-schema.ts';
import { answerText } from './answer-text.ts';
import { calendarText, daysOf } from './calendar-text.ts';
import { type Assumptions, decideFile } from './decide-file.ts';
import { answerOf } from './file-answer.ts';

interface Options {
  readonly programme?: string;
  readonly question: string;
  readonly at?: string;
  readonly confirm: readonly string[];
  readonly overlay: readonly string[];
  readonly audience: string;
  readonly json?: true;
  readonly days: string;
}

/** Everything that the options and the file of one question say. */
interface Case {
  readonly rules: Rules;
  readonly history: PatientHistory;
  readonly named: readonly CompiledProgramme[] | undefined;
  readonly stage: Stage;
  readonly at: Instant;
  readonly audience: Audience;
  readonly assumptions: Assumptions;
}

const many = (value: string, earlier: readonly string[]) => [...earlier, ...value.split(',')];

function questionOptions(command: Command): Command {
  return command
    .option('--programme <ids>', 'programmes, joined by commas; left out: those enrolled in')
    .option('--question <question>', STAGES.join(', '), 'dispense')
    .option('--at <instant>', 'ISO 8601 with its offset; left out: now')
    .option('--confirm <editions>', 'editions taken as confirmed in force', many, [])
    .option('--overlay <overlays>', 'overlays taken as adopted', many, [])
    .option('--json', 'one JSON document, as `aegle schema answer` says');
}

/** Adds `decide` and `calendar`. */
export function addDecideCommands(program: Command, world: World, end: (code: number) => void) {
  questionOptions(program.command('decide'))
    .argument('<patients...>', 'patient files (YAML, JSON, or NDJSON: one a line), or - for one')
    .description('Are the conditions met to prescribe, to dispense, to donate blood?')
    .option('--audience <audience>', AUDIENCES.join(', '), 'prescriber')
    .addHelpText('after', '\nExit: 0 granted, 2 denied, 3 query or disagreement, 1 refused input.')
    .action(async (paths: readonly string[], options: Options) =>
      end(await decideAll(world, paths, options)),
    );
  questionOptions(program.command('calendar'))
    .argument('<patient>', 'patient file (YAML or JSON), or - for standard input')
    .description('Each coming day: open or closed, and why')
    .option('--days <count>', 'how many days, 1 to 400', '60')
    .action(async (path: string, options: Options) =>
      end(await calendar(world, path, { ...options, audience: 'prescriber' })),
    );
}

function caseOf(world: World, text: string, options: Options): Case {
  const rules = loadRules(world.homeFolder);
  const stage = STAGES.find((one) => one === options.question);
  if (stage === undefined)
    throw refused('--question', 'unknown_question', `Name one of: ${STAGES.join(', ')}.`);
  const audience = AUDIENCES.find((one) => one === options.audience);
  if (audience === undefined)
    throw refused('--audience', 'unknown_audience', `Name one of: ${AUDIENCES.join(', ')}.`);
  const at = instantAsked(world, options.at);
  const named =
    options.programme === undefined ? undefined : namedProgrammes(rules, options.programme);
  const assumptions = {
    confirmed: ownersOf(rules, options.confirm, 'editions', '--confirm'),
    adopted: ownersOf(rules, options.overlay, 'overlays', '--overlay'),
  };
  const reading = readPatientFile(text, programmesOf(rules));
  if (!reading.ok) throw new InputRefused(reading.problems);
  return { rules, history: reading.history, named, stage, at, audience, assumptions };
}

/** Each history by itself; one that is refused keeps no other from its answer. */
async function decideAll(
  world: World,
  paths: readonly string[],
  options: Options,
): Promise<number> {
  const [only] = paths;
  if (paths.length === 1 && only !== undefined && !holdsLines(only)) {
    const answer = decide(world, await textOf(world, only), options);
    world.writeOut(options.json ? `${JSON.stringify(answer, null, 2)}\n` : answerText(answer));
    return exitOf(answer);
  }
  let worst = -1;
  const hear = (exit: number) => {
    worst = Math.max(worst, GRAVITY.indexOf(exit));
  };
  for (const path of paths) {
    const placed = await placedIn(world, path).catch((error: unknown) => {
      hear(refusedOne(world, path, error, options));
      return [];
    });
    for (const { place, text } of placed) hear(decideOne(world, place, text, options));
  }
  return GRAVITY[worst] ?? EXIT.refused;
}

/** Of several answers the gravest gives the exit code. */
const GRAVITY: readonly number[] = [EXIT.granted, EXIT.query, EXIT.denied, EXIT.refused];

function decideOne(world: World, place: string, text: string, options: Options): number {
  try {
    const answer = decide(world, text, options);
    if (options.json) world.writeOut(`${JSON.stringify({ place, ...answer })}\n`);
    else world.writeOut(`== ${place}\n${answerText(answer)}\n`);
    return exitOf(answer);
  } catch (error) {
    return refusedOne(world, place, error, options);
  }
}

/** What is wrong with one of several, beside the answers of the others. */
function refusedOne(world: World, place: string, error: unknown, options: Options): number {
  if (!(error instanceof InputRefused)) throw error;
  const { problems } = error;
  if (options.json) world.writeOut(`${JSON.stringify({ place, outcome: 'refused', problems })}\n`);
  world.writeError(`== ${place}\nRefused; nothing was decided:\n`);
  for (const problem of problems) world.writeError(`  ${describeProblem(problem)}\n`);
  return EXIT.refused;
}

function exitOf(answer: FileAnswer): number {
  if (answer.outcome === 'granted') return EXIT.granted;
  return answer.disposition === 'query' ? EXIT.query : EXIT.denied;
}

function decide(world: World, text: string, options: Options): FileAnswer {
  const asked = caseOf(world, text, options);
  const { rules, history, stage, at, audience, assumptions, named } = asked;
  const decided = decideFile(rules, history, stage, at, assumptions, named);
  const laterEvents = [...history.gate, ...history.record].filter(
    (event) => event.recordedAt > at,
  ).length;
  return answerOf(rules, decided, {
    kind: stage,
    at,
    audience,
    confirmed: options.confirm,
    overlays: options.overlay,
    laterEvents,
  });
}

async function calendar(world: World, path: string, options: Options): Promise<number> {
  const asked = caseOf(world, await textOf(world, path), options);
  const { rules, history, stage, at, assumptions, named } = asked;
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > 400)
    throw refused('--days', 'not_in_range', 'Write a whole number from 1 to 400.');
  const decideAt = (instant: Instant) =>
    decideFile(rules, history, stage, instant, assumptions, named);
  const { programmes, facts } = decideAt(at);
  const place = placeOfCare(facts.patient) ?? placeOf(history.file.zone);
  const zone = deadlineZone(programmes[0]!.programme, place);
  const decisions = new Map<Instant, ReturnType<typeof decideAt>['decision']>();
  const entries = calendarOf(rules.clockOf(zone), at, days, (instant) => {
    const { decision } = decideAt(instant);
    decisions.set(instant, decision);
    return decision;
  });
  const shown = daysOf(entries, [...decisions.values()]);
  world.writeOut(
    options.json
      ? `${JSON.stringify({ version: 1, question: stage, zone, days: shown }, null, 2)}\n`
      : calendarText(shown, stage, zone),
  );
  return EXIT.granted;
}
