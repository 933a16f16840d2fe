// The R export against the model itself: R solves the script, and its numbers are the forecast's.
// Never compares a text with itself. Needs Debian's r-base-core and r-cran-desolve; the runner names them.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DoseSchedule } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import type { ModelRelease } from '../parameters/parameters.ts';
import { PERSON, planOf, RELEASE, SECOND_RELEASE } from '../testing-release.ts';
import { rText } from './r-text.ts';
import { expectReference } from './testing-reference.ts';
import { typicalCourse } from './typical-course.ts';

const hasDeSolve =
  spawnSync('Rscript', ['-e', 'library(deSolve)'], { encoding: 'utf8' }).status === 0;

it('has R and deSolve wherever CI counts on them', () => {
  expect(hasDeSolve || process.env.CI !== 'true').toBe(true);
});

/** What a script prints, table by table, by column. */
function runR(script: string): Map<string, number[]>[] {
  const folder = mkdtempSync(join(tmpdir(), 'aegle-export-'));
  try {
    const file = join(folder, 'course.R');
    writeFileSync(file, script);
    const ran = spawnSync('Rscript', [file], { encoding: 'utf8', timeout: 400_000 });
    if (ran.status !== 0) throw new Error(ran.stderr);
    return ran.stdout.trim().split('\n\n').map(tableOf);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tableOf(text: string): Map<string, number[]> {
  const [head, ...rows] = text.split('\n').map((line) => line.split(','));
  return new Map(head!.map((name, i) => [name.trim(), rows.map((row) => Number(row[i]))]));
}

const schedules: [string, DoseSchedule, number, ModelRelease][] = [
  ['the same every day', { kind: 'constant', doseMg: 40 }, 120, SECOND_RELEASE],
  ['20 and 40 mg by turns', { kind: 'repeating', dosesMg: [20, 40] }, 90, SECOND_RELEASE],
  ['a week in four', { kind: 'pulse', doseMg: 60, onDays: 7, offDays: 21 }, 112, SECOND_RELEASE],
  ['every day, first release', { kind: 'constant', doseMg: 40 }, 120, RELEASE],
];

describe.runIf(hasDeSolve)('the R export through deSolve', () => {
  it.each(schedules)('agrees to 1e-6 of each column’s peak: %s', (_, schedule, days, release) => {
    const exported = typicalCourse(release, PERSON, planOf(schedule, days, 0.5).regimen);
    const [daily, relapse] = runR(rText(exported));
    expectReference(exported, (column) => daily!.get(column) ?? relapse?.get(column));
  });
});
