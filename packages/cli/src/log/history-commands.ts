// `aegle import` and `export`: whole histories in and out, one line a patient.
// Never part of a patient: a line is stored whole or refused with its number.

import { once } from 'node:events';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { describeProblem, EXIT, refused } from '../world/input-refused.ts';
import { type InstallationOptions, withTenant } from '../world/installation.ts';
import { Progress } from '../world/progress.ts';
import type { World } from '../world/world.ts';
import { exportHistory } from './export-history.ts';
import { importLine, type LineOutcome } from './import-history.ts';

/** The options of every command on a database. */
export function databaseOptions(command: Command): Command {
  return command
    .option('--data-folder <folder>', 'data folder of the embedded database')
    .option('--tenant <slug>', 'which tenant; left out: the only one')
    .option('--json', 'one JSON document');
}

/** Adds `import` and `export`. */
export function addHistoryCommands(program: Command, world: World, end: (code: number) => void) {
  databaseOptions(program.command('import'))
    .description('Take histories in, one JSON patient file a line; all or nothing per patient')
    .argument('<file>', 'NDJSON, or - for standard input')
    .action(async (file: string, options: InstallationOptions) =>
      end(await importFile(world, file, options)),
    );
  databaseOptions(program.command('export'))
    .description('Write every history that nothing was erased from, as NDJSON')
    .argument('[file]', 'a file that does not exist yet; left out: standard output')
    .action(async (file: string | undefined, options: InstallationOptions) =>
      end(await exportFile(world, file, options)),
    );
}

interface Refusal extends LineOutcome {
  readonly line: number;
}

async function importFile(world: World, file: string, options: InstallationOptions) {
  if (file !== '-' && !existsSync(file))
    throw refused('file', 'file_not_readable', 'Name a file that exists and may be read.');
  if (file !== '-' && statSync(file).isDirectory())
    throw refused('file', 'a_folder', 'Name the file in it.');
  return withTenant(world, options, async (open) => {
    const input = file === '-' ? Readable.from([await world.readInput()]) : await readable(file);
    const progress = new Progress(world, 'Lines');
    const refusals: Refusal[] = [];
    const count = { stored: 0, known: 0, refused: 0 };
    let line = 0;
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      if (text.trim() === '') continue;
      const outcome = await importLine(open, text);
      count[outcome.state] += 1;
      if (outcome.state === 'refused') {
        refusals.push({ line, ...outcome });
        if (!options.json) world.writeError(refusalText(line, outcome));
      }
      progress.at(line);
    }
    progress.end();
    world.writeOut(
      options.json
        ? `${JSON.stringify({ version: 1, ...count, refusals: refusals.map(refusalJson) }, null, 2)}\n`
        : `${count.stored} stored, ${count.known} already there, ${count.refused} refused.\n`,
    );
    return count.refused > 0 ? EXIT.refused : EXIT.granted;
  });
}

/** A file's stream once it is open: what may not be read is said before anything is stored. */
async function readable(file: string): Promise<Readable> {
  const stream = createReadStream(file);
  await once(stream, 'open');
  return stream;
}

function refusalText(line: number, { problems, kept }: LineOutcome): string {
  const lines = problems.map((problem) => `line ${line}: ${describeProblem(problem)}\n`);
  if (kept > 0)
    lines.push(`line ${line}: kept all the same: ${kept} report(s) that can only close a gate.\n`);
  return lines.join('');
}

function refusalJson({ line, problems, kept }: Refusal) {
  const told = problems.map(({ field, rule, nextStep }) => ({ field, rule, nextStep }));
  return { line, problems: told, kept };
}

async function exportFile(world: World, file: string | undefined, options: InstallationOptions) {
  if (file !== undefined && existsSync(file))
    throw refused('file', 'file_exists', 'Name a file that does not exist yet.');
  return withTenant(world, options, async (open) => {
    // Opened before anything is read: a folder that is not there is said at once.
    const handle = file === undefined ? undefined : await openFile(file, 'wx', 0o600);
    const output = handle?.createWriteStream();
    const written = output === undefined ? undefined : finished(output);
    // Heard of where it is waited for.
    written?.catch(() => undefined);
    const progress = new Progress(world, 'Patients');
    const report = await exportHistory(
      open,
      (line) => void (output === undefined ? world.writeOut(line) : output.write(line)),
      (patients) => progress.at(patients),
    );
    output?.end();
    await written;
    progress.end();
    world.writeError(
      `${report.patients} patients, ${report.streams} other streams; ${report.erased} left out, erased.\n`,
    );
    return EXIT.granted;
  });
}
