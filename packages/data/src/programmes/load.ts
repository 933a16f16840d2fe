// Loads every programme folder, or says everything that keeps one from loading.
// Never loads part of a programme.

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Programme } from '@aegle/core';
import { buildProgramme } from './build.ts';
import { type ProgrammeFiles, type Refusal, readProgrammeFiles } from './files.ts';
import { majorityAge, readMajorities } from './majority.ts';
import { refusalsOf } from './refusals.ts';

/** A loaded programme with the files it came from (texts and sources for pages). */
export interface LoadedProgramme {
  readonly folder: string;
  readonly programme: Programme;
  readonly files: ProgrammeFiles;
  /** Completed years at which a guardian's access ends; undefined: not known, so no access. */
  readonly majorityAgeYears: number | undefined;
}

/** A programme, or its refusals. */
export type LoadOutcome =
  | { readonly ok: true; readonly loaded: LoadedProgramme }
  | { readonly ok: false; readonly folder: string; readonly refusals: readonly Refusal[] };

/** Loads one folder. */
export function loadProgramme(folder: string): LoadOutcome {
  const files = readProgrammeFiles(folder);
  if (!('programme' in files)) return { ok: false, folder, refusals: files };
  const majorities = readMajorities(dirname(folder));
  const majorityAgeYears = majorityAge(majorities, files.programme.jurisdiction);
  const programme = buildProgramme(files, majorityAgeYears);
  if (!('id' in programme)) return { ok: false, folder, refusals: programme };
  const refusals = refusalsOf(programme, files);
  if (refusals.length > 0) return { ok: false, folder, refusals };
  return { ok: true, loaded: { folder, programme, files, majorityAgeYears } };
}

/** Folders below `root` that hold a programme. */
export function programmeFolders(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, entry.name, 'programme.yaml')))
    .map((entry) => join(root, entry.name))
    .sort();
}

/** Every programme below `root`; throws with all refusals when one does not load. */
export function loadProgrammes(
  root: string,
  load: (folder: string) => LoadOutcome = loadProgramme,
): readonly LoadedProgramme[] {
  const outcomes = programmeFolders(root).map((folder) => load(folder));
  const refused = outcomes.filter((outcome) => !outcome.ok);
  refused.push(...withoutCompanion(outcomes.filter((outcome) => outcome.ok)));
  if (refused.length > 0)
    throw new Error(
      refused
        .map((one) => `${one.folder}\n${one.refusals.map(describeRefusal).join('\n')}`)
        .join('\n'),
    );
  return outcomes.filter((outcome) => outcome.ok).map((outcome) => outcome.loaded);
}

type Loaded = Extract<LoadOutcome, { ok: true }>;
type Refused = Extract<LoadOutcome, { ok: false }>;

/** Programmes that apply together with one that is not there. */
function withoutCompanion(outcomes: readonly Loaded[]): readonly Refused[] {
  const ids = new Set(outcomes.map(({ loaded }) => loaded.programme.id));
  return outcomes.flatMap(({ loaded: { folder, programme } }) => {
    const missing = (programme.appliesWith ?? []).filter((id) => !ids.has(id));
    if (missing.length === 0) return [];
    const refusals = missing.map((id) => ({
      file: 'programme.yaml',
      where: `appliesWith.${id}`,
      rule: 'unknown_programme',
      nextStep: 'Name a programme that loads.',
    }));
    return [{ ok: false as const, folder, refusals }];
  });
}

/** A refusal as one line. */
export function describeRefusal(refusal: Refusal): string {
  return `  ${refusal.file}: ${refusal.where}: ${refusal.rule}. ${refusal.nextStep}`;
}
