// The programmes that a command decides with, loaded and compiled once.
// Never part of them: a programme that does not load stops the command.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ClockOf, CompiledProgramme, type Programme } from '@aegle/core';
import {
  type CourseData,
  courseDataIn,
  describeRefusal,
  type FindingTables,
  findingTablesIn,
  keepingBeside,
  type LoadedProgramme,
  loadKept,
  programmeFolders,
  zoneClocks,
} from '@aegle/data';
import { InputRefused, refused } from './input-refused.ts';

/** Loaded programmes by id, compiled, with the clocks of their zones. */
export interface Rules {
  readonly loaded: ReadonlyMap<string, LoadedProgramme>;
  readonly compiled: ReadonlyMap<string, CompiledProgramme>;
  readonly clockOf: ClockOf;
  /** Tables of the evidence that findings are read with; loaded at the first call. */
  readonly findings: () => FindingTables;
  /** The labels' numbers for a course, by place; loaded at the first call. */
  readonly courseData: () => CourseData;
}

const known = new Map<string, Rules>();

/** Loads every programme of `<home>/programmes`, once; each refusal of a file is named. */
export function loadRules(homeFolder: string): Rules {
  const rules = known.get(homeFolder) ?? readRules(homeFolder);
  known.set(homeFolder, rules);
  return rules;
}

function readRules(homeFolder: string): Rules {
  const root = join(homeFolder, 'programmes');
  if (!existsSync(root))
    throw refused('programmes', 'folder_missing', `Put the programmes in ${root}.`);
  const keeping = keepingBeside(import.meta.url);
  const outcomes = programmeFolders(root).map((folder) => loadKept(folder, keeping));
  const problems = outcomes.flatMap((outcome) =>
    outcome.ok
      ? []
      : outcome.refusals.map((refusal) => ({
          field: outcome.folder.slice(root.length + 1),
          rule: 'programme_does_not_load',
          nextStep: describeRefusal(refusal).trim(),
        })),
  );
  if (problems.length > 0) throw new InputRefused(problems);
  const loaded = new Map<string, LoadedProgramme>();
  const compiled = new Map<string, CompiledProgramme>();
  for (const outcome of outcomes) {
    if (!outcome.ok) continue;
    const { programme } = outcome.loaded;
    loaded.set(programme.id, outcome.loaded);
    compiled.set(programme.id, new CompiledProgramme(programme));
  }
  const findings = findingTablesIn(join(homeFolder, 'evidence'));
  const courseData = courseDataIn(join(homeFolder, 'course-rules'), join(homeFolder, 'evidence'));
  return { loaded, compiled, clockOf: zoneClocks(), findings, courseData };
}

/** Every loaded programme. */
export function programmesOf(rules: Rules): readonly Programme[] {
  return [...rules.compiled.values()].map((compiled) => compiled.programme);
}

/** The programmes named in a list such as `us-ipledge,ca-clear`. */
export function namedProgrammes(rules: Rules, list: string): readonly CompiledProgramme[] {
  return list.split(',').map((name) => {
    const found = rules.compiled.get(name.trim());
    if (found !== undefined) return found;
    throw refused(
      '--programme',
      'unknown_programme',
      `Name one or more of: ${[...rules.compiled.keys()].join(', ')}.`,
    );
  });
}

/** Programmes by the id of an edition or overlay each of `names` is; unknown names are refused. */
export function ownersOf(
  rules: Rules,
  names: readonly string[],
  kind: 'editions' | 'overlays',
  option: string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const name of names) {
    const owner = programmesOf(rules).find((one) => one[kind].some(({ id }) => id === name));
    if (owner === undefined) {
      const known = programmesOf(rules).flatMap((one) => one[kind].map(({ id }) => id));
      throw refused(option, `unknown_${kind.slice(0, -1)}`, `Name one of: ${known.join(', ')}.`);
    }
    owners.set(owner.id, new Set([...(owners.get(owner.id) ?? []), name]));
  }
  return owners;
}
