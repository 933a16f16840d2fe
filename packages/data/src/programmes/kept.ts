// Programmes that were checked before, kept by the digest of every byte that decides whether they load.
// Never trusts a name or a date: one changed byte of the data, or of the checking code, is checked anew.

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProgrammeFiles } from './files.ts';
import { type LoadedProgramme, type LoadOutcome, loadProgramme } from './load.ts';

/** Where checked programmes are kept, and the digest of the code that checks them. */
export interface Keeping {
  readonly folder: string;
  readonly code: string;
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Keeps beside a bundle that runs; undefined from sources, whose other files may change unseen. */
export function keepingBeside(moduleUrl: string): Keeping | undefined {
  if (!moduleUrl.endsWith('.mjs')) return undefined;
  const file = fileURLToPath(moduleUrl);
  return { folder: join(dirname(file), 'checked'), code: sha256(readFileSync(file)) };
}

/** Loads a folder: as it was checked before, or checked now and kept when it loads. */
export function loadKept(folder: string, keeping: Keeping | undefined): LoadOutcome {
  if (keeping === undefined) return loadProgramme(folder);
  const stem = basename(folder);
  const file = join(keeping.folder, `${stem}-${digestOf(folder, keeping.code)}.json`);
  const kept = readKept(file, folder);
  if (kept !== undefined) return { ok: true, loaded: kept };
  const outcome = loadProgramme(folder);
  if (outcome.ok) keep(keeping.folder, stem, file, outcome.loaded);
  return outcome;
}

/** Of every file that loading reads: the folder's without its cases, and the ages of majority. */
function digestOf(folder: string, code: string): string {
  const hash = createHash('sha256').update(code);
  const files = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).startsWith('cases'))
    .sort();
  const ages = join(dirname(folder), 'majority.yaml');
  for (const path of existsSync(ages) ? [...files, ages] : files)
    hash.update(`\n${relative(folder, path)} ${sha256(readFileSync(path))}`);
  return hash.digest('hex');
}

type Written = Omit<ProgrammeFiles, 'parameters' | 'requirements'> & {
  readonly parameters: readonly (readonly [string, unknown])[];
  readonly requirements: readonly (readonly [string, unknown])[];
};

function readKept(file: string, folder: string): LoadedProgramme | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  // A file that was cut short or changed is none.
  if (text.slice(0, end) !== sha256(body)) return undefined;
  const { files, ...rest } = JSON.parse(body) as Omit<LoadedProgramme, 'folder' | 'files'> & {
    files: Written;
  };
  const read = {
    ...files,
    parameters: new Map(files.parameters),
    requirements: new Map(files.requirements),
  } as ProgrammeFiles;
  return { ...rest, folder, files: read };
}

/** Written beside and renamed, so that nobody reads half; a folder that cannot be written keeps nothing. */
function keep(keptIn: string, stem: string, file: string, loaded: LoadedProgramme): void {
  const { folder: _folder, files, ...rest } = loaded;
  const parameters = [...files.parameters];
  const requirements = [...files.requirements];
  const body = JSON.stringify({ ...rest, files: { ...files, parameters, requirements } });
  try {
    mkdirSync(keptIn, { recursive: true });
    for (const name of readdirSync(keptIn))
      if (new RegExp(`^${stem}-[0-9a-f]{64}\\.json$`).test(name)) rmSync(join(keptIn, name));
    const half = `${file}.${process.pid}.half`;
    writeFileSync(half, `${sha256(body)}\n${body}`);
    renameSync(half, file);
  } catch {
    // Read-only, full, or another process was quicker: it is checked again next time.
  }
}
