// The exports against the model itself: R solves the script, and its numbers are the forecast's.
// Never compares a text with itself.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DoseSchedule } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { PERSON, planOf, RELEASE, SECOND_RELEASE } from '../testing-release.ts';
import { mrgsolveText, nonmemText } from './control-streams.ts';
import { courseJson } from './course-json.ts';
import { rText } from './r-text.ts';
import { recompute } from './testing-reader.ts';
import { COURSE_COLUMNS, type CourseColumn, typicalCourse } from './typical-course.ts';

const courseOf = (schedule: DoseSchedule, days: number) =>
  typicalCourse(RELEASE, PERSON, planOf(schedule, days, 0.5).regimen);

const course = courseOf({ kind: 'constant', doseMg: 40 }, 120);

const secondCourse = typicalCourse(
  SECOND_RELEASE,
  { ...PERSON, isTruncal: true, ageYears: 15 },
  planOf({ kind: 'ramp', fromDoseMg: 20, toDoseMg: 60, stepMg: 10, stepDays: 30 }, 170).regimen,
);

function hasDeSolve(): boolean {
  const found = spawnSync('Rscript', ['-e', 'library(deSolve)'], { encoding: 'utf8' });
  if (found.status === 0) return true;
  console.log('NOT RUN: the R export, needs r-base-core and r-cran-desolve');
  return false;
}

/** What a script prints, by column. */
function runR(script: string): Map<string, number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'aegle-export-'));
  try {
    const file = join(folder, 'course.R');
    writeFileSync(file, script);
    const ran = spawnSync('Rscript', [file], { encoding: 'utf8', timeout: 100_000 });
    if (ran.status !== 0) throw new Error(ran.stderr);
    const [head, ...rows] = ran.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    return new Map(head!.map((name, i) => [name.trim(), rows.map((row) => Number(row[i]))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the typical course', () => {
  it('takes every capsule, and clears what it absorbed', () => {
    expect(course.absorbedMg.filter((mg) => mg === 40)).toHaveLength(120);
    const cleared = course.reference.doseRate.reduce((sum, rate) => sum + rate, 0);
    expect(cleared * PERSON.weightKg).toBeCloseTo(40 * 120, 0);
    for (const column of COURSE_COLUMNS) expect(course.reference[column]).toHaveLength(course.days);
  });

  it('is written as JSON with its equations, parameters and reference numbers', () => {
    const read = JSON.parse(courseJson(course, RELEASE));
    expect(read).toMatchObject({ schema: 2, release: { name: RELEASE.name }, days: course.days });
    expect(read.reference.parent).toEqual(course.reference.parent);
    expect(Object.keys(read.rows)).toEqual(Object.keys(RELEASE.rows));
    const said = Object.values(read.equations).flat().join(' ');
    const { relapse } = JSON.parse(courseJson(secondCourse, SECOND_RELEASE)).consequences;
    const names = [course.parameters, read.consequences.parameters, relapse.parameters];
    const unused = [...names, relapse.inputs, relapse.readings[0]].flatMap(Object.keys);
    const apart = ['reading', 'weight', 'reference'];
    expect(unused.filter((name) => !said.includes(name) && !apart.includes(name))).toEqual([]);
    expect(read.consequences.relapse).toBeNull();
  });

  it('is a control stream and a model file with its own numbers', () => {
    const { clearanceLph, lagHours } = course.parameters;
    for (const text of [mrgsolveText(course, RELEASE), nonmemText(course, RELEASE)]) {
      expect(text).toContain(String(clearanceLph));
      expect(text).toContain(String(lagHours));
      expect(text).toContain(RELEASE.digest);
      expect(text).not.toMatch(/undefined|NaN/);
    }
    expect(nonmemText(course, RELEASE).match(/FIX/g)).toHaveLength(8 + 4 + 1);
  });
});

describe('another program with the JSON alone', () => {
  const courses = [
    ['the first release', course, RELEASE],
    ['the release in use', secondCourse, SECOND_RELEASE],
  ] as const;
  it.each(courses)('finds every reference number again: %s', (_, exported, release) => {
    const document = JSON.parse(courseJson(exported, release));
    const found = recompute(document);
    const wanted: [string, readonly number[]][] = [
      ...Object.entries<number[]>(document.reference),
      ...Object.entries<number[]>(document.consequences.reference),
      ...document.consequences.sideEffects.map((one: { name: string; reference: number[] }) => [
        one.name,
        one.reference,
      ]),
      ...(document.consequences.relapse?.readings ?? []).flatMap(
        (one: { reading: string; ever: number[]; reference: number[][] }) => [
          [`${one.reading} ever`, one.ever],
          ...one.reference.map((line, e) => [`${one.reading} ${e}`, line] as [string, number[]]),
        ],
      ),
    ];
    expect(wanted.length).toBe(release === RELEASE ? 24 : 24 + 12);
    for (const [name, line] of wanted) {
      const own = found.get(name)!;
      expect(own, name).toHaveLength(line.length);
      const peak = Math.max(...line);
      const off = Math.max(...line.map((value, t) => Math.abs(value - own[t]!) / peak));
      expect(off, name).toBeLessThan(1e-6);
    }
  });
});

const schedules: [string, DoseSchedule, number][] = [
  ['the same every day', { kind: 'constant', doseMg: 40 }, 120],
  ['20 and 40 mg by turns', { kind: 'repeating', dosesMg: [20, 40] }, 90],
  ['a week in four', { kind: 'pulse', doseMg: 60, onDays: 7, offDays: 21 }, 112],
];

describe.runIf(hasDeSolve())('the R export through deSolve', () => {
  it.each(schedules)(
    'agrees to 1e-6 of each column’s peak: %s',
    (_, schedule, days) => {
      const exported = courseOf(schedule, days);
      const solved = runR(rText(exported));
      for (const column of COURSE_COLUMNS) {
        const wanted: readonly number[] = exported.reference[column as CourseColumn];
        const found = solved.get(column)!;
        expect(found).toHaveLength(wanted.length);
        const peak = Math.max(...wanted);
        const off = wanted.map((value, t) => Math.abs(value - found[t]!) / peak);
        expect(Math.max(...off)).toBeLessThan(1e-6);
      }
    },
    120_000,
  );
});
