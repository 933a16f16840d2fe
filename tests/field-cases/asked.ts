// Asks the command line about a case from the field, as somebody would who has only the file.
// It must never decide anything by itself.

import { join } from 'node:path';
import { runHere } from '../../packages/cli/src/testing/run-here.ts';

/** What the answer says, in short. */
export interface FieldAnswer {
  readonly outcome: 'granted' | 'denied';
  readonly disposition: 'blocked' | 'query' | null;
  readonly until: { readonly day: string } | null;
  readonly maxDaysSupply: number | null;
  readonly reasons: readonly {
    readonly code: string;
    readonly requirement: string;
    readonly clearableFrom: string | null;
    readonly text: string;
  }[];
  readonly advice: readonly { readonly requirement: string; readonly text: string }[];
}

/** The answer of `aegle decide --json` on a file of this folder; `question` is dispense unless given. */
export async function askedOf(file: string, at: string, question?: string): Promise<FieldAnswer> {
  const path = join(import.meta.dirname, file);
  const kind = question === undefined ? [] : ['--question', question];
  const { out, error, code } = await runHere(['decide', path, '--at', at, '--json', ...kind]);
  if (code === 1) throw new Error(error);
  return JSON.parse(out);
}

/** The codes of the reasons, sorted. */
export const codesOf = (answer: FieldAnswer): string[] =>
  answer.reasons.map((one) => one.code).sort();
