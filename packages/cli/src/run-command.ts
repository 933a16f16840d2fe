// Parses the arguments, runs one command, and turns what went wrong into words and an exit code.
// Never prints a stack or a value of the input for an expected failure.

import { StoreFault } from '@aegle/store';
import { Command, CommanderError } from 'commander';
import { addAccountCommands } from './accounts/command.ts';
import { addTakingAwayCommands } from './accounts/taking-away.ts';
import { addAgendaCommand } from './agenda/command.ts';
import { addBenchCommand } from './bench-command.ts';
import { addCourseCommand } from './course/command.ts';
import { ANSWER_VERSION } from './decide/answer-schema.ts';
import { addDecideCommands } from './decide/command.ts';
import { addFindingsCommand } from './findings/command.ts';
import { addForecastCommand } from './forecast/command.ts';
import { addExportCommand } from './forecast/export-command.ts';
import { addAccessCommand } from './log/access-command.ts';
import { addBackupCommands } from './log/backup-commands.ts';
import { addHistoryCommands } from './log/history-commands.ts';
import { addLogCommands } from './log/log-commands.ts';
import { addPersonCommands } from './log/person-commands.ts';
import { addProgrammeCommands } from './programmes/command.ts';
import { describeProblem, EXIT, InputRefused } from './world/input-refused.ts';
import type { World } from './world/world.ts';

/** Runs the command that `world.argv` names; answers the exit code. */
export async function runCommand(world: World): Promise<number> {
  let code: number = EXIT.granted;
  const end = (answer: number) => {
    code = answer;
  };
  const program = new Command('aegle')
    .description(
      'Runs isotretinoin treatment: are the conditions met, until when, what is missing?',
    )
    .configureOutput({ writeOut: world.writeOut, writeErr: world.writeError })
    .showHelpAfterError('Run aegle --help for all commands, aegle COMMAND --help for its options.')
    .exitOverride();
  addDecideCommands(program, world, end);
  addAgendaCommand(program, world, end);
  addCourseCommand(program, world, end);
  addProgrammeCommands(program, world, end);
  addHistoryCommands(program, world, end);
  addLogCommands(program, world, end);
  addPersonCommands(program, world, end);
  addAccessCommand(program, world, end);
  addBackupCommands(program, world, end);
  addAccountCommands(program, world, end);
  addFindingsCommand(program, world, end);
  addTakingAwayCommands(program, world, end);
  addForecastCommand(program, world, end);
  addExportCommand(program, world, end);
  addBenchCommand(program, world, end);
  try {
    await program.parseAsync([...world.argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(world, error);
  }
}

function explain(world: World, error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.granted : EXIT.refused;
  const isJson = world.argv.includes('--json');
  if (error instanceof StoreFault) {
    const { kind, field, rule, nextStep } = error.fault;
    world.writeError(`Refused (${kind}): ${field}: ${rule} ${nextStep}\n`);
    return EXIT.refused;
  }
  if (!(error instanceof InputRefused)) return explainMachine(world, error);
  const problems = error.problems.map(({ field, line, rule, nextStep }) => ({
    field,
    line: line ?? null,
    rule,
    nextStep,
  }));
  if (isJson)
    world.writeOut(
      `${JSON.stringify({ version: ANSWER_VERSION, outcome: 'refused', problems }, null, 2)}\n`,
    );
  world.writeError('Refused; nothing was decided or stored:\n');
  for (const problem of error.problems) world.writeError(`  ${describeProblem(problem)}\n`);
  return EXIT.refused;
}

/** What the machine refused, by its code: the rule and the next step. */
const OF_THE_MACHINE: Readonly<Record<string, string>> = {
  ENOENT: 'A file or folder is not there. Check the path; make the folder first.',
  ENOTDIR: 'A part of the path is a file. Check the path.',
  EISDIR: 'It is a folder where a file is needed. Name the file.',
  EEXIST: 'It exists already. Choose another name.',
  EACCES: 'This user may not read or write it. Change the rights, or choose another place.',
  EPERM: 'This user may not do that. Change the rights, or choose another place.',
  ENOSPC: 'The disk is full. Free some space.',
  '22P02': 'An id is not of the right form. Copy it whole: it is a UUID.',
};

/** A refusal of the machine in a sentence; anything else is a defect, and keeps its stack. */
function explainMachine(world: World, error: unknown): number {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : '';
  const said = OF_THE_MACHINE[String(code)];
  if (said === undefined) throw error;
  world.writeError(`Refused (${String(code)}): ${said}\n`);
  return EXIT.refused;
}
