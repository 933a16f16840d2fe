// The exports against the model itself: another program reads them and finds the forecast's numbers.
// Never compares a text with itself. R solves its script in the deep suite.

import type { DoseSchedule } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { PERSON, planOf, RELEASE, SECOND_RELEASE } from '../testing-release.ts';
import { courseJson } from './course-json.ts';
import { recordsText, stopDayOf } from './dosing-records.ts';
import { mrgsolveText } from './mrgsolve-text.ts';
import { nonmemText } from './nonmem-text.ts';
import { readControlStream, readModelFile, runRecords } from './testing-control-stream.ts';
import { recompute } from './testing-reader.ts';
import { expectReference, referenceColumns } from './testing-reference.ts';
import { COURSE_COLUMNS, typicalCourse } from './typical-course.ts';

const courseOf = (schedule: DoseSchedule, days: number) =>
  typicalCourse(RELEASE, PERSON, planOf(schedule, days, 0.5).regimen);

const course = courseOf({ kind: 'constant', doseMg: 40 }, 120);

const secondCourse = typicalCourse(
  SECOND_RELEASE,
  { ...PERSON, isTruncal: true, ageYears: 15 },
  planOf({ kind: 'ramp', fromDoseMg: 20, toDoseMg: 60, stepMg: 10, stepDays: 30 }, 170).regimen,
);

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
    expect(nonmemText(secondCourse, SECOND_RELEASE).match(/FIX/g)).toHaveLength(8 + 6 + 1);
  });
});

const courses = [
  ['the first release', course, RELEASE],
  ['the release in use', secondCourse, SECOND_RELEASE],
] as const;

describe('another program with the JSON alone', () => {
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

describe('a program that reads the text of NONMEM or mrgsolve, and the records', () => {
  const languages = [
    ['nonmem', nonmemText, readControlStream, (name: string) => name.toUpperCase()],
    ['mrgsolve', mrgsolveText, readModelFile, (name: string) => name],
  ] as const;
  const cases = courses.flatMap(([release, ...given]) =>
    languages.map(([language, ...how]) => [language, release, given, how] as const),
  );
  it.each(cases)('finds every reference number again: %s, %s', (_, __, given, how) => {
    const [exported, release] = given;
    const [write, read, nameOf] = how;
    const columns = [...referenceColumns(exported).keys()];
    const program = read(write(exported, release));
    const found = runRecords(program, recordsText(exported), columns.map(nameOf));
    // A row holds the means of the day before it.
    const ofTheDayBefore = ['parent', 'metabolite', 'doseRate'];
    const stop = stopDayOf(exported);
    expectReference(exported, (column) => {
      const line = found.get(nameOf(column))!;
      if (ofTheDayBefore.includes(column)) return line.slice(1, exported.days + 1);
      const isRelapse = /^(none|ceiling|noCeiling)/.test(column);
      return isRelapse
        ? line.filter((_, day) => day >= stop && (day - stop) % 28 === 0)
        : line.slice(0, exported.days);
    });
  });

  it('has names and lines that NM-TRAN takes, and no whole number among fractions', () => {
    const stream = nonmemText(secondCourse, SECOND_RELEASE);
    const long = stream.split('\n').filter((line) => line.length > 160);
    expect(long).toEqual([]);
    const code = stream.replace(/;.*$/gm, '');
    const names = new Set(code.match(/[A-Za-z]\w*/g));
    expect([...names].filter((name) => name.length > 20)).toEqual([]);
    const inError = code.slice(code.indexOf('$ERROR'), code.indexOf('$THETA'));
    const table = mrgsolveText(secondCourse, SECOND_RELEASE).split('$TABLE')[1]!;
    // An index in brackets is whole, and so is what a record's kind is compared with.
    const whole = /(?<![\w.(-])\d+(?![\w.])/;
    for (const line of [...inError.split('\n'), ...table.split('\n')])
      if (!/IF \(|if \(/.test(line)) expect(line).not.toMatch(whole);
  });
});
