// Runs the built command line as a child process, as a person would.
// Never in the test's own process: exit codes and both output streams are what is tested.

import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const repositoryFolder = join(import.meta.dirname, '../../../..');

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs `aegle` with arguments; `input` goes to its standard input. */
export function runAegle(
  args: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(repositoryFolder, 'tools/aegle.mjs'), ...args], {
      cwd: repositoryFolder,
      env: { PATH: process.env.PATH ?? '', ...options.env },
    });
    let out = '';
    let error = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      error += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, error }));
    child.stdin.end(options.input ?? '');
  });
}

/** Path of an example patient file. */
export function example(name: string): string {
  return join(repositoryFolder, 'examples/patients', `${name}.yaml`);
}
