// Input that a command does not take: every problem with its place, its rule and the next step.
// Never carries a value of the input: field paths, rules and steps only.

import type { FileProblem } from '@aegle/data';

/** Exit codes of `aegle`. A refusal never shares a code with an answer; 130 is the shell's for Ctrl-C. */
export const EXIT = { granted: 0, refused: 1, denied: 2, query: 3, interrupted: 130 } as const;

/** Thrown by a command for input that it refuses whole; ends with exit code 1. */
export class InputRefused extends Error {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(problems.map((problem) => `${problem.field}: ${problem.rule}`).join('; '));
    this.name = 'InputRefused';
    this.problems = problems;
  }
}

/** One refused argument or field. */
export function refused(field: string, rule: string, nextStep: string): InputRefused {
  return new InputRefused([{ field, rule, nextStep }]);
}

/** A problem as one line: `line 12: events[3].data.resultedOn: specimen_after_report. Check …` */
export function describeProblem(problem: FileProblem): string {
  const line = problem.line === undefined ? '' : `line ${problem.line}: `;
  return `${line}${problem.field}: ${problem.rule}. ${problem.nextStep}`;
}
