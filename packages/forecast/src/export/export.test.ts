// The exports against the model itself: another program reads them and finds the forecast's numbers.
// Never compares a text with itself. R solves its script in the deep suite.

import type { DoseSchedule } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { PERSON, planOf, RELEASE, SECOND_RELEASE } from '../testing-release.ts';
import { mrgsolveText, nonmemText } from './control-streams.ts';
import { courseJson } from './course-json.ts';
import { recompute } from './testing-reader.ts';
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
