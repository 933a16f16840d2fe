// Checks programme folders as loading does and runs their cases: `aegle programmes [id] --check`.
// Never changes a file.

import { basename } from 'node:path';
import { CompiledProgramme } from '@aegle/core';
import { zoneClocks } from '../zones/zone-clock.ts';
import { decideRun, readCases } from './cases.ts';
import { type DecidedRun, edgeRefusals, evidenceRefusals } from './evidence-checks.ts';
import type { Refusal } from './files.ts';
import { judgeCase } from './judge-case.ts';
import { describeRefusal, loadProgramme, programmeFolders } from './load.ts';

/** What checking one programme found. */
export interface ProgrammeCheck {
  readonly id: string;
  readonly cases: number;
  readonly faults: readonly string[];
}

/** Checks the programmes below `root`, all or those named. */
export function checkProgrammes(
  root: string,
  ids: readonly string[] = [],
): readonly ProgrammeCheck[] {
  const outcomes = programmeFolders(root).map(loadProgramme);
  const compiled = new Map(
    outcomes.flatMap((outcome) =>
      outcome.ok
        ? [[outcome.loaded.programme.id, new CompiledProgramme(outcome.loaded.programme)] as const]
        : [],
    ),
  );
  return outcomes
    .filter((outcome) => {
      const folder = outcome.ok ? outcome.loaded.folder : outcome.folder;
      return ids.length === 0 || ids.includes(basename(folder));
    })
    .map((outcome) => {
      if (!outcome.ok)
        return {
          id: basename(outcome.folder),
          cases: 0,
          faults: outcome.refusals.map(describeRefusal),
        };
      return checkOne(outcome.loaded.folder, outcome.loaded.programme.id, compiled);
    });
}

function checkOne(
  folder: string,
  id: string,
  compiled: ReadonlyMap<string, CompiledProgramme>,
): ProgrammeCheck {
  const own = compiled.get(id)!;
  const clockOf = zoneClocks();
  const { runs, refusals } = readCases(folder, own.programme.zone);
  const faults: string[] = refusals.map(describeRefusal);
  const decided: DecidedRun[] = [];
  for (const run of runs) {
    const missing = run.written.with.filter((other) => !compiled.has(other));
    if (missing.length > 0) {
      faults.push(`  ${run.file}: ${run.title}: programme ${missing.join(', ')} does not load`);
      continue;
    }
    const programmes = [own, ...run.written.with.map((other) => compiled.get(other)!)];
    const decision = decideRun(run, programmes, clockOf);
    decided.push({ run, programmes, decision });
    const wrong = judgeCase(run, decision);
    if (wrong.length > 0) faults.push(`  ${run.file}: ${run.title}: ${wrong.join('; ')}`);
  }
  const behaviour: Refusal[] = [...evidenceRefusals(decided, clockOf)];
  for (const edition of own.programme.editions)
    behaviour.push(...edgeRefusals(edition, decided, clockOf, own.programme.zone));
  faults.push(...behaviour.map(describeRefusal));
  return { id, cases: runs.length, faults };
}
